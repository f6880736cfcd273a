// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QLabel>

namespace godwit::ui {

/// The line at the pointer that says what a drop would do.  Lives in the window it is shown in.
class DropHint : public QLabel {
    Q_OBJECT
public:
    explicit DropHint(QWidget *window);
    void showAt(const QPoint &globalPosition, const QString &verb);
};

} // namespace godwit::ui
