// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Writer.h"
#include "support/LineServer.h"
#include "sync/Engine.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace godwit;
using namespace Qt::StringLiterals;
using test::LineServer;

namespace {

class OnePassword final : public account::Credentials {
public:
    Task<Result<QString>> password(account::Settings, Server) override { co_return u"secret"_s; }
    Task<Result<void>> store(account::Settings, Server, QString) override { co_return Result<void>{}; }
    Task<Result<void>> forget(account::Settings) override { co_return Result<void>{}; }
};

/// Three messages, of which the second cannot be read.
LineServer::Answer answer(const QByteArray &line)
{
    if (line == "CAPA")
        return {"+OK\r\nUSER\r\nUIDL\r\n.\r\n"};
    if (line == "STAT")
        return {"+OK 3 300\r\n"};
    if (line == "UIDL")
        return {"+OK\r\n1 one\r\n2 two\r\n3 three\r\n.\r\n"};
    if (line == "RETR 2")
        return {"-ERR the file of this message is damaged\r\n"};
    if (line.startsWith("RETR "))
        return {"+OK\r\nSubject: number " + line.mid(5) + "\r\n\r\nHello\r\n.\r\n"};
    return {"+OK\r\n", line == "QUIT" ? LineServer::Then::Close : LineServer::Then::GoOn};
}

} // namespace

class tst_Pop3Fetch : public QObject {
    Q_OBJECT
private slots:
    void refusedMessageKeepsNoOtherBack()
    {
        LineServer server;
        server.greeting = "+OK ready\r\n";
        server.answer = answer;
        QTemporaryDir profile;
        account::Settings settings;
        settings.email = u"alice@example.org"_s;
        settings.incoming = account::Incoming::Pop3;
        settings.incomingServer = {u"127.0.0.1"_s, server.serverPort(), net::Security::ClearText};
        settings.incomingUser = u"alice"_s;
        settings.leaveOnServer = account::LeaveOnServer::DeleteAfterFetch;
        store::AccountKey account;
        {
            auto writer = store::Writer::open(profile.path());
            QVERIFY(writer);
            account = *(*writer)->addAccount(settings.toJson());
            QVERIFY((*writer)->addLocalMailbox(account, {u"INBOX"_s}, store::Role::Inbox));
        }
        sync::Engine engine({profile.path(), std::make_shared<OnePassword>(), std::make_shared<SystemClock>()});
        QVERIFY(engine.start(sync::Engine::Mode::Passive));

        auto visit = engine.syncOnce(account, {});
        QTRY_VERIFY(visit.isDone());
        QVERIFY2(visit.result().error, "the refusal is reported");
        QVERIFY(visit.result().error->kind == MailError::Kind::Refused);
        QCOMPARE(visit.result().error->serverText, u"the file of this message is damaged"_s);
        QCOMPARE(visit.result().added, 2);
        QCOMPARE(engine.writer().reader().mailboxByRole(account, store::Role::Inbox)->total, 2);
        QVERIFY(server.lines().contains("DELE 1"));
        QVERIFY(server.lines().contains("DELE 3"));
        QVERIFY2(!server.lines().contains("DELE 2"), "what is not here must not go there");
        QCOMPARE(server.lines().constLast(), QByteArray("QUIT"));
        const QList<store::Writer::Pop3Row> rows = engine.writer().pop3Rows(account);
        QCOMPARE(rows.size(), 2);
        for (const store::Writer::Pop3Row &row : rows) {
            QVERIFY(row.state == store::Writer::Pop3State::Gone);
        }
    }
};

QTEST_GUILESS_MAIN(tst_Pop3Fetch)
#include "tst_Pop3Fetch.moc"
