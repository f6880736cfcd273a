// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/Servers.h"
#include "sync/EngineFixture.h"

#include <unistd.h>

using namespace godwit;
using namespace Qt::StringLiterals;
using store::Rights;
using store::Share;

/// What a real Dovecot keeps for everybody, and what one user shares with another.
class tst_LiveShared : public QObject {
    Q_OBJECT

    static bool write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        return QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly)
            && file.write(content) == content.size();
    }
    /// A public mailbox with one message, made as an administrator would.
    static bool makePublic(const test::Servers &servers, const QString &name, const QByteArray &rights)
    {
        const QString root = servers.directory() + u"/public"_s, box = root + u"/."_s + name;
        const bool made = QDir().mkpath(box + u"/cur"_s) && QDir().mkpath(box + u"/tmp"_s)
            && write(box + u"/new/1.1.host"_s,
                "From: bob@example.test\r\nSubject: in " + name.toUtf8() + "\r\nMessage-ID: <" + name.toUtf8()
                    + "@example.test>\r\n\r\nHi\r\n")
            && write(box + u"/dovecot-acl"_s, "anyone " + rights + "\n");
        QStringList all{root, box};
        for (const QString &inner : {u"/cur"_s, u"/new"_s, u"/tmp"_s, u"/new/1.1.host"_s, u"/dovecot-acl"_s})
            all.append(box + inner);
        const uid_t owner = servers.value(u"VMAIL_UID"_s).toUInt();
        for (const QString &path : std::as_const(all)) {
            if (::chown(qPrintable(path), owner, owner) != 0)
                return false;
        }
        return made;
    }

private slots:
    void othersMailboxesAreRead()
    {
        test::Servers servers({u"--plugins"_s});
        QVERIFY2(servers.isRunning(), servers.log().constData());
        QVERIFY(servers.fill(5));
        QVERIFY(makePublic(servers, u"Team"_s, "lrwstipekxa"));
        QVERIFY(makePublic(servers, u"Notices"_s, "lrs"));
        QVERIFY(servers.other(u"bob"_s, {u"create"_s, u"Plans"_s}));
        const QString file = servers.directory() + u"/plan.eml"_s;
        QVERIFY(write(file, "From: bob@example.test\r\nSubject: plan\r\nMessage-ID: <p@example.test>\r\n\r\nHi\r\n"));
        QVERIFY(servers.other(u"bob"_s, {u"append"_s, u"Plans"_s, file}));
        QVERIFY2(servers.other(u"bob"_s, {u"share"_s, u"Plans"_s, u"alice@example.test"_s, u"lr"_s})
                || servers.other(u"bob"_s, {u"share"_s, u"Plans"_s, u"alice"_s, u"lr"_s}),
            servers.log().constData());

        QTemporaryDir profile;
        account::Settings settings;
        settings.email = u"alice@example.test"_s;
        settings.incomingServer = account::parseServerUrl(servers.imapUrl())->endpoint;
        settings.incomingUser = settings.email;
        settings.extraCaFile = servers.value(u"CA_FILE"_s);
        store::AccountKey key;
        {
            auto writer = store::Writer::open(profile.path());
            key = *(*writer)->addAccount(settings.toJson());
        }
        sync::Engine engine({profile.path(), std::make_shared<test::FixedPassword>(), std::make_shared<SystemClock>()});
        QVERIFY(engine.start(sync::Engine::Mode::Passive));
        auto synced = engine.syncOnce(key, {});
        QTRY_VERIFY_WITH_TIMEOUT(synced.isDone(), 30'000);
        QVERIFY2(!synced.result().error, qPrintable(synced.result().error.value_or(MailError()).serverText));

        const store::Reader &reader = engine.writer().reader();
        QStringList names;
        for (const store::Mailbox &mailbox : reader.mailboxes(key))
            names.append(mailbox.name());
        qInfo() << names;
        const auto team = reader.mailboxByName(key, u"Public/Team"_s);
        const auto notices = reader.mailboxByName(key, u"Public/Notices"_s);
        QVERIFY(team && notices);
        QCOMPARE(team->share, Share::Shared);
        QCOMPARE(team->rights.bits, quint32(Rights::All));
        QVERIFY(!notices->rights.has(Rights::RemoveMessages));
        QVERIFY(!notices->rights.has(Rights::Insert));
        QVERIFY(notices->rights.has(Rights::KeepSeen));
        QCOMPARE(reader.rowKeys(team->key).size(), 1);
        QCOMPARE(reader.rowKeys(notices->key).size(), 1);
        const auto plans = std::find_if(names.cbegin(), names.cend(),
            [](const QString &name) { return name.startsWith(u"Others/"_s) && name.endsWith(u"/Plans"_s); });
        QVERIFY(plans != names.cend());
        const auto shared = reader.mailboxByName(key, *plans);
        QCOMPARE(shared->share, Share::OtherUsers);
        QCOMPARE(shared->rights.bits, 0U); // to look at, not to change
        QCOMPARE(reader.rowKeys(shared->key).size(), 1);
        auto stopped = engine.stop(std::chrono::seconds(2));
        QTRY_VERIFY(stopped.isDone());
    }
};

QTEST_GUILESS_MAIN(tst_LiveShared)
#include "tst_LiveShared.moc"
