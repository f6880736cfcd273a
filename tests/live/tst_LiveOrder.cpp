// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/Servers.h"
#include "sync/EngineFixture.h"

using namespace godwit;
using namespace Qt::StringLiterals;
using store::ListOrder;
using store::SortBy;
using store::SortDirection;

/// The first rows of a mailbox that is not all here, in the order that a real Dovecot tells (SORT, ESORT).
class tst_LiveOrder : public QObject {
    Q_OBJECT
private slots:
    void firstScreenIsRightBeforeAllIsHere_data()
    {
        QTest::addColumn<int>("by");
        QTest::addColumn<bool>("ascending");
        QTest::newRow("size") << int(SortBy::Size) << false;
        QTest::newRow("the smallest first") << int(SortBy::Size) << true;
        QTest::newRow("subject") << int(SortBy::Subject) << true;
        QTest::newRow("sender") << int(SortBy::Sender) << true;
        QTest::newRow("the oldest first") << int(SortBy::Date) << true;
    }
    void firstScreenIsRightBeforeAllIsHere()
    {
        QFETCH(int, by);
        QFETCH(bool, ascending);
        const ListOrder order{SortBy(by), ascending ? SortDirection::Ascending : SortDirection::Descending};
        QTemporaryDir profile;
        account::Settings settings;
        settings.email = u"alice@example.test"_s;
        settings.incomingServer = account::parseServerUrl(m_servers->imapUrl())->endpoint;
        settings.incomingUser = settings.email;
        settings.extraCaFile = m_servers->value(u"CA_FILE"_s);
        store::AccountKey key;
        {
            auto writer = store::Writer::open(profile.path());
            key = *(*writer)->addAccount(settings.toJson());
        }
        const auto credentials = std::make_shared<test::FixedPassword>();
        sync::Engine engine({profile.path(), credentials, std::make_shared<SystemClock>()});
        QVERIFY(engine.start(sync::Engine::Mode::Live));
        engine.setFetchingPaused(true); // what comes is what somebody asked for
        const store::Reader &reader = engine.writer().reader();
        const auto inbox = [&] {
            const auto found = reader.mailboxByRole(key, store::Role::Inbox);
            return found ? found->key : store::MailboxKey();
        };
        const auto rows = [&] {
            return reader.rowKeys(inbox()).size();
        };
        const auto screenful = [&] {
            QList<quint32> uids;
            for (const store::RowKey &row : reader.orderedRowKeys(inbox(), order, Screenful))
                uids.append(reader.row(row.placement)->uid.value);
            return uids;
        };
        QTRY_VERIFY_WITH_TIMEOUT(rows() > 0, 30'000);
        const qsizetype newest = rows();
        QVERIFY(newest <= 50);
        engine.refreshMailbox(inbox());
        engine.showOrder(inbox(), order);
        QTRY_VERIFY_WITH_TIMEOUT(rows() > newest, 30'000);
        QVERIFY(rows() <= newest + 150);
        const QList<quint32> first = screenful();
        engine.setFetchingPaused(false);
        QTRY_VERIFY_WITH_TIMEOUT(reader.syncPoint(inbox()).oldestSynced.value == 1, 60'000);
        QVERIFY(rows() > newest + 150);
        QCOMPARE(first, screenful());
        auto stopped = engine.stop(std::chrono::seconds(2));
        QTRY_VERIFY(stopped.isDone());
    }
    void initTestCase()
    {
        m_servers = std::make_unique<test::Servers>();
        QVERIFY2(m_servers->isRunning(), m_servers->log().constData());
        QVERIFY(m_servers->fill(900));
    }
    void cleanupTestCase() { m_servers.reset(); }

private:
    static constexpr int Screenful = 40;
    std::unique_ptr<test::Servers> m_servers;
};

QTEST_GUILESS_MAIN(tst_LiveOrder)
#include "tst_LiveOrder.moc"
