// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/Format.h"

#include <QCoreApplication>

namespace godwit::ui {

namespace {

/// The day and month in the order and with the marks of the locale, without the year ("14 Nov", "11월 14일").
QString dayAndMonth(const QDate &date, const QLocale &locale)
{
    switch (locale.language()) {
    case QLocale::Korean:
        return locale.toString(date, u"M월 d일");
    case QLocale::Japanese:
    case QLocale::Chinese:
        return locale.toString(date, u"M月d日");
    case QLocale::English:
        if (locale.territory() == QLocale::UnitedStates)
            return locale.toString(date, u"MMM d");
        break;
    case QLocale::German:
        return locale.toString(date, u"d. MMM");
    default:
        break;
    }
    return locale.toString(date, u"d MMM");
}

} // namespace

QString shortMoment(const QDateTime &moment, const QDateTime &now, const QLocale &locale)
{
    if (!moment.isValid())
        return {};
    const QDateTime local = moment.toLocalTime();
    const QDate today = now.toLocalTime().date();
    const qint64 days = local.date().daysTo(today);
    if (days == 0)
        return locale.toString(local.time(), QLocale::ShortFormat);
    if (days > 0 && days < 7)
        return locale.dayName(local.date().dayOfWeek(), QLocale::ShortFormat);
    if (local.date().year() == today.year())
        return dayAndMonth(local.date(), locale);
    return local.date().toString(Qt::ISODate);
}

QString longMoment(const QDateTime &moment, const QDateTime &now, const QLocale &locale)
{
    if (!moment.isValid())
        return {};
    const QDateTime local = moment.toLocalTime();
    const qint64 days = local.date().daysTo(now.toLocalTime().date());
    const QString time = locale.toString(local.time(), QLocale::ShortFormat);
    if (days == 0)
        return QCoreApplication::translate("Format", "Today %1").arg(time);
    if (days == 1)
        return QCoreApplication::translate("Format", "Yesterday %1").arg(time);
    return locale.toString(local.date(), QLocale::LongFormat) + u' ' + time;
}

QString humanSize(qint64 octets, const QLocale &locale)
{
    return locale.formattedDataSize(octets, octets < 1'000'000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString humanNumber(qint64 number, const QLocale &locale)
{
    return locale.toString(number);
}

QDate dateGroupStart(DateGroup group, const QDate &today, const QLocale &locale)
{
    const int sinceWeekStart = (today.dayOfWeek() - int(locale.firstDayOfWeek()) + 7) % 7;
    const QDate week = today.addDays(-sinceWeekStart);
    const QDate month(today.year(), today.month(), 1);
    switch (group) {
    case DateGroup::Future:
        return today.addDays(1);
    case DateGroup::Today:
        return today;
    case DateGroup::Yesterday:
        return today.addDays(-1);
    case DateGroup::ThisWeek:
        return qMin(week, today.addDays(-1));
    case DateGroup::LastWeek:
        return week.addDays(-7);
    case DateGroup::ThisMonth:
        return qMin(month, week.addDays(-7));
    case DateGroup::LastMonth:
        return qMin(month.addMonths(-1), week.addDays(-7));
    case DateGroup::ThisYear:
        return qMin(QDate(today.year(), 1, 1), month.addMonths(-1));
    case DateGroup::Older:
        break;
    }
    return {};
}

DateGroup dateGroup(const QDate &date, const QDate &today, const QLocale &locale)
{
    for (const DateGroup group : {DateGroup::Future, DateGroup::Today, DateGroup::Yesterday, DateGroup::ThisWeek,
             DateGroup::LastWeek, DateGroup::ThisMonth, DateGroup::LastMonth, DateGroup::ThisYear}) {
        if (date >= dateGroupStart(group, today, locale))
            return group;
    }
    return DateGroup::Older;
}

QString dateGroupTitle(DateGroup group)
{
    switch (group) {
    case DateGroup::Future:
        return QCoreApplication::translate("Format", "Later");
    case DateGroup::Today:
        return QCoreApplication::translate("Format", "Today");
    case DateGroup::Yesterday:
        return QCoreApplication::translate("Format", "Yesterday");
    case DateGroup::ThisWeek:
        return QCoreApplication::translate("Format", "This week");
    case DateGroup::LastWeek:
        return QCoreApplication::translate("Format", "Last week");
    case DateGroup::ThisMonth:
        return QCoreApplication::translate("Format", "Earlier this month");
    case DateGroup::LastMonth:
        return QCoreApplication::translate("Format", "Last month");
    case DateGroup::ThisYear:
        return QCoreApplication::translate("Format", "Earlier this year");
    case DateGroup::Older:
        break;
    }
    return QCoreApplication::translate("Format", "Older");
}

} // namespace godwit::ui
