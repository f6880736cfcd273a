// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFont>
#include <QPixmap>

namespace godwit::ui {

/// What hangs on the pointer while messages or a folder are dragged: how many, and the first subject or the name.
QPixmap dragPicture(qsizetype count, const QString &subject, const QFont &font, qreal devicePixelRatio,
    const QString &iconName = QStringLiteral("mail"));

} // namespace godwit::ui
