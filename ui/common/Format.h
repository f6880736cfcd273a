// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDateTime>
#include <QLocale>
#include <QString>

namespace godwit::ui {

/// A moment as a person says it in a list: 10:42 today, Sat within the last week, 14 Nov this year, 2024-03-02 before.
/// Local time; `now` is a parameter so that tests own it.
QString shortMoment(const QDateTime &moment, const QDateTime &now, const QLocale &locale = {});
/// "Today 09:15", "Yesterday 09:15", "Saturday 14 November 2026 09:15": for the header block.
QString longMoment(const QDateTime &moment, const QDateTime &now, const QLocale &locale = {});
/// "84 KB", "2.1 MB": powers of 1000, at most one decimal.
QString humanSize(qint64 octets, const QLocale &locale = {});
/// 18,400 in the person's digits and separators.
QString humanNumber(qint64 number, const QLocale &locale = {});

/// The heads of a message list by age.
enum class DateGroup { Future, Today, Yesterday, ThisWeek, LastWeek, ThisMonth, LastMonth, ThisYear, Older };
DateGroup dateGroup(const QDate &date, const QDate &today, const QLocale &locale = {});
QString dateGroupTitle(DateGroup group);
/// The first day (inclusive) that belongs to the group; invalid for Older.
QDate dateGroupStart(DateGroup group, const QDate &today, const QLocale &locale = {});

} // namespace godwit::ui
