// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "torture/LiveClient.h"

#include "store/Check.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>

namespace godwit::torture {

using namespace store;

namespace {

constexpr qint64 MaximumMilliseconds = 120'000;

class FixedPassword final : public account::Credentials {
public:
    explicit FixedPassword(QString text) : m_text(std::move(text)) { }
    Task<Result<QString>> password(account::Settings, Server) override { co_return m_text; }
    Task<Result<void>> store(account::Settings, Server, QString) override { co_return Result<void>{}; }
    Task<Result<void>> forget(account::Settings) override { co_return Result<void>{}; }

private:
    QString m_text;
};

} // namespace

LiveClient::LiveClient(const ServerAddress &server, FaultProxy &proxy, int hurry, net::Security security)
{
    account::Settings settings;
    settings.email = QStringLiteral("alice@example.test");
    settings.incomingServer = {server.host, proxy.serverPort(), security};
    settings.incomingUser = server.user;
    settings.extraCaFile = server.caFile;
    {
        auto writer = Writer::open(m_profile.path());
        m_account = *(*writer)->addAccount(settings.toJson());
    }
    m_engine = std::make_unique<sync::Engine>(sync::Engine::Dependencies{
        m_profile.path(), std::make_shared<FixedPassword>(server.password), std::make_shared<HurryingClock>(hurry)});
    const Result<void> started = m_engine->start(sync::Engine::Mode::Passive);
    Q_ASSERT(started);
    Q_UNUSED(started)
}

LiveClient::~LiveClient() = default;

sync::SyncSummary LiveClient::syncOnce(bool *ended)
{
    auto task = m_engine->syncOnce(m_account, {});
    QElapsedTimer real;
    QTimer tick;
    tick.start(1000);
    for (real.start(); !task.isDone() && real.elapsed() < MaximumMilliseconds;)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    if (ended != nullptr)
        *ended = task.isDone();
    return task.isDone() ? task.result() : sync::SyncSummary();
}

QString LiveClient::settle(int tries)
{
    QString error;
    for (; tries > 0; --tries) {
        bool ended = false;
        const sync::SyncSummary summary = syncOnce(&ended);
        if (!ended)
            return QStringLiteral("a refresh never came to an end");
        if (!summary.error)
            return {};
        error = describe(*summary.error);
    }
    return error;
}

MailboxKey LiveClient::mailbox(const QString &name) const
{
    const auto found = reader().mailboxByName(m_account, name);
    return found ? found->key : MailboxKey();
}

MailboxKey LiveClient::anyMailbox(QRandomGenerator &random) const
{
    QList<MailboxKey> keys;
    for (const Mailbox &mailbox : reader().mailboxes(m_account)) {
        if (mailbox.selectable)
            keys.append(mailbox.key);
    }
    return keys.isEmpty() ? MailboxKey() : keys.at(random.bounded(int(keys.size())));
}

PlacementKey LiveClient::anyMessage(QRandomGenerator &random) const
{
    for (int tries = 0; tries < 10; ++tries) {
        const QList<RowKey> rows = reader().rowKeys(anyMailbox(random));
        if (!rows.isEmpty())
            return rows.at(random.bounded(int(rows.size()))).placement;
    }
    return {};
}

void LiveClient::note(PlacementKey key)
{
    const auto row = reader().row(key);
    const auto envelope = row ? reader().envelope(row->message) : std::nullopt;
    if (envelope)
        m_expunged.append(envelope->messageId);
}

void LiveClient::tell(PlacementKey key, const QString &what)
{
    const auto row = reader().row(key);
    const auto from = row ? reader().mailbox(row->mailbox) : std::nullopt;
    const auto envelope = row ? reader().envelope(row->message) : std::nullopt;
    if (from && envelope)
        m_story.append(QStringLiteral("%1 in %2 (%3) %4")
                           .arg(envelope->messageId, from->name(), QString::number(row->uid.value), what));
}

void LiveClient::act(QRandomGenerator &random)
{
    Journal journal(writer());
    const int kind = random.bounded(100);
    const PlacementKey message = anyMessage(random);
    if (kind < 35 && message) {
        static const QByteArrayList flags{"\\Seen", "\\Flagged", "\\Answered", "work"};
        const QByteArrayList one{flags.at(random.bounded(int(flags.size())))};
        const bool add = random.bounded(2) == 0;
        journal.setFlags({message}, add ? one : QByteArrayList(), add ? QByteArrayList() : one);
    } else if (kind < 70 && message) {
        const MailboxKey goal = anyMailbox(random);
        const auto named = reader().mailbox(goal);
        tell(message, QStringLiteral("moved to ") + (named ? named->name() : QString()));
        journal.move({message}, goal);
    } else if (kind < 78 && message) {
        const auto row = reader().row(message);
        const auto from = row ? reader().mailbox(row->mailbox) : std::nullopt;
        if (from && from->role == Role::Trash)
            note(message);
        tell(message, QStringLiteral("removed"));
        journal.remove({message});
    } else if (kind < 90) {
        const QByteArray id = QByteArray::number(++m_number) + "@first.test";
        const QByteArray raw =
            "From: alice@example.test\r\nSubject: appended " + id + "\r\nMessage-ID: <" + id + ">\r\n\r\nText.\r\n";
        if (journal.append(anyMailbox(random), raw, Flags::fromWire({"\\Seen"}), {}))
            m_appended.append(QString::fromLatin1(id));
    } else if (kind < 93) {
        journal.createMailbox(m_account, {QStringLiteral("Box%1").arg(random.bounded(10'000))});
    } else if (kind < 96) {
        const auto one = reader().mailbox(anyMailbox(random));
        if (one && one->path.last().startsWith(u"Box")) {
            const QStringList path = one->path.mid(0, one->path.size() - 1);
            journal.renameMailbox(one->key, path + QStringList{QStringLiteral("Box%1").arg(random.bounded(10'000))});
        }
    } else {
        const auto undone = journal.undo();
        const auto operation = undone ? reader().operation(*undone) : std::nullopt;
        m_story.append(QStringLiteral("undone: kind %1").arg(operation ? int(operation->kind) : -1));
    }
}

Picture LiveClient::picture(Names names) const
{
    Picture picture;
    for (const Mailbox &mailbox : reader().mailboxes(m_account)) {
        if (!mailbox.selectable)
            continue;
        QStringList lines;
        for (const RowKey &key : reader().rowKeys(mailbox.key)) {
            const auto row = reader().row(key.placement);
            const auto envelope = row ? reader().envelope(row->message) : std::nullopt;
            if (!envelope)
                continue;
            QStringList flags;
            for (const QByteArray &flag : row->flags.toWire())
                flags.append(QString::fromLatin1(flag));
            flags.sort();
            lines.append(QStringLiteral("%1 (%2) %3").arg(envelope->messageId, flags.join(u' ')).arg(row->sizeOctets));
        }
        lines.sort();
        picture.insert(names == Names::Wire ? QString::fromLatin1(mailbox.wireName) : mailbox.name(), lines);
    }
    return picture;
}

QString LiveClient::waiting() const
{
    QStringList lines;
    for (const Operation &operation : reader().operations(10'000)) {
        const bool waits = operation.state == OperationState::Pending || operation.state == OperationState::InFlight
            || operation.state == OperationState::Unknown;
        if (waits)
            lines.append(QStringLiteral("kind %1 state %2: %3")
                             .arg(int(operation.kind))
                             .arg(int(operation.state))
                             .arg(describe(operation.error)));
    }
    return lines.join(u'\n');
}

QString LiveClient::check()
{
    m_engine.reset();
    const auto report = checkStore(m_profile.path());
    return report ? report->problems.join(u'\n') : describe(report.error());
}

} // namespace godwit::torture
