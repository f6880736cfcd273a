// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/Servers.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace godwit::test;

namespace {

QByteArray sampleMessage(const QByteArray &id, const QByteArray &to = "bob@example.test")
{
    return "From: Alice Han <alice@example.test>\r\nTo: " + to + "\r\nSubject: =?UTF-8?B?7ZWc6riA?= " + id
        + "\r\nDate: Tue, 24 Nov 2026 10:00:00 +0000\r\nMessage-ID: <" + id
        + "@example.test>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
          "Content-Transfer-Encoding: 8bit\r\n\r\n.leading dot\r\n안녕하세요, Bob.\r\n";
}

QString writeFile(const QTemporaryDir &folder, const QString &name, const QByteArray &content)
{
    const QString path = folder.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return {};
    return path;
}

QJsonObject findBy(const QJsonArray &rows, const QString &key, const QString &value)
{
    for (const QJsonValue &row : rows) {
        if (row.toObject().value(key).toString() == value)
            return row.toObject();
    }
    return {};
}

} // namespace

/// The command line against a real Dovecot and Postfix, seen with the eyes of another client.
class tst_LiveCli : public QObject {
    Q_OBJECT

    QTemporaryDir m_scratch;
    QString m_profile;

    QStringList in(const QStringList &arguments) const { return QStringList{u"--profile"_qs, m_profile} + arguments; }
    bool addAccount(const Servers &servers, const QStringList &incoming, const QString &user = u"alice"_qs)
    {
        m_profile = m_scratch.filePath(user + QString::number(QDir(m_scratch.path()).count()));
        const CliResult added =
            cli(in({u"account"_qs, u"add"_qs, u"--email"_qs, user + u"@example.test"_qs, u"--name"_qs, u"Alice Han"_qs})
                + incoming
                + QStringList{u"--smtp"_qs, servers.smtpUrl(), u"--user"_qs, user + u"@example.test"_qs, u"--ca"_qs,
                    servers.value(u"CA_FILE"_qs), u"--password-command"_qs, u"echo secret"_qs});
        if (added.exitCode != 0)
            qWarning() << added.err;
        return added.exitCode == 0;
    }
    QJsonObject sync()
    {
        const CliResult result = cli(in({u"sync"_qs, u"--json"_qs}));
        if (result.exitCode != 0)
            qWarning() << result.err << result.out;
        const QJsonDocument document = result.json();
        return document.isArray() ? document.array().at(0).toObject() : document.object();
    }
    QJsonArray list(const QString &mailbox)
    {
        return cli(in({u"list"_qs, mailbox, u"--limit"_qs, u"100000"_qs, u"--json"_qs})).json().array();
    }
    bool storeIsClean()
    {
        const CliResult check = cli(in({u"check-store"_qs}));
        if (check.exitCode != 0)
            qWarning() << check.out << check.err;
        return check.exitCode == 0;
    }

private slots:
    void syncMirrorsTheServer_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("QRESYNC") << QStringList();
        QTest::newRow("CONDSTORE") << QStringList{u"--condstore"_qs};
        QTest::newRow("neither") << QStringList{u"--minimal"_qs};
    }
    void syncMirrorsTheServer()
    {
        QFETCH(QStringList, options);
        Servers servers(options);
        QVERIFY2(servers.isRunning(), servers.log());
        QVERIFY(servers.fill(120));
        QVERIFY(addAccount(servers, {u"--imap"_qs, servers.imapUrl()}));
        const QJsonObject first = sync();
        QVERIFY(first.value(u"new"_qs).toInt() >= 120);
        QCOMPARE(first.value(u"bodies"_qs).toInt(), first.value(u"new"_qs).toInt());
        compareMailbox(servers, u"INBOX"_qs);
        compareMailbox(servers, u"Sent"_qs);

        // The other client flags, moves and removes; one message is new.
        const QJsonArray inbox = servers.otherList(u"alice"_qs, u"INBOX"_qs);
        const auto id = [&inbox](int at) {
            return inbox.at(at).toObject().value(u"message_id"_qs).toString();
        };
        QVERIFY(servers.other(u"alice"_qs, {u"flag"_qs, u"INBOX"_qs, id(0), u"+FLAGS"_qs, u"\\Flagged"_qs}));
        QVERIFY(servers.other(u"alice"_qs, {u"flag"_qs, u"INBOX"_qs, id(1), u"+FLAGS"_qs, u"$Custom"_qs}));
        QVERIFY(servers.other(u"alice"_qs, {u"remove"_qs, u"INBOX"_qs, id(2)}));
        const QString file = writeFile(m_scratch, u"new.eml"_qs, sampleMessage("new-one", "alice@example.test"));
        QVERIFY(servers.other(u"alice"_qs, {u"append"_qs, u"INBOX"_qs, file}));
        const QJsonObject second = sync();
        QCOMPARE(second.value(u"new"_qs).toInt(), 1);
        QCOMPARE(second.value(u"vanished"_qs).toInt(), 1);
        QCOMPARE(second.value(u"bodies"_qs).toInt(), 1);
        compareMailbox(servers, u"INBOX"_qs);
        QVERIFY(storeIsClean());
    }

    void operationsReachTheServer_data() { syncMirrorsTheServer_data(); }
    void operationsReachTheServer()
    {
        QFETCH(QStringList, options);
        Servers servers(options);
        QVERIFY2(servers.isRunning(), servers.log());
        QVERIFY(servers.fill(30));
        QVERIFY(addAccount(servers, {u"--imap"_qs, servers.imapUrl()}));
        QVERIFY(!sync().isEmpty());
        const QJsonArray inbox = list(u"INBOX"_qs);
        QVERIFY(inbox.size() >= 5);
        const auto id = [&inbox](int at) {
            return QString::number(inbox.at(at).toObject().value(u"id"_qs).toInteger());
        };
        const auto serverId = [this, &id](int at) {
            return cli(in({u"show"_qs, id(at), u"--json"_qs})).json().object().value(u"message_id"_qs).toString();
        };
        const QString flagged = serverId(0), moved = serverId(1), deleted = serverId(2), undone = serverId(3);

        // All of it offline: the servers are away.
        servers.cut();
        QCOMPARE(cli(in({u"flag"_qs, id(0), u"\\Flagged"_qs})).exitCode, 0);
        QCOMPARE(cli(in({u"mailbox"_qs, u"create"_qs, u"계획/Spring"_qs})).exitCode, 0);
        QCOMPARE(cli(in({u"move"_qs, id(1), u"계획/Spring"_qs})).exitCode, 0);
        QCOMPARE(cli(in({u"delete"_qs, id(2)})).exitCode, 0);
        QCOMPARE(cli(in({u"delete"_qs, id(3)})).exitCode, 0);
        QCOMPARE(cli(in({u"undo"_qs})).exitCode, 0);
        QCOMPARE(list(u"계획/Spring"_qs).size(), 1);
        QCOMPARE(cli(in({u"sync"_qs})).exitCode, 5);

        QVERIFY(servers.heal());
        QVERIFY(!sync().isEmpty());
        const QJsonArray now = servers.otherList(u"alice"_qs, u"INBOX"_qs);
        QVERIFY(findBy(now, u"message_id"_qs, flagged).value(u"flags"_qs).toArray().contains(u"\\Flagged"_qs));
        QVERIFY(findBy(now, u"message_id"_qs, moved).isEmpty());
        QVERIFY(findBy(now, u"message_id"_qs, deleted).isEmpty());
        QVERIFY(!findBy(now, u"message_id"_qs, undone).isEmpty());
        QVERIFY(!findBy(servers.otherList(u"alice"_qs, u"Trash"_qs), u"message_id"_qs, deleted).isEmpty());
        QVERIFY(!findBy(servers.otherList(u"alice"_qs, u"&rMTWjQ-/Spring"_qs), u"message_id"_qs, moved).isEmpty());
        const QJsonArray waiting = cli(in({u"operations"_qs, u"--json"_qs})).json().array();
        for (const QJsonValue &operation : waiting)
            QVERIFY(operation.toObject().value(u"state"_qs).toString() != u"pending"_qs);
        QVERIFY(storeIsClean());
    }

    void sentMailArrivesExactlyOnce()
    {
        Servers servers;
        QVERIFY2(servers.isRunning(), servers.log());
        QVERIFY(addAccount(servers, {u"--imap"_qs, servers.imapUrl()}));
        const QString file = writeFile(m_scratch, u"out.eml"_qs, sampleMessage("exactly-once"));
        const CliResult sent = cli(in({u"send"_qs, file, u"--now"_qs}));
        QVERIFY2(sent.exitCode == 0, sent.err);
        QTRY_VERIFY_WITH_TIMEOUT(servers.otherList(u"bob"_qs, u"INBOX"_qs).size() == 1, 20'000);
        const QByteArray arrived =
            servers.other(u"bob"_qs, {u"raw"_qs, u"INBOX"_qs, u"exactly-once@example.test"_qs}).value_or(QByteArray());
        const QByteArray original = sampleMessage("exactly-once");
        QVERIFY2(arrived.endsWith(original.mid(original.indexOf("\r\n\r\n"))), arrived);
        QVERIFY(!sync().isEmpty());
        QCOMPARE(servers.otherList(u"alice"_qs, u"Sent"_qs).size(), 1);
        QCOMPARE(list(u"Sent"_qs).size(), 1);
        QCOMPARE(cli(in({u"outbox"_qs, u"--json"_qs})).json().array().size(), 0);
    }

    void refusedRecipientIsNamed()
    {
        Servers servers;
        QVERIFY2(servers.isRunning(), servers.log());
        QVERIFY(addAccount(servers, {u"--imap"_qs, servers.imapUrl()}));
        const QString file = writeFile(
            m_scratch, u"two.eml"_qs, sampleMessage("two-recipients", "bob@example.test, reject@example.test"));
        const CliResult sent = cli(in({u"send"_qs, file, u"--now"_qs}));
        QCOMPARE(sent.exitCode, 1);
        QVERIFY2(sent.err.contains("reject@example.test"), sent.err);
        QTRY_VERIFY_WITH_TIMEOUT(servers.otherList(u"bob"_qs, u"INBOX"_qs).size() == 1, 20'000);
    }

    void wrongPasswordHostAndCertificateHaveTheirExitStatus()
    {
        Servers servers;
        QVERIFY2(servers.isRunning(), servers.log());
        QVERIFY(addAccount(servers, {u"--imap"_qs, servers.imapUrl()}));
        const QString good = m_profile;
        const auto check = [this, &servers](const QString &command, const QString &url, bool withCa) {
            m_profile = m_scratch.filePath(u"bad"_qs + QString::number(QDir(m_scratch.path()).count()));
            QStringList arguments{u"account"_qs, u"add"_qs, u"--email"_qs, u"alice@example.test"_qs, u"--imap"_qs, url,
                u"--user"_qs, u"alice@example.test"_qs, u"--password-command"_qs, command};
            if (withCa)
                arguments << u"--ca"_qs << servers.value(u"CA_FILE"_qs);
            if (cli(in(arguments)).exitCode != 0)
                return -1;
            return cli(in({u"sync"_qs})).exitCode;
        };
        QCOMPARE(check(u"echo wrong"_qs, servers.imapUrl(), true), 4);
        QCOMPARE(check(u"echo secret"_qs, u"imaps://localhost:1"_qs, true), 5);
        QCOMPARE(check(u"echo secret"_qs, servers.imapUrl(), false), 6);
        m_profile = good;
        QCOMPARE(cli(in({u"account"_qs, u"check"_qs})).exitCode, 0);
    }

    void pop3IsFetchedOnceAndStaysOnTheServer()
    {
        Servers servers;
        QVERIFY2(servers.isRunning(), servers.log());
        QVERIFY(servers.fill(60));
        QVERIFY(addAccount(servers, {u"--pop3"_qs, servers.pop3Url()}, u"bob"_qs));
        const int onServer = int(servers.otherList(u"bob"_qs, u"INBOX"_qs).size());
        QVERIFY(onServer > 0);
        QCOMPARE(sync().value(u"new"_qs).toInt(), onServer);
        QCOMPARE(list(u"INBOX"_qs).size(), onServer);
        const QJsonObject second = sync();
        QCOMPARE(second.value(u"new"_qs).toInt(), 0);
        QCOMPARE(second.value(u"bodies"_qs).toInt(), 0);
        QCOMPARE(list(u"INBOX"_qs).size(), onServer);
        QCOMPARE(servers.otherList(u"bob"_qs, u"INBOX"_qs).size(), onServer);
        QVERIFY(storeIsClean());
    }

private:
    void compareMailbox(Servers &servers, const QString &mailbox)
    {
        const QJsonArray theirs = servers.otherList(u"alice"_qs, mailbox);
        const QJsonArray ours = list(mailbox);
        QCOMPARE(ours.size(), theirs.size());
        QHash<qint64, QJsonObject> byUid;
        for (const QJsonValue &row : ours)
            byUid.insert(row.toObject().value(u"uid"_qs).toInteger(), row.toObject());
        for (const QJsonValue &row : theirs) {
            const QJsonObject their = row.toObject();
            const QJsonObject our = byUid.value(their.value(u"uid"_qs).toInteger());
            QVERIFY2(!our.isEmpty(), qPrintable(their.value(u"subject"_qs).toString()));
            QCOMPARE(our.value(u"subject"_qs).toString(), their.value(u"subject"_qs).toString());
            QSet<QString> flags, theirFlags;
            for (const QJsonValue &flag : our.value(u"flags"_qs).toArray())
                flags.insert(flag.toString());
            for (const QJsonValue &flag : their.value(u"flags"_qs).toArray()) {
                if (flag.toString() != u"\\Recent"_qs)
                    theirFlags.insert(flag.toString());
            }
            QCOMPARE(flags, theirFlags);
            const QString id = QString::number(our.value(u"id"_qs).toInteger());
            const QByteArray raw = cli(in({u"show"_qs, id, u"--raw"_qs})).out;
            QCOMPARE(QString::fromLatin1(QCryptographicHash::hash(raw, QCryptographicHash::Sha256).toHex()),
                their.value(u"sha256"_qs).toString());
        }
    }
};

QTEST_GUILESS_MAIN(tst_LiveCli)
#include "tst_LiveCli.moc"
