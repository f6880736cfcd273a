// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Recorded.h"
#include "imap/commands/Append.h"
#include "imap/commands/Compress.h"
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
#include "imap/commands/MultiAppend.h"
#include "imap/commands/MyRights.h"
#include "imap/commands/Namespace.h"
#include "imap/commands/Noop.h"
#include "imap/commands/Notify.h"
#include "imap/commands/QuotaRoot.h"
#include "imap/commands/Rename.h"
#include "imap/commands/Replace.h"
#include "imap/commands/Search.h"
#include "imap/commands/Select.h"
#include "imap/commands/Sort.h"
#include "imap/commands/Status.h"
#include "imap/commands/Store.h"
#include "imap/commands/StoreLabels.h"
#include "imap/commands/Subscribe.h"
#include "imap/commands/Unselect.h"
#include "imap/commands/Unsubscribe.h"

using namespace godwit;
using namespace godwit::imap;
using namespace godwit::test;
using namespace Qt::StringLiterals;
using Kind = MailError::Kind;
using Detail = MailError::Detail;

namespace {

const Mailbox Work{"Work"};
const Mailbox Project = Mailbox::fromPath({u"프로젝트"_s}, '/');
const QByteArray Everything =
    Dovecot + " COMPRESS=DEFLATE MULTIAPPEND ACL NOTIFY QUOTA REPLACE SORT X-GM-EXT-1 PARTIAL";

template <Command C> Task<std::optional<MailError>> errorOf(Session &session, C command)
{
    const Result<typename C::Value> result = co_await session.run(command);
    if (result)
        co_return std::nullopt;
    co_return result.error();
}

struct Asked {
    const char *name;
    std::function<Task<std::optional<MailError>>(Session &)> run;
};

template <Command C> Asked asked(const char *name, C command)
{
    return {name, [command](Session &session) {
                return errorOf(session, command);
            }};
}

QList<Asked> everyCommand()
{
    const UidSet some = UidSet::range({1}, {3});
    const QByteArrayList seen{"\\Seen"};
    const QByteArrayList qresync{"QRESYNC"};
    const Id::Fields name{{"name", "Godwit"}};
    return {asked("Append", Append(Work, "a\r\n", seen, {})), asked("Copy", Copy(some, Work)),
        asked("Create", Create(Work)), asked("Delete", Delete(Work)), asked("Enable", Enable(qresync)),
        asked("Expunge", Expunge::uids(some)), asked("Fetch", Fetch::byUids(some, FetchItems::source())),
        asked("Id", Id(name)), asked("List", List(List::Counts::With)), asked("Lsub", Lsub()),
        asked("Move", Move(some, Work)), asked("Namespace", Namespace()), asked("Noop", Noop()),
        asked("Rename", Rename(Work, Project)), asked("Search", Search::all()),
        asked("Select", Select(Work, Access::ReadWrite)), asked("Status", Status(Work)),
        asked("Store", Store(some, Store::Change::Add, seen)), asked("Subscribe", Subscribe(Work)),
        asked("Compress", Compress()), asked("MultiAppend", MultiAppend(Work, {AppendMessage{"a\r\n", seen, {}}})),
        asked("MyRights", MyRights(Work)), asked("Notify", Notify::set({})), asked("QuotaRoot", QuotaRoot(Work)),
        asked("Replace", Replace({1}, Work, AppendMessage{"a\r\n", seen, {}})),
        asked("Sort", Sort(Sort::By::Date, Sort::Direction::Descending)),
        asked("StoreLabels", StoreLabels(some, StoreLabels::Change::Add, seen)),
        asked("Fetch::newest", Fetch::newest(3, FetchItems::source())),
        asked("Search::newest", Search::all().newest(3)), asked("Unselect", Unselect()),
        asked("Unsubscribe", Unsubscribe(Work))};
}

} // namespace

/// What goes wrong, and giving up half-way, is the same for all commands.
class tst_ImapEveryCommand : public QObject {
    Q_OBJECT
private slots:
    void everyCommandFailsCleanly_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("drops");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<Detail>("detail");
        QTest::newRow("NO") << QByteArray("A2 NO no\r\n") << false << Kind::Refused << Detail::None;
        QTest::newRow("NO for now") << QByteArray("A2 NO [INUSE] no\r\n") << false << Kind::Temporary << Detail::None;
        QTest::newRow("BAD") << QByteArray("A2 BAD no\r\n") << false << Kind::Refused << Detail::None;
        QTest::newRow("BYE") << QByteArray("* BYE no\r\n") << true << Kind::Network << Detail::UnknownOutcome;
        QTest::newRow("drop") << QByteArray() << true << Kind::Network << Detail::UnknownOutcome;
        QTest::newRow("drop half way") << QByteArray("* 2 EXISTS\r\n* 1 FETCH (UID 1 BODY[] {9}\r\nab") << true
                                       << Kind::Network << Detail::UnknownOutcome;
        QTest::newRow("hostile literal") << QByteArray("* 1 FETCH (BODY[] {99999999999}\r\n") << false << Kind::Protocol
                                         << Detail::UnknownOutcome;
        QTest::newRow("garbage") << QByteArray("\xff\xfe\r\n") << false << Kind::Protocol << Detail::UnknownOutcome;
    }
    void everyCommandFailsCleanly()
    {
        QFETCH(QByteArray, answer);
        QFETCH(bool, drops);
        QFETCH(Kind, kind);
        QFETCH(Detail, detail);
        for (const Asked &command : everyCommand()) {
            for (const int octetsPerRead : {1, 65536}) {
                SessionFixture fixture(Transcript::fromText(SessionFixture::prelude(Everything)), octetsPerRead);
                QVERIFY(fixture.signIn());
                Task<std::optional<MailError>> task = command.run(*fixture.session);
                QVERIFY2(!task.isDone(), command.name);
                QVERIFY(fixture.server.transport()->fromClient().contains("\r\nA2 "));
                fixture.server.transport()->serve(answer);
                if (drops)
                    fixture.server.transport()->drop();
                QVERIFY2(finishes(task), command.name);
                QVERIFY2(task.result(), command.name);
                QCOMPARE(task.result()->kind, kind);
                QCOMPARE(task.result()->detail, detail);
                QCOMPARE(task.result()->host, u"mail.example.test"_s);
                QCOMPARE(fixture.session->isUsable(), kind == Kind::Refused || kind == Kind::Temporary);
            }
        }
    }
    void everyCommandCanBeDropped()
    {
        const QByteArrayList answers{"* 2 EXISTS\r\n* LIST () \"/\" x\r\n", "* 1 FETCH (UID 1 BODY[] {3}\r\na",
            "bc)\r\n* SEARCH 1\r\n", "* STATUS Work (MESSAGES 2)\r\n", "A2 OK done\r\n"};
        for (const Asked &command : everyCommand()) {
            if (command.name == "Compress"_ba) // what follows its OK is compressed: tst_ImapCompress
                continue;
            for (qsizetype dropAfter = 0; dropAfter <= answers.size(); ++dropAfter) {
                SessionFixture fixture(Transcript::fromText(SessionFixture::prelude(Everything)));
                QVERIFY(fixture.signIn());
                FakeTransport *const link = fixture.server.transport();
                Task<std::optional<MailError>> task = command.run(*fixture.session);
                for (qsizetype i = 0; i < answers.size(); ++i) {
                    if (i == dropAfter)
                        task = {};
                    link->serve(answers[i]);
                    QVERIFY(comesTrue([link] { return link->isDelivered(); }));
                    QCoreApplication::processEvents();
                }
                Task<Result<void>> noop = fixture.session->run(Noop());
                link->serve("A3 OK done\r\n");
                QVERIFY2(finishes(noop), command.name);
                QVERIFY2(noop.result(), command.name);
                QCOMPARE(fixture.session->commandsInFlight(), 0);
            }
        }
    }
};

QTEST_GUILESS_MAIN(tst_ImapEveryCommand)
#include "tst_ImapEveryCommand.moc"
