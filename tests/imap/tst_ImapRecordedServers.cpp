// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/FetchDecoded.h"
#include "imap/Scripted.h"
#include "imap/commands/Fetch.h"
#include "imap/commands/MyRights.h"
#include "imap/commands/Namespace.h"
#include "imap/commands/Notify.h"
#include "imap/commands/QuotaRoot.h"
#include "imap/commands/Select.h"
#include "imap/commands/Sort.h"
#include "imap/commands/Status.h"

using namespace godwit;
using namespace godwit::imap;
using namespace godwit::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray wire(const QList<Uid> &uids)
{
    QByteArrayList texts;
    for (const Uid uid : uids)
        texts.append(QByteArray::number(uid.value));
    return texts.join(' ');
}

FetchItems only(quint32 items)
{
    FetchItems wanted;
    wanted.items = items;
    return wanted;
}

} // namespace

/// Extensions as real servers answered.
class tst_ImapRecordedServers : public QObject {
    Q_OBJECT
private slots:
    void sortsAsServersDid_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("octetsPerRead");
        for (const char *server : {"dovecot", "cyrus"}) {
            for (const int octets : {1, 7, 65536})
                QTest::addRow("%s, %d octets per read", server, octets) << QString::fromLatin1(server) << octets;
        }
    }
    void sortsAsServersDid()
    {
        QFETCH(QString, file);
        QFETCH(int, octetsPerRead);
        Scripted server(file + u"/sort"_s, octetsPerRead, "SORT SORT=DISPLAY ESORT");
        using By = Sort::By;
        constexpr auto Up = Sort::Direction::Ascending;
        QCOMPARE(wire(server.run(Sort(By::Date, Sort::Direction::Descending))->uids), QByteArray("5 4 3 2 1"));
        QCOMPARE(wire(server.run(Sort(By::From, Up))->uids), QByteArray("2 4 5 3 1"));
        const auto unseen = SearchKeys::withoutFlag("\\Seen");
        QCOMPARE(wire(server.run(Sort(By::Size, Up, unseen))->uids), QByteArray("1 2 3 4 5"));
        QVERIFY(server.run(Sort(By::Date, Up, SearchKeys::subject(u"nothing"_s)))->uids.isEmpty());
        QVERIFY(server.finished());
    }
    void notifiesAsDovecotDid_data() { forEveryCut(); }
    void notifiesAsDovecotDid()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"dovecot/notify"_s, octetsPerRead, "NOTIFY IDLE CONDSTORE");
        QVERIFY(server.run(Notify::set({})));
        QCOMPARE(server.statuses.size(), 6);
        Task<Result<void>> idling = server.session.idle();
        QVERIFY(comesTrue([&server] { return server.listed.size() == 9; }));
        QCOMPARE(server.listed.constLast().mailbox.wireName, QByteArray("Fresh"));
        QCOMPARE(*server.statuses[6].messages, 7U);
        server.session.stopIdle();
        QVERIFY(finishes(idling));
        QVERIFY(server.finished());
    }
    void quotasOfServers_data() { forEveryCut(); }
    void quotasOfServers()
    {
        QFETCH(int, octetsPerRead);
        Scripted dovecot(u"dovecot/quota"_s, octetsPerRead, "QUOTA");
        const auto full = dovecot.run(QuotaRoot(Mailbox{"INBOX"}));
        QCOMPARE(full->roots, QByteArrayList{"User quota"});
        QCOMPARE(full->quotas[0].resources[0].limit, 6 * 1024 * 1024);
        QVERIFY(dovecot.run(QuotaRoot(Mailbox{"Nowhere"})));
        QVERIFY(dovecot.finished());
        Scripted cyrus(u"cyrus/quota"_s, octetsPerRead, "QUOTA");
        QCOMPARE(cyrus.run(QuotaRoot(Mailbox{"INBOX"}))->quotas[0].resources[0].usage, 1098);
        QVERIFY(!cyrus.run(QuotaRoot(Mailbox{"INBOX.Nowhere"})));
        QVERIFY(cyrus.finished());
    }
    void partsOfDovecot_data() { forEveryCut(); }
    void partsOfDovecot()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"dovecot/binary"_s, octetsPerRead, "BINARY");
        FetchItems wanted;
        wanted.sections = {{"2", {}, true}};
        const auto known = server.resultOf(fetchDecoded(server.session, UidSet::single({1}), wanted));
        QCOMPARE(known->messages[0].section("2")->content, QByteArray("\x00\x01\x02\xff\xfe\n", 6));
        const auto strange = server.resultOf(fetchDecoded(server.session, UidSet::single({6}), wanted));
        QVERIFY(server.finished());
        QCOMPARE(strange->messages[0].section("2")->content, QByteArray("AAEC//4K"));
    }
    void previewsAndSaveDatesOfDovecot_data() { forEveryCut(); }
    void previewsAndSaveDatesOfDovecot()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"dovecot/preview-savedate"_s, octetsPerRead, "PREVIEW SAVEDATE");
        const UidSet both = UidSet::range({1}, {2});
        const auto lazy = server.run(Fetch::byUids(both, only(FetchItems::Preview | FetchItems::SaveDate)));
        QVERIFY(!lazy->messages[0].preview);
        QCOMPARE(lazy->messages[0].saveDate->date(), QDate(2026, 11, 25));
        const auto now = server.run(Fetch::byUids(both, only(FetchItems::PreviewNow | FetchItems::SaveDate)));
        QVERIFY(server.finished());
        QCOMPARE(*now->messages[1].preview, QByteArray("A line of text. A line of text."));
    }
    void rightsAndSizesOfServers_data() { forEveryCut(); }
    void rightsAndSizesOfServers()
    {
        QFETCH(int, octetsPerRead);
        Scripted dovecot(u"dovecot/namespace-size-rights"_s, octetsPerRead, "NAMESPACE CONDSTORE STATUS=SIZE ACL");
        QCOMPARE(dovecot.run(Namespace())->shared[0].prefix, QByteArray("Public/"));
        QCOMPARE(*dovecot.run(Status(Mailbox{"Sent"}, Status::Size::With))->sizeOctets, 0);
        QVERIFY(dovecot.run(MyRights(Mailbox{"Rec"}))->has('x'));
        QVERIFY(dovecot.finished());
        Scripted cyrus(u"cyrus/rights"_s, octetsPerRead, "ACL");
        QVERIFY(cyrus.run(MyRights(Mailbox{"INBOX"}))->has('n'));
        QVERIFY(cyrus.finished());
    }
    void objectIdsOfCyrus_data() { forEveryCut(); }
    void objectIdsOfCyrus()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"cyrus/objectid"_s, octetsPerRead, "OBJECTID");
        const auto selected = server.run(Select(Mailbox{"INBOX.Rec"}, Access::ReadWrite));
        QCOMPARE(selected->state.mailboxId, QByteArray("05cdewtojcsikgil19ttwon1"));
        const auto fetched = server.run(Fetch::byUids(UidSet::range({1}, {2}), only(FetchItems::EmailId)));
        QVERIFY(server.finished());
        QCOMPARE(fetched->messages[1].emailId, QByteArray("M6b3680a2f05edddea2ea8b72"));
        QCOMPARE(fetched->messages[1].threadId, QByteArray("Tfac55943fb37d6cc"));
    }
};

QTEST_GUILESS_MAIN(tst_ImapRecordedServers)
#include "tst_ImapRecordedServers.moc"
