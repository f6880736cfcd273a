// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QIcon>
#include <QPixmap>
#include <QString>

namespace godwit::ui {

/// One of our own SVG icons (resources/icons/NAME.svg, drawn for 16 px), recoloured from the application's
/// palette in every state, also after a palette change.
QIcon icon(const QString &name);
/// The same in a fixed colour, for the filled button and for notices.
QIcon icon(const QString &name, const QColor &color);
/// One pixmap for delegates that paint by themselves; cached.  `size` in device-independent pixels.
QPixmap iconPixmap(const QString &name, const QColor &color, int size, qreal devicePixelRatio);
/// The program's own icon, in its own colours.
QIcon applicationIcon();
/// "file-pdf", "file-image", ... for a media type such as "application/pdf".
QString iconNameForMediaType(const QString &mediaType);

} // namespace godwit::ui
