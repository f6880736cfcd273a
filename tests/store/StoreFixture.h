// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Journal.h"
#include "store/Outbox.h"
#include "store/Writer.h"

#include <QTemporaryDir>
#include <QTest>

namespace godwit::test {

/// A profile in a temporary folder with one IMAP account: INBOX, Archive, Trash, Sent, Work.
class StoreFixture {
public:
    StoreFixture();

    store::Writer &writer() { return *m_writer; }
    const store::Reader &reader() const { return m_writer->reader(); }
    QString profile() const { return m_folder.path(); }
    store::AccountKey account() const { return m_account; }
    store::MailboxKey mailbox(const QString &name) const;
    /// Closes the database and opens it again, as a restart does.
    void restart();
    void listMailboxes(const QStringList &names, bool complete = true);

    /// A message with a Message-ID of its own; `number` makes it unique, greater is newer.
    static store::IncomingMessage message(int number, quint32 uid, const QByteArrayList &flags = {});
    store::PlacementKey add(const QString &mailbox, int number, quint32 uid, const QByteArrayList &flags = {});
    QList<store::PlacementKey> shown(const QString &mailbox) const;
    /// "\\Seen \\Flagged" as the person sees them.
    QByteArray flagsOf(store::PlacementKey placement) const;
    QString mailboxOf(store::PlacementKey placement) const; ///< empty while it is hidden or gone
    bool isClean() const; ///< checkStore() finds nothing

    QList<store::Change> changes;

private:
    void connectChanges();
    QTemporaryDir m_folder;
    std::unique_ptr<store::Writer> m_writer;
    store::AccountKey m_account;
};

} // namespace godwit::test
