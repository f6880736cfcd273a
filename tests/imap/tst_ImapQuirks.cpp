// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Scripted.h"
#include "imap/SessionReport.h"
#include "imap/commands/Copy.h"
#include "imap/commands/Fetch.h"
#include "imap/commands/Id.h"
#include "imap/commands/List.h"
#include "imap/commands/Search.h"
#include "imap/commands/Select.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

using namespace godwit;
using namespace godwit::imap;
using namespace godwit::test;
using namespace Qt::StringLiterals;

namespace {

QString folder()
{
    return QStringLiteral(GODWIT_TEST_DATA "/replay/imap/quirks/");
}

/// The file that shows what a row of the table is for.
QString fileOf(const Quirk &quirk)
{
    QString name = QString::fromLatin1(quirk.name).toLower();
    name.replace(QRegularExpression(u"[^a-z0-9]+"_s), u"-"_s);
    return name.endsWith(u'-') ? name.chopped(1) : name;
}

QByteArray textOf(const QString &file)
{
    QFile text(folder() + file + u".txt"_s);
    return text.open(QIODevice::ReadOnly) ? text.readAll() : QByteArray();
}

FetchItems itemsOf(const QByteArray &line)
{
    FetchItems wanted;
    constexpr std::pair<FetchItems::Item, const char *> Names[] = {{FetchItems::Flags, "FLAGS"},
        {FetchItems::InternalDate, "INTERNALDATE"}, {FetchItems::Size, "RFC822.SIZE"},
        {FetchItems::Envelope, "ENVELOPE"}, {FetchItems::BodyStructure, "BODYSTRUCTURE"},
        {FetchItems::ModSeq, "MODSEQ"}};
    for (const auto &[item, name] : Names)
        wanted.items |= line.contains(name) ? quint32(item) : 0U;
    if (line.contains("BODY.PEEK[1]"))
        wanted.sections = {{"1", {}, false}};
    return wanted;
}

/// Plays one server of the folder: says what the transcript expects, by ordinary commands.
class Player {
public:
    Player(const QString &file, int octetsPerRead)
        : m_text(textOf(file)), m_server(Transcript::fromText(m_text), octetsPerRead)
    {
        static const QRegularExpression host(u"^# host: (\\S+)$"_s, QRegularExpression::MultilineOption);
        const QString named = host.match(QString::fromUtf8(m_text)).captured(1);
        SessionOptions options;
        options.endpoint = {named.isEmpty() ? u"mail.example.test"_s : named, 993, net::Security::ImplicitTls};
        options.clock = std::make_shared<FakeClock>();
        session = std::make_unique<Session>(m_server.takeTransport(), options);
    }
    bool play()
    {
        Task<Result<void>> connecting = session->connect();
        if (!finishes(connecting) || !connecting.result())
            return false;
        Task<Result<void>> login = session->authenticate(u"alice"_s, u"secret"_s);
        if (!finishes(login) || !login.result())
            return false;
        for (const QByteArray &line : m_text.split('\n')) {
            if (line.startsWith("C: ") && !say(line))
                return false;
        }
        return comesTrue([this] { return m_server.finished() && m_server.transport()->isDelivered(); });
    }
    QString problem() const { return m_server.unexpected(); }

    std::unique_ptr<Session> session;
    QList<FetchData> fetched;
    QList<ListData> listed;
    QList<code::CopyUid> copied;
    QList<Found> found;

private:
    bool say(const QByteArray &line)
    {
        if (line.contains(" ID ")) {
            const Id::Fields fields{{"name", "Godwit"}, {"version", "1"}};
            return run(Id(fields)).has_value();
        }
        if (line.contains("LIST "))
            return keep(run(List(List::Counts::With)), [this](const Listing &all) { listed += all.mailboxes; });
        if (line.contains(" SELECT "))
            return run(Select(Mailbox{"INBOX"}, Access::ReadWrite)).has_value();
        if (line.contains("UID SEARCH"))
            return keep(run(Search::all()), [this](const Found &all) { found.append(all); });
        if (line.contains("UID FETCH"))
            return keep(run(Fetch::from({1}, itemsOf(line))), [this](const Fetched &all) { fetched += all.messages; });
        if (line.contains("UID COPY")) {
            const auto copying = run(Copy(UidSet::single({9}), Mailbox{"Work"}));
            return keep(copying, [this](const code::CopyUid &pairs) { copied.append(pairs); });
        }
        return true; // the session's own: AUTHENTICATE, CAPABILITY
    }
    template <Command C> Result<typename C::Value> run(C command)
    {
        Task<Result<typename C::Value>> task = session->run(std::move(command));
        if (!finishes(task))
            return failure(MailError::Kind::Storage);
        return task.result();
    }
    template <typename T, typename Use> static bool keep(const Result<T> &result, Use use)
    {
        if (result)
            use(*result);
        return result.has_value();
    }

    QByteArray m_text;
    ReplayServer m_server;
};

} // namespace

class tst_ImapQuirks : public QObject {
    Q_OBJECT
private slots:
    void everyRowSwitchesOffWhatItSays_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("octetsPerRead");
        for (int row = 0; row < Quirks::table().size(); ++row) {
            for (const int octets : {1, 7, 65536})
                QTest::addRow("%s, %d octets per read", Quirks::table()[row].name, octets) << row << octets;
        }
    }
    void everyRowSwitchesOffWhatItSays()
    {
        QFETCH(int, row);
        QFETCH(int, octetsPerRead);
        const Quirk &quirk = Quirks::table()[row];
        Player player(fileOf(quirk), octetsPerRead);
        QVERIFY2(player.play(), qPrintable(fileOf(quirk) + u": "_s + player.problem()));
        const Quirks &quirks = player.session->quirks();
        QVERIFY(quirks.rows().contains(&quirk));
        const SessionReport report = player.session->report();
        for (const QByteArray &capability : quirk.capabilitiesOff) {
            QVERIFY(!player.session->capabilities().has(capability));
            if (capability == "STATUS=MAILBOXID"_ba) { // a part of one
                QVERIFY(player.session->capabilities().hasObjectId());
                QVERIFY(!player.session->capabilities().hasStatusMailboxId());
                QCOMPARE(player.session->selected()->mailboxId, QByteArray("b6a4c1f0-6b9c-4f0b"));
                continue;
            }
            QVERIFY2(report.offeredAfterLogin.contains(capability), "the transcript does not offer it");
            QVERIFY(report.switchedOff.contains(capability));
        }
        for (quint32 bit = 1; bit != 0 && bit <= quint32(Use::CopyDrafts); bit <<= 1) {
            if (quirk.usesOff & bit)
                QVERIFY(!quirks.allows(Use(bit)));
        }
        if (quirk.connections > 0)
            QCOMPARE(*quirks.connections(), quirk.connections);
        if (quirk.idleRenewal.count() > 0)
            QVERIFY(*quirks.idleRenewal() == quirk.idleRenewal);
        QCOMPARE(report.quirks[0].name, QString::fromLatin1(quirk.name));
        QVERIFY(!report.quirks[0].why.isEmpty());
    }
    void everyRowSaysSomething()
    {
        QSet<QString> files;
        for (const Quirk &quirk : Quirks::table()) {
            QVERIFY(quirk.capability || quirk.id || quirk.greeting || quirk.host);
            QVERIFY(
                !quirk.capabilitiesOff.isEmpty() || quirk.usesOff || quirk.connections || quirk.idleRenewal.count());
            files.insert(fileOf(quirk));
        }
        QCOMPARE(files.size(), Quirks::table().size());
    }
    void oddServersAreReadAsTheyAre_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("octetsPerRead");
        for (const char *file :
            {"mail-ru", "home-pl", "smartermail", "hmailserver", "zimbra", "cyrus-2-4", "dovecot", "james"}) {
            for (const int octets : {1, 7, 65536})
                QTest::addRow("%s, %d octets per read", file, octets) << QString::fromLatin1(file) << octets;
        }
    }
    void oddServersAreReadAsTheyAre()
    {
        QFETCH(QString, file);
        QFETCH(int, octetsPerRead);
        Player player(file, octetsPerRead);
        QVERIFY2(player.play(), qPrintable(player.problem()));
        QVERIFY(player.session->quirks().rows().isEmpty());
        QVERIFY(player.session->isUsable());
        if (file == u"mail-ru")
            QCOMPARE(*player.fetched[0].sizeOctets, 9'373'600);
        if (file == u"home-pl")
            QCOMPARE(player.copied[0].pairs.size(), 1);
        if (file == u"smartermail")
            QCOMPARE(player.fetched[0].envelope->from.size(), 1);
        if (file == u"zimbra")
            QVERIFY(player.listed[0].has("\\trash"));
        if (file == u"cyrus-2-4")
            QCOMPARE(player.found[0].uids.toWire(), QByteArray("4:5"));
        if (file == u"dovecot") {
            QVERIFY(player.found[0].uids.isEmpty());
            QVERIFY(player.fetched[0].bodyStructure->isMultipart());
        }
        if (file == u"james")
            QCOMPARE(player.listed[0].delimiter, '.');
    }
    void oddItemsCostNoMore()
    {
        Player exchange(u"exchange-online"_s, 7);
        QVERIFY2(exchange.play(), qPrintable(exchange.problem()));
        QCOMPARE(exchange.fetched[0].uid.value, 9U);
        QVERIFY(exchange.copied[0].pairs.isEmpty());
        Player domino(u"domino"_s, 7);
        QVERIFY2(domino.play(), qPrintable(domino.problem()));
        QVERIFY(!domino.fetched[0].internalDate);
        QCOMPARE(domino.fetched[1].envelope->subject, QByteArray("y"));
        Player zoho(u"zoho"_s, 7);
        QVERIFY2(zoho.play(), qPrintable(zoho.problem()));
        QVERIFY(!zoho.fetched[0].modSeq);
        QVERIFY(zoho.fetched[0].flags->has(Flag::Seen));
        Player yandex(u"yandex"_s, 7);
        QVERIFY2(yandex.play(), qPrintable(yandex.problem()));
        QVERIFY(yandex.fetched[0].section("1")->nil);
        Player gmail(u"gmail"_s, 7);
        QVERIFY2(gmail.play(), qPrintable(gmail.problem()));
        QCOMPARE(gmail.session->selected()->highestModSeq.value, 5U);
        QVERIFY(gmail.fetched[0].bodyStructure->isMultipart());
        Player courier(u"courier"_s, 7);
        QVERIFY2(courier.play(), qPrintable(courier.problem()));
        QCOMPARE(courier.fetched.size(), 1);
    }
    void aRowNeverSwitchesAnythingOn()
    {
        Capabilities few({"IMAP4rev1", "X-GM-EXT-1", "XAPPLEPUSHSERVICE", "ESEARCH"});
        Quirks quirks;
        quirks.setHost(u"imap.strato.de"_s);
        quirks.sawCapabilities(few);
        for (const QByteArray &left : quirks.without(few).names())
            QVERIFY(few.has(left));
        QVERIFY(!quirks.without(few).hasESearch());
        quirks.learn("X-GM-EXT-1");
        QVERIFY(!quirks.without(few).hasGmail());
        QCOMPARE(*quirks.connections(), 3);
        QVERIFY(!Quirks().connections());
    }
    void hostsMatchByWholeDomains()
    {
        Quirks other;
        other.setHost(u"notqq.com"_s);
        QVERIFY(other.rows().isEmpty());
        Quirks exact;
        exact.setHost(u"IMAP.ExMail.QQ.com"_s);
        QCOMPARE(exact.rows().size(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_ImapQuirks)
#include "tst_ImapQuirks.moc"
