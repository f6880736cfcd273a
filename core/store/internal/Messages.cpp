// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/Messages.h"

#include "mime/Message.h"
#include "store/internal/BodyPacks.h"
#include "store/internal/Codec.h"
#include "store/internal/Compression.h"
#include "store/internal/Threads.h"

namespace godwit::store {

namespace {

constexpr int MaximumAddressesPerMessage = 50; // a mail to a thousand people is no address book

mime::Address first(const mime::AddressList &list)
{
    return list.isEmpty() ? mime::Address() : list.first();
}

} // namespace

MessageKey Messages::find(AccountKey account, const IncomingMessage &message)
{
    if (!message.emailId.isEmpty()) {
        const auto known =
            m_db.number("SELECT id FROM message WHERE email_id = ? AND account = ? LIMIT 1", message.emailId, account);
        if (known)
            return {*known};
    }
    Statement statement = m_db.query(
        "SELECT id, message_id, internal_date, size, email_id FROM message WHERE match_key = ? AND account = ?",
        codec::matchKey(message.envelope), account);
    const qint64 internalDate = codec::seconds(message.internalDate).value_or(0);
    while (statement.step()) {
        const bool otherId = !statement.isNull(4) && !message.emailId.isEmpty();
        if (!otherId && statement.text(1) == message.envelope.messageId && statement.integer(2) == internalDate
            && statement.integer(3) == message.sizeOctets)
            return statement.key<MessageKey>(0);
    }
    return {};
}

QList<MessageKey> Messages::withMessageId(AccountKey account, const QString &messageId)
{
    QList<MessageKey> found;
    if (messageId.isEmpty())
        return found;
    mime::Envelope envelope;
    envelope.messageId = messageId;
    Statement statement = m_db.query("SELECT id FROM message WHERE match_key = ? AND account = ? AND message_id = ?",
        codec::matchKey(envelope), account, messageId);
    while (statement.step())
        found.append(statement.key<MessageKey>(0));
    return found;
}

MessageKey Messages::insert(AccountKey account, const IncomingMessage &message)
{
    const mime::Envelope &envelope = message.envelope;
    const mime::Address from = first(envelope.from);
    const mime::Address to = first(envelope.to);
    Threads threads(m_batch);
    const ThreadKey thread = threads.find(account, envelope);
    m_db.run(
        "INSERT INTO message (account, email_id, match_key, message_id, internal_date, header_date, sort_date, size, "
        "subject, from_name, from_addr, to_name, to_addr, envelope, attachments, thread) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        account, message.emailId.isEmpty() ? QByteArray() : message.emailId, codec::matchKey(envelope),
        envelope.messageId.isEmpty() ? QString() : envelope.messageId, codec::seconds(message.internalDate),
        envelope.date ? codec::seconds(*envelope.date) : std::nullopt, codec::sortDate(envelope, message.internalDate),
        message.sizeOctets, envelope.subject, from.name, from.addr, to.name, to.addr, codec::encodeEnvelope(envelope),
        message.attachments, thread);
    const MessageKey key{m_db.lastInsertId()};
    threads.connect(account, key);
    if (!message.raw.isEmpty()) {
        const QString snippet = message.snippet.isNull() ? mime::snippet(mime::parse(message.raw)) : message.snippet;
        storeBody(key, pack(message.raw), snippet, message.attachments);
    }
    return key;
}

void Messages::adopted(MessageKey message)
{
    m_db.run("UPDATE message SET orphaned = NULL WHERE id = ? AND orphaned IS NOT NULL", message);
}

void Messages::noteServerSide(MessageKey message, const IncomingMessage &incoming)
{
    m_db.run("UPDATE message SET internal_date = ?2, size = ?3, email_id = ifnull(?4, email_id) WHERE id = ?1", message,
        codec::seconds(incoming.internalDate), incoming.sizeOctets,
        incoming.emailId.isEmpty() ? QByteArray() : incoming.emailId);
}

std::optional<mime::Address> Messages::from(MessageKey message)
{
    Statement statement = m_db.query("SELECT from_name, from_addr FROM message WHERE id = ?", message);
    return statement.step() ? std::optional(mime::Address{statement.text(0), statement.text(1)}) : std::nullopt;
}

void Messages::setFrom(MessageKey message, const mime::Address &from)
{
    m_db.run("UPDATE message SET from_name = ?2, from_addr = ?3 WHERE id = ?1", message, from.name, from.addr);
}

void Messages::storeBody(MessageKey message, const Packed &body, const QString &snippet, std::optional<int> attachments)
{
    const std::optional<qint64> pack = body.pack > 0 ? std::optional(body.pack) : std::nullopt;
    if (pack)
        m_db.run("INSERT INTO pack (id) VALUES (?) ON CONFLICT DO NOTHING", *pack);
    Statement insert = m_db.prepare(
        "INSERT INTO body (message, encoding, octets, data, pack, place, packed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
        "ON CONFLICT (message) DO UPDATE SET encoding = ?2, octets = ?3, data = ?4, pack = ?5, place = ?6, packed = "
        "?7");
    insert.bindAll(message, body.encoding, body.octets);
    insert.bindBorrowed(4, body.data);
    insert.bind(5, pack);
    insert.bind(6, body.place);
    insert.bind(7, body.packedOctets);
    insert.run();
    m_db.run("UPDATE message SET has_body = 1, snippet = ?2, attachments = ifnull(?3, attachments) WHERE id = ?1",
        message, snippet.isNull() ? QString::fromLatin1("") : snippet, attachments);
    m_db.run("DELETE FROM excerpt WHERE message = ?", message);
}

void Messages::storeText(MessageKey message, const Packed &excerpt, const QString &snippet)
{
    Statement insert = m_db.prepare("INSERT INTO excerpt (message, encoding, octets, data) VALUES (?1, ?2, ?3, ?4) "
                                    "ON CONFLICT (message) DO UPDATE SET encoding = ?2, octets = ?3, data = ?4");
    insert.bindAll(message, excerpt.encoding, excerpt.octets);
    insert.bindBorrowed(4, excerpt.data);
    insert.run();
    m_db.run(
        "UPDATE message SET snippet = ?2 WHERE id = ?1", message, snippet.isNull() ? QString::fromLatin1("") : snippet);
}

std::optional<QByteArray> Messages::raw(MessageKey message)
{
    Statement statement = m_db.query("SELECT " PACKED_BODY " FROM body WHERE message = ?", message);
    if (!statement.step())
        return std::nullopt;
    return unpack(readPacked(m_db, statement));
}

MessageKey Messages::clone(MessageKey message, AccountKey account)
{
    m_db.run(
        "INSERT INTO message (account, match_key, message_id, internal_date, header_date, sort_date, size, subject, "
        "from_name, from_addr, to_name, to_addr, envelope, attachments, has_body, snippet) "
        "SELECT ?2, match_key, message_id, internal_date, header_date, sort_date, size, subject, "
        "from_name, from_addr, to_name, to_addr, envelope, attachments, 1, snippet FROM message "
        "WHERE id = ?1 AND has_body = 1",
        message, account);
    if (m_db.changedRows() == 0)
        return {};
    const MessageKey key{m_db.lastInsertId()};
    m_db.run("INSERT INTO body (message, " PACKED_BODY ") SELECT ?2, " PACKED_BODY " FROM body WHERE message = ?1",
        message, key);
    connectToThread(key);
    return key;
}

void Messages::connectToThread(MessageKey message)
{
    mime::Envelope envelope;
    AccountKey account;
    {
        Statement row =
            m_db.query("SELECT account, message_id, envelope FROM message WHERE id = ? AND thread IS NULL", message);
        if (!row.step())
            return;
        account = row.key<AccountKey>(0);
        envelope.messageId = row.text(1);
        codec::decodeEnvelope(row.blob(2), envelope);
    }
    Threads threads(m_batch);
    threads.find(account, envelope);
    threads.connect(account, message);
}

qint64 Messages::sortDate(MessageKey message)
{
    return m_db.number("SELECT sort_date FROM message WHERE id = ?", message).value_or(0);
}

void Messages::gather(const mime::Address &address, qint64 written, qint64 received, qint64 at)
{
    if (!mime::isValidAddrSpec(address.addr))
        return;
    Seen &seen = m_seen[address.addr.toLower()];
    if (seen.address.addr.isEmpty() || (at >= seen.lastSeen && !address.name.isEmpty()))
        seen.address = address;
    seen.written += written;
    seen.received += received;
    seen.lastSeen = std::max(seen.lastSeen, at);
}

void Messages::gatherAddresses(const mime::Envelope &envelope, Role mailboxRole)
{
    if (mailboxRole == Role::Junk || mailboxRole == Role::Trash || mailboxRole == Role::Drafts)
        return;
    const qint64 at = envelope.date ? envelope.date->toSecsSinceEpoch() : 0;
    if (mailboxRole != Role::Sent) {
        for (const mime::Address &address : envelope.from.mid(0, MaximumAddressesPerMessage))
            gather(address, 0, 1, at);
        return;
    }
    for (const mime::AddressList &list : {envelope.to, envelope.cc, envelope.bcc}) {
        for (const mime::Address &address : list.mid(0, MaximumAddressesPerMessage))
            gather(address, 1, 0, at);
    }
}

void Messages::gatherWritten(const mime::AddressList &addresses)
{
    for (const mime::Address &address : addresses.mid(0, MaximumAddressesPerMessage))
        gather(address, 1, 0, QDateTime::currentSecsSinceEpoch());
}

void Messages::flushAddresses()
{
    for (auto it = m_seen.cbegin(); it != m_seen.cend(); ++it) {
        const mime::Address &address = it->address;
        m_db.run("INSERT INTO address (addr, spelling, name, words, written, received, last_seen) "
                 "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (addr) DO UPDATE SET written = written + ?5, "
                 "received = received + ?6, "
                 "name = CASE WHEN ?3 IS NOT NULL AND ?7 >= last_seen THEN ?3 ELSE name END, "
                 "words = CASE WHEN ?3 IS NOT NULL AND ?7 >= last_seen THEN ?4 ELSE words END, "
                 "last_seen = max(last_seen, ?7)",
            it.key(), address.addr, address.name.isEmpty() ? QString() : address.name, codec::foldedWords(address),
            it->written, it->received, it->lastSeen);
    }
    m_seen.clear();
}

void purgeOrphans(Batch &batch)
{
    batch.database().run("DELETE FROM message WHERE id IN (SELECT id FROM message WHERE orphaned IS NOT NULL "
                         "AND orphaned < unixepoch() - 86400 LIMIT 500)");
}

} // namespace godwit::store
