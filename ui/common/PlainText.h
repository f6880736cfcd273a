// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace godwit::ui {

/// For tool tips, which have no switch for plain text (S-055): the same words, never taken for markup.
QString plainToolTip(const QString &text);

} // namespace godwit::ui
