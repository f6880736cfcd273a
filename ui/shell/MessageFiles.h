// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Services.h"

#include <QObject>
#include <memory>

namespace godwit::ui {

/// Opens message files (.eml) that were given on the command line or dropped, each in a window of its own.
class MessageFiles : public QObject {
    Q_OBJECT
public:
    MessageFiles(Services &services, QWidget *window);
    ~MessageFiles() override;

    static bool isMessageFile(const QString &path);
    void open(const QString &path);

signals:
    /// The file is not there, not readable or too large.
    void failed(const QString &path);

private:
    struct Tools;
    Services &m_services;
    QWidget *m_window;
    std::unique_ptr<Tools> m_tools;
};

} // namespace godwit::ui
