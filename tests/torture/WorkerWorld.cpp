// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "torture/WorkerWorld.h"

#include "account/Credentials.h"
#include "store/Check.h"
#include "store/Journal.h"
#include "sync/Engine.h"

#include <QCoreApplication>
#include <cstdio>

namespace godwit::torture {

using namespace store;

namespace {

const QString Inbox = QStringLiteral("INBOX");
const QString Archive = QStringLiteral("Archive");

class Password final : public account::Credentials {
public:
    Task<Result<QString>> password(account::Settings, Server) override { co_return QStringLiteral("secret"); }
    Task<Result<void>> store(account::Settings, Server, QString) override { co_return Result<void>{}; }
    Task<Result<void>> forget(account::Settings) override { co_return Result<void>{}; }
};

QByteArray source(const QByteArray &name)
{
    return "From: alice@example.org\r\nSubject: " + name + "\r\nMessage-ID: <" + name
        + "@example.org>\r\n\r\nText.\r\n";
}

void complain(const MailError &error)
{
    std::fprintf(stderr, "%s\n", qPrintable(describe(error)));
}

/// The process that is killed: a client that does what is left of its work, and goes on where another one died.
class Worker {
public:
    explicit Worker(const QString &profile)
        : m_engine({profile, std::make_shared<Password>(), std::make_shared<SystemClock>()})
    { }

    int run()
    {
        const Result<void> started = m_engine.start(sync::Engine::Mode::Passive);
        if (!started) {
            complain(started.error());
            return 2;
        }
        m_writer = &m_engine.writer();
        m_account = reader().accounts().value(0).key;
        if (!settle())
            return 3;
        act();
        return settle() && settle() ? 0 : 4;
    }

private:
    bool settle()
    {
        for (int tries = 0; tries < 5; ++tries) {
            auto task = m_engine.syncOnce(m_account, {});
            while (!task.isDone())
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            const sync::SyncSummary summary = task.result();
            if (!summary.error)
                return true;
            complain(*summary.error);
        }
        return false;
    }
    MailboxKey mailbox(const QString &name) const
    {
        const auto found = reader().mailboxByName(m_account, name);
        return found ? found->key : MailboxKey();
    }
    const Reader &reader() const { return m_writer->reader(); }
    QList<PlacementKey> messages(const QString &name, const QString &start) const
    {
        QList<PlacementKey> found;
        for (const RowKey &key : reader().rowKeys(mailbox(name))) {
            const auto row = reader().row(key.placement);
            if (row && row->subject.startsWith(start))
                found.append(key.placement);
        }
        return found;
    }
    /// Each may be asked for again: what is done already is not there to be done.
    void act()
    {
        Journal journal(*m_writer);
        journal.setFlags(messages(Inbox, QStringLiteral("flag")), {"\\Flagged"}, {});
        journal.move(messages(Inbox, QStringLiteral("move")), mailbox(Archive));
        journal.remove(messages(Inbox, QStringLiteral("bin")));
        if (messages(Archive, QStringLiteral("copy")).isEmpty())
            journal.copy(messages(Inbox, QStringLiteral("copy")), mailbox(Archive));
        if (messages(Archive, QStringLiteral("new")).isEmpty())
            journal.append(mailbox(Archive), source("new"), Flags::fromWire({"\\Seen"}), {});
        if (!mailbox(QStringLiteral("Made")))
            journal.createMailbox(m_account, {QStringLiteral("Made")});
    }

    sync::Engine m_engine;
    Writer *m_writer = nullptr;
    AccountKey m_account;
};

QByteArray line(const QByteArray &mailbox, const QByteArray &subject, QByteArrayList flags, qint64 octets)
{
    std::sort(flags.begin(), flags.end());
    return mailbox + ": " + subject + " (" + flags.join(' ') + ") " + QByteArray::number(octets);
}

} // namespace

WorkerWorld::WorkerWorld(const QString &profilePath)
    : profile(profilePath.isEmpty() ? folder.path() : profilePath), proxy(server.serverPort())
{
    for (const char *name : {"flag1", "flag2", "move1", "move2", "bin1", "copy1", "stay1", "stay2"})
        server.add("INBOX", name);
    server.add("Archive", "old");
    server.boxes["Archive"].attribute = "\\Archive";
    server.boxes["Trash"].attribute = "\\Trash";
    account::Settings settings;
    settings.email = QStringLiteral("alice@example.org");
    settings.incomingServer = {QStringLiteral("127.0.0.1"), proxy.serverPort(), net::Security::ClearText};
    settings.passwordCommand = QStringLiteral("echo secret");
    settings.incomingUser = QStringLiteral("alice");
    const auto writer = std::move(*Writer::open(profile));
    account = *writer->addAccount(settings.toJson());
}

QByteArrayList WorkerWorld::serverLines() const
{
    QByteArrayList lines;
    for (auto box = server.boxes.cbegin(); box != server.boxes.cend(); ++box) {
        lines.append(box.key());
        for (const auto &message : box->messages) {
            const qsizetype at = message.raw.indexOf("Subject: ") + 9;
            lines.append(line(box.key(), message.raw.mid(at, message.raw.indexOf('\r', at) - at),
                QByteArrayList(message.flags.cbegin(), message.flags.cend()), message.raw.size()));
        }
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

QByteArrayList WorkerWorld::storeLines() const
{
    QByteArrayList lines;
    const auto reader = std::move(*Reader::open(profile));
    for (const Mailbox &mailbox : reader->mailboxes(account)) {
        lines.append(mailbox.wireName);
        for (const RowKey &key : reader->rowKeys(mailbox.key)) {
            const auto row = reader->row(key.placement);
            if (row)
                lines.append(line(mailbox.wireName, row->subject.toUtf8(), row->flags.toWire(),
                    reader->raw(row->message).value_or("").size()));
        }
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

QString WorkerWorld::check() const
{
    const auto report = checkStore(profile);
    return report ? report->problems.join(u'\n') : describe(report.error());
}

qint64 WorkerWorld::passed() const
{
    return proxy.passed(FaultProxy::Direction::Down) + proxy.passed(FaultProxy::Direction::Up);
}

int runWorker(const QString &profile)
{
    return Worker(profile).run();
}

} // namespace godwit::torture
