// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/SentCopies.h"

#include "mime/Message.h"
#include "store/internal/Compression.h"

namespace godwit::store {

bool SentCopies::canFile(AccountKey account)
{
    Mailboxes table(m_batch);
    return table.byRole(account, Role::Sent) || table.keepsMailHere(account)
        || m_db.number("SELECT 1 FROM mailbox WHERE account = ? AND local = 0 AND listed = 1", account);
}

void SentCopies::file(Queue &queue, AccountKey account, const QByteArray &raw)
{
    const auto sent = queue.mailboxFor(account, Role::Sent, QStringLiteral("Sent"));
    if (!sent)
        return;
    const mime::Message parsed = mime::parse(raw);
    IncomingMessage copy;
    copy.flags.set(Flag::Seen, true);
    copy.internalDate = parsed.envelope.date.value_or(QDateTime::currentDateTimeUtc());
    copy.sizeOctets = raw.size();
    copy.envelope = parsed.envelope;
    copy.attachments = int(parsed.body.attachments.size());
    copy.raw = raw;
    copy.snippet = mime::snippet(parsed);
    queue.append(*sent, copy);
}

void SentCopies::fileWaiting(AccountKey account)
{
    QList<qint64> waiting;
    {
        Statement statement = m_db.query("SELECT id FROM submission WHERE account = ? AND state = ? ORDER BY id",
            account, int(SubmissionState::Sent));
        while (statement.step())
            waiting.append(statement.integer(0));
    }
    if (waiting.isEmpty() || !canFile(account))
        return;
    Queue queue(m_batch);
    for (const qint64 id : std::as_const(waiting)) {
        std::optional<QByteArray> raw;
        {
            Statement statement = m_db.query("SELECT encoding, octets, data FROM submission WHERE id = ?", id);
            if (statement.step())
                raw = unpack({int(statement.integer(0)), statement.integer(1), statement.blob(2)});
        }
        if (!raw)
            continue; // damaged: it stays where checkStore() names it
        file(queue, account, *raw);
        m_db.run("DELETE FROM submission WHERE id = ?", id);
    }
    queue.finish();
}

} // namespace godwit::store
