// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Acquaintances.h"
#include "store/StoreFixture.h"

#include <QTest>

using namespace godwit;
using namespace godwit::store;
using models::Acquaintances;
using test::StoreFixture;
using trust::Finding;

namespace {

const QByteArray Hop =
    "Received: from out.example ([192.0.2.7]) by mx.example.org; Wed, 25 Nov 2026 10:00:00 +0000\r\n";
const QByteArray Pass = "Authentication-Results: mx.example.org; dmarc=pass\r\n";
const QByteArray Fail = "Authentication-Results: mx.example.org; dmarc=fail\r\n";

/// Alice's account, with messages as a server brings them.
class Letters {
public:
    Letters() { setUp({}); }
    void setUp(const QStringList &servers)
    {
        account::Settings settings;
        settings.email = QStringLiteral("alice@example.org");
        settings.incomingServer = {QStringLiteral("imap.example.org"), 993, net::Security::ImplicitTls};
        settings.authServers = servers;
        QVERIFY(store.writer().updateAccount(store.account(), settings.toJson()));
    }
    PlacementKey arrive(const QByteArray &header, const char *mailbox = "INBOX")
    {
        ++m_last;
        const QByteArray raw = header + "To: alice@example.org\r\nSubject: " + QByteArray::number(m_last)
            + "\r\nMessage-ID: <" + QByteArray::number(m_last) + "@x.example>\r\n\r\nx\r\n";
        IncomingMessage message = StoreFixture::message(m_last, quint32(m_last));
        message.envelope = mime::parseEnvelope(raw);
        message.raw = raw;
        const auto added = store.writer().addMessages(store.mailbox(QString::fromLatin1(mailbox)), {message});
        return added ? added->added.value(0) : PlacementKey();
    }
    trust::Verdict verdict(PlacementKey placement)
    {
        const auto row = store.reader().row(placement);
        const mime::Message message = mime::parse(store.reader().raw(row->message).value());
        Acquaintances people;
        return trust::judge(
            trust::gather(message, people.around(store.reader(), row->message, message.envelope.from.value(0))));
    }
    void writeTo(const QByteArray &who)
    {
        QByteArray raw = "From: alice@example.org\r\nTo: " + who + "\r\nMessage-ID: <s" + QByteArray::number(m_last++)
            + "@x.example>\r\n\r\nx\r\n";
        IncomingMessage message = StoreFixture::message(m_last, quint32(m_last));
        message.envelope = mime::parseEnvelope(raw);
        message.raw = raw;
        QVERIFY(store.writer().addMessages(store.mailbox(QStringLiteral("Sent")), {message}));
    }
    static Finding first(const trust::Verdict &verdict)
    {
        return verdict.reasons.isEmpty() ? Finding(-1) : verdict.reasons.first().finding;
    }

    StoreFixture store;

private:
    int m_last = 0;
};

} // namespace

class tst_Acquaintances : public QObject {
    Q_OBJECT
private slots:
    void learnsTheAccountsServerFromItsMail()
    {
        Letters box;
        for (int i = 0; i < 6; ++i)
            box.arrive(Pass + Hop + "From: kim" + QByteArray::number(i) + "@example.net\r\n");
        const PlacementKey forged = box.arrive(Fail + Hop + "From: Kim <kim1@example.net>\r\n");
        const trust::Verdict given = box.verdict(forged);
        QCOMPARE(Letters::first(given), Finding::Forged);
        QCOMPARE(given.server->authservId, QStringLiteral("mx.example.org"));
        QCOMPARE(given.server->server.of, 7);
    }

    void whatASenderWritesTeachesNothing()
    {
        Letters box;
        const PlacementKey own = box.arrive(Hop + Pass + "From: boss@bank.example\r\n");
        QVERIFY(!box.verdict(own).server);
        QVERIFY(!box.verdict(own).confirmed);
    }

    void namedServersComeFirst()
    {
        Letters box;
        const PlacementKey key = box.arrive(
            "Authentication-Results: filter.example; dmarc=fail\r\n" + Pass + Hop + "From: kim@example.net\r\n");
        QCOMPARE(box.verdict(key).server->authservId, QStringLiteral("mx.example.org"));
        box.setUp({QStringLiteral("Filter.Example")});
        QCOMPARE(Letters::first(box.verdict(key)), Finding::Forged);
    }

    void knowsWhoWasWrittenTo()
    {
        Letters box;
        const PlacementKey stranger = box.arrive(Hop + "From: Kim <kim@example.net>\r\n");
        QCOMPARE(Letters::first(box.verdict(stranger)), Finding::FirstContact);
        box.arrive(Hop + "From: Kim <kim@example.net>\r\n");
        QVERIFY2(box.verdict(stranger).reasons.isEmpty(), "seen before");

        box.writeTo("Seoyeon Kim <seoyeon@harbour-walks.net>");
        const PlacementKey friendly = box.arrive(Hop + "From: Seoyeon Kim <Seoyeon@Harbour-Walks.net>\r\n");
        QVERIFY(box.verdict(friendly).reasons.isEmpty());
        const PlacementKey imitated = box.arrive(Hop + "From: \"Seoyeon  KIM\" <sk99@example.net>\r\n");
        QCOMPARE(Letters::first(box.verdict(imitated)), Finding::ImitatedContact);
        QCOMPARE(box.verdict(imitated).reasons.first().other, QStringLiteral("seoyeon@harbour-walks.net"));
        const PlacementKey lookalike = box.arrive(Hop + "From: Seoyeon <seoyeon@harbour-wa1ks.net>\r\n");
        QCOMPARE(Letters::first(box.verdict(lookalike)), Finding::LookalikeDomain);
        QCOMPARE(box.verdict(lookalike).level(), trust::Level::Bad);
    }

    void whatOneWroteOneselfIsNotJudged()
    {
        Letters box;
        const PlacementKey sent = box.arrive("From: alice@example.org\r\nReply-To: a@gmail.com\r\n", "Sent");
        QVERIFY(box.verdict(sent).reasons.isEmpty());
        const PlacementKey received = box.arrive("From: alice@example.org\r\nReply-To: a@gmail.com\r\n");
        QVERIFY(!box.verdict(received).reasons.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_Acquaintances)
#include "tst_Acquaintances.moc"
