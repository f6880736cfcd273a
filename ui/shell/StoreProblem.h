// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

namespace godwit::ui {

/// The window shown instead of the program when the store cannot be opened: why, and what to do.
class StoreProblem : public QWidget {
    Q_OBJECT
public:
    StoreProblem(const QString &explanation, const QString &details);
};

} // namespace godwit::ui
