// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/SmtpConversation.h"

#include <QLoggingCategory>
#include <QtTest>

using namespace godwit;
using namespace godwit::smtp;
using namespace Qt::StringLiterals;
using net::Security;
using test::SmtpConversation;
using test::SmtpReplay;
using test::Transcript;
using Kind = MailError::Kind;
using Detail = MailError::Detail;

namespace {
const QByteArray Dots = "Subject: dots\r\n\r\n.\r\ntext\r\n.more\r\n";
const QByteArray Hello = "EHLO [127.0.0.1]\r\n";
} // namespace

/// From the greeting to the end of the sign-in.
class tst_SmtpConnecting : public QObject {
    Q_OBJECT

    static void octetCounts()
    {
        QTest::addColumn<int>("octetsPerRead");
        for (const int n : {1, 7, 65536})
            QTest::addRow("%d octets per read", n) << n;
    }

private slots:
    void forgetsWhatWasSaidBeforeTls_data() { octetCounts(); }
    void forgetsWhatWasSaidBeforeTls() // S-007
    {
        QFETCH(int, octetsPerRead);
        SmtpReplay replay(Transcript::fromFile(u"smtp/starttls.txt"_s), octetsPerRead, Security::StartTls);
        auto task = SmtpConversation::signIn(&replay.session, u"alice"_s, u"secret"_s);
        QTRY_VERIFY(task.isDone());
        QVERIFY2(task.result(), qPrintable(replay.server.unexpected()));
        QVERIFY(replay.session.isEncrypted());
        QVERIFY(!replay.session.capabilities().has("XEVIL"));
        QVERIFY(!replay.session.capabilities().sizeLimit());
        QVERIFY(replay.session.supportsEightBit());
        const auto bye = replay.session.quit();
        QTRY_VERIFY(bye.isDone());
        QVERIFY2(replay.server.finished(), qPrintable(replay.server.unexpected()));
    }

    void silentServerEndsInTime()
    {
        SmtpConversation c;
        auto task = SmtpConversation::connectOnly(c.session.get());
        QTRY_COMPARE(c.clock->sleepers(), std::size_t(1));
        c.clock->advance(std::chrono::seconds(61));
        QTRY_VERIFY(task.isDone());
        QCOMPARE(task.result().error().detail, Detail::TimedOut);
        QCOMPARE(task.result().error().host, u"mail.example.org"_s);
    }

    void greetings_data()
    {
        QTest::addColumn<QByteArray>("greeting");
        QTest::addColumn<MailError::Kind>("kind");
        QTest::newRow("554") << QByteArray("554 5.7.1 go away\r\n") << Kind::Refused;
        QTest::newRow("421") << QByteArray("421 busy\r\n") << Kind::Temporary;
        QTest::newRow("450") << QByteArray("450 busy\r\n") << Kind::Temporary;
        QTest::newRow("IMAP") << QByteArray("* OK IMAP4rev1\r\n") << Kind::Protocol;
        QTest::newRow("334") << QByteArray("334 x\r\n") << Kind::Protocol;
    }
    void greetings()
    {
        QFETCH(QByteArray, greeting);
        SmtpConversation c;
        c.script(greeting, {});
        auto task = SmtpConversation::connectOnly(c.session.get());
        QTRY_VERIFY(task.isDone());
        QVERIFY(!task.result());
        QTEST(task.result().error().kind, "kind");
        QVERIFY(c.transport->isClosed());
        QVERIFY(c.transport->fromClient().isEmpty());
    }

    void insistsOnStartTls_data() // S-001, S-002, S-005, S-006, S-010
    {
        QTest::addColumn<QByteArray>("ehlo");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<MailError::Kind>("kind");
        QTest::addColumn<MailError::Detail>("detail");
        const QByteArray offered = "250-x\r\n250-AUTH PLAIN\r\n250 STARTTLS\r\n";
        QTest::newRow("not offered") << QByteArray("250-x\r\n250 AUTH PLAIN\r\n") << QByteArray() << Kind::Tls
                                     << Detail::StartTlsNotOffered;
        QTest::newRow("no EHLO") << QByteArray("502 what\r\n") << QByteArray("250 x\r\n") << Kind::Tls
                                 << Detail::StartTlsNotOffered;
        QTest::newRow("454") << offered << QByteArray("454 4.7.0 later\r\n") << Kind::Temporary
                             << Detail::StartTlsNotOffered;
        QTest::newRow("501") << offered << QByteArray("501 no\r\n") << Kind::Tls << Detail::StartTlsNotOffered;
        QTest::newRow("injected line") << offered << QByteArray("220 go\r\n250 ok\r\n") << Kind::Tls
                                       << Detail::StartTlsInjection;
        QTest::newRow("injected piece") << offered << QByteArray("220 go\r\n25") << Kind::Tls
                                        << Detail::StartTlsInjection;
    }
    void insistsOnStartTls()
    {
        QFETCH(QByteArray, ehlo);
        QFETCH(QByteArray, answer);
        for (const int octetsPerRead : {1, 65536}) {
            SmtpConversation c(Security::StartTls);
            c.transport->setOctetsPerRead(octetsPerRead);
            c.script("220 hi\r\n", {{Hello, ehlo}, {"\r\n", answer}});
            auto task = SmtpConversation::signIn(c.session.get(), u"alice"_s, u"secret"_s);
            QTRY_VERIFY(task.isDone());
            QVERIFY(!task.result());
            QTEST(task.result().error().kind, "kind");
            QTEST(task.result().error().detail, "detail");
            QCOMPARE(task.result().error().host, u"mail.example.org"_s);
            QVERIFY(c.transport->isClosed());
            QCOMPARE(c.transport->handshakes(), 0);
            QVERIFY(!c.transport->fromClient().contains("AUTH"));
        }
    }

    void failedHandshakeEndsIt() // S-003
    {
        SmtpConversation c(Security::StartTls);
        MailError expired;
        expired.kind = Kind::Tls;
        expired.detail = Detail::CertificateExpired;
        c.transport->failTls(expired);
        c.script("220 hi\r\n", {{Hello, "250-x\r\n250 STARTTLS\r\n"}, {"STARTTLS\r\n", "220 go\r\n"}});
        auto task = SmtpConversation::signIn(c.session.get(), u"alice"_s, u"secret"_s);
        QTRY_VERIFY(task.isDone());
        QCOMPARE(task.result().error().detail, Detail::CertificateExpired);
        QVERIFY(c.transport->isClosed());
        QVERIFY(c.transport->fromClient().endsWith("STARTTLS\r\n"));
    }

    void signInAnswers_data()
    {
        QTest::addColumn<QByteArray>("mechanisms");
        QTest::addColumn<QList<QByteArray>>("answers");
        QTest::addColumn<MailError::Kind>("kind");
        QTest::addColumn<MailError::Detail>("detail");
        QTest::addColumn<bool>("usable");
        using List = QList<QByteArray>;
        QTest::newRow("wrong password") << QByteArray("PLAIN") << List{"535 5.7.8 no\r\n"} << Kind::NeedsLogin
                                        << Detail::None << true;
        QTest::newRow("too weak") << QByteArray("PLAIN") << List{"534 5.7.9 no\r\n"} << Kind::NeedsLogin << Detail::None
                                  << true;
        QTest::newRow("server trouble") << QByteArray("PLAIN") << List{"454 4.7.0 later\r\n"} << Kind::Temporary
                                        << Detail::None << true;
        QTest::newRow("not allowed") << QByteArray("PLAIN") << List{"550 5.7.1 no\r\n"} << Kind::Refused << Detail::None
                                     << true;
        QTest::newRow("PLAIN has one step")
            << QByteArray("PLAIN") << List{"334 \r\n"} << Kind::Protocol << Detail::None << false; // S-031
        QTest::newRow("LOGIN has two steps") << QByteArray("LOGIN") << List{"334 a\r\n", "334 b\r\n", "334 c\r\n"}
                                             << Kind::Protocol << Detail::None << false;
        QTest::newRow("LOGIN, wrong") << QByteArray("LOGIN") << List{"334 a\r\n", "334 b\r\n", "535 no\r\n"}
                                      << Kind::NeedsLogin << Detail::None << true;
        QTest::newRow("no common mechanism")
            << QByteArray("XOAUTH2 GSSAPI") << List{} << Kind::NeedsLogin << Detail::LoginDisabled << true;
        QTest::newRow("421") << QByteArray("PLAIN") << List{"421 bye\r\n"} << Kind::Temporary << Detail::None << false;
    }
    void signInAnswers()
    {
        QFETCH(QByteArray, mechanisms);
        QFETCH(QList<QByteArray>, answers);
        QFETCH(bool, usable);
        SmtpConversation c;
        SmtpConversation::Steps steps = {{Hello, "250-x\r\n250 AUTH " + mechanisms + "\r\n"}};
        for (const QByteArray &answer : answers)
            steps.append({"\r\n", answer});
        c.script("220 hi\r\n", steps);
        auto task = SmtpConversation::signIn(c.session.get(), u"alice"_s, u"secret"_s);
        QTRY_VERIFY(task.isDone());
        QVERIFY(!task.result());
        QTEST(task.result().error().kind, "kind");
        QTEST(task.result().error().detail, "detail");
        QCOMPARE(c.session->isUsable(), usable);
    }

    void fallsBackToLoginWhereThePlainIsUnknown()
    {
        SmtpConversation c;
        c.script("220 hi\r\n",
            {{Hello, "250-x\r\n250 AUTH PLAIN LOGIN\r\n"}, {"\r\n", "504 5.5.4 unknown\r\n"},
                {"AUTH LOGIN\r\n", "334 x\r\n"}, {"YWxpY2U=\r\n", "334 x\r\n"}, {"c2VjcmV0\r\n", "235 ok\r\n"}});
        auto task = SmtpConversation::signIn(c.session.get(), u"alice"_s, u"secret"_s);
        QTRY_VERIFY(task.isDone());
        QVERIFY(task.result());
    }

    void secretsNeverReachTheLog() // S-151
    {
        static QByteArray log;
        QLoggingCategory::setFilterRules(u"*.debug=true"_s);
        const auto before = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext &, const QString &text) { log += text.toUtf8() + '\n'; });
        SmtpReplay replay(Transcript::fromFile(u"smtp/pipelined.txt"_s), 65536);
        auto task = SmtpConversation::deliver(&replay.session, u"alice"_s,
            SmtpConversation::submission(Dots, {u"bob@example.org"_s, u"carol@example.net"_s}));
        QTRY_VERIFY(task.isDone());
        qInstallMessageHandler(before);
        QLoggingCategory::setFilterRules({});
        QVERIFY(log.contains("250"));
        for (const char *secret : {"secret", "AGFsaWNlAHNlY3JldA", "Subject", "dots"})
            QVERIFY2(!log.contains(secret), log.constData());
    }
};

QTEST_GUILESS_MAIN(tst_SmtpConnecting)
#include "tst_SmtpConnecting.moc"
