// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct Ran {
    int status = -1;
    QByteArray out;
    QByteArray errors;
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

Ran run(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(GODWIT_CLI), arguments);
    Ran ran;
    if (!process.waitForFinished(60000) || process.exitStatus() != QProcess::NormalExit)
        return ran;
    ran.status = process.exitCode();
    ran.out = process.readAllStandardOutput();
    ran.errors = process.readAllStandardError();
    return ran;
}

const QByteArray Sample =
    "From someone Mon Nov  2 10:00:00 2026\n"
    "From: =?UTF-8?B?6rmA?= <kim@example.org>\nTo: undisclosed-recipients:;\nCc: a@example.org, B <b@example.org>\n"
    "Subject: =?UTF-8?B?67O06rOg?= one\n two\nDate: Mon, 2 Nov 2026 10:00:00 +0900\nMessage-ID: <m@x>\n"
    "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html; charset=UTF-8\n\n"
    "<p>hi <img src=\"http://tracker.example/p.png\"><script>x()</script></p>\n"
    "--b\nContent-Type: application/x; name=a.bin\nContent-Transfer-Encoding: base64\n\nQUJDCg==\n--b--\n";

} // namespace

/// The command line as a script sees it.
class tst_Cli : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void parsePrintsTheCanonicalReading();
    void parsePrintsOneObjectALine();
    void parseJudgesWithWhatItIsGiven();
    void parseOfMissingFileSaysSo();
    void renderBlocksRemoteContent();
    void renderAllowsImagesWhenAsked();
    void renderNeverPrintsNothing();
    void wrongUsage_data();
    void wrongUsage();
    void helpListsCommandsAndStatus();

private:
    QString write(const QString &name, const QByteArray &content) const;
    QTemporaryDir m_directory;
    QString m_sample;
};

QString tst_Cli::write(const QString &name, const QByteArray &content) const
{
    QFile file(m_directory.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return {};
    return file.fileName();
}

void tst_Cli::initTestCase()
{
    QVERIFY(m_directory.isValid());
    m_sample = write(u"sample.eml"_s, Sample);
    QVERIFY(!m_sample.isEmpty());
}

void tst_Cli::parsePrintsTheCanonicalReading()
{
    const Ran ran = run({u"parse"_s, m_sample, u"--json"_s});
    QCOMPARE(ran.status, 0);
    QCOMPARE(ran.errors, QByteArray());
    const QJsonObject json = ran.json();
    QCOMPARE(json[u"subject"].toString(), u"보고 one two"_s);
    QCOMPARE(json[u"from"].toArray().at(0).toObject()[u"name"].toString(), u"김"_s);
    QCOMPARE(json[u"to"].toArray().size(), 0);
    QCOMPARE(json[u"cc"].toArray().size(), 2);
    QCOMPARE(json[u"date"].toString(), u"2026-11-02T01:00:00Z"_s);
    QCOMPARE(json[u"message_id"].toString(), u"m@x"_s);
    const QJsonArray parts = json[u"parts"].toArray();
    QCOMPARE(parts.size(), 2);
    QCOMPARE(parts.at(0)[u"path"].toString(), u"1"_s);
    QCOMPARE(parts.at(0)[u"charset"].toString(), u"utf-8"_s);
    QVERIFY(parts.at(0)[u"disposition"].isNull());
    QCOMPARE(parts.at(1)[u"filename"].toString(), u"a.bin"_s);
    QCOMPARE(parts.at(1)[u"size"].toInt(), 4); // binary in base64 keeps its line end
}

void tst_Cli::parsePrintsOneObjectALine()
{
    const Ran ran = run({u"parse"_s, m_sample, m_sample, u"--json"_s});
    QCOMPARE(ran.status, 0);
    QCOMPARE(ran.out.count('\n'), 2);
}

void tst_Cli::parseJudgesWithWhatItIsGiven()
{
    const QString forged = m_directory.filePath(u"forged.eml"_s);
    QFile file(forged);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("Authentication-Results: mx.example.org; dmarc=fail\r\nFrom: kim@example.net\r\n\r\nx\r\n");
    file.close();
    const auto trust = [](const Ran &ran) {
        return QJsonDocument::fromJson(ran.out).object().value("trust"_L1).toObject();
    };
    QCOMPARE(trust(run({u"parse"_s, forged, u"--json"_s})).value("level"_L1).toString(), u"neutral"_s);
    const QJsonObject given = trust(run({u"parse"_s, forged, u"--auth-server"_s, u"example.org"_s, u"--json"_s}));
    QCOMPARE(given.value("level"_L1).toString(), u"bad"_s);
    QCOMPARE(
        given.value("sentence"_L1).toString(), u"This message does not come from example.net, although it says so."_s);
    QCOMPARE(run({u"parse"_s, forged, u"--keys"_s, u"/nowhere"_s, u"--json"_s}).status, 3);
}

void tst_Cli::parseOfMissingFileSaysSo()
{
    const Ran ran = run({u"parse"_s, m_directory.filePath(u"none.eml"_s), m_sample, u"--json"_s});
    QCOMPARE(ran.status, 3);
    QVERIFY(ran.errors.contains("none.eml"));
    QCOMPARE(ran.out.count('\n'), 1); // the other file is read all the same
}

void tst_Cli::renderBlocksRemoteContent()
{
    const Ran ran = run({u"render"_s, m_sample});
    QCOMPARE(ran.status, 0);
    QVERIFY(ran.out.contains("<p>hi "));
    QVERIFY(!ran.out.contains("tracker.example") && !ran.out.contains("x()"));
    const QJsonObject json = run({u"render"_s, m_sample, u"--json"_s}).json();
    QCOMPARE(json[u"blocked"].toInt(), 1);
    QCOMPARE(json[u"hosts"].toArray().at(0).toString(), u"tracker.example"_s);
}

void tst_Cli::renderAllowsImagesWhenAsked()
{
    const Ran ran = run({u"render"_s, m_sample, u"--images"_s});
    QVERIFY(ran.out.contains("<img src=\"http://tracker.example/p.png\">"));
    QVERIFY(!ran.out.contains("script"));
}

void tst_Cli::renderNeverPrintsNothing()
{
    const QString plain = write(u"plain.eml"_s, "From: a@example.org\n\na < b & c\n");
    QVERIFY(run({u"render"_s, plain}).out.contains("a &lt; b &amp; c"));
    const QString hollow = write(u"hollow.eml"_s,
        "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nthe words\n"
        "--b\nContent-Type: text/html\n\n<script>x</script>\n--b--\n");
    QVERIFY(run({u"render"_s, hollow}).out.contains("the words"));
}

void tst_Cli::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList();
    QTest::newRow("unknown command") << QStringList({u"dance"_s});
    QTest::newRow("unknown option") << QStringList({u"parse"_s, u"--fast"_s, u"x"_s});
    QTest::newRow("no file") << QStringList({u"parse"_s, u"--json"_s});
    QTest::newRow("two files") << QStringList({u"render"_s, u"a"_s, u"b"_s});
}

void tst_Cli::wrongUsage()
{
    QFETCH(QStringList, arguments);
    const Ran ran = run(arguments);
    QCOMPARE(ran.status, 2);
    QCOMPARE(ran.out, QByteArray());
    QVERIFY(ran.errors.startsWith("godwit-cli: "));
}

void tst_Cli::helpListsCommandsAndStatus()
{
    const Ran ran = run({u"--help"_s});
    QCOMPARE(ran.status, 0);
    QVERIFY(ran.out.contains("parse FILE... --json") && ran.out.contains("render FILE [--images]"));
    QVERIFY(ran.out.contains("6 certificate"));
}

QTEST_GUILESS_MAIN(tst_Cli)
#include "tst_Cli.moc"
