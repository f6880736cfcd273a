// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Check.h"
#include "store/StoreFixture.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRandomGenerator>
#include <cstdio>

using namespace godwit;
using namespace godwit::store;
using test::StoreFixture;

namespace {

const QString Inbox = QStringLiteral("INBOX");
const QString Work = QStringLiteral("Work");
constexpr int Rounds = 50;

/// One line for each transaction that the store has acknowledged; the parent holds us to it.
void acknowledge(const char *what, qint64 key)
{
    std::printf("%s %lld\n", what, static_cast<long long>(key));
    std::fflush(stdout);
}

/// Writes until it is killed: arrivals, bodies, actions on their way through the journal, messages on their way out.
class Worker {
public:
    Worker(const QString &profile, quint32 seed)
        : m_writer(std::move(*Writer::open(profile))), m_journal(*m_writer), m_outbox(*m_writer), m_random(seed),
          m_account(m_writer->reader().accounts().value(0).key),
          m_inbox(m_writer->reader().mailboxByName(m_account, Inbox)->key),
          m_work(m_writer->reader().mailboxByName(m_account, Work)->key), m_number(int(seed) * 100'000)
    {
        acknowledge("open", m_journal.recoverAfterRestart() && m_outbox.recoverAfterRestart() ? 1 : 0);
    }

    [[noreturn]] void run()
    {
        for (;;) {
            switch (m_random.bounded(6)) {
            case 0:
                arrive();
                break;
            case 1:
                act();
                break;
            case 2:
                execute();
                break;
            case 3:
                append();
                break;
            case 4:
                sortAgain();
                break;
            default:
                send();
                break;
            }
        }
    }

private:
    void arrive()
    {
        QList<IncomingMessage> messages;
        for (int i = 0; i < m_random.bounded(1, 60); ++i) {
            ++m_number;
            messages.append(StoreFixture::message(m_number, quint32(m_number)));
            if (m_number % 3 == 0)
                messages.last().raw = QByteArray::number(m_number).repeated(500);
        }
        const auto added = m_writer->addMessages(m_inbox, messages);
        if (!added)
            return;
        for (const PlacementKey key : added->added)
            acknowledge("message", key.value);
        m_fresh += added->added;
    }
    void act()
    {
        if (m_fresh.size() < 4)
            return;
        const PlacementKey flagged = m_fresh.takeFirst();
        if (m_journal.setFlags({flagged}, {"\\Flagged"}, {}))
            acknowledge("flagged", flagged.value);
        const PlacementKey moved = m_fresh.takeFirst();
        if (m_journal.move({moved}, m_work))
            acknowledge("moved", moved.value);
        const PlacementKey undone = m_fresh.takeFirst();
        if (m_journal.move({undone}, m_work) && m_journal.undo())
            acknowledge("undone", undone.value);
    }
    void execute()
    {
        for (const Operation &operation : m_journal.pending(m_account, 3)) {
            if (operation.state != OperationState::Pending || !m_journal.markInFlight(operation.key))
                continue;
            QList<Journal::NewPlace> places;
            for (const OperationItem &item : m_journal.items(operation.key))
                places.append({item.placement, {quint32(++m_number)}});
            if (m_journal.markDone(operation.key, {}, places))
                acknowledge("done", operation.key.value);
        }
    }
    void append()
    {
        const QByteArray raw = "Subject: appended\r\n\r\n" + QByteArray::number(++m_number) + "\r\n";
        if (const auto added = m_journal.append(m_work, raw, {}, {}))
            acknowledge("message", added->value);
    }
    /// Made anew, as after a change of the keys; a kill leaves it half made.
    void sortAgain()
    {
        if (!m_writer->beginOrder(m_inbox, SortBy::Sender))
            return;
        const QList<SortEntry> entries = m_writer->reader().sortEntries(m_inbox, SortBy::Sender);
        for (qsizetype first = 0; first < entries.size(); first += 200) {
            if (!m_writer->addToOrder(m_inbox, SortBy::Sender, entries.mid(first, 200)))
                return;
        }
        if (m_writer->finishOrder(m_inbox, SortBy::Sender))
            acknowledge("sorted", ++m_sorted);
    }
    void send()
    {
        Outbox::NewSubmission submission;
        submission.account = m_account;
        submission.content = "Subject: out\r\n\r\n" + QByteArray::number(++m_number);
        submission.recipients = QStringList{QStringLiteral("bob@example.org")};
        const auto key = m_outbox.add(submission);
        if (!key)
            return;
        acknowledge("submission", key->value);
        if (m_random.bounded(2) == 0 || !m_outbox.markSending(*key))
            return;
        acknowledge("sending", key->value);
        if (m_random.bounded(2) == 0 && m_outbox.markSent(*key, {}, true))
            acknowledge("sent", key->value);
    }

    std::unique_ptr<Writer> m_writer;
    Journal m_journal;
    Outbox m_outbox;
    QRandomGenerator m_random;
    AccountKey m_account;
    MailboxKey m_inbox, m_work;
    int m_number;
    qint64 m_sorted = 0; ///< in this process
    QList<PlacementKey> m_fresh;
};

/// What the worker was promised.
struct Promises {
    QSet<qint64> messages, flagged, moved, undone, done, submissions, sending, sent, sorted;

    void take(const QByteArray &line)
    {
        const qint64 key = line.mid(line.indexOf(' ') + 1).toLongLong();
        const QByteArray what = line.left(line.indexOf(' '));
        const std::pair<const char *, QSet<qint64> *> kinds[] = {{"message", &messages}, {"flagged", &flagged},
            {"moved", &moved}, {"undone", &undone}, {"done", &done}, {"submission", &submissions},
            {"sending", &sending}, {"sent", &sent}, {"sorted", &sorted}};
        for (const auto &[name, keys] : kinds) {
            if (what == name)
                keys->insert(key);
        }
    }
};

} // namespace

class tst_StoreKill : public QObject {
    Q_OBJECT
private slots:
    void whatWasAcknowledgedSurvivesAKill()
    {
        QTemporaryDir folder;
        prepare(folder.path());
        QRandomGenerator random(1125);
        Promises promises;
        for (int round = 1; round <= Rounds; ++round) {
            killSoon(folder.path(), round, random, promises);
            if (QTest::currentTestFailed())
                return;
            verify(folder.path(), promises);
            if (QTest::currentTestFailed())
                return;
        }
        QVERIFY(promises.messages.size() > 1000);
        QVERIFY(promises.moved.size() > 20 && promises.done.size() > 20 && promises.sending.size() > 20);
        QVERIFY(!promises.sorted.isEmpty());
    }

private:
    static void prepare(const QString &profile)
    {
        const auto writer = std::move(*Writer::open(profile));
        const AccountKey account = writer->addAccount("{}").value();
        QList<Writer::ServerMailbox> list;
        for (const QString &name : {Inbox, Work, QStringLiteral("Sent")}) {
            Writer::ServerMailbox mailbox;
            mailbox.wireName = name.toUtf8();
            mailbox.path = QStringList{name};
            mailbox.role = name == u"Sent" ? Role::Sent : Role::None;
            list.append(mailbox);
        }
        QVERIFY(writer->setMailboxes(account, list, true));
        for (const QString &name : {Inbox, Work}) { // both sorted: an order is torn no more than the rest
            const MailboxKey mailbox = writer->reader().mailboxByName(account, name)->key;
            for (const SortBy by : {SortBy::Subject, SortBy::Size})
                QVERIFY(writer->beginOrder(mailbox, by) && writer->finishOrder(mailbox, by));
        }
    }

    static void killSoon(const QString &profile, int round, QRandomGenerator &random, Promises &promises)
    {
        QProcess worker;
        worker.start(
            QCoreApplication::applicationFilePath(), {QStringLiteral("--worker"), profile, QString::number(round)});
        const int lines = random.bounded(1, 120);
        for (int read = 0; read < lines;) {
            if (!worker.canReadLine() && !worker.waitForReadyRead(30'000))
                break;
            while (worker.canReadLine()) {
                promises.take(worker.readLine().trimmed());
                ++read;
            }
        }
        worker.waitForReadyRead(random.bounded(0, 8)); // somewhere within a transaction
        worker.kill();
        QVERIFY(worker.waitForFinished(30'000));
        QCOMPARE(worker.exitStatus(), QProcess::CrashExit);
        for (QByteArray rest = worker.readAll(); !rest.isEmpty();) {
            const qsizetype end = rest.indexOf('\n');
            if (end < 0)
                break; // half an acknowledgement is none
            promises.take(rest.left(end));
            rest = rest.mid(end + 1);
        }
    }

    static void verify(const QString &profile, const Promises &promises)
    {
        const auto report = checkStore(profile);
        QVERIFY(report);
        QVERIFY2(report->problems.isEmpty(), qPrintable(report->problems.join(u'\n')));
        const auto reader = std::move(*Reader::open(profile));
        const AccountKey account = reader->accounts().value(0).key;
        const MailboxKey work = reader->mailboxByName(account, Work)->key;
        const MailboxKey inbox = reader->mailboxByName(account, Inbox)->key;
        for (const qint64 key : promises.messages)
            QVERIFY2(reader->row({key}), qPrintable(QStringLiteral("message %1 is lost").arg(key)));
        for (const qint64 key : promises.flagged)
            QVERIFY(reader->row({key})->flags.has(Flag::Flagged));
        for (const qint64 key : promises.moved)
            QCOMPARE(reader->row({key})->mailbox, work);
        for (const qint64 key : promises.undone)
            QCOMPARE(reader->row({key})->mailbox, inbox);
        for (const qint64 key : promises.done)
            QVERIFY(reader->operation({key})->state == OperationState::Done);
        QSet<qint64> waiting;
        for (const Submission &submission : reader->outbox())
            waiting.insert(submission.key.value);
        for (const qint64 key : promises.submissions) {
            const bool inSight = waiting.contains(key) || promises.sending.contains(key);
            QVERIFY2(inSight, qPrintable(QStringLiteral("submission %1 is lost").arg(key)));
        }
        for (const qint64 key : promises.sent)
            QVERIFY2(!waiting.contains(key), "sent and still in the outbox: it would go out twice");
    }
};

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    if (argc == 4 && qstrcmp(argv[1], "--worker") == 0)
        Worker(QString::fromLocal8Bit(argv[2]), QByteArray(argv[3]).toUInt()).run();
    tst_StoreKill test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_StoreKill.moc"
