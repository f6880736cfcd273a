// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/Engine.h"

#include "base/Log.h"
#include "base/TaskScope.h"
#include "store/Journal.h"
#include "store/Outbox.h"
#include "sync/AccountCheck.h"
#include "sync/AccountSetup.h"
#include "sync/ImapAccount.h"
#include "sync/Metering.h"
#include "sync/OrderKeeper.h"
#include "sync/Pop3Account.h"
#include "sync/ThreadBacklog.h"

#include <map>

using namespace std::chrono_literals;

namespace godwit::sync {

struct Engine::Private {
    Dependencies dependencies;
    Mode mode = Mode::Passive;
    Connectivity connectivity = Connectivity::Online;
    bool paused = false;
    QSet<store::AccountKey> pausedAccounts;
    Metering *metering = nullptr; ///< child of the engine: lives where that lives
    std::unique_ptr<store::Writer> writer;
    std::unique_ptr<OrderKeeper> orders; ///< as long as there is a writer
    std::unique_ptr<ThreadBacklog> backlog; ///< the same
    std::optional<MailError> openError;
    std::map<store::AccountKey, std::unique_ptr<AccountSync>> accounts;
    std::map<store::AccountKey, std::shared_ptr<ConnectionHistory>> histories; ///< other settings begin no new one
    std::vector<std::unique_ptr<AccountSync>> retired; ///< with other settings, or removed
    TaskScope scope; ///< before the accounts go, see stop()
    bool stopping = false;

    AccountSync *find(store::AccountKey account) const
    {
        const auto found = accounts.find(account);
        return found == accounts.end() ? nullptr : found->second.get();
    }
    AccountSync *ofMailbox(store::MailboxKey mailbox) const
    {
        const auto row = writer ? writer->reader().mailbox(mailbox) : std::nullopt;
        return row ? find(row->account) : nullptr;
    }
    bool wantsLive(const AccountSync &account) const
    {
        return mode == Mode::Live && connectivity == Connectivity::Online && !stopping
            && account.context().settings.enabled;
    }
};

namespace {

std::optional<account::Settings> settingsOf(const store::AccountRow &row)
{
    std::optional<account::Settings> settings = account::Settings::fromJson(row.settings);
    if (settings)
        settings->key = row.key;
    return settings;
}

/// They differ at most in what is kept and how it looks.
bool connectAlike(account::Settings one, const account::Settings &other)
{
    one.bodyPolicy = other.bodyPolicy;
    one.bodyDays = other.bodyDays;
    one.mailboxBodies = other.mailboxBodies;
    one.serverSavesSent = other.serverSavesSent;
    one.label = other.label;
    one.name = other.name;
    one.signature = other.signature;
    return one.toJson() == other.toJson();
}

std::unique_ptr<AccountSync> makeAccount(AccountContext context)
{
    switch (context.settings.incoming) {
    case account::Incoming::Imap:
        return std::make_unique<ImapAccount>(std::move(context));
    case account::Incoming::Pop3:
        return std::make_unique<Pop3Account>(std::move(context));
    case account::Incoming::None:
        break;
    }
    return std::make_unique<AccountSync>(std::move(context));
}

} // namespace

Engine::Engine(Dependencies dependencies) : d(std::make_unique<Private>())
{
    d->dependencies = std::move(dependencies);
    d->metering = new Metering(this);
    connect(d->metering, &Metering::changed, this, &Engine::meteredChanged);
    qRegisterMetaType<store::Change>();
    qRegisterMetaType<AccountStatus>();
    qRegisterMetaType<SyncSummary>();
    qRegisterMetaType<ConnectionReport>();
    qRegisterMetaType<MeteredStatus>();
    qRegisterMetaType<store::PlacementKey>();
    qRegisterMetaType<store::MailboxKey>();
    qRegisterMetaType<store::AccountKey>();
    qRegisterMetaType<store::OperationKey>();
    qRegisterMetaType<store::SubmissionKey>();
    qRegisterMetaType<store::SubmissionState>("godwit::store::SubmissionState");
    qRegisterMetaType<MailError>();
}

Engine::~Engine()
{
    d->scope.cancel();
    d->accounts.clear();
    d->retired.clear();
}

store::Writer &Engine::writer()
{
    return *d->writer;
}

bool Engine::isOpen() const
{
    return d->writer != nullptr;
}

account::Credentials &Engine::credentials()
{
    return *d->dependencies.credentials;
}

const std::optional<MailError> &Engine::openError() const
{
    return d->openError;
}

Result<void> Engine::start(Mode mode)
{
    d->mode = mode;
    const Result<void> opened = openStore();
    if (!opened) {
        d->orders.reset();
        d->backlog.reset();
        d->writer.reset();
        d->openError = opened.error();
        return opened;
    }
    d->openError.reset();
    reconcileAccounts();
    return {};
}

/// And puts right what a crash left.
Result<void> Engine::openStore()
{
    auto opened = store::Writer::open(d->dependencies.profile);
    if (!opened)
        return tl::unexpected(opened.error());
    d->writer = std::move(*opened);
    d->orders = std::make_unique<OrderKeeper>(*d->writer);
    d->backlog = std::make_unique<ThreadBacklog>(*d->writer);
    d->backlog->start();
    connect(d->writer.get(), &store::Writer::changed, this, &Engine::changed);
    connect(d->writer.get(), &store::Writer::changedElsewhere, this, &Engine::accountsChanged);
    connect(d->writer.get(), &store::Writer::changedElsewhere, this, &Engine::journalChanged);
    const Result<void> journal = store::Journal(*d->writer).recoverAfterRestart();
    return journal ? store::Outbox(*d->writer).recoverAfterRestart() : journal;
}

/// One conversation partner per stored account: new ones are made, changed ones made anew, removed ones dropped.
void Engine::reconcileAccounts()
{
    std::map<store::AccountKey, account::Settings> wanted;
    for (const store::AccountRow &row : d->writer->reader().accounts()) {
        if (const auto settings = settingsOf(row))
            wanted.emplace(row.key, *settings);
        else
            qCWarning(lcSync) << "the settings of account" << row.key.value << "cannot be read";
    }
    for (auto entry = d->accounts.begin(); entry != d->accounts.end();) {
        const auto found = wanted.find(entry->first);
        if (found != wanted.end() && found->second.toJson() == entry->second->context().settings.toJson()) {
            ++entry;
            continue;
        }
        if (found != wanted.end() && connectAlike(found->second, entry->second->context().settings)) {
            entry->second->takeSettings(found->second);
            ++entry;
            continue;
        }
        // Somebody may still be waiting for its answer: it goes with the engine.
        entry->second->disconnect(this);
        entry->second->goOffline();
        d->retired.push_back(std::move(entry->second));
        entry = d->accounts.erase(entry);
    }
    for (const auto &[key, settings] : wanted) {
        if (d->accounts.contains(key))
            continue;
        const Result<void> local = ensureLocalMailboxes(*d->writer, settings);
        if (!local)
            qCWarning(lcSync) << describe(local.error());
        std::shared_ptr<ConnectionHistory> &history = d->histories[key];
        if (!history)
            history = std::make_shared<ConnectionHistory>(d->dependencies.clock);
        auto account = makeAccount(
            {*d->writer, d->dependencies.credentials, d->dependencies.clock, settings, *d->metering, history});
        connectAccount(*account);
        account->setPaused(d->paused || d->pausedAccounts.contains(key));
        AccountSync *const made = account.get();
        d->accounts.emplace(key, std::move(account));
        if (d->wantsLive(*made))
            made->goLive();
    }
}

void Engine::connectAccount(AccountSync &account)
{
    connect(&account, &AccountSync::statusChanged, this, &Engine::statusChanged);
    connect(&account, &AccountSync::bodyFetched, this, &Engine::bodyFetched);
    connect(&account, &AccountSync::bodyFailed, this, &Engine::bodyFailed);
    connect(&account, &AccountSync::operationRefused, this, &Engine::operationRefused);
    connect(&account, &AccountSync::submissionSettled, this, &Engine::submissionSettled);
    connect(&account, &AccountSync::serverAlert, this, &Engine::serverAlert);
}

Task<void> Engine::stop(std::chrono::milliseconds limit)
{
    d->stopping = true;
    {
        std::vector<Task<void>> stops;
        for (const auto &[key, account] : d->accounts)
            stops.push_back(account->stop(limit));
        for (const Task<void> &task : stops)
            co_await task;
    }
    Q_EMIT stopped();
}

Task<SyncSummary> Engine::syncOnce(store::AccountKey account, SyncOptions options)
{
    AccountSync *const found = d->find(account);
    if (!found) {
        SyncSummary summary;
        summary.account = account;
        summary.error = failure(MailError::Kind::Refused, MailError::Detail::NotFound).value();
        co_return summary;
    }
    const SyncSummary summary = co_await found->syncOnce(options);
    co_return summary;
}

Task<Result<void>> Engine::carryOut(store::AccountKey account)
{
    AccountSync *const found = d->find(account);
    if (!found)
        co_return failure(MailError::Kind::Refused, MailError::Detail::NotFound);
    const Result<void> done = co_await found->carryOut();
    co_return done;
}

Task<QList<store::Submission>> Engine::flushOutbox(store::AccountKey account, QList<store::SubmissionKey> only)
{
    AccountSync *const found = d->find(account);
    if (!found)
        co_return QList<store::Submission>();
    const QList<store::Submission> left = co_await found->flushOutbox(only);
    co_return left;
}

Task<std::pair<CheckResult, CheckResult>> Engine::check(account::Settings settings, QString password)
{
    QString incoming = password;
    QString outgoing = password;
    if (password.isEmpty()) {
        // What is stored, or what its command says.
        using Server = account::Credentials::Server;
        const Result<QString> first = co_await d->dependencies.credentials->password(settings, Server::Incoming);
        const Result<QString> second = co_await d->dependencies.credentials->password(settings, Server::Outgoing);
        const bool needed = settings.incoming != account::Incoming::None || !settings.outgoingUser.isEmpty();
        if (!first && !second && needed) {
            std::pair<CheckResult, CheckResult> results;
            results.first.error = results.second.error = first.error();
            results.first.host = settings.incomingServer.host;
            results.first.port = settings.incomingServer.port;
            results.first.security = settings.incomingServer.security;
            results.second.host = settings.outgoingServer.host;
            results.second.port = settings.outgoingServer.port;
            results.second.security = settings.outgoingServer.security;
            co_return results;
        }
        incoming = first.value_or(QString());
        outgoing = second.value_or(incoming);
    }
    const std::pair<CheckResult, CheckResult> results =
        co_await checkAccount(settings, incoming, outgoing, d->dependencies.clock);
    co_return results;
}

template <typename Function> void Engine::post(Function function)
{
    QMetaObject::invokeMethod(
        this,
        [this, function] {
            if (d->writer && !d->stopping)
                function();
        },
        Qt::QueuedConnection);
}

void Engine::setConnectivity(Connectivity connectivity)
{
    post([this, connectivity] {
        if (d->connectivity == connectivity)
            return;
        d->connectivity = connectivity;
        for (const auto &[key, account] : d->accounts) {
            if (d->wantsLive(*account))
                account->goLive();
            else
                account->goOffline();
        }
    });
}

void Engine::refreshAll()
{
    post([this] {
        for (const auto &[key, account] : d->accounts) {
            // "Get mail" also tries again what had been given up.
            if (d->wantsLive(*account) && !account->isLive())
                account->goLive();
            account->refreshAll();
        }
    });
}

void Engine::refreshMailbox(store::MailboxKey mailbox)
{
    post([this, mailbox] {
        if (AccountSync *const account = d->ofMailbox(mailbox))
            account->refreshMailbox(mailbox);
    });
}

void Engine::showOrder(store::MailboxKey mailbox, store::ListOrder order)
{
    post([this, mailbox, order] {
        if (AccountSync *const account = d->ofMailbox(mailbox))
            account->showOrder(mailbox, order);
    });
}

void Engine::keepOrder(store::MailboxKey mailbox, store::SortBy by)
{
    post([this, mailbox, by] { d->orders->keep(mailbox, by); });
}

void Engine::fetchBody(store::PlacementKey placement)
{
    fetch(placement, BodyWanted::Readable);
}

void Engine::fetchWhole(store::PlacementKey placement)
{
    fetch(placement, BodyWanted::Whole);
}

void Engine::fetch(store::PlacementKey placement, BodyWanted wanted)
{
    const auto fetch = [this, placement, wanted] {
        if (d->stopping || (!isOpen() && !d->openError))
            return;
        const auto row = isOpen() ? d->writer->reader().row(placement) : std::nullopt;
        AccountSync *const account = row ? d->ofMailbox(row->mailbox) : nullptr;
        if (account) {
            account->fetchBody(placement, wanted);
            return;
        }
        const MailError missing = failure(MailError::Kind::Refused, MailError::Detail::NotFound).value();
        Q_EMIT bodyFailed(placement, d->openError.value_or(missing));
    };
    QMetaObject::invokeMethod(this, fetch, Qt::QueuedConnection);
}

void Engine::setMetered(Metered metered)
{
    QMetaObject::invokeMethod(
        this,
        [this, metered] {
            const MeteredStatus before = d->metering->status();
            d->metering->choose(metered);
            if (d->metering->status() == before) // else it has told by itself
                Q_EMIT meteredChanged(before);
        },
        Qt::QueuedConnection);
}

void Engine::networkIsMetered(bool metered)
{
    QMetaObject::invokeMethod(
        this, [this, metered] { d->metering->heard(metered); }, Qt::QueuedConnection);
}

void Engine::accountsChanged()
{
    post([this] { reconcileAccounts(); });
}

void Engine::providePassword(store::AccountKey account, const QString &password, bool remember)
{
    post([this, account, password, remember] {
        if (AccountSync *const found = d->find(account))
            d->scope.spawn(takePassword(found->context().settings, password, remember));
    });
}

Task<void> Engine::takePassword(account::Settings settings, QString password, bool remember)
{
    using Server = account::Credentials::Server;
    const bool known = rememberForSession(*d->dependencies.credentials, settings, password);
    const auto provided = [this, key = settings.key] {
        if (AccountSync *const found = d->find(key))
            found->passwordProvided();
    };
    if (known)
        post(provided); // the keychain may take its time
    if (remember || !known) {
        co_await d->dependencies.credentials->store(settings, Server::Incoming, password);
        co_await d->dependencies.credentials->store(settings, Server::Outgoing, password);
    }
    if (!known)
        post(provided);
}

void Engine::setFetchingPaused(bool paused)
{
    const auto pause = [this, paused] { // also before the store is open: the accounts are told when there are any
        d->paused = paused;
        for (const auto &[key, account] : d->accounts)
            account->setPaused(paused || d->pausedAccounts.contains(key));
    };
    QMetaObject::invokeMethod(this, pause, Qt::QueuedConnection);
}

void Engine::setAccountPaused(store::AccountKey account, bool paused)
{
    const auto pause = [this, account, paused] {
        if (paused)
            d->pausedAccounts.insert(account);
        else
            d->pausedAccounts.remove(account);
        if (AccountSync *const found = d->find(account))
            found->setPaused(d->paused || paused);
    };
    QMetaObject::invokeMethod(this, pause, Qt::QueuedConnection);
}

void Engine::askConnections(store::AccountKey account)
{
    post([this, account] {
        ConnectionReport report;
        report.account = account;
        if (AccountSync *const found = d->find(account))
            report = found->context().history->report(found->context().settings);
        Q_EMIT connectionsReported(report);
    });
}

void Engine::journalChanged()
{
    post([this] {
        for (const auto &[key, account] : d->accounts)
            account->journalChanged();
    });
}

void Engine::storeChangedElsewhere()
{
    post([this] {
        store::Change change;
        change.kinds = store::Change::Accounts | store::Change::Mailboxes | store::Change::Counts | store::Change::Rows
            | store::Change::RowData | store::Change::Journal | store::Change::Outbox | store::Change::Drafts;
        for (const store::AccountRow &account : d->writer->reader().accounts()) {
            for (const store::Mailbox &mailbox : d->writer->reader().mailboxes(account.key)) {
                change.mailboxes.append(mailbox.key);
                store::Change::MailboxRows rows;
                rows.mailbox = mailbox.key;
                rows.reload = true;
                change.rows.append(rows);
            }
        }
        Q_EMIT changed(change);
        reconcileAccounts();
        for (const auto &[key, account] : d->accounts)
            account->journalChanged();
    });
}

void Engine::suspend()
{
    post([this] {
        for (const auto &[key, account] : d->accounts)
            account->suspend();
    });
}

void Engine::resume()
{
    post([this] {
        for (const auto &[key, account] : d->accounts)
            account->reconnect();
    });
}

void Engine::networkChanged()
{
    post([this] {
        for (const auto &[key, account] : d->accounts)
            account->networkChanged();
    });
}

} // namespace godwit::sync
