// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/MessageListModel.h"

#include <QItemSelection>

namespace godwit::ui {

/// The selection as ascending ranges of rows without overlap; costs by the number of ranges, not of rows.
QList<models::RowRange> rowRanges(const QItemSelection &selection);
int countRows(const QItemSelection &selection);

} // namespace godwit::ui
