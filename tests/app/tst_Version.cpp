// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// What both programs say of themselves on a machine without a display.
class tst_Version : public QObject {
    Q_OBJECT
private slots:
    void saysItWithoutADisplay_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("option");
        QTest::addColumn<QByteArray>("said");
        for (const char *option : {"--version", "-v"}) {
            QTest::addRow("godwit %s", option)
                << QStringLiteral(GODWIT) << QString::fromLatin1(option) << QByteArray("godwit " GODWIT_VERSION "\n");
            QTest::addRow("godwit-cli %s", option) << QStringLiteral(GODWIT_CLI) << QString::fromLatin1(option)
                                                   << QByteArray("godwit-cli " GODWIT_VERSION "\n");
        }
        for (const char *option : {"--help", "-h"}) {
            QTest::addRow("godwit %s", option)
                << QStringLiteral(GODWIT) << QString::fromLatin1(option) << QByteArray("usage: godwit [--profile DIR]");
            QTest::addRow("godwit-cli %s", option) << QStringLiteral(GODWIT_CLI) << QString::fromLatin1(option)
                                                   << QByteArray("usage: godwit-cli [--profile DIR]");
        }
    }
    void saysItWithoutADisplay()
    {
        QFETCH(QString, program);
        QFETCH(QString, option);
        QFETCH(QByteArray, said);
        QTemporaryDir home;
        QProcessEnvironment bare = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
            bare.remove(QString::fromLatin1(name));
        bare.insert(u"GODWIT_PROFILE"_s, home.filePath(u"profile"_s));
        QProcess process;
        process.setProcessEnvironment(bare);
        process.start(program, {option});
        QVERIFY(process.waitForFinished(60000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
        QCOMPARE(process.readAllStandardError(), QByteArray());
        const QByteArray out = process.readAllStandardOutput();
        QVERIFY2(out.startsWith(said), out);
        QVERIFY2(QDir(home.path()).isEmpty(), "to say that no profile is made");
    }
};

QTEST_GUILESS_MAIN(tst_Version)
#include "tst_Version.moc"
