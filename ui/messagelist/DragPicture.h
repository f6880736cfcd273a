// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFont>
#include <QPixmap>

namespace godwit::ui {

/// What hangs on the pointer while messages are dragged: how many, and the first subject.
QPixmap dragPicture(qsizetype count, const QString &subject, const QFont &font, qreal devicePixelRatio);

} // namespace godwit::ui
