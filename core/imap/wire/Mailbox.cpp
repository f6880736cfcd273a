// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/wire/Mailbox.h"

#include "imap/wire/ModifiedUtf7.h"

#include <algorithm>

namespace godwit::imap {

Mailbox Mailbox::fromWire(QByteArray name, Names names)
{
    const QString text = names == Names::Utf8 ? QString::fromUtf8(name) : QString();
    // Octets that are no UTF-8 stay what they are and go back so.
    if (names == Names::Utf8 && text.toUtf8() == name)
        return {modifiedUtf7::encode(text)};
    return {std::move(name)};
}

QByteArray Mailbox::toWire(Names names) const
{
    const bool isAscii = std::all_of(wireName.begin(), wireName.end(), [](char c) { return uchar(c) < 0x80; });
    if (names == Names::ModifiedUtf7 || !isAscii || !wireName.contains('&'))
        return wireName;
    return modifiedUtf7::decode(wireName).toUtf8();
}

QStringList Mailbox::path(char delimiter) const
{
    if (delimiter == '\0')
        return {modifiedUtf7::decode(wireName)};
    QStringList levels;
    for (const QByteArray &level : wireName.split(delimiter))
        levels.append(modifiedUtf7::decode(level));
    while (levels.size() > 1 && levels.constLast().isEmpty())
        levels.removeLast(); // `Archive/`: a folder of folders
    return levels;
}

Mailbox Mailbox::fromPath(const QStringList &path, char delimiter)
{
    QByteArrayList levels;
    for (QString level : path) {
        level.removeIf([](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; });
        levels.append(modifiedUtf7::encode(level));
    }
    return {levels.join(delimiter)};
}

} // namespace godwit::imap
