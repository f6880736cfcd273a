// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pop3/Listings.h"

#include <QSet>

namespace godwit::pop3 {

namespace {

std::optional<int> messageNumber(QByteArrayView text)
{
    bool ok = false;
    const int number = text.toInt(&ok);
    return ok && number > 0 && text[0] != '+' ? std::optional<int>(number) : std::nullopt;
}

/// "1 rest" -> 1 and "rest"; the second is empty when there is none.
std::optional<std::pair<int, QByteArray>> split(QByteArrayView line)
{
    const QByteArrayView text = line.trimmed();
    qsizetype space = 0;
    while (space < text.size() && text[space] != ' ' && text[space] != '\t')
        ++space;
    const std::optional<int> number = messageNumber(text.first(space));
    if (!number)
        return {};
    return std::pair(*number, text.sliced(space).trimmed().toByteArray());
}

} // namespace

std::optional<MailboxSize> parseStat(QByteArrayView text)
{
    const QByteArrayList words = text.toByteArray().simplified().split(' ');
    if (words.size() < 2)
        return {};
    bool countOk = false, octetsOk = false;
    const MailboxSize size{words[0].toInt(&countOk), words[1].toLongLong(&octetsOk)};
    if (!countOk || !octetsOk || size.messages < 0)
        return {};
    return MailboxSize{size.messages, qMax<qint64>(size.octets, 0)};
}

QList<UniqueId> parseUidl(const QByteArrayList &lines)
{
    QList<UniqueId> result;
    QSet<int> seen;
    result.reserve(lines.size());
    for (const QByteArray &line : lines) {
        const auto parts = split(line);
        if (!parts || seen.contains(parts->first))
            continue;
        seen.insert(parts->first);
        result.append({parts->first, parts->second});
    }
    return result;
}

QList<ListedSize> parseList(const QByteArrayList &lines)
{
    QList<ListedSize> result;
    QSet<int> seen;
    result.reserve(lines.size());
    for (const QByteArray &line : lines) {
        const auto parts = split(line);
        if (!parts || seen.contains(parts->first))
            continue;
        seen.insert(parts->first);
        const QByteArray word =
            parts->second.left(parts->second.indexOf(' ') < 0 ? parts->second.size() : parts->second.indexOf(' '));
        result.append({parts->first, qMax<qint64>(word.toLongLong(), 0)});
    }
    return result;
}

} // namespace godwit::pop3
