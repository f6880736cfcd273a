// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/FetchDecoded.h"
#include "imap/FindByMessageId.h"
#include "imap/SessionReport.h"
#include "imap/commands/Append.h"
#include "imap/commands/Create.h"
#include "imap/commands/Delete.h"
#include "imap/commands/Enable.h"
#include "imap/commands/Id.h"
#include "imap/commands/List.h"
#include "imap/commands/MultiAppend.h"
#include "imap/commands/MyRights.h"
#include "imap/commands/Namespace.h"
#include "imap/commands/Noop.h"
#include "imap/commands/Notify.h"
#include "imap/commands/QuotaRoot.h"
#include "imap/commands/Search.h"
#include "imap/commands/Select.h"
#include "imap/commands/Sort.h"
#include "imap/commands/Status.h"
#include "imap/commands/Store.h"
#include "live/Servers.h"
#include "net/TlsTransport.h"

#include <QElapsedTimer>
#include <QTest>
#include <QUrl>

using namespace godwit;
using namespace godwit::imap;
using namespace godwit::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Each extension against a Dovecot of this test's own and, where GODWIT_LIVE_IMAP says imaps://user:password@host:port
// (and GODWIT_LIVE_CA a file of authorities), against that server too.  Of that one only what it offers is tried.

namespace {

struct Target {
    net::Endpoint endpoint;
    QString user, password, caFile;
    bool isOurs = true;
};

QByteArray messageNumbered(int number, qsizetype lines = 3)
{
    const QByteArray text = QByteArray::number(number);
    const QByteArrayList names{"Zoe", "adam", "Mia", "Bob", "Carol"};
    return "From: " + names[number % names.size()] + " <p" + text
        + "@example.test>\r\nTo: alice@example.test\r\n"
          "Subject: Subject "
        + QByteArray::number(9 - number) + "\r\nMessage-ID: <live" + text
        + "@example.test>\r\n"
          "Date: Mon, 0"
        + QByteArray::number(number + 1)
        + " Jan 2024 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
          "Content-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\nContent-Type: text/plain\r\n\r\n"
        + QByteArray("A line of text that can be packed.\r\n").repeated(lines * (number + 1))
        + "--b1\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: "
          "base64\r\n\r\nAAEC//4K\r\n--b1--\r\n";
}

} // namespace

class tst_ImapLiveExtensions : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<Servers> m_servers;
    QHash<QString, Target> m_targets;
    QByteArray m_prefix; ///< of the personal namespace
    char m_delimiter = '/';

    static void everyServer()
    {
        QTest::addColumn<QString>("server");
        QTest::newRow("Dovecot") << u"dovecot"_s;
        if (qEnvironmentVariableIsSet("GODWIT_LIVE_IMAP"))
            QTest::newRow("named") << u"named"_s;
    }
    template <typename T> static bool finishes(const Task<T> &task)
    {
        QElapsedTimer timer;
        timer.start();
        while (!task.isDone() && timer.elapsed() < 30'000)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 100);
        return task.isDone();
    }
    template <Command C> static Result<typename C::Value> run(Session &session, C command)
    {
        Task<Result<typename C::Value>> task = session.run(std::move(command));
        if (!finishes(task))
            return failure(MailError::Kind::Storage);
        if (!task.result())
            qInfo().noquote() << describe(task.result().error());
        return task.result();
    }
    /// Signed in, introduced; null when that failed.
    std::unique_ptr<Session> open(const QString &server, SessionOptions::Compression compression = {})
    {
        const Target target = m_targets.value(server);
        net::ConnectionOptions connection;
        connection.protocol = u"imap"_s;
        connection.extraCaFile = target.caFile;
        SessionOptions options;
        options.endpoint = target.endpoint;
        options.clock = std::make_shared<SystemClock>();
        options.compression = compression;
        auto session = std::make_unique<Session>(net::makeTransport(target.endpoint, connection), options);
        Task<Result<void>> connecting = session->connect();
        if (!finishes(connecting) || !connecting.result()) {
            qInfo().noquote() << describe(connecting.result().error());
            return {};
        }
        Task<Result<void>> login = session->authenticate(target.user, target.password);
        if (!finishes(login) || !login.result())
            return {};
        const Id::Fields fields{{"name", "Godwit"}, {"version", "1"}};
        run(*session, Id(fields));
        const auto spaces = run(*session, Namespace());
        if (!spaces || spaces->personal.isEmpty())
            return {};
        m_prefix = spaces->personal[0].prefix;
        m_delimiter = spaces->personal[0].delimiter;
        return session;
    }
    /// Whether to go on: our own server must offer it, another may.
    bool offers(const Session &session, const QString &server, const char *capability) const
    {
        const bool offered = session.capabilities().has(capability);
        if (!offered && m_targets.value(server).isOurs)
            QTest::qFail(capability, __FILE__, __LINE__);
        else if (!offered)
            qInfo("%s is not offered", capability);
        return offered;
    }
    /// A name of its own for each test: Cyrus cannot delete the same twice within a second.
    Mailbox place() const
    {
        return {m_prefix + "Ext-" + QByteArray::number(QCoreApplication::applicationPid()) + '-'
            + QTest::currentTestFunction()};
    }
    Mailbox fresh() const { return {place().wireName + "-fresh"}; }
    /// An empty mailbox, selected, with `count` messages.
    bool fill(Session &session, int count) const
    {
        if (!run(session, Create(place())))
            return false;
        for (int i = 0; i < count; ++i) {
            if (!run(session, Append(place(), messageNumbered(i), {}, {})))
                return false;
        }
        const auto selected = run(session, Select(place(), Access::ReadWrite));
        return selected && selected->state.exists == quint32(count);
    }
    static QByteArray wire(const QList<Uid> &uids)
    {
        QByteArrayList texts;
        for (const Uid uid : uids)
            texts.append(QByteArray::number(uid.value));
        return texts.join(' ');
    }

private slots:
    void initTestCase()
    {
        m_servers = std::make_unique<Servers>(QStringList{u"--plugins"_s});
        QVERIFY2(m_servers->isRunning(), m_servers->log().constData());
        const auto port = quint16(m_servers->value(u"IMAPS_PORT"_s).toUInt());
        m_targets.insert(u"dovecot"_s,
            {{u"localhost"_s, port, net::Security::ImplicitTls}, u"alice"_s, u"secret"_s,
                m_servers->value(u"CA_FILE"_s), true});
        const QUrl named(qEnvironmentVariable("GODWIT_LIVE_IMAP"));
        m_targets.insert(u"named"_s,
            {{named.host(), quint16(named.port(993)), net::Security::ImplicitTls}, named.userName(QUrl::FullyDecoded),
                named.password(QUrl::FullyDecoded), qEnvironmentVariable("GODWIT_LIVE_CA"), false});
    }
    void tellsWhatItIs_data() { everyServer(); }
    void tellsWhatItIs()
    {
        QFETCH(QString, server);
        const auto session = open(server);
        QVERIFY(session);
        const SessionReport report = session->report();
        qInfo().noquote() << report.serverName << report.tlsProtocol << report.tlsCipher;
        qInfo().noquote() << "used:" << report.used.join(' ');
        qInfo().noquote() << "off:" << report.switchedOff.join(' ') << "unknown:" << report.unknown.join(' ');
        QVERIFY(report.tlsProtocol.startsWith(u"TLSv1."_s));
        QVERIFY(!report.tlsCipher.isEmpty());
        QVERIFY(!report.offeredAfterLogin.isEmpty());
        QVERIFY(!report.log.isEmpty());
        for (const QString &line : report.log)
            QVERIFY(!line.contains(m_targets.value(server).password));
    }
    void compresses_data() { everyServer(); }
    void compresses()
    {
        QFETCH(QString, server);
        const auto session = open(server, SessionOptions::Compression::WhereOffered);
        QVERIFY(session);
        if (!offers(*session, server, "COMPRESS=DEFLATE"))
            return;
        Task<Result<bool>> starting = session->compress();
        QVERIFY(finishes(starting));
        QVERIFY(starting.result() && *starting.result());
        QVERIFY(fill(*session, 3));
        const QByteArray large = messageNumbered(4, 2000);
        const auto appended = run(*session, Append(place(), large, {}, {}));
        QVERIFY(appended);
        QVERIFY(run(*session, Noop()));
        const auto fetched = run(*session, Fetch::from({1}, FetchItems::source()));
        QVERIFY(fetched);
        QCOMPARE(fetched->messages.size(), 4);
        QCOMPARE(fetched->messages[3].section("")->content, large);
        if (session->capabilities().hasIdle()) {
            Task<Result<void>> idling = session->idle();
            QTRY_VERIFY(session->isIdling());
            session->stopIdle();
            QVERIFY(finishes(idling) && idling.result());
        }
        const SessionReport report = session->report();
        QVERIFY(report.isCompressed);
        QVERIFY(report.ratioIn > 3 && report.ratioOut > 3);
        qInfo("in %.1f, out %.1f times smaller", report.ratioIn, report.ratioOut);
        QVERIFY(report.toText().contains(u"Compressed: yes"_s));
    }
    void quotas_data() { everyServer(); }
    void quotas()
    {
        QFETCH(QString, server);
        const auto session = open(server);
        QVERIFY(session);
        if (!offers(*session, server, "QUOTA"))
            return;
        const auto quotas = run(*session, QuotaRoot(Mailbox{"INBOX"}));
        QVERIFY(quotas);
        for (const QuotaData &quota : quotas->quotas) {
            for (const QuotaData::Resource &resource : quota.resources)
                qInfo("%s: %lld of %lld", resource.name.constData(), resource.usage, resource.limit);
        }
        if (m_targets.value(server).isOurs) {
            QCOMPARE(quotas->roots.size(), 1);
            QCOMPARE(quotas->quotas[0].resources[0].name, QByteArray("STORAGE"));
            QCOMPARE(quotas->quotas[0].resources[0].limit, 6 * 1024 * 1024); // of 1024 octets
        }
    }
    void sorts_data() { everyServer(); }
    void sorts()
    {
        QFETCH(QString, server);
        const auto session = open(server);
        QVERIFY(session);
        if (!offers(*session, server, "SORT"))
            return;
        QVERIFY(fill(*session, 5));
        using By = Sort::By;
        using Direction = Sort::Direction;
        QCOMPARE(wire(run(*session, Sort(By::Size, Direction::Ascending))->uids), QByteArray("1 2 3 4 5"));
        QCOMPARE(wire(run(*session, Sort(By::Date, Direction::Descending))->uids), QByteArray("5 4 3 2 1"));
        QCOMPARE(wire(run(*session, Sort(By::Subject, Direction::Ascending))->uids), QByteArray("5 4 3 2 1"));
        const Sort byName(By::From, Direction::Ascending);
        if (session->capabilities().has("SORT=DISPLAY")) // adam Bob Carol Mia Zoe
            QCOMPARE(wire(run(*session, byName)->uids), QByteArray("2 4 5 3 1"));
        QCOMPARE(wire(run(*session, Sort(By::Date, Direction::Descending).places(2, 3))->uids), QByteArray("4 3"));
        const auto few = SearchKeys::subject(u"subject 9"_s);
        QCOMPARE(wire(run(*session, Sort(By::Date, Direction::Ascending, few))->uids), QByteArray("1"));
        const auto none = SearchKeys::subject(u"없는 말"_s);
        QVERIFY(run(*session, Sort(By::Date, Direction::Ascending, none))->uids.isEmpty());
    }
    void notifies_data() { everyServer(); }
    void notifies()
    {
        QFETCH(QString, server);
        const auto watch = open(server);
        const auto other = open(server);
        QVERIFY(watch && other);
        if (!offers(*watch, server, "NOTIFY"))
            return;
        QVERIFY(fill(*other, 2));
        QList<MailboxStatus> statuses;
        QList<ListData> listed;
        connect(
            watch.get(), &Session::statusChanged, this, [&](const MailboxStatus &status) { statuses.append(status); });
        connect(watch.get(), &Session::mailboxListed, this, [&](const ListData &mailbox) { listed.append(mailbox); });
        QVERIFY(run(*watch, Select(Mailbox{"INBOX"}, Access::ReadOnly)));
        Notify::Wish wish;
        auto set = run(*watch, Notify::set(wish));
        if (!set) {
            wish.tree = false;
            set = run(*watch, Notify::set(wish));
        }
        QVERIFY(set);
        const auto last = [&statuses](const Mailbox &mailbox) {
            std::optional<quint32> count;
            for (const MailboxStatus &status : statuses)
                count = status.mailbox == mailbox && status.messages ? status.messages : count;
            return count;
        };
        QCOMPARE(last(place()), std::optional<quint32>(2));
        Task<Result<void>> idling = watch->idle();
        QTRY_VERIFY(watch->isIdling());
        QVERIFY(run(*other, Append(place(), messageNumbered(3), {}, {})));
        QTRY_COMPARE_WITH_TIMEOUT(last(place()), std::optional<quint32>(3), 20'000);
        if (wish.tree) {
            QVERIFY(run(*other, Create(fresh())));
            const auto isNamed = [this](const ListData &mailbox) {
                return mailbox.mailbox == fresh();
            };
            QTRY_VERIFY_WITH_TIMEOUT(std::any_of(listed.begin(), listed.end(), isNamed), 20'000);
        }
        watch->stopIdle();
        QVERIFY(finishes(idling));
        QVERIFY(run(*watch, Notify::none()));
    }
    void partsWithoutEncoding_data() { everyServer(); }
    void partsWithoutEncoding()
    {
        QFETCH(QString, server);
        const auto session = open(server);
        QVERIFY(session);
        if (!offers(*session, server, "BINARY"))
            return;
        QVERIFY(fill(*session, 1));
        FetchItems wanted;
        wanted.sections = {{"2", {}, true}};
        Task<Result<Fetched>> task = fetchDecoded(*session, UidSet::single({1}), wanted);
        QVERIFY(finishes(task) && task.result());
        const BodySection *section = task.result()->messages[0].section("2");
        QVERIFY(section && section->decoded);
        QCOMPARE(section->content, QByteArray("\x00\x01\x02\xff\xfe\n", 6));
        // An encoding that nobody knows: as it is.
        const QByteArray odd = messageNumbered(1).replace("base64", "x-odd");
        QVERIFY(run(*session, Append(place(), odd, {}, {})));
        Task<Result<Fetched>> fallback = fetchDecoded(*session, UidSet::single({2}), wanted);
        QVERIFY(finishes(fallback) && fallback.result());
        const BodySection *asItIs = fallback.result()->messages.value(0).section("2");
        QVERIFY(asItIs && !asItIs->decoded);
        QCOMPARE(asItIs->content.trimmed(), QByteArray("AAEC//4K"));
    }
    void searches_data() { everyServer(); }
    void searches()
    {
        QFETCH(QString, server);
        const auto session = open(server);
        QVERIFY(session);
        QVERIFY(fill(*session, 5));
        QVERIFY(offers(*session, server, "ESEARCH"));
        QCOMPARE(run(*session, Search::all())->uids.toWire(), QByteArray("1:5"));
        QCOMPARE(run(*session, Search::countMatching(SearchKeys::withoutFlag("\\Seen")))->count, 5U);
        const auto mixed = SearchKeys::either(SearchKeys::from(u"mia"_s), SearchKeys::subject(u"Subject 9"_s));
        QCOMPARE(run(*session, Search::matching(mixed))->uids.toWire(), QByteArray("1,3"));
        QVERIFY(run(*session, Search::matching(SearchKeys::anywhere(u"안녕"_s)))->uids.isEmpty());
        QCOMPARE(run(*session, Search::matching(SearchKeys::sentSince(QDate(2024, 1, 4))))->uids.toWire(),
            QByteArray("4:5"));
        const QByteArrayList ids{"<live2@example.test>", "<live4@example.test>", "<nobody@example.test>"};
        Task<Result<QList<FetchData>>> finding = findByMessageId(*session, ids, FetchItems());
        QVERIFY(finishes(finding) && finding.result());
        QCOMPARE(finding.result()->size(), 2);
        QCOMPARE(finding.result()->at(1).uid.value, 5U);
        if (offers(*session, server, "WITHIN")) {
            QCOMPARE(run(*session, Search::matching(SearchKeys::youngerThan(1h)))->count, 5U);
            QCOMPARE(run(*session, Search::matching(SearchKeys::olderThan(1h)))->count, 0U);
        }
        if (offers(*session, server, "SAVEDATE")) {
            QCOMPARE(
                run(*session, Search::matching(SearchKeys::savedSince(QDate::currentDate().addDays(-2))))->count, 5U);
            FetchItems items;
            items.items = FetchItems::SaveDate;
            QVERIFY(run(*session, Fetch::byUids(UidSet::single({1}), items))->messages[0].saveDate);
        }
        if (session->capabilities().has("SEARCH=FUZZY")) {
            const auto near = SearchKeys::fuzzy(SearchKeys::subject(u"subject"_s));
            QVERIFY(run(*session, Search::matching(near)));
        }
        if (offers(*session, server, "PREVIEW")) {
            FetchItems items;
            items.items = FetchItems::PreviewNow;
            const auto previews = run(*session, Fetch::byUids(UidSet::single({1}), items));
            // Cyrus makes none for messages that came by APPEND.
            const std::optional<QByteArray> preview = previews->messages[0].preview;
            QVERIFY(preview ? preview->startsWith("A line of text") : !m_targets.value(server).isOurs);
        }
    }
    void statusAndTree_data() { everyServer(); }
    void statusAndTree()
    {
        QFETCH(QString, server);
        const auto session = open(server);
        QVERIFY(session);
        QVERIFY(fill(*session, 2));
        QVERIFY(run(*session, Select(Mailbox{"INBOX"}, Access::ReadOnly)));
        const auto status = run(*session, Status(place(), Status::Size::With));
        QVERIFY(status);
        QCOMPARE(*status->messages, 2U);
        if (offers(*session, server, "STATUS=SIZE"))
            QCOMPARE(*status->sizeOctets, messageNumbered(0).size() + messageNumbered(1).size());
        if (session->capabilities().hasStatusMailboxId())
            QVERIFY(!status->mailboxId.isEmpty());
        if (session->capabilities().hasObjectId())
            QVERIFY(!run(*session, Select(place(), Access::ReadOnly))->state.mailboxId.isEmpty());
        const auto listing = run(*session, List(List::Counts::With).withSizes().withRights());
        QVERIFY(listing);
        QVERIFY(!listing->mailboxes.isEmpty());
        QVERIFY(!listing->rights.isEmpty() || !session->capabilities().has("LIST-MYRIGHTS"));
        const auto spaces = run(*session, Namespace());
        QVERIFY(spaces && !spaces->personal.isEmpty());
        qInfo() << "other users'" << spaces->otherUsers.size() << "shared" << spaces->shared.size();
        if (m_targets.value(server).isOurs)
            QCOMPARE(spaces->shared.value(0).prefix, QByteArray("Public/"));
        if (offers(*session, server, "ACL"))
            QVERIFY(run(*session, MyRights(place()))->has('i'));
        if (session->capabilities().has("CREATE-SPECIAL-USE")) {
            const Mailbox inner{place().wireName + m_delimiter + "Drafts2"};
            const auto created = run(*session, Create(inner, "\\Drafts"));
            QVERIFY(created || created.error().kind == MailError::Kind::Refused); // where there is one already
            QVERIFY(!created || run(*session, Delete(inner)));
        }
    }
    void appendsMany_data() { everyServer(); }
    void appendsMany()
    {
        QFETCH(QString, server);
        const auto session = open(server);
        QVERIFY(session);
        QVERIFY(fill(*session, 0));
        if (!offers(*session, server, "MULTIAPPEND"))
            return;
        const QDateTime date(QDate(2024, 2, 1), QTime(3, 4, 5), Qt::UTC);
        const QList<AppendMessage> messages{{messageNumbered(0), {"\\Seen"}, date}, {messageNumbered(1), {}, {}},
            {messageNumbered(2), {"\\Draft"}, date}};
        const auto appended = run(*session, MultiAppend(place(), messages));
        QVERIFY(appended);
        QCOMPARE(wire(appended->uids), QByteArray("1 2 3"));
        QVERIFY(run(*session, Noop()));
        FetchItems items;
        items.items = FetchItems::Flags | FetchItems::InternalDate | FetchItems::EmailId;
        const auto fetched = run(*session, Fetch::from({1}, items));
        QCOMPARE(fetched->messages.size(), 3);
        QCOMPARE(*fetched->messages[2].internalDate, date);
        QVERIFY(fetched->messages[2].flags->has(Flag::Draft));
        if (session->capabilities().hasObjectId())
            QVERIFY(!fetched->messages[0].emailId.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_ImapLiveExtensions)
#include "tst_ImapLiveExtensions.moc"
