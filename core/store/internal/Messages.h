// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/internal/Batch.h"

namespace godwit::store {

struct Packed;

/// The tables `message`, `body` and `address` inside one transaction.
class Messages {
public:
    explicit Messages(Batch &batch) : m_batch(batch), m_db(batch.database()) { }

    /// The same message, known from elsewhere (NOTES section 2.1).
    MessageKey find(AccountKey account, const IncomingMessage &message);
    /// All of the account with this Message-ID, whatever their date and size.
    QList<MessageKey> withMessageId(AccountKey account, const QString &messageId);
    /// `raw` goes in with it where there is one.
    MessageKey insert(AccountKey account, const IncomingMessage &message);
    /// A message that gets a placement again is no orphan any more.
    void adopted(MessageKey message);
    /// The server keeps it under another date or size than we sent it with.
    void noteServerSide(MessageKey message, const IncomingMessage &incoming);
    std::optional<mime::Address> from(MessageKey message); ///< as the list shows it; std::nullopt: no such message
    void setFrom(MessageKey message, const mime::Address &from);
    /// `attachments` stay as announced where std::nullopt.
    void storeBody(MessageKey message, const Packed &body, const QString &snippet, std::optional<int> attachments);
    /// Only the texts of it; storeBody() takes them away again.
    void storeText(MessageKey message, const Packed &excerpt, const QString &snippet);
    std::optional<QByteArray> raw(MessageKey message);
    /// A copy of the whole message for another account; 0 when the body is not here.
    MessageKey clone(MessageKey message, AccountKey account);
    qint64 sortDate(MessageKey message);
    /// Of a message that came before conversations were known, or from another account.
    void connectToThread(MessageKey message);

    /// Addresses of a message on arrival, for completion; written by flushAddresses().
    void gatherAddresses(const mime::Envelope &envelope, Role mailboxRole);
    void gatherWritten(const mime::AddressList &addresses);
    void flushAddresses();

private:
    struct Seen {
        mime::Address address;
        qint64 written = 0, received = 0, lastSeen = 0;
    };
    void gather(const mime::Address &address, qint64 written, qint64 received, qint64 at);

    Batch &m_batch;
    Connection &m_db;
    QHash<QString, Seen> m_seen;
};

/// Keeps orphaned messages a day, for moves by other clients that are seen in two steps.
void purgeOrphans(Batch &batch);

} // namespace godwit::store
