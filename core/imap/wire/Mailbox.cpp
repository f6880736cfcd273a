// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/wire/Mailbox.h"

#include "imap/wire/ModifiedUtf7.h"

namespace godwit::imap {

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
