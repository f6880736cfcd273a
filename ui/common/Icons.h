// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QIcon>
#include <QString>

namespace godwit::ui {

/// One of our own SVG icons (resources/icons/NAME.svg, 16 px grid, 1.8 px line), recoloured from the application's
/// palette in every state, also after a palette change.
QIcon icon(const QString &name);
/// The same in a fixed colour, for the filled button and for notices.
QIcon icon(const QString &name, const QColor &color);

} // namespace godwit::ui
