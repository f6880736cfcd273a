// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/SessionFixture.h"
#include "imap/commands/Select.h"

#include <QCoreApplication>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>

namespace godwit::test {

inline const imap::Mailbox Inbox{"INBOX"};

/// Signed in, then played by hand.
class LiveSession {
public:
    explicit LiveSession(
        const QByteArray &capabilities = "IDLE UIDPLUS LITERAL+ CONDSTORE ESEARCH", const QByteArray &rest = {})
        : fixture(Transcript::fromText(SessionFixture::prelude(capabilities) + rest)), session(*fixture.session),
          lost(fixture.session.get(), &imap::Session::lost)
    {
        QObject::connect(&session, &imap::Session::mailboxChanged, &session,
            [this](const imap::MailboxUpdate &update) { updates.append(update); });
        if (!fixture.signIn())
            QTest::qFail("cannot sign in", __FILE__, __LINE__);
        link = fixture.server.transport();
        link->takeFromClient();
    }
    /// Opens INBOX with `count` messages.
    void open(quint32 count)
    {
        Task<Result<imap::Selected>> selecting = session.run(imap::Select(Inbox, imap::Access::ReadWrite));
        const QByteArray tag = sentTag();
        link->serve("* " + QByteArray::number(count)
            + " EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 100] x\r\n"
              "* OK [HIGHESTMODSEQ 50] x\r\n"
            + tag + " OK [READ-WRITE] x\r\n");
        if (!finishes(selecting) || !selecting.result())
            QTest::qFail("cannot select", __FILE__, __LINE__);
        updates.clear();
    }
    /// Tag of the newest command; what was sent so far is forgotten.
    QByteArray sentTag()
    {
        const QByteArray sent = link->takeFromClient();
        const qsizetype start = sent.lastIndexOf("\r\n", sent.size() - 3);
        return sent.mid(start < 0 ? 0 : start + 2).split(' ').constFirst();
    }
    void serve(const QByteArray &octets)
    {
        link->serve(octets);
        QVERIFY(comesTrue([this] { return link->isDelivered(); }));
        for (int turn = 0; turn < 4; ++turn)
            QCoreApplication::processEvents();
    }

    SessionFixture fixture;
    imap::Session &session;
    QPointer<FakeTransport> link;
    QSignalSpy lost;
    QList<imap::MailboxUpdate> updates;
};

} // namespace godwit::test
