// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Reader.h"

#include "store/internal/BodyPacks.h"
#include "store/internal/Codec.h"
#include "store/internal/Compression.h"
#include "store/internal/ReaderPrivate.h"
#include "store/internal/Schema.h"

#include <algorithm>
#include <sqlite3.h>

namespace godwit::store {

namespace {

// Until the whole mailbox is here, what STATUS said is nearer to the truth than our own count.
#define SHOWN_MAILBOX                                                                                                  \
    "id, account, wire_name, path, delimiter, role, selectable, subscribed, local, "                                   \
    "CASE WHEN local = 1 OR oldest_synced = 1 THEN total ELSE max(total, ifnull(status_messages, 0)) END, "            \
    "CASE WHEN local = 1 OR oldest_synced = 1 OR status_unseen IS NULL THEN unread ELSE max(unread, status_unseen) "   \
    "END, share, rights, label, holds_labels "

#define LIST_ROW                                                                                                       \
    "SELECT p.id, p.message, p.mailbox, m.subject, m.from_name, m.from_addr, m.to_name, m.to_addr, m.sort_date, "      \
    "p.flags, p.keywords, m.size, m.attachments, m.snippet, m.has_body, "                                              \
    "CASE WHEN p.server_mailbox = p.mailbox THEN p.uid END, p.pending, m.header_date, "                                \
    "CASE WHEN m.has_body = 0 THEN EXISTS (SELECT 1 FROM excerpt e WHERE e.message = m.id) ELSE 0 END, "               \
    "ifnull(m.thread, m.id) "                                                                                          \
    "FROM placement p JOIN message m ON m.id = p.message WHERE p.id = ?"

Mailbox readMailbox(const Statement &statement)
{
    Mailbox mailbox;
    mailbox.key = statement.key<MailboxKey>(0);
    mailbox.account = statement.key<AccountKey>(1);
    mailbox.wireName = statement.blob(2);
    mailbox.path = codec::splitList(statement.text(3));
    mailbox.delimiter = char(statement.integer(4));
    mailbox.role = Role(statement.integer(5));
    mailbox.selectable = statement.integer(6) != 0;
    mailbox.subscribed = statement.integer(7) != 0;
    mailbox.local = statement.integer(8) != 0;
    mailbox.total = statement.integer(9);
    mailbox.unread = statement.integer(10);
    mailbox.share = Share(statement.integer(11));
    mailbox.rights.bits = quint32(statement.integer(12));
    mailbox.label = statement.blob(13);
    mailbox.holdsLabels = statement.integer(14) != 0;
    return mailbox;
}

ListRow readListRow(const Statement &statement)
{
    ListRow row;
    row.placement = statement.key<PlacementKey>(0);
    row.message = statement.key<MessageKey>(1);
    row.mailbox = statement.key<MailboxKey>(2);
    row.subject = statement.text(3);
    row.from = {statement.text(4), statement.text(5)};
    row.to = {statement.text(6), statement.text(7)};
    row.date = codec::fromSeconds(statement.integer(statement.isNull(17) ? 8 : 17));
    row.flags.bits = quint32(statement.integer(9));
    if (!statement.isNull(10))
        row.flags.keywords = codec::splitNames(statement.blob(10));
    row.sizeOctets = statement.integer(11);
    row.attachments = int(statement.integer(12));
    row.snippet = statement.text(13);
    row.hasBody = statement.integer(14) != 0;
    row.uid = statement.key<Uid>(15);
    row.pending = statement.integer(16) > 0;
    row.hasText = statement.integer(18) != 0;
    row.thread = statement.key<ThreadKey>(19);
    return row;
}

int roleOrder(Role role)
{
    switch (role) {
    case Role::Inbox:
        return 0;
    case Role::Drafts:
        return 1;
    case Role::Sent:
        return 2;
    case Role::Archive:
        return 3;
    case Role::Junk:
        return 4;
    case Role::Trash:
        return 5;
    case Role::None:
        break;
    }
    return 6;
}

bool treeOrder(const Mailbox &left, const Mailbox &right)
{
    const int leftRole = roleOrder(left.role);
    const int rightRole = roleOrder(right.role);
    if (leftRole != rightRole)
        return leftRole < rightRole;
    for (qsizetype i = 0; i < std::min(left.path.size(), right.path.size()); ++i) {
        if (const int order = QString::localeAwareCompare(left.path.at(i), right.path.at(i)))
            return order < 0;
    }
    return std::pair(left.path.size(), left.key) < std::pair(right.path.size(), right.key);
}

} // namespace

Reader::Reader(std::unique_ptr<Private> data) : d(std::move(data))
{ }
Reader::~Reader() = default;

Result<std::unique_ptr<Reader>> Reader::open(const QString &profile)
{
    const QString file = databasePath(profile);
    if (const auto sound = checkFile(file); !sound)
        return tl::unexpected(sound.error());
    auto connection = Connection::open(file, Connection::Access::ReadOnly);
    if (!connection)
        return tl::unexpected(connection.error());
    if (const auto known = checkReadable(**connection, migrations().size()); !known)
        return tl::unexpected(known.error());
    auto d = std::make_unique<Private>();
    d->profile = profile;
    d->owned = std::move(*connection);
    d->database = d->owned.get();
    return std::unique_ptr<Reader>(new Reader(std::move(d)));
}

QString Reader::profile() const
{
    return d->profile;
}

MailError Reader::lastError() const
{
    return d->database->failed() ? d->database->error() : d->lastError;
}

QList<AccountRow> Reader::accounts() const
{
    QList<AccountRow> rows;
    Statement statement = d->fresh().query("SELECT id, settings, position FROM account ORDER BY position, id");
    while (statement.step())
        rows.append({statement.key<AccountKey>(0), statement.blob(1), statement.integer(2)});
    return rows;
}

QList<Mailbox> Reader::mailboxes(AccountKey account) const
{
    QList<Mailbox> rows;
    Statement statement =
        d->fresh().query("SELECT " SHOWN_MAILBOX "FROM mailbox WHERE account = ? AND path IS NOT NULL", account);
    while (statement.step())
        rows.append(readMailbox(statement));
    std::sort(rows.begin(), rows.end(), treeOrder);
    return rows;
}

std::optional<Mailbox> Reader::mailbox(MailboxKey key) const
{
    Statement statement =
        d->fresh().query("SELECT " SHOWN_MAILBOX "FROM mailbox WHERE id = ? AND path IS NOT NULL", key);
    return statement.step() ? std::optional(readMailbox(statement)) : std::nullopt;
}

std::optional<Mailbox> Reader::serverMailbox(MailboxKey key) const
{
    Statement statement = d->fresh().query(
        "SELECT id, account, wire_name, server_path, delimiter, server_role, "
        "server_selectable, server_subscribed, local, "
        "total, unread, share, rights, label, holds_labels FROM mailbox WHERE id = ? AND server_path IS NOT NULL",
        key);
    return statement.step() ? std::optional(readMailbox(statement)) : std::nullopt;
}

std::optional<Mailbox> Reader::mailboxByName(AccountKey account, const QString &name) const
{
    const bool inbox = name.compare(QLatin1String("INBOX"), Qt::CaseInsensitive) == 0;
    Statement statement = d->fresh().query(inbox
            ? "SELECT " SHOWN_MAILBOX
              "FROM mailbox WHERE account = ? AND upper(name) = upper(?) ORDER BY role <> 1 LIMIT 1"
            : "SELECT " SHOWN_MAILBOX "FROM mailbox WHERE account = ? AND name = ? ORDER BY id LIMIT 1",
        account, name);
    if (statement.step())
        return readMailbox(statement);
    if (!name.startsWith(QLatin1String("INBOX/"), Qt::CaseInsensitive))
        return std::nullopt;
    const qsizetype inboxLength = 5; // the first level of "inbox/x" is the inbox in any case, the rest is not
    for (const Mailbox &mailbox : mailboxes(account)) {
        const QString candidate = mailbox.name();
        if (candidate.left(inboxLength).compare(QLatin1String("INBOX"), Qt::CaseInsensitive) == 0
            && candidate.mid(inboxLength) == name.mid(inboxLength))
            return mailbox;
    }
    return std::nullopt;
}

std::optional<Mailbox> Reader::mailboxByRole(AccountKey account, Role role) const
{
    Statement statement = d->fresh().query(
        "SELECT " SHOWN_MAILBOX "FROM mailbox WHERE account = ? AND role = ? AND path IS NOT NULL ORDER BY id LIMIT 1",
        account, int(role));
    return statement.step() ? std::optional(readMailbox(statement)) : std::nullopt;
}

std::optional<Mailbox> Reader::labelsHome(AccountKey account) const
{
    Statement statement = d->fresh().query(
        "SELECT " SHOWN_MAILBOX "FROM mailbox WHERE account = ? AND holds_labels = 1 AND path IS NOT NULL LIMIT 1",
        account);
    return statement.step() ? std::optional(readMailbox(statement)) : std::nullopt;
}

SyncPoint Reader::syncPoint(MailboxKey key) const
{
    SyncPoint point;
    Statement statement =
        d->fresh().query("SELECT uid_validity, uid_next, highest_modseq, server_exists, oldest_synced, "
                         "last_flag_sweep FROM mailbox WHERE id = ?",
            key);
    if (!statement.step())
        return point;
    point.uidValidity = statement.key<UidValidity>(0);
    point.uidNext = statement.key<Uid>(1);
    point.highestModSeq = statement.key<ModSeq>(2);
    point.exists = quint32(statement.integer(3));
    point.oldestSynced = statement.key<Uid>(4);
    if (!statement.isNull(5))
        point.lastFlagSweep = codec::fromSeconds(statement.integer(5));
    return point;
}

QList<ListRow> Reader::rows(const QList<PlacementKey> &placements) const
{
    QList<ListRow> rows;
    rows.reserve(placements.size());
    Statement statement = d->fresh().prepare(LIST_ROW);
    for (const PlacementKey key : placements) {
        statement.bind(1, key);
        if (statement.step())
            rows.append(readListRow(statement));
        statement.reset();
    }
    return rows;
}

std::optional<ListRow> Reader::row(PlacementKey placement) const
{
    Statement statement = d->fresh().query(LIST_ROW, placement);
    return statement.step() ? std::optional(readListRow(statement)) : std::nullopt;
}

std::optional<QByteArray> Reader::raw(MessageKey message) const
{
    return d->stored("SELECT " PACKED_BODY " FROM body WHERE message = ?", message);
}

std::optional<QByteArray> Reader::readable(MessageKey message) const
{
    const auto whole = raw(message);
    return whole ? whole : d->stored("SELECT encoding, octets, data, NULL FROM excerpt WHERE message = ?", message);
}

std::optional<QByteArray> Reader::Private::stored(const char *sql, MessageKey message) const
{
    std::optional<QByteArray> octets;
    // It may be moved into the database while we look for its file.
    for (int attempt = 0; attempt < 2 && !octets; ++attempt) {
        Statement statement = fresh().query(sql, message);
        if (!statement.step())
            return std::nullopt;
        octets = unpack(readPacked(*database, statement));
    }
    if (!octets)
        lastError = sqliteError(SQLITE_CORRUPT, "a stored message is damaged");
    return octets;
}

std::optional<mime::Envelope> Reader::envelope(MessageKey message) const
{
    Statement statement =
        d->fresh().query("SELECT subject, message_id, header_date, envelope FROM message WHERE id = ?", message);
    if (!statement.step())
        return std::nullopt;
    mime::Envelope envelope;
    if (!statement.isNull(0))
        envelope.subject = statement.text(0);
    envelope.messageId = statement.text(1);
    if (!statement.isNull(2))
        envelope.date = codec::fromSeconds(statement.integer(2));
    codec::decodeEnvelope(statement.blob(3), envelope);
    return envelope;
}

QList<PlacementKey> Reader::placementsByUid(MailboxKey mailbox, const UidSet &uids) const
{
    QList<PlacementKey> found;
    for (const UidSet::Range &range : uids.ranges()) {
        Statement statement =
            d->fresh().query("SELECT id FROM placement WHERE server_mailbox = ? AND uid BETWEEN ? AND ? ORDER BY uid",
                mailbox, range.first, range.last);
        while (statement.step())
            found.append(statement.key<PlacementKey>(0));
    }
    return found;
}

UidSet Reader::knownUids(MailboxKey mailbox, Uid from) const
{
    QList<UidSet::Range> ranges; // a hundred thousand calls of insert() would take longer than asking the database
    Statement statement =
        d->fresh().query("SELECT uid FROM placement WHERE server_mailbox = ? AND uid >= ? ORDER BY uid", mailbox, from);
    while (statement.step()) {
        const auto uid = quint32(statement.integer(0));
        if (!ranges.isEmpty() && ranges.constLast().last == uid - 1)
            ranges.last().last = uid;
        else
            ranges.append({uid, uid});
    }
    return UidSet::fromRanges(std::move(ranges));
}

quint64 Reader::knownUidCount(MailboxKey mailbox) const
{
    return quint64(
        d->fresh().number("SELECT count(*) FROM placement WHERE server_mailbox = ? AND uid > 0", mailbox).value_or(0));
}

Uid Reader::newestUid(MailboxKey mailbox) const
{
    const auto newest = d->fresh().number("SELECT max(uid) FROM placement WHERE server_mailbox = ?", mailbox);
    return Uid{quint32(newest.value_or(0))};
}

bool Reader::awaitsUids(MailboxKey mailbox) const
{
    return d->fresh()
               .number("SELECT EXISTS (SELECT 1 FROM placement WHERE server_mailbox = ? AND uid IS NULL AND "
                       "awaiting = 1)",
                   mailbox)
               .value_or(0)
        == 1;
}

} // namespace godwit::store
