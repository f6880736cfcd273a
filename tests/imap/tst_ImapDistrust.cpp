// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/FindByMessageId.h"
#include "imap/Scripted.h"
#include "imap/commands/Append.h"
#include "imap/commands/Enable.h"
#include "imap/commands/Expunge.h"
#include "imap/commands/Fetch.h"
#include "imap/commands/List.h"
#include "imap/commands/Move.h"
#include "imap/commands/MultiAppend.h"
#include "imap/commands/MyRights.h"
#include "imap/commands/Namespace.h"
#include "imap/commands/Notify.h"
#include "imap/commands/QuotaRoot.h"
#include "imap/commands/Replace.h"
#include "imap/commands/Search.h"
#include "imap/commands/Select.h"
#include "imap/commands/Sort.h"
#include "imap/commands/StoreLabels.h"
#include "imap/commands/Unselect.h"

using namespace godwit;
using namespace godwit::imap;
using namespace godwit::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = MailError::Kind;
using Detail = MailError::Detail;

namespace {

const Mailbox Work{"Work"};
const QByteArray Short = "Subject: a\r\n\r\nb\r\n";

FetchItems only(quint32 items)
{
    FetchItems wanted;
    wanted.items = items;
    return wanted;
}

} // namespace

/// What is not offered is not used; what proves wrong is not asked again.
class tst_ImapDistrust : public QObject {
    Q_OBJECT
private slots:
    void searchThatLosesItsUidsIsNotAskedAgain_data() { forEveryCut(); }
    void searchThatLosesItsUidsIsNotAskedAgain()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"scripted/esearch-count-only"_s, octetsPerRead, "ESEARCH");
        QCOMPARE(server.run(Search::all())->uids.toWire(), QByteArray("1:4")); // asked twice
        QVERIFY(!server.session.capabilities().hasESearch());
        QCOMPARE(server.session.quirks().learned(), QByteArrayList{"ESEARCH"});
        QVERIFY(server.finished());
    }
    void searchThatFindsNothingWhereSomethingIs()
    {
        const QByteArray talk =
            "C: {tag} SELECT Work\nS: * 2 EXISTS\nS: {tag} OK done\n"
            "C: {tag} UID SEARCH RETURN (ALL) DELETED\nS: * ESEARCH (TAG \"{tag}\") UID\nS: {tag} OK\n"
            "C: {tag} UID SEARCH RETURN (ALL) ALL\nS: * ESEARCH (TAG \"{tag}\") UID\nS: {tag} OK\n"
            "C: {tag} UID SEARCH ALL\nS: * SEARCH 4 5\nS: {tag} OK done\n"
            "C: {tag} UID SEARCH ALL\nS: * SEARCH\nS: {tag} OK done\n";
        SessionFixture fixture(Transcript::fromText(SessionFixture::prelude("ESEARCH") + talk));
        QVERIFY(fixture.signIn());
        Task<Result<Selected>> selecting = fixture.session->run(Select(Work, Access::ReadWrite));
        QVERIFY(finishes(selecting));
        Task<Result<Found>> deleted = fixture.session->run(Search::deleted());
        QVERIFY(finishes(deleted));
        QVERIFY(deleted.result()->uids.isEmpty()); // that may be
        Task<Result<Found>> all = fixture.session->run(Search::all());
        QVERIFY(finishes(all));
        QCOMPARE(all.result()->uids.toWire(), QByteArray("4:5"));
        Task<Result<Found>> again = fixture.session->run(Search::all());
        QVERIFY(finishes(again));
        QVERIFY2(fixture.server.finished(), qPrintable(fixture.server.unexpected()));
        QVERIFY(again.result()->uids.isEmpty());
    }
    void findsByMessageId_data() { forEveryCut(); }
    void findsByMessageId()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"scripted/find-by-message-id"_s, octetsPerRead, "ESEARCH");
        QVERIFY(server.run(Select(Work, Access::ReadWrite)));
        const QByteArrayList both{"<m1@example.test>", "m2@example.test"};
        const auto found = server.resultOf(findByMessageId(server.session, both, only(FetchItems::Size)));
        QCOMPARE(found->size(), 2);
        QCOMPARE(found->at(0).uid.value, 7U);
        QCOMPARE(found->at(1).uid.value, 9U); // the server's search does not know it, the newest messages do
        const QByteArrayList none{"<m4@example.test>"};
        QVERIFY(server.resultOf(findByMessageId(server.session, none, only(FetchItems::Size)))->isEmpty());
        QVERIFY(server.resultOf(findByMessageId(server.session, {}, only(FetchItems::Size)))->isEmpty());
        QVERIFY(server.finished());
    }
    void whereSearchIsBrokenItIsNotAsked()
    {
        const QByteArray talk =
            "C: {tag} SELECT Work\nS: * 900 EXISTS\nS: {tag} OK done\n"
            "C: {tag} UID FETCH 1:* (UID ENVELOPE) (PARTIAL -1:-500)\n"
            "S: * 900 FETCH (UID 9 ENVELOPE (NIL NIL NIL NIL NIL NIL NIL NIL NIL \"<m@x>\"))\nS: {tag} OK\n";
        ReplayServer server(Transcript::fromText(SessionFixture::prelude("PARTIAL") + talk), 7);
        SessionOptions options;
        options.endpoint = {u"imap.mail.yahoo.com"_s, 993, net::Security::ImplicitTls};
        options.clock = std::make_shared<FakeClock>();
        Session session(server.takeTransport(), options);
        Task<Result<void>> connecting = session.connect();
        QVERIFY(finishes(connecting));
        Task<Result<void>> login = session.authenticate(u"alice"_s, u"secret"_s);
        QVERIFY(finishes(login));
        Task<Result<Selected>> selecting = session.run(Select(Work, Access::ReadWrite));
        QVERIFY(finishes(selecting));
        const QByteArrayList wanted{"<m@x>"};
        Task<Result<QList<FetchData>>> finding = findByMessageId(session, wanted, FetchItems());
        QVERIFY(finishes(finding));
        QVERIFY2(server.finished(), qPrintable(server.unexpected()));
        QCOMPARE(finding.result()->at(0).uid.value, 9U);
    }
    void whatIsNotOfferedIsNotSent()
    {
        SessionFixture fixture(Transcript::fromText(SessionFixture::prelude("IDLE APPENDLIMIT=10")));
        QVERIFY(fixture.signIn());
        Session &session = *fixture.session;
        const auto isRefused = [](auto &&task, const char *code) {
            return task.isDone() && !task.result() && task.result().error().kind == Kind::Refused
                && task.result().error().responseCode == code;
        };
        const AppendMessage message{Short, {}, {}};
        const QList<AppendMessage> messages{message};
        const QByteArrayList names{"x"};
        QVERIFY(isRefused(session.run(QuotaRoot(Work)), "CANNOT"));
        QVERIFY(isRefused(session.run(Sort(Sort::By::Date, Sort::Direction::Ascending)), "CANNOT"));
        QVERIFY(isRefused(session.run(Notify::none()), "CANNOT"));
        QVERIFY(isRefused(session.run(MyRights(Work)), "CANNOT"));
        QVERIFY(isRefused(session.run(Replace({1}, Work, message)), "CANNOT"));
        QVERIFY(isRefused(session.run(MultiAppend(Work, messages)), "CANNOT"));
        QVERIFY(isRefused(session.run(Enable(names)), "CANNOT"));
        QVERIFY(isRefused(session.run(Move(UidSet::single({1}), Work)), "CANNOT"));
        QVERIFY(isRefused(session.run(Namespace()), "CANNOT"));
        QVERIFY(isRefused(session.run(Unselect()), "CANNOT"));
        QVERIFY(isRefused(session.run(Expunge::uids(UidSet::single({1}))), "CANNOT"));
        QVERIFY(isRefused(session.run(Fetch::newest(1, FetchItems::flags())), "CANNOT"));
        QVERIFY(isRefused(session.run(Search::all().newest(1)), "CANNOT"));
        QVERIFY(isRefused(session.run(Search::matching(SearchKeys::olderThan(1min))), "CANNOT"));
        QVERIFY(isRefused(session.run(Search::matching(SearchKeys::savedSince(QDate(2024, 1, 1)))), "CANNOT"));
        QVERIFY(isRefused(session.run(Search::matching(SearchKeys::gmail(u"x"_s))), "CANNOT"));
        QVERIFY(isRefused(session.run(StoreLabels(UidSet::single({1}), StoreLabels::Change::Add, names)), "CANNOT"));
        auto large = session.run(Append(Work, Short, {}, {}));
        QVERIFY(isRefused(large, "TOOBIG"));
        QCOMPARE(large.result().error().detail, Detail::TooLarge);
        QCOMPARE(large.result().error().host, u"mail.example.test"_s);
        QVERIFY2(fixture.server.finished(), qPrintable(fixture.server.unexpected()));
        QVERIFY(session.isUsable());
    }
    void rev2Alone_data() { forEveryCut(); }
    void rev2Alone()
    {
        QFETCH(int, octetsPerRead);
        const QByteArray prelude = SessionFixture::prelude("AUTH=PLAIN").replace("IMAP4rev1", "IMAP4rev2");
        QFile file(QStringLiteral(GODWIT_TEST_DATA "/replay/imap/scripted/rev2-only.txt"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        SessionFixture fixture(Transcript::fromText(prelude + file.readAll()), octetsPerRead);
        QVERIFY(fixture.signIn());
        Session &session = *fixture.session;
        const Mailbox project = Mailbox::fromPath({u"프로"_s}, '/');
        Task<Result<Listing>> listing = session.run(List(List::Counts::With));
        QVERIFY(finishes(listing) && listing.result());
        QCOMPARE(listing.result()->mailboxes[0].mailbox, project);
        QCOMPARE(*listing.result()->statuses[0].messages, 3U);
        Task<Result<Selected>> selecting = session.run(Select(project, Access::ReadWrite));
        QVERIFY(finishes(selecting) && selecting.result());
        Task<Result<Found>> searching = session.run(Search::all());
        QVERIFY(finishes(searching));
        QCOMPARE(searching.result()->count, 3U);
        Task<Result<Appended>> appending = session.run(Append(Work, "Subject: 프\r\n\r\nb\r\n", {}, {}));
        QVERIFY(finishes(appending));
        QCOMPARE(appending.result()->uid.value, 9U);
        Task<Result<code::CopyUid>> moving = session.run(Move(UidSet::single({1}), Work));
        QVERIFY(finishes(moving));
        QCOMPARE(moving.result()->pairs.size(), 1);
        QVERIFY2(fixture.server.finished(), qPrintable(fixture.server.unexpected()));
        QCOMPARE(session.selected()->exists, 2U);
    }
    void rev2IsNeverEnabled()
    {
        SessionFixture fixture(Transcript::fromText(SessionFixture::prelude("IMAP4rev2 ENABLE CONDSTORE")
            + "C: {tag} ENABLE CONDSTORE\nS: * ENABLED CONDSTORE\nS: {tag} OK done\n"));
        QVERIFY(fixture.signIn());
        const QByteArrayList wanted{"IMAP4rev2", "CONDSTORE"};
        Task<Result<QByteArrayList>> task = fixture.session->run(Enable(wanted));
        QVERIFY(finishes(task));
        QVERIFY2(fixture.server.finished(), qPrintable(fixture.server.unexpected()));
    }
};

QTEST_GUILESS_MAIN(tst_ImapDistrust)
#include "tst_ImapDistrust.moc"
