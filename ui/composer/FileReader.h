// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/composer/ComposeState.h"

#include <QObject>
#include <QUrl>

namespace godwit::ui {

/// Reads chosen files in a worker, one after the other in their order, so that a slow disk does not stop the window.
class FileReader : public QObject {
    Q_OBJECT
public:
    enum class Use { Attach, Insert };
    FileReader(const QString &profile, QObject *parent);

    void read(const QList<QUrl> &files, Use use);
    bool isBusy() const { return m_running > 0; }

signals:
    void attached(const godwit::ui::ComposeAttachment &attachment, godwit::ui::FileReader::Use use);
    void refused(const QString &why);
    void idle();

private:
    QString m_profile;
    int m_running = 0;
};

} // namespace godwit::ui
