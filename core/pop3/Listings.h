// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArrayList>
#include <QList>
#include <optional>

/// What STAT, UIDL and LIST say (RFC 1939 sections 5 and 7).  Lines that cannot be read are skipped; of two lines for
/// the same message the first counts.
namespace godwit::pop3 {

struct MailboxSize {
    int messages = 0;
    qint64 octets = 0;
};

struct UniqueId {
    int number = 0;
    QByteArray id; ///< a key, nothing else; empty when the server gave none
};

struct ListedSize {
    int number = 0;
    qint64 octets = 0; ///< never negative
};

/// All that a fetch needs to know beforehand.
struct Inventory {
    MailboxSize size;
    bool hasUniqueIds = false; ///< false: the server has no UIDL
    QList<UniqueId> ids;
    QList<ListedSize> sizes;
};

std::optional<MailboxSize> parseStat(QByteArrayView text);
QList<UniqueId> parseUidl(const QByteArrayList &lines);
QList<ListedSize> parseList(const QByteArrayList &lines);

} // namespace godwit::pop3
