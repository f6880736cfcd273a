// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace godwit::ui {

/// For tool tips, which have no switch for plain text (S-055): the same words, never taken for markup.
QString plainToolTip(const QString &text);
/// The text of a menu entry where there is no menu: "&Date" and "Date (&D)" are "Date".
QString withoutMnemonic(QString text);

} // namespace godwit::ui
