// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Recorded.h"
#include "imap/commands/Append.h"
#include "imap/commands/Copy.h"
#include "imap/commands/Create.h"
#include "imap/commands/Delete.h"
#include "imap/commands/Enable.h"
#include "imap/commands/Expunge.h"
#include "imap/commands/Fetch.h"
#include "imap/commands/Id.h"
#include "imap/commands/List.h"
#include "imap/commands/Lsub.h"
#include "imap/commands/Move.h"
#include "imap/commands/Namespace.h"
#include "imap/commands/Noop.h"
#include "imap/commands/Rename.h"
#include "imap/commands/Search.h"
#include "imap/commands/Select.h"
#include "imap/commands/Status.h"
#include "imap/commands/Store.h"
#include "imap/commands/Subscribe.h"
#include "imap/commands/Unselect.h"
#include "imap/commands/Unsubscribe.h"

using namespace godwit;
using namespace godwit::imap;
using namespace godwit::test;
using namespace Qt::StringLiterals;
using Detail = MailError::Detail;

namespace {

const Mailbox Work{"Work"};
const Mailbox Project = Mailbox::fromPath({u"프로젝트"_s}, '/');

} // namespace

class tst_ImapCommands : public QObject {
    Q_OBJECT
private slots:
    void brokenCapabilitiesOfICloudAreOff_data() { forEveryCut(); }
    void brokenCapabilitiesOfICloudAreOff()
    {
        QFETCH(int, octetsPerRead);
        SessionFixture fixture(u"imap/quirks/icloud.txt"_s, octetsPerRead);
        QVERIFY(fixture.signIn());
        QVERIFY(fixture.session->capabilities().hasCondStore());
        QVERIFY(!fixture.session->capabilities().has("QRESYNC"));
        Task<Result<Found>> task = fixture.session->run(Search::all());
        QVERIFY(finishes(task));
        QCOMPARE(task.result()->uids.toWire(), QByteArray("4:5"));
        QVERIFY2(fixture.server.finished(), qPrintable(fixture.server.unexpected()));
    }
    void namespaceOfOldExchangeIsOff_data() { forEveryCut(); }
    void namespaceOfOldExchangeIsOff()
    {
        QFETCH(int, octetsPerRead);
        SessionFixture fixture(u"imap/quirks/exchange-2003.txt"_s, octetsPerRead);
        QVERIFY(fixture.signIn());
        QVERIFY(fixture.session->capabilities().hasNamespace());
        const Id::Fields fields{{"name", "Godwit"}, {"version", "1"}};
        Task<Result<IdData>> task = fixture.session->run(Id(fields));
        QVERIFY(finishes(task));
        QVERIFY(!fixture.session->capabilities().hasNamespace());
        QVERIFY2(fixture.server.finished(), qPrintable(fixture.server.unexpected()));
    }
    void createsAndSubscribes_data() { forEveryCut(); }
    void createsAndSubscribes()
    {
        QFETCH(int, octetsPerRead);
        Recorded server("create", octetsPerRead);
        QVERIFY(server.run(Create(Project)));
        QVERIFY(server.run(Subscribe(Project)));
        QVERIFY(server.run(Create(Mailbox::fromPath({u"Zeitung & mehr"_s}, '/'))));
        const auto again = server.run(Create(Project));
        QVERIFY(!again);
        QCOMPARE(again.error().responseCode, QByteArray("ALREADYEXISTS"));
        QVERIFY(server.finished());
    }
    void createsForASpecialUse()
    {
        const QByteArray use = "C: {tag} CREATE \"Sent Items\" (USE (\\Sent))\nS: {tag} OK [MAILBOXID (F1)] done\n";
        SessionFixture fixture(Transcript::fromText(SessionFixture::prelude("CREATE-SPECIAL-USE") + use));
        QVERIFY(fixture.signIn());
        Task<Result<void>> task = fixture.session->run(Create(Mailbox{"Sent Items"}, "\\Sent"));
        QVERIFY(finishes(task));
        QVERIFY2(fixture.server.finished(), qPrintable(fixture.server.unexpected()));
        QVERIFY(task.result());
    }
    void renamesAndDeletes_data() { forEveryCut(); }
    void renamesAndDeletes()
    {
        QFETCH(int, octetsPerRead);
        Recorded server("rename-delete", octetsPerRead);
        const Mailbox before = Mailbox::fromPath({u"Zeitung & mehr"_s}, '/');
        const Mailbox after = Mailbox::fromPath({u"Zeitung & Archiv"_s}, '/');
        QVERIFY(server.run(Rename(before, after)));
        QVERIFY(server.run(Unsubscribe(Project)));
        QVERIFY(server.run(Delete(after)));
        const auto again = server.run(Delete(after));
        QVERIFY(!again);
        QCOMPARE(again.error().detail, Detail::NotFound);
        QVERIFY(server.finished());
    }
    void appendsBehindASynchronisingLiteral_data() { forEveryCut(); }
    void appendsBehindASynchronisingLiteral()
    {
        QFETCH(int, octetsPerRead);
        Recorded server("append-synchronising", octetsPerRead, "UIDPLUS");
        const QByteArray message =
            "From: =?UTF-8?B?67CV7KeA66+8?= <jimin1@example.test>\r\nTo: carol@example.test, Bob <bob@example.test>\r\n"
            "Subject: one\r\nMessage-ID: <m1@example.test>\r\nDate: Mon, 1 Jan 2024 10:00:00 +0900\r\nMIME-Version: "
            "1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n\r\nHello number 1\r\n";
        const QByteArrayList flags{"\\Seen", "$Forwarded"};
        const auto appended =
            server.run(Append(Work, message, flags, QDateTime(QDate(2024, 1, 8), QTime(1, 2, 3), Qt::UTC)));
        QVERIFY(server.finished());
        QVERIFY(appended);
        QCOMPARE(appended->uid.value, 1U);
        QVERIFY(appended->uidValidity);
    }
    void listsTheTreeInOneCommand_data() { forEveryCut(); }
    void listsTheTreeInOneCommand()
    {
        QFETCH(int, octetsPerRead);
        Recorded server("list-status", octetsPerRead);
        const auto listing = server.run(List(List::Counts::With));
        QVERIFY(server.finished());
        QVERIFY(listing);
        QCOMPARE(listing->mailboxes.size(), 9);
        QCOMPARE(listing->statuses.size(), 9);
        int found = 0;
        for (const ListData &mailbox : listing->mailboxes) {
            if (mailbox.mailbox == Project) {
                ++found;
                QVERIFY(mailbox.isSubscribed());
                QCOMPARE(mailbox.mailbox.path(mailbox.delimiter), QStringList(u"프로젝트"_s));
            }
            found += mailbox.has("\\trash") ? 1 : 0;
        }
        QCOMPARE(found, 2);
        for (const MailboxStatus &status : listing->statuses) {
            if (status.mailbox == Work)
                QCOMPARE(*status.messages, 8U);
        }
    }
    void listsWithoutExtensions_data() { forEveryCut(); }
    void listsWithoutExtensions()
    {
        QFETCH(int, octetsPerRead);
        Recorded server("list-plain", octetsPerRead, "IDLE");
        const auto listing = server.run(List(List::Counts::With));
        const auto subscribed = server.run(Lsub());
        QVERIFY(server.finished());
        QCOMPARE(listing->mailboxes.size(), 9);
        QVERIFY(listing->statuses.isEmpty());
        QVERIFY(!subscribed->isEmpty());
        QVERIFY(subscribed->constFirst().isSubscribed());
    }
    void asksXlistWhereOnlyThatKnowsSpecialUses()
    {
        SessionFixture fixture(Transcript::fromText(SessionFixture::prelude("XLIST")
            + "C: {tag} XLIST \"\" \"*\"\nS: * XLIST (\\HasNoChildren \\Sent) \"/\" \"&XfJT0ZAB-\"\nS: {tag} OK "
              "done\n"));
        QVERIFY(fixture.signIn());
        Task<Result<Listing>> task = fixture.session->run(List(List::Counts::With));
        QVERIFY(finishes(task));
        QVERIFY(task.result()->mailboxes[0].has("\\sent"));
        QCOMPARE(task.result()->mailboxes[0].mailbox.path('/'), QStringList(u"已发送"_s));
    }
    void namespaceIdAndStatus_data() { forEveryCut(); }
    void namespaceIdAndStatus()
    {
        QFETCH(int, octetsPerRead);
        Recorded server("namespace-id-status", octetsPerRead);
        QVERIFY(!server.run(Namespace())->personal.isEmpty());
        const Id::Fields fields{{"name", "Godwit"}, {"version", "1"}};
        QCOMPARE(server.run(Id(fields))->field("name"), QByteArray("Dovecot"));
        const auto status = server.run(Status(Work));
        QCOMPARE(*status->messages, 8U);
        QVERIFY(status->uidValidity && status->uidNext && status->highestModSeq);
        QCOMPARE(server.run(Status(Mailbox{"Nowhere"})).error().detail, Detail::None);
        QVERIFY(server.finished());
    }
    void enables_data() { forEveryCut(); }
    void enables()
    {
        QFETCH(int, octetsPerRead);
        Recorded server("enable", octetsPerRead);
        const QByteArrayList wanted{"CONDSTORE", "QRESYNC"};
        QVERIFY(server.run(Enable(wanted))->contains("QRESYNC"));
        QVERIFY(server.session.isEnabled("qresync"));
        QVERIFY(server.finished());
    }
    void enableWithoutTheDataEnablesNothing()
    {
        // iCloud says OK and means nothing by it; there QRESYNC is off anyhow.
        SessionFixture fixture(Transcript::fromText(
            SessionFixture::prelude("ENABLE QRESYNC CONDSTORE") + "C: {tag} ENABLE QRESYNC\nS: {tag} OK done\n"));
        QVERIFY(fixture.signIn());
        const QByteArrayList wanted{"QRESYNC"};
        Task<Result<QByteArrayList>> task = fixture.session->run(Enable(wanted));
        QVERIFY(finishes(task));
        QVERIFY(task.result()->isEmpty());
        QVERIFY(!fixture.session->isEnabled("QRESYNC"));
    }
    void selectsAndReadsTheFirstPageInOneFlight_data() { forEveryCut(); }
    void selectsAndReadsTheFirstPageInOneFlight()
    {
        QFETCH(int, octetsPerRead);
        Recorded server("select-first-page", octetsPerRead);
        const qint64 before = server.session.statistics().roundTrips;
        Task<Result<Selected>> selecting = server.session.run(Select(Work, Access::ReadWrite));
        const auto page = server.run(Fetch::bySequence({1}, {2}, FetchItems::envelopes()));
        QVERIFY(server.finished());
        QCOMPARE(server.session.statistics().roundTrips - before, 1);
        const MailboxState &state = selecting.result()->state;
        QCOMPARE(state.exists, 8U);
        QCOMPARE(state.uidNext.value, 9U);
        QCOMPARE(state.highestModSeq.value, 10U);
        QVERIFY(state.newKeywords);
        QVERIFY(state.permanentFlags.contains("\\Draft"));
        QCOMPARE(state.access, Access::ReadWrite);
        QCOMPARE(page->messages.size(), 2);
        const FetchData &second = page->messages[1];
        QCOMPARE(second.uid.value, 2U);
        QCOMPARE(second.envelope->subject, QByteArray("Report"));
        QCOMPARE(second.envelope->messageId, QByteArray("<m2@example.test>"));
        QCOMPARE(second.envelope->to.size(), 2);
        QCOMPARE(second.bodyStructure->countAttachments(), 1);
        QVERIFY(second.headerFields()->content.contains("<r2@example.test>"));
        QCOMPARE(second.modSeq.value, 10U);
        QVERIFY(page->messages[0].flags->has(Flag::Forwarded));
    }
    void readsBodies_data() { forEveryCut(); }
    void readsBodies()
    {
        QFETCH(int, octetsPerRead);
        Recorded server("fetch-bodies", octetsPerRead);
        const auto whole = server.run(Fetch::byUids(UidSet::range({1}, {2}), FetchItems::source()));
        QCOMPARE(whole->messages.size(), 2);
        QCOMPARE(whole->messages[0].section("")->content.size(), 263);
        QVERIFY(whole->messages[1].section("")->content.endsWith("--b1--\r\n"));
        FetchItems parts;
        parts.sections = {{"2", {}}, {"2.MIME", {}}, {"1", {{0, 5}}}};
        const auto sections = server.run(Fetch::byUids(UidSet::single({2}), parts));
        QVERIFY(server.finished());
        QCOMPARE(sections->messages[0].section("2")->content, QByteArray("JVBERi0="));
        QVERIFY(sections->messages[0].section("2.mime")->content.startsWith("Content-Type: application/pdf"));
        QCOMPARE(sections->messages[0].section("1")->content, QByteArray("See t"));
        QCOMPARE(*sections->messages[0].section("1")->origin, 0U);
    }
    void readsOnlyWhatChanged_data() { forEveryCut(); }
    void readsOnlyWhatChanged()
    {
        QFETCH(int, octetsPerRead);
        Recorded server("fetch-changedsince", octetsPerRead);
        const auto changed = server.run(Fetch::from({1}, FetchItems::flags()).changedSince({9}));
        QVERIFY(server.finished());
        QCOMPARE(changed->messages.size(), 8);
        QVERIFY(changed->messages[2].flags->has(Flag::Flagged));
        QCOMPARE(changed->messages[2].flags->keywords, QByteArrayList{"Wichtig"});
    }
    void openEndedFetchDropsTheLastMessageBelow()
    {
        SessionFixture fixture(Transcript::fromText(SessionFixture::prelude("IDLE")
            + "C: {tag} UID FETCH 500:* (UID FLAGS)\nS: * 9 FETCH (UID 499 FLAGS ())\nS: {tag} OK done\n"));
        QVERIFY(fixture.signIn());
        Task<Result<Fetched>> task = fixture.session->run(Fetch::from({500}, FetchItems::flags()));
        QVERIFY(finishes(task));
        QVERIFY2(fixture.server.finished(), qPrintable(fixture.server.unexpected()));
        QVERIFY(task.result()->messages.isEmpty());
    }
    void searchesWithReturn_data() { forEveryCut(); }
    void searchesWithReturn()
    {
        QFETCH(int, octetsPerRead);
        Recorded server("search-esearch", octetsPerRead);
        QCOMPARE(server.run(Search::all())->uids.toWire(), QByteArray("1:8"));
        QCOMPARE(server.run(Search::countBelow({6}))->count, 5U);
        QCOMPARE(server.run(Search::messageId("<m3@example.test>"))->uids.toWire(), QByteArray("3"));
        QVERIFY(server.run(Search::deleted())->uids.isEmpty());
        QVERIFY(server.finished());
    }
    void searchesWithoutReturn_data() { forEveryCut(); }
    void searchesWithoutReturn()
    {
        QFETCH(int, octetsPerRead);
        for (const bool offered : {false, true}) {
            Recorded server("search-plain", octetsPerRead, offered ? Dovecot : QByteArray("IDLE"));
            const auto plain = [offered](Search search) {
                return offered ? search.withoutESearch() : search;
            };
            QCOMPARE(server.run(plain(Search::all()))->uids.toWire(), QByteArray("1:8"));
            QCOMPARE(server.run(plain(Search::countBelow({6})))->count, 5U);
            QCOMPARE(server.run(plain(Search::deleted()))->count, 0U);
            QVERIFY(server.finished());
        }
    }
    void eitherKindOfSearchAnswerIsUnderstood_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("uids");
        QTest::newRow("SEARCH (Cyrus 2.4)") << QByteArray("S: * SEARCH 3 2 9\n") << QByteArray("2:3,9");
        QTest::newRow("no answer at all") << QByteArray() << QByteArray();
        QTest::newRow("two lines") << QByteArray("S: * SEARCH 3\nS: * SEARCH 4\n") << QByteArray("3:4");
        QTest::newRow("without tag") << QByteArray("S: * ESEARCH UID ALL 5\n") << QByteArray("5");
        QTest::newRow("another tag") << QByteArray("S: * ESEARCH (TAG \"A77\") UID ALL 5\n") << QByteArray();
    }
    void eitherKindOfSearchAnswerIsUnderstood()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, uids);
        SessionFixture fixture(Transcript::fromText(SessionFixture::prelude("ESEARCH")
            + "C: {tag} UID SEARCH RETURN (ALL) ALL\n" + answer + "S: {tag} OK done\n"));
        QVERIFY(fixture.signIn());
        Task<Result<Found>> task = fixture.session->run(Search::all());
        QVERIFY(finishes(task));
        QCOMPARE(task.result()->uids.toWire(), uids);
        QCOMPARE(task.result()->count, task.result()->uids.count());
    }
    void storesFlags_data() { forEveryCut(); }
    void storesFlags()
    {
        QFETCH(int, octetsPerRead);
        Recorded server("store", octetsPerRead);
        const QByteArrayList both{"\\Flagged", "Wichtig"};
        const QByteArrayList flagged{"\\Flagged"};
        const auto stored = server.run(Store(UidSet::range({3}, {4}), Store::Change::Add, both));
        QCOMPARE(stored->updated.size(), 2);
        QCOMPARE(stored->updated[1].modSeq.value, 12U);
        const auto guarded =
            server.run(Store(UidSet::range({3}, {4}), Store::Change::Remove, flagged).unchangedSince({1}));
        QCOMPARE(guarded->modified.toWire(), QByteArray("3:4"));
        QVERIFY(server.run(Store(UidSet::single({4}), Store::Change::Remove, flagged)));
        QVERIFY(server.finished());
    }
    void copiesAndMoves_data() { forEveryCut(); }
    void copiesAndMoves()
    {
        QFETCH(int, octetsPerRead);
        Recorded server("copy-move", octetsPerRead);
        const auto copied = server.run(Copy(UidSet::range({3}, {4}), Project));
        QCOMPARE(copied->pairs.size(), 2);
        QCOMPARE(copied->pairs[1].second.value, 2U);
        const auto missing = server.run(Copy(UidSet::single({3}), Mailbox{"Nowhere"}));
        QCOMPARE(missing.error().responseCode, QByteArray("TRYCREATE"));
        const auto moved = server.run(Move(UidSet::range({5}, {6}), Project));
        QCOMPARE(moved->pairs.size(), 2);
        QCOMPARE(moved->pairs[0].first.value, 5U);
        QCOMPARE(moved->pairs[0].second.value, 3U);
        QVERIFY(server.finished());
    }
    void copiesWithoutUidPlus()
    {
        SessionFixture fixture(Transcript::fromText(
            SessionFixture::prelude("IDLE") + "C: {tag} UID COPY 3 \"A \\\"B\\\"\"\nS: {tag} OK done\n"));
        QVERIFY(fixture.signIn());
        Task<Result<code::CopyUid>> task = fixture.session->run(Copy(UidSet::single({3}), Mailbox{"A \"B\""}));
        QVERIFY(finishes(task));
        QVERIFY2(fixture.server.finished(), qPrintable(fixture.server.unexpected()));
        QVERIFY(task.result()->pairs.isEmpty());
    }
    void expunges_data() { forEveryCut(); }
    void expunges()
    {
        QFETCH(int, octetsPerRead);
        Recorded server("expunge", octetsPerRead);
        const QByteArrayList deleted{"\\Deleted"};
        QVERIFY(server.run(Store(UidSet::single({7}), Store::Change::Add, deleted)));
        QVERIFY(server.run(Expunge::uids(UidSet::single({7}))));
        QVERIFY(server.run(Expunge::allDeleted()));
        QVERIFY(server.finished());
    }
    void leavesTheMailbox_data() { forEveryCut(); }
    void leavesTheMailbox()
    {
        QFETCH(int, octetsPerRead);
        Recorded server("unselect", octetsPerRead);
        QVERIFY(server.run(Unselect()));
        QVERIFY(!server.session.selected());
        QVERIFY(server.run(Noop()));
        QVERIFY(server.finished());
    }
    void resynchronisesWithSelect_data() { forEveryCut(); }
    void resynchronisesWithSelect()
    {
        QFETCH(int, octetsPerRead);
        Recorded server("select-qresync", octetsPerRead);
        const auto selected =
            server.run(Select(Work, Access::ReadWrite).resynchronise({1795573260}, {9}, UidSet::range({1}, {8})));
        QVERIFY(server.finished());
        QCOMPARE(selected->vanished.toWire(), QByteArray("5:7"));
        QCOMPARE(selected->changed.size(), 5);
        QCOMPARE(selected->state.highestModSeq.value, 16U);
        QVERIFY(server.updates.isEmpty()); // what was asked for is no news
    }
    void examines_data() { forEveryCut(); }
    void examines()
    {
        QFETCH(int, octetsPerRead);
        Recorded server("examine", octetsPerRead);
        QVERIFY(!server.run(Select(Mailbox{"Nowhere"}, Access::ReadOnly)));
        QCOMPARE(server.run(Select(Work, Access::ReadOnly))->state.access, Access::ReadOnly);
        QVERIFY(server.finished());
    }
    void idles_data() { forEveryCut(); }
    void idles()
    {
        QFETCH(int, octetsPerRead);
        const QByteArray select =
            "C: {tag} SELECT Work (CONDSTORE)\nS: * 5 EXISTS\nS: * OK [UIDVALIDITY 1] x\nS: {tag} OK done\n";
        QFile file(QStringLiteral(GODWIT_TEST_DATA "/replay/imap/dovecot/idle.txt"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        SessionFixture fixture(
            Transcript::fromText(SessionFixture::prelude(Dovecot) + select + file.readAll()), octetsPerRead);
        QVERIFY(fixture.signIn());
        MailboxUpdate all;
        connect(fixture.session.get(), &Session::mailboxChanged, this, [&all](const MailboxUpdate &update) {
            all.flags += update.flags;
            all.vanished = all.vanished.united(update.vanished);
            all.exists = update.exists ? update.exists : all.exists;
            all.highestModSeq = update.highestModSeq;
            all.resynchronise = all.resynchronise || update.resynchronise;
        });
        Task<Result<Selected>> selecting = fixture.session->run(Select(Work, Access::ReadWrite));
        QVERIFY(finishes(selecting));
        Task<Result<void>> idling = fixture.session->idle();
        QVERIFY(comesTrue([&all] { return all.highestModSeq.value == 20; }));
        fixture.session->stopIdle();
        QVERIFY(finishes(idling));
        QVERIFY2(fixture.server.finished(), qPrintable(fixture.server.unexpected()));
        QVERIFY(idling.result());
        QCOMPARE(all.flags.size(), 1);
        QVERIFY(all.flags[0].flags->has(Flag::Answered));
        QCOMPARE(all.vanished.toWire(), QByteArray("8"));
        QCOMPARE(*all.exists, 5U);
        QVERIFY(!all.resynchronise);
    }
};

QTEST_GUILESS_MAIN(tst_ImapCommands)
#include "tst_ImapCommands.moc"
