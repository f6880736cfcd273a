// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Outbox.h"
#include "support/FakeClock.h"
#include "support/LineServer.h"
#include "sync/Actions.h"
#include "sync/Engine.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace godwit;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using store::SubmissionState;
using test::LineServer;

namespace {

/// A submission server that accepts everything but what a test tells it.
class SmtpServer : public LineServer {
public:
    SmtpServer()
    {
        greeting = "220 model\r\n";
        answer = [this](const QByteArray &line) {
            return reply(line);
        };
    }
    QHash<QByteArray, Answer> special; ///< by the line, or its first word
    QByteArrayList accepted; ///< messages, as they came

private:
    Answer reply(const QByteArray &line)
    {
        if (m_inData) {
            if (line != ".") {
                m_message += line + "\n";
                return {};
            }
            m_inData = false;
            const QByteArray message = std::exchange(m_message, {});
            if (special.contains("."))
                return special.take(".");
            accepted.append(message);
            return {"250 2.0.0 queued\r\n"};
        }
        const QByteArray word = line.split(' ').constFirst().toUpper();
        for (const QByteArray &key : {line, word}) {
            if (special.contains(key))
                return special.value(key);
        }
        if (word == "EHLO")
            return {"250-model\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES\r\n"};
        if (word == "DATA") {
            m_inData = true;
            return {"354 go on\r\n"};
        }
        return {word == "QUIT" ? "221 bye\r\n" : "250 2.0.0 fine\r\n", word == "QUIT" ? Then::Close : Then::GoOn};
    }
    bool m_inData = false;
    QByteArray m_message;
};

class NoPassword final : public account::Credentials {
public:
    Task<Result<QString>> password(account::Settings, Server) override
    {
        co_return failure(MailError::Kind::NeedsLogin, MailError::Detail::CredentialsMissing);
    }
    Task<Result<void>> store(account::Settings, Server, QString) override { co_return Result<void>{}; }
    Task<Result<void>> forget(account::Settings) override { co_return Result<void>{}; }
};

struct Fixture {
    Fixture()
    {
        account = *(*store::Writer::open(profile.path()))->addAccount(settings().toJson());
        engine = std::make_unique<sync::Engine>(
            sync::Engine::Dependencies{profile.path(), std::make_shared<NoPassword>(), clock});
    }
    account::Settings settings() const
    {
        account::Settings settings;
        settings.email = u"alice@example.org"_s;
        settings.incoming = account::Incoming::None;
        settings.outgoingServer = {u"127.0.0.1"_s, server.serverPort(), net::Security::ClearText};
        return settings;
    }
    void start(sync::Engine::Mode mode = sync::Engine::Mode::Passive) { QVERIFY(engine->start(mode)); }
    store::SubmissionKey queue(
        const QStringList &recipients, SubmissionState state = SubmissionState::Waiting, const QDateTime &next = {})
    {
        store::Outbox::NewSubmission submission;
        submission.account = account;
        submission.envelopeFrom = u"alice@example.org"_s;
        submission.recipients = recipients;
        submission.content = "From: alice@example.org\r\nTo: bob@example.org\r\nBcc: carol@example.org\r\n"
                             "Subject: hello\r\nMessage-ID: <1@example.org>\r\n\r\n.dot\r\n";
        submission.state = state;
        submission.next = next;
        return *store::Outbox(engine->writer()).add(submission);
    }
    /// What is left.
    QList<store::Submission> flush()
    {
        auto task = engine->flushOutbox(account);
        if (!QTest::qWaitFor([&task] { return task.isDone(); }, 20000))
            qFatal("the outbox never came to an end");
        return task.result();
    }

    QTemporaryDir profile;
    SmtpServer server;
    std::shared_ptr<test::FakeClock> clock = std::make_shared<test::FakeClock>();
    store::AccountKey account;
    std::unique_ptr<sync::Engine> engine;
};

} // namespace

class tst_OutboxSender : public QObject {
    Q_OBJECT
private slots:
    void sendsSeveralOverOneConnection()
    {
        Fixture fixture;
        fixture.start();
        fixture.queue({u"bob@example.org"_s, u"carol@example.org"_s});
        fixture.queue({u"bob@example.org"_s});
        QCOMPARE(fixture.flush().size(), 0);
        QCOMPARE(fixture.server.accepted.size(), 2);
        QCOMPARE(fixture.server.connections(), 1);
        QVERIFY(fixture.server.accepted.constFirst().contains("\n..dot\n"));
        QVERIFY(!fixture.server.accepted.constFirst().contains("Bcc"));
        QVERIFY(fixture.server.lines().contains("RCPT TO:<carol@example.org>"));
        const auto sent = fixture.engine->writer().reader().mailboxByRole(fixture.account, store::Role::Sent);
        QCOMPARE(sent->total, 2); // the copies, with Bcc
    }

    void namesWhoWasRefused()
    {
        Fixture fixture;
        fixture.start();
        fixture.server.special["RCPT TO:<nobody@example.org>"] = {"550 5.1.1 no such person\r\n"};
        fixture.queue({u"bob@example.org"_s, u"nobody@example.org"_s});
        const auto left = fixture.flush();
        QCOMPARE(fixture.server.accepted.size(), 1);
        QCOMPARE(left.size(), 1);
        QCOMPARE(left.constFirst().state, SubmissionState::Failed);
        QCOMPARE(left.constFirst().refused.size(), 1);
        QCOMPARE(left.constFirst().refused.constFirst().addr, u"nobody@example.org"_s);
    }

    void failsForGoodWhenTheServerSaysSo()
    {
        Fixture fixture;
        fixture.start();
        fixture.server.special["."] = {"554 5.7.1 spam\r\n"};
        fixture.queue({u"bob@example.org"_s});
        auto left = fixture.flush();
        QCOMPARE(left.constFirst().state, SubmissionState::Failed);
        QCOMPARE(left.constFirst().error.responseCode, QByteArray("5.7.1"));
        QCOMPARE(fixture.flush().size(), 1);
        QCOMPARE(fixture.server.accepted.size(), 0); // never by itself
    }

    void waitsLongerEachTime()
    {
        Fixture fixture;
        fixture.start();
        fixture.server.special["MAIL"] = {"451 4.3.0 later\r\n"};
        fixture.queue({u"bob@example.org"_s});
        const QDateTime now = fixture.clock->now();
        auto left = fixture.flush();
        QCOMPARE(left.constFirst().state, SubmissionState::Waiting);
        QCOMPARE(now.secsTo(left.constFirst().next), 60);
        left = fixture.flush();
        QCOMPARE(left.constFirst().attempts, 2);
        QCOMPARE(now.secsTo(left.constFirst().next), 300);
        fixture.server.special.clear();
        QCOMPARE(fixture.flush().size(), 0);
        QCOMPARE(fixture.server.accepted.size(), 1);
    }

    void neverSendsAgainWhatMayHaveGoneOut()
    {
        Fixture fixture;
        fixture.start();
        fixture.server.special["."] = {"", LineServer::Then::Close};
        fixture.queue({u"bob@example.org"_s});
        QCOMPARE(fixture.flush().constFirst().state, SubmissionState::Unknown);
        const int connections = fixture.server.connections();
        QCOMPARE(fixture.flush().constFirst().state, SubmissionState::Unknown);
        QCOMPARE(fixture.server.connections(), connections);
        QCOMPARE(fixture.server.accepted.size(), 0);
    }

    void arrivedIsFiledAndNotSentAgain()
    {
        Fixture fixture;
        fixture.start(sync::Engine::Mode::Live);
        fixture.server.special["."] = {"", LineServer::Then::Close};
        const store::SubmissionKey key = fixture.queue({u"bob@example.org"_s});
        QCOMPARE(fixture.flush().constFirst().state, SubmissionState::Unknown);
        const int connections = fixture.server.connections();
        sync::Submissions submissions(*fixture.engine);
        QSignalSpy failed(&submissions, &sync::Submissions::failed);
        submissions.markArrived(key);
        const store::Reader &reader = fixture.engine->writer().reader();
        QTRY_VERIFY(reader.outbox().isEmpty());
        QCOMPARE(reader.mailboxByRole(fixture.account, store::Role::Sent)->total, 1);
        QCOMPARE(fixture.flush().size(), 0);
        QCOMPARE(fixture.server.connections(), connections);
        QCOMPARE(fixture.server.accepted.size(), 0);
        submissions.markArrived(key); // pressed twice
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(reader.mailboxByRole(fixture.account, store::Role::Sent)->total, 1);
    }

    void arrivedIsLeftToAServerThatFilesItself()
    {
        Fixture fixture;
        fixture.start();
        account::Settings settings = fixture.settings();
        settings.serverSavesSent = true;
        QVERIFY(fixture.engine->writer().updateAccount(fixture.account, settings.toJson()));
        fixture.server.special["."] = {"", LineServer::Then::Close};
        const store::SubmissionKey key = fixture.queue({u"bob@example.org"_s});
        QCOMPARE(fixture.flush().constFirst().state, SubmissionState::Unknown);
        sync::Submissions submissions(*fixture.engine);
        submissions.markArrived(key);
        const store::Reader &reader = fixture.engine->writer().reader();
        QTRY_VERIFY(reader.outbox().isEmpty());
        const auto sent = reader.mailboxByRole(fixture.account, store::Role::Sent);
        QCOMPARE(sent ? sent->total : 0, 0);
    }

    void sendsAgainWhatNobodyCanHave()
    {
        Fixture fixture;
        fixture.start();
        fixture.server.special["DATA"] = {"", LineServer::Then::Close};
        fixture.queue({u"bob@example.org"_s});
        const auto left = fixture.flush();
        QCOMPARE(left.constFirst().state, SubmissionState::Waiting);
        QCOMPARE(left.constFirst().error.kind, MailError::Kind::Network);
        fixture.server.special.clear();
        QCOMPARE(fixture.flush().size(), 0);
        QCOMPARE(fixture.server.accepted.size(), 1);
    }

    void sendsOnlyWhatWasAskedFor()
    {
        Fixture fixture;
        fixture.start();
        fixture.queue({u"bob@example.org"_s}, SubmissionState::Held, fixture.clock->now().addSecs(10));
        const store::SubmissionKey second = fixture.queue({u"bob@example.org"_s});
        auto task = fixture.engine->flushOutbox(fixture.account, {second});
        QTRY_VERIFY(task.isDone());
        QCOMPARE(task.result().size(), 1);
        QCOMPARE(task.result().constFirst().state, SubmissionState::Held);
    }

    void holdsUntilTheTimeForUndoIsOver()
    {
        Fixture fixture;
        fixture.start(sync::Engine::Mode::Live);
        fixture.queue({u"bob@example.org"_s}, SubmissionState::Held, fixture.clock->now().addSecs(10));
        fixture.engine->journalChanged();
        QTRY_COMPARE(fixture.clock->sleepers(), std::size_t(1));
        fixture.clock->advance(9s);
        QCoreApplication::processEvents();
        QCOMPARE(fixture.server.connections(), 0);
        fixture.clock->advance(2s);
        QTRY_COMPARE(fixture.server.accepted.size(), 1);
        QTRY_COMPARE(fixture.engine->writer().reader().outbox().size(), 0);
    }
};

QTEST_GUILESS_MAIN(tst_OutboxSender)
#include "tst_OutboxSender.moc"
