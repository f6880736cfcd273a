// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "sync/ConnectionReport.h"

#include <QLocale>

namespace godwit::ui {

// What a report on connections says, in plain words: for the page and for what is copied from it.

/// Where it is, how it is encrypted, what it calls itself, how quickly it answers; a line each.
QStringList serverLines(const sync::ConnectionRecord &record);
/// What is used of what the server offers, what is missing, what is not used.
QStringList usedLines(const sync::ConnectionRecord &record);
/// Known peculiarities, and what proved wrong; one line when there are none.
QStringList quirkLines(const sync::ConnectionRecord &record);
/// "10:42:07 to 10:58:30, incoming mail, TLS 1.3, 23 ms: closed by Godwit"
QString connectionLine(const sync::ConnectionRecord &record, const QLocale &locale = {});
/// What was said, connection by connection, the newest last.  Empty when nothing was kept.
QString logText(const sync::ConnectionReport &report, const QLocale &locale = {});
/// Everything but the log, as plain text.
QString reportText(const sync::ConnectionReport &report, const QLocale &locale = {});

} // namespace godwit::ui
