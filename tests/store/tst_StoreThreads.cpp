// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/StoreFixture.h"

#include <QRandomGenerator>
#include <algorithm>
#include <numeric>
#include <sqlite3.h>

using namespace godwit;
using namespace godwit::store;
using namespace Qt::StringLiterals;

class tst_StoreThreads : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_store = std::make_unique<test::StoreFixture>(); }
    void replyJoinsWhatItAnswers();
    void parentThatComesLaterJoins();
    void siblingsOfAnAbsentParentAreOne();
    void linkUnitesTwoConversations();
    void referencesGoBeforeInReplyTo();
    void otherAccountsAreApart();
    void purgedParentStillConnects();
    void anyOrderOfArrivalGivesTheSame();
    void showsTheSentAnswerToo();
    void copiesWithOneMessageIdAreOne();
    void depthsFollowTheAnswers();
    void loopOfReferencesEnds();
    void newestRowStandsForAll();
    void summaryCountsAndNames();
    void connectsMessagesFromBefore();
    void goesWithItsAccount();

private:
    IncomingMessage answering(int number, const QStringList &references, const QString &inReplyTo = {})
    {
        IncomingMessage message = test::StoreFixture::message(number, quint32(number));
        message.envelope.references = references;
        if (!inReplyTo.isEmpty())
            message.envelope.inReplyTo = {inReplyTo};
        return message;
    }
    PlacementKey put(const IncomingMessage &message, const QString &mailbox = u"INBOX"_s)
    {
        return m_store->writer().addMessages(m_store->mailbox(mailbox), {message}).value().added.first();
    }
    static QString id(int number) { return u"m%1@example.com"_s.arg(number); }
    ThreadKey thread(PlacementKey placement) const { return m_store->reader().row(placement)->thread; }
    QStringList subjects(PlacementKey placement) const
    {
        QStringList result;
        for (const ThreadRow &row : m_store->reader().conversation(placement))
            result.append(QString(row.depth, u'>') + row.row.subject.mid(8));
        return result;
    }
    void sql(const QByteArray &statement)
    {
        sqlite3 *database = nullptr;
        QCOMPARE(sqlite3_open(Writer::file(m_store->profile()).toUtf8().constData(), &database), SQLITE_OK);
        QCOMPARE(sqlite3_exec(database, statement.constData(), nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(database);
    }
    std::unique_ptr<test::StoreFixture> m_store;
};

void tst_StoreThreads::replyJoinsWhatItAnswers()
{
    const PlacementKey first = put(answering(1, {}));
    const PlacementKey other = put(answering(2, {}));
    const PlacementKey reply = put(answering(3, {id(1)}));
    QCOMPARE(thread(reply), thread(first));
    QVERIFY(thread(other) != thread(first));
}

void tst_StoreThreads::parentThatComesLaterJoins()
{
    const PlacementKey reply = put(answering(3, {id(1)}));
    const ThreadKey before = thread(reply);
    const PlacementKey first = put(answering(1, {}));
    QCOMPARE(thread(reply), thread(first));
    QCOMPARE(thread(reply), before);
}

void tst_StoreThreads::siblingsOfAnAbsentParentAreOne()
{
    const PlacementKey one = put(answering(2, {u"gone@example.com"_s}));
    const PlacementKey other = put(answering(3, {u"gone@example.com"_s, u"also.gone@example.com"_s}));
    QCOMPARE(thread(one), thread(other));
}

void tst_StoreThreads::linkUnitesTwoConversations()
{
    const PlacementKey a = put(answering(1, {})), b = put(answering(2, {id(1)}));
    const PlacementKey c = put(answering(3, {})), d = put(answering(4, {id(3)}));
    const PlacementKey late = put(answering(9, {u"between@example.com"_s}));
    QVERIFY(thread(a) != thread(c));
    IncomingMessage link = answering(5, {id(2), id(4)});
    link.envelope.messageId = u"between@example.com"_s;
    const PlacementKey between = put(link);
    for (const PlacementKey one : {b, c, d, late, between})
        QCOMPARE(thread(one), thread(a));
    // What either was waiting for comes into the one that is left.
    const PlacementKey reply = put(answering(10, {id(4), u"between@example.com"_s}));
    QCOMPARE(thread(reply), thread(a));
}

void tst_StoreThreads::referencesGoBeforeInReplyTo()
{
    const PlacementKey a = put(answering(1, {})), b = put(answering(2, {}));
    const PlacementKey both = put(answering(3, {id(1)}, id(2)));
    const PlacementKey alone = put(answering(4, {}, id(2)));
    QCOMPARE(thread(both), thread(a));
    QCOMPARE(thread(alone), thread(b));
    QVERIFY(thread(a) != thread(b));
}

void tst_StoreThreads::otherAccountsAreApart()
{
    const PlacementKey first = put(answering(1, {}));
    const AccountKey other = m_store->writer().addAccount("{}").value();
    const MailboxKey inbox = m_store->writer().addLocalMailbox(other, {u"Inbox"_s}, Role::Inbox).value();
    const PlacementKey reply = m_store->writer().addMessages(inbox, {answering(2, {id(1)})}).value().added.first();
    QVERIFY(thread(reply) != thread(first));
}

void tst_StoreThreads::purgedParentStillConnects()
{
    const PlacementKey first = put(answering(1, {}));
    const PlacementKey second = put(answering(2, {id(1)}));
    const ThreadKey before = thread(second);
    QVERIFY(m_store->writer().vanish(m_store->mailbox(u"INBOX"_s), UidSet::fromList({1})));
    QVERIFY(!m_store->reader().row(first));
    sql("DELETE FROM message WHERE NOT EXISTS (SELECT 1 FROM placement p WHERE p.message = message.id)");
    const PlacementKey third = put(answering(3, {id(1)}));
    QCOMPARE(thread(third), before);
}

/// Against a plain union of everything that is linked.
void tst_StoreThreads::anyOrderOfArrivalGivesTheSame()
{
    QRandomGenerator dice(11);
    for (int round = 0; round < 20; ++round) {
        init();
        constexpr int Count = 40;
        QList<QStringList> references(Count + 1);
        QList<int> root(Count + 1);
        std::iota(root.begin(), root.end(), 0);
        const auto rootOf = [&root](int at) {
            while (root.at(at) != at)
                at = root.at(at);
            return at;
        };
        for (int number = 2; number <= Count; ++number) {
            for (int i = int(dice.bounded(3)); i > 0; --i) {
                const int to = 1 + int(dice.bounded(number - 1));
                references[number].append(id(to));
                root[rootOf(number)] = rootOf(to);
            }
        }
        QList<int> order(Count);
        std::iota(order.begin(), order.end(), 1);
        std::shuffle(order.begin(), order.end(), dice);
        QHash<int, PlacementKey> placements;
        for (const int number : std::as_const(order))
            placements.insert(number, put(answering(number, references.at(number))));
        for (int one = 1; one <= Count; ++one) {
            for (int other = one + 1; other <= Count; ++other)
                QCOMPARE(
                    thread(placements.value(one)) == thread(placements.value(other)), rootOf(one) == rootOf(other));
        }
        QVERIFY(m_store->isClean());
    }
}

void tst_StoreThreads::showsTheSentAnswerToo()
{
    const PlacementKey first = put(answering(1, {}));
    put(answering(2, {id(1)}), u"Sent"_s);
    put(answering(3, {id(1), id(2)}), u"Archive"_s);
    put(answering(4, {id(1)}), u"Trash"_s);
    QCOMPARE(subjects(first), (QStringList{u"1"_s, u">2"_s, u">>3"_s}));
}

void tst_StoreThreads::copiesWithOneMessageIdAreOne()
{
    const PlacementKey first = put(answering(1, {}));
    put(answering(2, {id(1)}), u"Sent"_s);
    IncomingMessage byTheList = answering(2, {id(1)}); // with a footer, an hour later
    byTheList.uid = {7};
    byTheList.sizeOctets += 300;
    byTheList.internalDate = byTheList.internalDate.addSecs(3600);
    const PlacementKey listed = put(byTheList);
    const QList<ThreadRow> rows = m_store->reader().conversation(first);
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows.at(1).row.placement, listed); // in the mailbox that is open
    QCOMPARE(rows.at(1).parent, rows.at(0).row.message);
}

void tst_StoreThreads::depthsFollowTheAnswers()
{
    const PlacementKey first = put(answering(1, {}));
    put(answering(2, {id(1)}));
    put(answering(5, {id(1), id(2), u"absent@example.com"_s}));
    put(answering(3, {id(1)}));
    put(answering(4, {u"never.here@example.com"_s, id(1)}));
    QCOMPARE(subjects(first), (QStringList{u"1"_s, u">2"_s, u">>5"_s, u">3"_s, u">4"_s}));
}

void tst_StoreThreads::loopOfReferencesEnds()
{
    put(answering(1, {id(3)}));
    put(answering(2, {id(1)}));
    const PlacementKey last = put(answering(3, {id(2)}));
    QCOMPARE(m_store->reader().conversation(last).size(), 3);
}

void tst_StoreThreads::newestRowStandsForAll()
{
    put(answering(1, {}));
    const PlacementKey alone = put(answering(2, {}));
    const PlacementKey newest = put(answering(3, {id(1)}));
    put(answering(4, {id(1)}), u"Archive"_s);
    const ListOrder conversations{SortBy::Date, SortDirection::Descending, Grouping::Conversations};
    const QList<RowKey> keys = m_store->reader().orderedRowKeys(m_store->mailbox(u"INBOX"_s), conversations);
    QCOMPARE(keys.size(), 2);
    QCOMPARE(keys.at(0).placement, newest);
    QCOMPARE(keys.at(1).placement, alone);
    QCOMPARE(m_store->reader().orderedRowKeys(m_store->mailbox(u"INBOX"_s), conversations, 1).size(), 1);
}

void tst_StoreThreads::summaryCountsAndNames()
{
    IncomingMessage first = answering(1, {});
    first.flags = Flags::fromWire({"\\Seen"});
    put(first);
    IncomingMessage second = answering(2, {id(1)});
    second.flags = Flags::fromWire({"\\Flagged"});
    second.attachments = 2;
    const PlacementKey placement = put(second);
    put(answering(11, {id(1)})); // Sender 1 again
    put(answering(21, {id(1)}), u"Archive"_s); // unread there, which nobody can change here
    const QList<ThreadSummary> told =
        m_store->reader().threadSummaries({thread(placement)}, m_store->mailbox(u"INBOX"_s));
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().messages, 4);
    QCOMPARE(told.first().unread, 2);
    QCOMPARE(told.first().participants.size(), 2);
    QCOMPARE(told.first().participants.at(0).name, u"Sender 1"_s);
    QCOMPARE(told.first().participants.at(1).addr, u"s2@example.com"_s);
    QVERIFY(told.first().flagged);
    QVERIFY(!told.first().muted);
    QCOMPARE(told.first().attachments, 2);
}

void tst_StoreThreads::connectsMessagesFromBefore()
{
    const PlacementKey first = put(answering(1, {}));
    const PlacementKey reply = put(answering(2, {id(1)}));
    const PlacementKey absent = put(answering(3, {u"gone@example.com"_s})),
                       twin = put(answering(4, {u"gone@example.com"_s}));
    const PlacementKey alone = put(answering(5, {}));
    sql("UPDATE message SET thread = NULL; DELETE FROM thread_awaited; DELETE FROM thread_alias;"
        "INSERT INTO thread_backlog SELECT max(id) FROM message");
    QVERIFY(thread(first) != thread(reply));
    int turns = 1;
    while (m_store->writer().connectOlderThreads(2).value())
        ++turns;
    QVERIFY(turns >= 3);
    QCOMPARE(thread(first), thread(reply));
    QCOMPARE(thread(absent), thread(twin));
    QVERIFY(thread(alone) != thread(first));
    QVERIFY(!m_store->writer().connectOlderThreads(2).value());
    QVERIFY(m_store->isClean());
}

void tst_StoreThreads::goesWithItsAccount()
{
    put(answering(1, {}));
    put(answering(2, {id(1), u"absent@example.com"_s}));
    QVERIFY(m_store->writer().removeAccount(m_store->account(), false));
    QVERIFY(m_store->isClean());
    sqlite3 *database = nullptr;
    QCOMPARE(sqlite3_open(Writer::file(m_store->profile()).toUtf8().constData(), &database), SQLITE_OK);
    sqlite3_stmt *count = nullptr;
    QCOMPARE(sqlite3_prepare_v2(database, "SELECT count(*) FROM thread_awaited", -1, &count, nullptr), SQLITE_OK);
    QCOMPARE(sqlite3_step(count), SQLITE_ROW);
    QCOMPARE(sqlite3_column_int(count, 0), 0);
    sqlite3_finalize(count);
    sqlite3_close(database);
}

QTEST_GUILESS_MAIN(tst_StoreThreads)
#include "tst_StoreThreads.moc"
