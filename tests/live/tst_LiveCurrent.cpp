// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/Servers.h"
#include "sync/EngineFixture.h"

using namespace godwit;
using namespace Qt::StringLiterals;
using Phase = sync::AccountStatus::Phase;

/// The running engine against a real Dovecot, which has NOTIFY.
class tst_LiveCurrent : public QObject {
    Q_OBJECT
private slots:
    void otherMailboxesTellByThemselves()
    {
        test::Servers servers;
        QVERIFY2(servers.isRunning(), servers.log().constData());
        QVERIFY(servers.fill(30));
        QVERIFY(servers.other(u"alice"_s, {u"create"_s, u"Lists"_s}));
        QTemporaryDir profile;
        account::Settings settings;
        settings.email = u"alice@example.test"_s;
        settings.incomingServer = account::parseServerUrl(servers.imapUrl())->endpoint;
        settings.incomingUser = settings.email;
        settings.extraCaFile = servers.value(u"CA_FILE"_s);
        store::AccountKey key;
        {
            auto writer = store::Writer::open(profile.path());
            key = *(*writer)->addAccount(settings.toJson());
        }
        const auto credentials = std::make_shared<test::FixedPassword>();
        sync::Engine engine({profile.path(), credentials, std::make_shared<SystemClock>()});
        sync::AccountStatus status;
        connect(&engine, &sync::Engine::statusChanged, this, [&status](const auto &now) { status = now; });
        QVERIFY(engine.start(sync::Engine::Mode::Live));
        QTRY_COMPARE_WITH_TIMEOUT(status.phase, Phase::UpToDate, 30'000);
        const store::Reader &reader = engine.writer().reader();
        const auto lists = reader.mailboxByName(key, u"Lists"_s);
        QVERIFY(lists);
        const auto rows = [&](store::MailboxKey mailbox) {
            return reader.rowKeys(mailbox).size();
        };
        QCOMPARE(rows(lists->key), 0);

        // As a filter of the server would sort it.
        QFile file(QDir(servers.directory()).filePath(u"sorted.eml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("From: bob@example.test\r\nSubject: sorted\r\nMessage-ID: <sorted@example.test>\r\n\r\nHi\r\n");
        file.close();
        const auto arrived = [&] { // the watch connection may be on its way yet
            return rows(lists->key) == 1;
        };
        QVERIFY(servers.other(u"alice"_s, {u"append"_s, u"Lists"_s, file.fileName()}));
        QTRY_VERIFY_WITH_TIMEOUT(arrived(), 20'000);
        QVERIFY(servers.other(
            u"alice"_s, {u"flag"_s, u"Lists"_s, u"<sorted@example.test>"_s, u"+FLAGS"_s, u"\\Flagged"_s}));
        const auto flagged = [&] {
            return reader.row(reader.rowKeys(lists->key).constFirst().placement)->flags.has(Flag::Flagged);
        };
        QTRY_VERIFY_WITH_TIMEOUT(flagged(), 20'000);
        QVERIFY(servers.other(u"alice"_s, {u"create"_s, u"Later"_s}));
        QTRY_VERIFY_WITH_TIMEOUT(reader.mailboxByName(key, u"Later"_s).has_value(), 20'000);
        const auto inbox = reader.mailboxByRole(key, store::Role::Inbox);
        const qsizetype before = rows(inbox->key);
        QVERIFY(servers.other(u"alice"_s, {u"append"_s, u"INBOX"_s, file.fileName()}));
        QTRY_VERIFY_WITH_TIMEOUT(rows(inbox->key) == before + 1, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(status.phase, Phase::UpToDate, 20'000);
        auto stopped = engine.stop(std::chrono::seconds(2));
        QTRY_VERIFY(stopped.isDone());
    }
};

QTEST_GUILESS_MAIN(tst_LiveCurrent)
#include "tst_LiveCurrent.moc"
