// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Credentials.h"
#include "store/Journal.h"
#include "support/FakeClock.h"
#include "sync/Engine.h"
#include "sync/ModelImapServer.h"
#include "torture/CountingSmtpServer.h"
#include "torture/FaultProxy.h"

#include <QTemporaryDir>

namespace godwit::torture {

/// A day of a mail client at model servers, behind proxies that may spoil it: synchronise, flag, move, copy, delete,
/// append, make, rename and remove mailboxes, send, while another client is at work and UIDs become void.
class ImapDay {
public:
    enum class Server { Rich, Poor }; ///< Poor: no MOVE, UIDPLUS, CONDSTORE, QRESYNC, LIST-STATUS, ESEARCH
    explicit ImapDay(Server server = Server::Rich);
    ~ImapDay();

    /// The whole day, going on whatever happens; empty: it came to rest.  Otherwise what did not.
    QString play();
    /// Empty: server and store hold the same, nothing waits, the letter was sent once, the store is clean.
    QString difference();
    /// Ends the engine; empty: the store is clean.
    QString check();
    /// What the server holds at the end, to be compared with that of other days.
    QByteArray serverPicture() const;

    test::ModelImapServer imapServer;
    CountingSmtpServer smtpServer;
    FaultProxy imap, smtp;

private:
    using Act = void (ImapDay::*)();
    void fill();
    void start();
    /// Until a refresh has no error; false: it never had.
    bool settle();
    bool deliver();
    template <typename T> bool await(Task<T> &task);

    void tidyUp();
    void withAnotherClient();
    void withNewUids();
    void write();
    void removeMailbox();

    const store::Reader &reader() const;
    store::MailboxKey mailbox(const QString &name) const;
    QList<store::PlacementKey> messages(const QString &mailbox, const QStringList &subjects) const;
    QByteArray localPicture() const;

    QTemporaryDir m_profile{QStringLiteral("/dev/shm/gwday-XXXXXX")};
    std::shared_ptr<test::FakeClock> m_clock = std::make_shared<test::FakeClock>();
    std::shared_ptr<account::Credentials> m_credentials;
    store::AccountKey m_account;
    std::unique_ptr<sync::Engine> m_engine;
    bool m_copyMissing = false; ///< the letter's answer was lost: nobody filed a copy
    QString m_lastError;
};

} // namespace godwit::torture
