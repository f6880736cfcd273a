// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Outbox.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace godwit;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Letter = "From: Alice <alice@example.org>\r\nTo: bob@example.org\r\nSubject: Hello\r\n\r\nText\r\n";
const QByteArray FromLine = "From alice@example.org Tue Nov 14 22:13:20 2023\n";

struct Outcome {
    int code = -1;
    QByteArray out, err;
};

} // namespace

/// The command line with accounts whose servers do not answer.
class tst_CliSending : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    QString profile() const { return m_folder->filePath(u"profile"_s); }
    Outcome run(const QStringList &arguments) const
    {
        QProcess process;
        process.start(QStringLiteral(GODWIT_CLI), QStringList{u"--profile"_s, profile()} + arguments);
        process.waitForFinished(60'000);
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
    Outcome run(const char *commandLine) const { return run(QString::fromLatin1(commandLine).split(u' ')); }
    QString file(const QByteArray &content) const
    {
        QFile file(m_folder->filePath(u"letter"_s));
        const bool written = file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
        return written ? file.fileName() : QString();
    }
    QList<store::Submission> outbox() const
    {
        const auto reader = store::Reader::open(profile());
        return reader ? (*reader)->outbox() : QList<store::Submission>();
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        // Port 1 answers nowhere.
        const Outcome added = run("account add --email alice@example.org --imap imap://127.0.0.1:1 --smtp "
                                  "smtp://127.0.0.1:1 --password-command true");
        QVERIFY2(added.code == 0, added.err);
    }

    void whatAnMboxPutsAroundAMessageIsNotSent()
    {
        const Outcome sent = run({u"send"_s, file(FromLine + Letter + ">From here on quoted\r\n\r\n")});
        QVERIFY2(sent.code == 0, sent.err);
        QCOMPARE(outbox().size(), 1);
        const auto reader = store::Reader::open(profile());
        QVERIFY(reader);
        QCOMPARE((*reader)->submissionContent(outbox().constFirst().key).value_or(QByteArray()),
            Letter + "From here on quoted\r\n");
    }

    void anMboxOfSeveralMessagesIsRefused()
    {
        const Outcome sent = run({u"send"_s, file(FromLine + Letter + "\r\n" + FromLine + Letter)});
        QCOMPARE(sent.code, 1);
        QVERIFY2(sent.err.contains("several messages"), sent.err);
        QVERIFY(outbox().isEmpty());
    }

    void anAccountWithUnsentMailGoesOnlyWhenThatIsSaid()
    {
        QCOMPARE(run({u"send"_s, file(Letter)}).code, 0);
        const Outcome refused = run("account remove --keep-mail");
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("1 unsent message ") && refused.err.contains("--drop-unsent"), refused.err);
        QCOMPARE(outbox().size(), 1);
        const Outcome removed = run("account remove --drop-unsent");
        QVERIFY2(removed.code == 0, removed.err);
        QVERIFY(outbox().isEmpty());
        QVERIFY(run("account list").out.isEmpty());
    }

    void whatIsUnknownCanBeSaidToHaveArrived()
    {
        QCOMPARE(run({u"send"_s, file(Letter)}).code, 0);
        const store::SubmissionKey key = outbox().constFirst().key;
        const QString id = QString::number(key.value);
        const Outcome early = run({u"outbox"_s, u"--arrived"_s, id});
        QCOMPARE(early.code, 1);
        QVERIFY2(early.err.contains("is waiting"), early.err);
        QCOMPARE(run({u"outbox"_s, u"--arrived"_s, u"777"_s}).code, 3);
        QCOMPARE(run({u"outbox"_s, u"--arrived"_s}).code, 2);
        {
            const auto writer = store::Writer::open(profile());
            QVERIFY(writer);
            QVERIFY(store::Outbox(**writer).markSending(key)); // and then its process was killed
        }
        const Outcome arrived = run({u"outbox"_s, u"--arrived"_s, id, u"--json"_s});
        QVERIFY2(arrived.code == 0, arrived.err);
        QCOMPARE(arrived.out.trimmed(), QByteArray("[]"));
        QVERIFY(outbox().isEmpty());
    }

    void aFailedSyncSaysNoNumbers()
    {
        const Outcome failed = run("sync");
        QVERIFY(failed.code != 0);
        QVERIFY2(failed.out.isEmpty(), failed.out);
        QVERIFY(!failed.err.isEmpty());
    }

    void theHelpSaysWhatNoIndexDoes() { QVERIFY(run("sync --help").out.contains("--no-index changes nothing yet")); }
};

QTEST_GUILESS_MAIN(tst_CliSending)
#include "tst_CliSending.moc"
