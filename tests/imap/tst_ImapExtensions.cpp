// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/FetchDecoded.h"
#include "imap/FindByMessageId.h"
#include "imap/Scripted.h"
#include "imap/commands/Append.h"
#include "imap/commands/Create.h"
#include "imap/commands/Enable.h"
#include "imap/commands/Expunge.h"
#include "imap/commands/Fetch.h"
#include "imap/commands/List.h"
#include "imap/commands/Move.h"
#include "imap/commands/MultiAppend.h"
#include "imap/commands/MyRights.h"
#include "imap/commands/Namespace.h"
#include "imap/commands/Noop.h"
#include "imap/commands/Notify.h"
#include "imap/commands/QuotaRoot.h"
#include "imap/commands/Replace.h"
#include "imap/commands/Search.h"
#include "imap/commands/Select.h"
#include "imap/commands/Sort.h"
#include "imap/commands/Status.h"
#include "imap/commands/Store.h"
#include "imap/commands/StoreLabels.h"
#include "imap/commands/Unselect.h"

#include <QTest>

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

class tst_ImapExtensions : public QObject {
    Q_OBJECT
private slots:
    void createsForASpecialUse_data() { forEveryCut(); }
    void createsForASpecialUse()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"scripted/create-special-use"_s, octetsPerRead, "CREATE-SPECIAL-USE");
        QVERIFY(server.run(Create(Mailbox{"Sent Items"}, "\\Sent")));
        const auto refused = server.run(Create(Mailbox{"&uMm-"}, "\\Archive"));
        QVERIFY(server.finished());
        QCOMPARE(refused.error().responseCode, QByteArray("USEATTR"));
    }
    void statusTellsSizeIdAndLimit_data() { forEveryCut(); }
    void statusTellsSizeIdAndLimit()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(
            u"scripted/status"_s, octetsPerRead, "OBJECTID APPENDLIMIT STATUS=SIZE LIST-EXTENDED LIST-STATUS");
        const auto plain = server.run(Status(Work));
        QCOMPARE(plain->mailboxId, QByteArray("F2212ea87-6097"));
        QCOMPARE(*plain->appendLimit, 257'890);
        QVERIFY(!plain->sizeOctets);
        const auto sized = server.run(Status(Work, Status::Size::With));
        QCOMPARE(*sized->sizeOctets, 5'368'709'120);
        QVERIFY(!sized->appendLimit);
        const auto listing = server.run(List(List::Counts::With).withSizes());
        QVERIFY(server.finished());
        QCOMPARE(*listing->statuses[0].sizeOctets, 7);
        QCOMPARE(listing->statuses[0].mailboxId, QByteArray("F2212ea87-6097"));
    }
    void quotas_data() { forEveryCut(); }
    void quotas()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"scripted/quota"_s, octetsPerRead, "QUOTA");
        const auto quotas = server.run(QuotaRoot(Mailbox{"INBOX"}));
        QCOMPARE(quotas->roots, QByteArrayList({"", "user/alice"}));
        QCOMPARE(quotas->quotas.size(), 2);
        QCOMPARE(quotas->quotas[0].resources[0].usage, 8'589'934'592);
        QCOMPARE(quotas->quotas[0].resources[0].limit, 16'106'127'360);
        QCOMPARE(quotas->quotas[1].resources[1].name, QByteArray("MESSAGE"));
        QVERIFY(quotas->quotas[1].resources[1].limit >= 0);
        const auto none = server.run(QuotaRoot(Mailbox{"&uMm-"}));
        QVERIFY(none->roots.isEmpty() && none->quotas.isEmpty());
        const auto missing = server.run(QuotaRoot(Mailbox{"Nowhere"}));
        QCOMPARE(missing.error().detail, Detail::NotFound);
        QVERIFY(server.finished());
    }
    void sorts_data() { forEveryCut(); }
    void sorts()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"scripted/sort"_s, octetsPerRead, "SORT SORT=DISPLAY");
        QCOMPARE(wire(server.run(Sort(Sort::By::Date, Sort::Direction::Descending))->uids), QByteArray("5 3 9 4"));
        const auto unseen = SearchKeys::withoutFlag("\\Seen");
        QVERIFY(server.run(Sort(Sort::By::From, Sort::Direction::Ascending, unseen))->uids.isEmpty());
        // Without ESORT the piece is cut here.
        const auto piece = server.run(Sort(Sort::By::Size, Sort::Direction::Ascending).places(2, 3));
        QVERIFY(server.finished());
        QCOMPARE(wire(piece->uids), QByteArray("3 9"));
    }
    void sortsBySets_data() { forEveryCut(); }
    void sortsBySets()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"scripted/esort"_s, octetsPerRead, "SORT ESORT CONTEXT=SORT");
        QCOMPARE(wire(server.run(Sort(Sort::By::Subject, Sort::Direction::Ascending))->uids), QByteArray("5 3 2 1 9"));
        const Sort bySize(Sort::By::Size, Sort::Direction::Descending);
        QCOMPARE(wire(server.run(Sort(bySize).places(1, 2))->uids), QByteArray("9 5"));
        QVERIFY(server.run(Sort(bySize).places(90, 95))->uids.isEmpty());
        const auto newestOfEqual = Sort(bySize).then(Sort::By::Date, Sort::Direction::Descending).places(1, 2);
        QCOMPARE(wire(server.run(newestOfEqual)->uids), QByteArray("5 9"));
        QVERIFY(server.finished());
    }
    void notifies_data() { forEveryCut(); }
    void notifies()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"scripted/notify"_s, octetsPerRead, "NOTIFY CONDSTORE");
        int overflows = 0;
        connect(&server.session, &Session::notificationOverflow, this, [&overflows] { ++overflows; });
        QVERIFY(server.run(Notify::set({})));
        QTRY_COMPARE(overflows, 1);
        QCOMPARE(server.statuses.size(), 3);
        QCOMPARE(server.statuses[2].mailbox, Work);
        QCOMPARE(*server.statuses[2].messages, 4U);
        QCOMPARE(server.listed.size(), 2);
        QVERIFY(!server.listed[0].isSelectable());
        QCOMPARE(server.listed[1].oldName, QByteArray("Old"));
        Notify::Wish less;
        less.scope = Notify::Scope::Subscribed;
        less.initialStatus = less.flagChanges = less.tree = false;
        QCOMPARE(server.run(Notify::set(less)).error().responseCode, QByteArray("BADEVENT"));
        QVERIFY(server.run(Notify::none()));
        QVERIFY(server.finished());
    }
    void fetchesWithoutTransferEncoding_data() { forEveryCut(); }
    void fetchesWithoutTransferEncoding()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"scripted/binary"_s, octetsPerRead, "BINARY");
        FetchItems wanted;
        wanted.sections = {{"2", {}, true}};
        const auto known = server.resultOf(fetchDecoded(server.session, UidSet::single({7}), wanted));
        QCOMPARE(known->messages[0].section("2")->content, QByteArray("ab\x00)\xff", 5));
        QVERIFY(known->messages[0].section("2")->decoded);
        wanted.sections = {{"1", {}, true}};
        const auto strange = server.resultOf(fetchDecoded(server.session, UidSet::single({8}), wanted));
        QCOMPARE(strange->messages[0].section("1")->content, QByteArray("YWI="));
        QVERIFY(!strange->messages[0].section("1")->decoded);
        const auto lost = server.resultOf(fetchDecoded(server.session, UidSet::single({9}), wanted));
        QVERIFY(lost->messages[0].section("1")->nil);
        const auto silent = server.resultOf(fetchDecoded(server.session, UidSet::range({10}, {11}), wanted));
        QCOMPARE(silent->messages.size(), 2);
        QVERIFY(silent->messages[0].section("1")->decoded);
        QCOMPARE(silent->messages[1].section("1")->content, QByteArray("YWI="));
        QVERIFY(server.finished());
    }
    void previews_data() { forEveryCut(); }
    void previews()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"scripted/preview"_s, octetsPerRead, "PREVIEW");
        const auto lazy = server.run(Fetch::byUids(UidSet::range({1}, {3}), only(FetchItems::Preview)));
        QCOMPARE(*lazy->messages[0].preview, QByteArray("Hello there"));
        QVERIFY(!lazy->messages[1].preview);
        QCOMPARE(QString::fromUtf8(*lazy->messages[2].preview), u"안녕하"_s);
        const auto now = server.run(Fetch::byUids(UidSet::single({2}), only(FetchItems::PreviewNow)));
        QCOMPARE(*now->messages[0].preview, QByteArray("made now"));
        QVERIFY(server.finished());
    }
    void objectIds_data() { forEveryCut(); }
    void objectIds()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"scripted/objectid"_s, octetsPerRead, "OBJECTID");
        QCOMPARE(server.run(Select(Work, Access::ReadWrite))->state.mailboxId, QByteArray("F2212ea87-6097-4256"));
        const auto fetched = server.run(Fetch::byUids(UidSet::range({1}, {2}), only(FetchItems::EmailId)));
        QCOMPARE(fetched->messages[0].emailId, QByteArray("M6d99ac3275bb4e"));
        QCOMPARE(fetched->messages[0].threadId, QByteArray("T64b478a75b7ea9"));
        QVERIFY(fetched->messages[1].threadId.isEmpty());
        const auto found = server.run(Search::matching(SearchKeys::emailId("M5fdc09b49ea703")));
        QCOMPARE(found->uids.toWire(), QByteArray("2"));
        QVERIFY(server.finished());
    }
    void newestWithoutCounting_data() { forEveryCut(); }
    void newestWithoutCounting()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"scripted/partial"_s, octetsPerRead, "PARTIAL");
        Task<Result<Selected>> selecting = server.session.run(Select(Work, Access::ReadWrite));
        const auto page = server.run(Fetch::newest(2, FetchItems::flags()));
        QCOMPARE(page->messages.size(), 2);
        QCOMPARE(page->messages[1].uid.value, 25'996U);
        QVERIFY(selecting.result());
        const Search unseen = Search::matching(SearchKeys::withoutFlag("\\Seen"));
        QCOMPARE(server.run(Search(unseen).newest(3))->uids.toWire(), QByteArray("25900,25950:25951"));
        QVERIFY(server.run(Search(unseen).newest(2, 3))->uids.isEmpty());
        QVERIFY(server.finished());
    }
    void largeMailboxesOfYahooAreComplete_data() { forEveryCut(); }
    void largeMailboxesOfYahooAreComplete()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"scripted/yahoo-uidonly"_s, octetsPerRead,
            "ENABLE UIDONLY PARTIAL MESSAGELIMIT=1000 CONDSTORE QRESYNC UIDPLUS MOVE ESEARCH");
        const QByteArrayList wanted{"UIDONLY", "QRESYNC"};
        QVERIFY(server.run(Enable(wanted)));
        QVERIFY(server.session.isEnabled("UIDONLY"));
        QCOMPARE(*server.session.capabilities().messageLimit(), 1000U);
        QVERIFY(server.run(Select(Mailbox{"Bulk"}, Access::ReadWrite)));
        const auto numbers = server.run(Fetch::bySequence({1}, {2}, FetchItems::flags()));
        QCOMPARE(numbers.error().responseCode, QByteArray("CANNOT")); // and nothing went out
        const auto page = server.run(Fetch::newest(2, FetchItems::flags()));
        QCOMPARE(page->messages[0].uid.value, 50'000U);
        QVERIFY(page->messages[0].flags->has(Flag::Seen));
        const UidSet window = UidSet::range({40'000}, {49'998});
        const auto fetched = server.run(Fetch::byUids(window, FetchItems::flags()));
        QCOMPARE(fetched->messages.size(), 2);
        QVERIFY(fetched->limit);
        QCOMPARE(fetched->limit->remaining(window).toWire(), QByteArray("40000:48998"));
        const QByteArrayList seen{"\\Seen"};
        const auto stored = server.run(Store(window, Store::Change::Add, seen));
        QCOMPARE(stored->limit->remaining(window).toWire(), QByteArray("40000:48998"));
        QCOMPARE(stored->updated[0].modSeq.value, 91U);
        const auto moved = server.run(Move(window, Mailbox{"Trash"}));
        QCOMPARE(moved->pairs.size(), 2);
        QCOMPARE(moved->limit->last.value, 48'999U);
        QVERIFY(!server.run(Search::all()));
        QVERIFY(server.run(Noop()));
        QVERIFY(server.finished());
        QCOMPARE(server.session.selected()->exists, 49'997U);
        UidSet vanished;
        for (const MailboxUpdate &update : server.updates)
            vanished = vanished.united(update.vanished);
        QCOMPARE(vanished.toWire(), QByteArray("12,48999:49000"));
    }
    void saveDates_data() { forEveryCut(); }
    void saveDates()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"scripted/savedate"_s, octetsPerRead, "SAVEDATE");
        const auto fetched = server.run(Fetch::byUids(UidSet::range({1}, {2}), only(FetchItems::SaveDate)));
        QCOMPARE(*fetched->messages[0].saveDate, QDateTime(QDate(2024, 1, 1), QTime(9, 0), Qt::UTC));
        QVERIFY(!fetched->messages[1].saveDate);
        const auto old = server.run(Search::matching(SearchKeys::savedBefore(QDate(2024, 12, 2))));
        QCOMPARE(old->uids.toWire(), QByteArray("1"));
        QVERIFY(server.finished());
    }
    void replacesADraft_data() { forEveryCut(); }
    void replacesADraft()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"scripted/replace"_s, octetsPerRead, "REPLACE UIDPLUS LITERAL+");
        const Mailbox drafts{"Drafts"};
        QVERIFY(server.run(Select(drafts, Access::ReadWrite)));
        const AppendMessage message{Short, {"\\Draft"}, {}};
        const auto replaced = server.run(Replace({4}, drafts, message));
        QCOMPARE(replaced->uid.value, 5U);
        QCOMPARE(replaced->uidValidity.value, 7U);
        QCOMPARE(server.session.selected()->exists, 1U);
        QCOMPARE(server.run(Replace({4}, drafts, message)).error().detail, Detail::NotFound);
        QVERIFY(server.finished());
    }
    void searchesByAge_data() { forEveryCut(); }
    void searchesByAge()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"scripted/within"_s, octetsPerRead, "WITHIN");
        const auto old = server.run(Search::matching(SearchKeys::olderThan(std::chrono::hours(24 * 30))));
        QCOMPARE(old->uids.toWire(), QByteArray("1:3"));
        SearchKeys fresh = SearchKeys::youngerThan(1min);
        fresh.with(SearchKeys::withoutFlag("\\Seen"));
        QCOMPARE(server.run(Search::matching(fresh))->uids.toWire(), QByteArray("9"));
        QVERIFY(server.finished());
    }
    void searchesByNearMisses_data() { forEveryCut(); }
    void searchesByNearMisses()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"scripted/fuzzy"_s, octetsPerRead, "SEARCH=FUZZY LITERAL+");
        const auto subject = SearchKeys::fuzzy(SearchKeys::subject(u"invoice"_s));
        QCOMPARE(server.run(Search::matching(subject))->uids.toWire(), QByteArray("3"));
        const auto anywhere = SearchKeys::fuzzy(SearchKeys::anywhere(u"안녕하"_s));
        QCOMPARE(server.run(Search::matching(anywhere))->uids.toWire(), QByteArray("4"));
        SearchKeys mixed = SearchKeys::either(SearchKeys::from(u"a\"b"_s), SearchKeys::none(SearchKeys::to(u"c"_s)));
        mixed.with(SearchKeys::since(QDate(2024, 2, 1)));
        QCOMPARE(server.run(Search::matching(mixed)).error().responseCode, QByteArray("BADCHARSET"));
        QVERIFY(server.finished());
    }
    void rights_data() { forEveryCut(); }
    void rights()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"scripted/rights"_s, octetsPerRead, "ACL LIST-MYRIGHTS LIST-EXTENDED");
        const auto shared = server.run(MyRights(Mailbox{"Shared/A B"}));
        QVERIFY(shared->has('i') && shared->has('e') && !shared->has('q'));
        QVERIFY(server.run(MyRights(Mailbox{"Old"}))->has('k')); // c of RFC 2086
        const auto listing = server.run(List(List::Counts::Without).withRights());
        QVERIFY(server.finished());
        QCOMPARE(listing->mailboxes.size(), 3);
        QCOMPARE(listing->rights.size(), 2);
        QVERIFY(!listing->rights[1].has('t'));
    }
    void namesAndHeadersInUtf8_data() { forEveryCut(); }
    void namesAndHeadersInUtf8()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"scripted/utf8"_s, octetsPerRead, "ENABLE UTF8=ACCEPT LITERAL+");
        const Mailbox project = Mailbox::fromPath({u"프로"_s}, '/');
        const QByteArrayList wanted{"UTF8=ACCEPT"};
        Task<Result<QByteArrayList>> enabling = server.session.run(Enable(wanted));
        QCOMPARE(*server.run(Status(project))->messages, 3U); // waited for the answer
        const auto listing = server.run(List(List::Counts::Without));
        const Mailbox inner = listing->mailboxes[0].mailbox;
        QCOMPARE(inner.wireName, QByteArray("&1QS4XA-/R&-D")); // one spelling, whatever the connection speaks
        QCOMPARE(inner.path('/'), QStringList({u"프로"_s, u"R&D"_s}));
        QCOMPARE(listing->mailboxes[1].mailbox.wireName, QByteArray("bad\xff"));
        QVERIFY(server.run(Select(inner, Access::ReadWrite)));
        QCOMPARE(server.run(Search::matching(SearchKeys::subject(u"프로"_s)))->count, 1U);
        const QByteArrayList seen{"\\Seen"};
        const auto appended = server.run(Append(Work, "Subject: 프\r\n\r\nb\r\n", seen, {}));
        QCOMPARE(appended->uid.value, 9U);
        QCOMPARE(server.run(Append(Work, Short, {}, {}))->uid.value, 10U);
        const auto fetched = server.run(Fetch::byUids(UidSet::single({9}), only(FetchItems::Envelope)));
        QCOMPARE(fetched->messages[0].envelope->subject, QByteArray("프"));
        QVERIFY(server.finished());
    }
    void onlyNamesBeyondAsciiWaitForUtf8()
    {
        SessionFixture fixture(Transcript::fromText(SessionFixture::prelude("ENABLE UTF8=ACCEPT COMPRESS=DEFLATE")));
        QVERIFY(fixture.signIn());
        Session &session = *fixture.session;
        FakeTransport *const link = fixture.server.transport();
        link->takeFromClient();
        const QByteArrayList wanted{"UTF8=ACCEPT"};
        Task<Result<QByteArrayList>> enabling = session.run(Enable(wanted));
        Task<Result<Listing>> listing = session.run(List(List::Counts::Without));
        Task<Result<Selected>> selecting = session.run(Select(Mailbox{"INBOX"}, Access::ReadWrite));
        Task<Result<MailboxStatus>> asking = session.run(Status(Mailbox{"&1QS4XA-"}));
        Task<Result<void>> noop = session.run(Noop());
        QCOMPARE(
            link->takeFromClient(), QByteArray("A2 ENABLE UTF8=ACCEPT\r\nA3 LIST \"\" \"*\"\r\nA4 SELECT INBOX\r\n"));
        link->serve("A2 NO not today\r\n* LIST () \"/\" &1QS4XA-\r\nA3 OK done\r\n");
        QVERIFY(finishes(listing));
        QCOMPARE(listing.result()->mailboxes[0].mailbox.wireName, QByteArray("&1QS4XA-"));
        QCOMPARE(link->takeFromClient(),
            QByteArray("A5 STATUS &1QS4XA- (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)\r\nA6 NOOP\r\n"));
    }
    void appendsManyAtOnce_data() { forEveryCut(); }
    void appendsManyAtOnce()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"scripted/multiappend"_s, octetsPerRead, "MULTIAPPEND LITERAL+ UIDPLUS");
        const QDateTime date(QDate(2024, 2, 1), QTime(3, 4, 5), Qt::UTC);
        const QList<AppendMessage> messages{{Short, {"\\Seen"}, {}}, {"Subject: c\r\n\r\nd\r\n", {"\\Draft"}, date}};
        const auto appended = server.run(MultiAppend(Work, messages));
        QVERIFY(server.finished());
        QCOMPARE(wire(appended->uids), QByteArray("9 10"));
        QCOMPARE(appended->uidValidity.value, 7U);
    }
    void rootsOfOthers_data() { forEveryCut(); }
    void rootsOfOthers()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"scripted/namespaces"_s, octetsPerRead, "NAMESPACE");
        const auto spaces = server.run(Namespace());
        QCOMPARE(spaces->personal[0].prefix, QByteArray("INBOX."));
        QCOMPARE(spaces->personal[0].delimiter, '.');
        QCOMPARE(spaces->otherUsers.size(), 2);
        QCOMPARE(spaces->otherUsers[0].prefix, QByteArray("Other Users/"));
        QCOMPARE(spaces->shared.size(), 3);
        QCOMPARE(spaces->shared[1].prefix, QByteArray("#news."));
        QCOMPARE(spaces->shared[2].delimiter, '\0');
        QVERIFY(server.run(Namespace())->shared.isEmpty());
        QVERIFY(server.finished());
    }
    void labelsOfGmail_data() { forEveryCut(); }
    void labelsOfGmail()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"scripted/gmail"_s, octetsPerRead, "X-GM-EXT-1 CONDSTORE ESEARCH");
        QVERIFY(server.run(Select(Mailbox{"[Gmail]/All Mail"}, Access::ReadWrite)));
        const auto fetched = server.run(
            Fetch::byUids(UidSet::range({1}, {3}), only(FetchItems::Flags | FetchItems::EmailId | FetchItems::Labels)));
        QCOMPARE(*fetched->messages[0].labels,
            QByteArrayList({"\\Inbox", "\\Sent", "Important", "Muy Importante", "\\Draft"}));
        QCOMPARE(fetched->messages[0].emailId, QByteArray("17446744073709551615"));
        QVERIFY(fetched->messages[1].labels && fetched->messages[1].labels->isEmpty());
        QCOMPARE(*fetched->messages[2].labels, QByteArrayList({"&t3y8qA-", "+odd", "a)b\"c"}));
        const QByteArrayList added{"\\Inbox", "&t3y8qA-", "A \"B\""};
        QVERIFY(server.run(StoreLabels(UidSet::range({1}, {2}), StoreLabels::Change::Add, added)));
        const QByteArrayList removed{"+odd"};
        const auto left = server.run(StoreLabels(UidSet::single({3}), StoreLabels::Change::Remove, removed));
        QCOMPARE(*left->at(0).labels, QByteArrayList{"x"});
        const auto raw = SearchKeys::gmail(u"has:attachment in:unread"_s);
        QCOMPARE(server.run(Search::matching(raw))->uids.toWire(), QByteArray("2:3"));
        const auto byId = SearchKeys::emailId("1278455344230334866");
        QCOMPARE(server.run(Search::matching(byId))->uids.toWire(), QByteArray("2"));
        QVERIFY(server.finished());
    }
    void shortLiteralsDoNotWait_data() { forEveryCut(); }
    void shortLiteralsDoNotWait()
    {
        QFETCH(int, octetsPerRead);
        Scripted server(u"scripted/literal-minus"_s, octetsPerRead, "LITERAL-");
        QVERIFY(server.run(Append(Work, Short, {}, {})));
        QVERIFY(server.run(Append(Work, QByteArray(5000, 'x'), {}, {})));
        QVERIFY(server.finished());
    }
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

QTEST_GUILESS_MAIN(tst_ImapExtensions)
#include "tst_ImapExtensions.moc"
