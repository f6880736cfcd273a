// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/FetchDecoded.h"
#include "imap/Scripted.h"
#include "imap/commands/Append.h"
#include "imap/commands/Create.h"
#include "imap/commands/Enable.h"
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

using namespace godwit;
using namespace godwit::imap;
using namespace godwit::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
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
};

QTEST_GUILESS_MAIN(tst_ImapExtensions)
#include "tst_ImapExtensions.moc"
