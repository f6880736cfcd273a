// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QModelIndex>
#include <QString>

namespace godwit::ui {

// What a row of the message list says, for painting and for screen readers.

/// Without line breaks and control characters.
QString oneLine(const QString &text);
/// The sender, or the recipient with `recipients`: the name, the address where there is none.
QString correspondent(const QModelIndex &index, bool recipients);
QString subjectOrNone(const QModelIndex &index);
/// "Unread, Mia Laurent, Photos from Saturday, Saturday 21 November 2026 10:42, 2 attachments, flagged"
QString spokenRow(const QModelIndex &index, bool recipients);

} // namespace godwit::ui
