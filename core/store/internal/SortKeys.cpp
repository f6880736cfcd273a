// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/SortKeys.h"

#include "mime/Subject.h"

#include <QtEndian>
#include <algorithm>

namespace godwit::store {

namespace {

constexpr qint64 Version = 2;
/// Beyond this nobody sees a difference, and a subject may be as long as a message.
constexpr qsizetype MaximumCharacters = 120;

/// Never null, which SQLite would take for NULL.
QByteArray textKey(const QString &text)
{
    if (text.isEmpty())
        return "";
    const QString start = text.left(MaximumCharacters);
    const bool ascii = std::all_of(start.cbegin(), start.cend(), [](QChar c) { return c.unicode() < 0x80; });
    if (ascii)
        return start.toLatin1().toLower();
    return start.normalized(QString::NormalizationForm_KD).toCaseFolded().toUtf8();
}

QByteArray personKey(const QString &name, const QString &addr)
{
    return textKey(mime::shortAddress({name, addr}).trimmed());
}

} // namespace

QByteArray sortKey(SortBy by, const Statement &columns, int first)
{
    switch (by) {
    case SortBy::Subject:
        return textKey(mime::baseSubject(columns.text(first)));
    case SortBy::Sender:
        return personKey(columns.text(first + 1), columns.text(first + 2));
    case SortBy::Recipient:
        return personKey(columns.text(first + 3), columns.text(first + 4));
    case SortBy::Size: {
        QByteArray key(sizeof(quint64), Qt::Uninitialized);
        qToBigEndian(quint64(std::max<qint64>(columns.integer(first + 5), 0)), key.data());
        return key;
    }
    case SortBy::Date:
        break;
    }
    return "";
}

qint64 sortKeysVersion()
{
    return Version * 1000 + int(QChar::currentUnicodeVersion());
}

} // namespace godwit::store
