// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

namespace godwit::ui {

/// Octets as text, in a window that deletes itself: the source of a message, or a web page that must not be run.
class SourceWindow : public QWidget {
    Q_OBJECT
public:
    SourceWindow(const QString &title, const QByteArray &octets, QWidget *parent);

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace godwit::ui
