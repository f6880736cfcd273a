// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Theme.h"

#include <QFont>

namespace godwit::ui {

/// The thin style sheet over Fusion.  Sizes of text follow `font`.
QString styleSheet(const Colors &colors, bool dark, const QFont &font);

} // namespace godwit::ui
