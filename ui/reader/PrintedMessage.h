// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/reader/ReadMessage.h"

#include <QTextDocument>

namespace godwit::ui {

/// A message on paper: header block and text, black on white.  Loads nothing (S-074).
class PrintedMessage : public QTextDocument {
    Q_OBJECT
public:
    PrintedMessage(const ReadMessage &message, const QDateTime &date, bool plain, QObject *parent = nullptr);

protected:
    QVariant loadResource(int type, const QUrl &name) override;

private:
    QHash<QString, QImage> m_images;
};

} // namespace godwit::ui
