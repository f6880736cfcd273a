// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <QDirIterator>
#include <QProcess>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

/// The keychain against a real secret service (gnome-keyring) on a bus of its own: unlocked, locked and missing.
class tst_LiveKeychain : public QObject {
    Q_OBJECT

    QTemporaryDir m_home;

    /// What the probe says to each request, one after the other within one session.
    QStringList session(const QString &keyring, const QStringList &requests, const QString &busConfig = {})
    {
        QStringList script;
        if (!keyring.isEmpty())
            script << keyring;
        for (const QString &request : requests)
            script << QStringLiteral("'" KEYCHAIN_PROBE "' ") + request;
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, m_home.path());
        environment.insert(u"XDG_DATA_HOME"_s, m_home.filePath(u"data"_s));
        environment.insert(u"XDG_CACHE_HOME"_s, m_home.filePath(u"cache"_s));
        environment.insert(u"XDG_RUNTIME_DIR"_s, m_home.filePath(u"run"_s));
        environment.insert(u"GNOME_KEYRING_CONTROL"_s, QString());
        environment.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
        environment.remove(u"DISPLAY"_s);
        process.setProcessEnvironment(environment);
        QStringList arguments;
        if (!busConfig.isEmpty())
            arguments << u"--config-file=%1"_s.arg(busConfig);
        arguments << u"--"_s << u"sh"_s << u"-c"_s << script.join(u'\n');
        process.start(u"dbus-run-session"_s, arguments);
        if (!process.waitForFinished(60'000)) {
            process.kill();
            process.waitForFinished();
            return {u"no answer"_s};
        }
        return QString::fromUtf8(process.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    }
    static QString unlocked()
    {
        return u"printf 'key of the ring\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1"_s;
    }
    static QString locked() { return u"gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1"_s; }

private slots:
    void initTestCase()
    {
        QVERIFY(QDir(m_home.path()).mkdir(u"run"_s));
        QVERIFY(
            QFile::setPermissions(m_home.filePath(u"run"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }

    void keepsAPasswordForTheNextSession()
    {
        QCOMPARE(session(unlocked(), {u"read"_s, u"store 'se cret한'"_s, u"read"_s}),
            (QStringList{u"ask the person"_s, u"stored"_s, u"se cret한"_s}));
        QCOMPARE(session(unlocked(), {u"read"_s}), QStringList{u"se cret한"_s});
    }

    void lockedKeyringIsNeitherEmptyNorOverwritten()
    {
        QCOMPARE(session(locked(), {u"read"_s, u"store other"_s}), (QStringList{u"ask the person"_s, u"not stored"_s}));
        QCOMPARE(session(unlocked(), {u"read"_s}), QStringList{u"se cret한"_s});
    }

    void forgets()
    {
        QCOMPARE(session(unlocked(), {u"forget"_s, u"read"_s}), (QStringList{u"forgotten"_s, u"ask the person"_s}));
        QCOMPARE(session(unlocked(), {u"read"_s}), QStringList{u"ask the person"_s});
    }

    void withoutAServiceNothingIsWritten()
    {
        QFile config(m_home.filePath(u"bus.conf"_s));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write("<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" "
                     "\"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n"
                     "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>"
                     "<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
                     "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>\n");
        config.close();
        QCOMPARE(session({}, {u"store plainly"_s, u"read"_s}, config.fileName()),
            (QStringList{u"not stored"_s, u"ask the person"_s}));
        QDirIterator files(m_home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                QVERIFY2(!file.readAll().contains("plainly"), qPrintable(file.fileName()));
        }
    }
};

QTEST_GUILESS_MAIN(tst_LiveKeychain)
#include "tst_LiveKeychain.moc"
