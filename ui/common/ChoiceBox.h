// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QComboBox>

namespace godwit::ui {

/// A combo box that assistive tools find by its accessible name: Qt's own is named by its current text on X11 and
/// Wayland.
class ChoiceBox : public QComboBox {
    Q_OBJECT
public:
    explicit ChoiceBox(const QString &accessibleName, QWidget *parent = nullptr);

    /// The first entry with the data `wanted` becomes current; nothing happens where there is none.
    void choose(const QVariant &wanted);
};

} // namespace godwit::ui
