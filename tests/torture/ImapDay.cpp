// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "torture/ImapDay.h"

#include "store/Check.h"
#include "store/Outbox.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>

using namespace std::chrono_literals;

namespace godwit::torture {

using namespace store;

namespace {

constexpr int MaximumTries = 8;
constexpr qint64 MaximumMilliseconds = 30'000;

const QString Inbox = QStringLiteral("INBOX");
const QString Archive = QStringLiteral("Archive");
const QString Trash = QStringLiteral("Trash");
const QString Work = QStringLiteral("Work");

class Password final : public account::Credentials {
public:
    Task<Result<QString>> password(account::Settings, Server) override { co_return QStringLiteral("secret"); }
    Task<Result<void>> store(account::Settings, Server, QString) override { co_return Result<void>{}; }
    Task<Result<void>> forget(account::Settings) override { co_return Result<void>{}; }
};

QByteArray letter(const QByteArray &name)
{
    return "From: alice@example.org\r\nTo: bob@example.org\r\nSubject: " + name + "\r\nMessage-ID: <" + name
        + "@example.org>\r\n\r\nText of " + name + "\r\n.\r\nend\r\n";
}

/// One message as both sides can tell it.
QByteArray line(const QByteArray &subject, QByteArrayList flags, const QByteArray &raw)
{
    flags.removeAll("\\Recent");
    std::sort(flags.begin(), flags.end());
    return "  " + subject + " (" + flags.join(' ') + ") " + QByteArray::number(raw.size()) + ' '
        + QByteArray::number(qChecksum(raw)) + '\n';
}

QByteArray picture(const QByteArray &name, bool subscribed, QByteArrayList lines)
{
    std::sort(lines.begin(), lines.end());
    return name + (subscribed ? "\n" : " (not subscribed)\n") + lines.join();
}

} // namespace

ImapDay::ImapDay(Server server)
    : imap(imapServer.serverPort()), smtp(smtpServer.serverPort()), m_credentials(std::make_shared<Password>())
{
    if (server == Server::Poor) {
        for (const char *name : {"MOVE", "UIDPLUS", "CONDSTORE", "QRESYNC", "LIST-STATUS", "ESEARCH"})
            imapServer.capabilities.removeAll(name);
    }
    fill();
    account::Settings settings;
    settings.email = QStringLiteral("alice@example.org");
    settings.incomingServer = {QStringLiteral("127.0.0.1"), imap.serverPort(), net::Security::ClearText};
    settings.incomingUser = QStringLiteral("alice");
    settings.outgoingServer = {QStringLiteral("127.0.0.1"), smtp.serverPort(), net::Security::ClearText};
    auto writer = Writer::open(m_profile.path());
    m_account = *(*writer)->addAccount(settings.toJson());
}

ImapDay::~ImapDay() = default;

void ImapDay::fill()
{
    for (int i = 1; i <= 6; ++i)
        imapServer.add("INBOX", "m" + QByteArray::number(i));
    imapServer.add("Archive", "a1");
    imapServer.add("Work", "w1");
    imapServer.add("Work", "w2");
    imapServer.boxes["Archive"].attribute = "\\Archive";
    imapServer.boxes["Trash"].attribute = "\\Trash";
    imapServer.boxes["Sent"].attribute = "\\Sent";
    imapServer.boxes["Drafts"].attribute = "\\Drafts";
}

void ImapDay::start()
{
    m_engine = std::make_unique<sync::Engine>(sync::Engine::Dependencies{m_profile.path(), m_credentials, m_clock});
    const Result<void> started = m_engine->start(sync::Engine::Mode::Passive);
    if (!started)
        m_lastError = describe(started.error());
}

/// Time passes only where a connection may hang: then a minute for each moment in which nothing moves.
template <typename T> bool ImapDay::await(Task<T> &task)
{
    QElapsedTimer real;
    real.start();
    QTimer tick;
    qint64 moved = -1;
    QObject::connect(&tick, &QTimer::timeout, &tick, [this, &moved] {
        const qint64 now = imap.passed(FaultProxy::Direction::Down) + imap.passed(FaultProxy::Direction::Up)
            + smtp.passed(FaultProxy::Direction::Down) + smtp.passed(FaultProxy::Direction::Up);
        if (std::exchange(moved, now) == now && (imap.mayHang() || smtp.mayHang()))
            m_clock->advance(1min);
    });
    tick.start(10ms);
    while (!task.isDone() && real.elapsed() < MaximumMilliseconds)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return task.isDone();
}

bool ImapDay::settle()
{
    for (int tries = 0; tries < MaximumTries; ++tries) {
        auto task = m_engine->syncOnce(m_account, {});
        if (!await(task)) {
            m_lastError = QStringLiteral("a refresh never came to an end");
            return false;
        }
        const sync::SyncSummary summary = task.result();
        if (!summary.error)
            return true;
        m_lastError = describe(*summary.error);
    }
    return false;
}

bool ImapDay::deliver()
{
    Outbox outbox(m_engine->writer());
    for (int tries = 0; tries < MaximumTries; ++tries) {
        auto task = m_engine->flushOutbox(m_account);
        if (!await(task)) {
            m_lastError = QStringLiteral("sending never came to an end");
            return false;
        }
        const QList<Submission> left = task.result();
        if (left.isEmpty())
            return true;
        const Submission &first = left.constFirst();
        m_lastError = QStringLiteral("the letter is in state %1").arg(int(first.state));
        if (first.state != SubmissionState::Unknown)
            continue;
        if (smtpServer.accepted.isEmpty()) { // the person asks the other one, and decides
            if (!outbox.retry(first.key))
                return false;
            continue;
        }
        m_copyMissing = true;
        return outbox.takeBack(first.key).has_value();
    }
    return false;
}

QString ImapDay::play()
{
    start();
    if (!m_lastError.isEmpty())
        return m_lastError;
    const auto did = [this](const char *what) {
        return QStringLiteral("%1: %2").arg(QString::fromLatin1(what), m_lastError);
    };
    if (!settle())
        return did("first refresh");
    tidyUp();
    if (!settle())
        return did("tidying up");
    withAnotherClient();
    if (!settle())
        return did("with another client");
    withNewUids();
    if (!settle())
        return did("with new UIDs");
    write();
    if (!deliver() || !settle())
        return did("sending");
    removeMailbox();
    if (!settle() || !settle()) // what was put away without its UID is found by the second
        return did("removing a mailbox");
    return {};
}

void ImapDay::tidyUp()
{
    Journal journal(m_engine->writer());
    journal.setFlags(messages(Inbox, {QStringLiteral("m1"), QStringLiteral("m2")}), {"\\Flagged"}, {});
    journal.move(messages(Inbox, {QStringLiteral("m3")}), mailbox(Work));
    journal.remove(messages(Inbox, {QStringLiteral("m4")}));
    journal.copy(messages(Inbox, {QStringLiteral("m1")}), mailbox(Archive));
    journal.append(mailbox(Archive), letter("app1"), Flags::fromWire({"\\Seen"}), {});
    journal.createMailbox(m_account, {QStringLiteral("New")});
    journal.setSubscribed(mailbox(Archive), false);
}

void ImapDay::withAnotherClient()
{
    imapServer.add("INBOX", "m7");
    imapServer.setFlag("INBOX", 5, "\\Answered");
    imapServer.expunge("INBOX", 6);
    Journal journal(m_engine->writer());
    journal.setFlags(messages(Inbox, {QStringLiteral("m5")}), {"\\Seen"}, {});
    journal.move(messages(Inbox, {QStringLiteral("m2")}), mailbox(QStringLiteral("New")));
    journal.expunge(messages(Trash, {QStringLiteral("m4")}));
    journal.renameMailbox(mailbox(QStringLiteral("New")), {QStringLiteral("Newer")});
    journal.append(mailbox(QStringLiteral("Drafts")), letter("draft"), Flags::fromWire({"\\Draft", "\\Seen"}), {});
    journal.setFlags(messages(Inbox, {QStringLiteral("m1")}), {"\\Answered"}, {});
    journal.undo();
}

void ImapDay::withNewUids()
{
    imapServer.renumber("Work");
    Journal journal(m_engine->writer());
    journal.setFlags(messages(Work, {QStringLiteral("w1")}), {"\\Flagged"}, {});
    journal.move(messages(Work, {QStringLiteral("w2")}), mailbox(Inbox));
    journal.setFlags(messages(Inbox, {QStringLiteral("m1")}), {}, {"\\Flagged"});
}

void ImapDay::write()
{
    Outbox::NewSubmission submission;
    submission.account = m_account;
    submission.content = letter("sent");
    submission.envelopeFrom = QStringLiteral("alice@example.org");
    submission.recipients = QStringList{QStringLiteral("bob@example.org")};
    Outbox(m_engine->writer()).add(submission);
}

void ImapDay::removeMailbox()
{
    Journal(m_engine->writer()).deleteMailbox(mailbox(QStringLiteral("Newer")));
}

const Reader &ImapDay::reader() const
{
    return m_engine->writer().reader();
}

MailboxKey ImapDay::mailbox(const QString &name) const
{
    const auto found = reader().mailboxByName(m_account, name);
    return found ? found->key : MailboxKey();
}

QList<PlacementKey> ImapDay::messages(const QString &name, const QStringList &subjects) const
{
    QList<PlacementKey> found;
    for (const RowKey &key : reader().rowKeys(mailbox(name))) {
        const auto row = reader().row(key.placement);
        if (row && subjects.contains(row->subject))
            found.append(key.placement);
    }
    return found;
}

QByteArray ImapDay::serverPicture() const
{
    QByteArray text;
    for (auto box = imapServer.boxes.cbegin(); box != imapServer.boxes.cend(); ++box) {
        if (m_copyMissing && box.key() == "Sent")
            continue;
        QByteArrayList lines;
        for (const test::ModelImapServer::Message &message : box->messages) {
            const qsizetype at = message.raw.indexOf("Subject: ") + 9;
            lines.append(line(message.raw.mid(at, message.raw.indexOf('\r', at) - at),
                QByteArrayList(message.flags.cbegin(), message.flags.cend()), message.raw));
        }
        text += picture(box.key(), box->subscribed, lines);
    }
    return text;
}

QByteArray ImapDay::localPicture() const
{
    QMap<QByteArray, QByteArray> pictures;
    for (const Mailbox &mailbox : reader().mailboxes(m_account)) {
        if (m_copyMissing && mailbox.role == Role::Sent)
            continue;
        QByteArrayList lines;
        for (const RowKey &key : reader().rowKeys(mailbox.key)) {
            const auto row = reader().row(key.placement);
            if (row)
                lines.append(line(row->subject.toUtf8(), row->flags.toWire(), reader().raw(row->message).value_or("")));
        }
        pictures.insert(mailbox.wireName, picture(mailbox.wireName, mailbox.subscribed, lines));
    }
    return QByteArrayList(pictures.cbegin(), pictures.cend()).join();
}

QString ImapDay::difference()
{
    for (const Operation &operation : reader().operations()) {
        if (operation.state != OperationState::Done && operation.state != OperationState::Undone)
            return QStringLiteral("operation of kind %1 is in state %2: %3")
                .arg(int(operation.kind))
                .arg(int(operation.state))
                .arg(describe(operation.error));
    }
    if (smtpServer.accepted.size() != 1)
        return QStringLiteral("the letter was sent %1 times").arg(smtpServer.accepted.size());
    const QByteArray local = localPicture();
    const QByteArray server = serverPicture();
    if (local != server)
        return QStringLiteral("the server holds\n%1\nthe store\n%2")
            .arg(QString::fromUtf8(server), QString::fromUtf8(local));
    return check();
}

QString ImapDay::check()
{
    m_engine.reset();
    const auto report = checkStore(m_profile.path());
    if (!report)
        return describe(report.error());
    return report->problems.join(u'\n');
}

} // namespace godwit::torture
