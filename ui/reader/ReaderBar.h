// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

namespace godwit::ui {

class ReaderActions;

/// The buttons above a message; rare ones behind the dots.
class ReaderBar : public QWidget {
    Q_OBJECT
public:
    ReaderBar(const ReaderActions &actions, QWidget *parent);
};

} // namespace godwit::ui
