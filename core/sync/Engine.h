// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Credentials.h"
#include "base/Clock.h"
#include "store/Types.h"
#include "sync/ConnectionReport.h"

#include <QObject>
#include <QThread>
#include <memory>

namespace godwit::store {
class Writer;
}

namespace godwit::sync {

class AccountSync;
class Metering;

/// How one account is doing; small enough to be sent at every change.
struct AccountStatus {
    enum class Phase { Offline, Connecting, SigningIn, Synchronising, UpToDate, Waiting, NeedsPassword, Failed };
    store::AccountKey account;
    Phase phase = Phase::Offline;
    MailError error; ///< meaningful for Waiting, NeedsPassword, Failed
    store::MailboxKey mailbox; ///< what is being fetched
    qint64 done = 0, total = 0; ///< messages of it
    double perSecond = 0; ///< of them; 0: nobody knows yet
    bool paused = false; ///< bulk fetching waits for setFetchingPaused(false)
    int retryInSeconds = 0; ///< for Waiting

    /// Whether what is asked for now may come soon.
    bool canFetch() const
    {
        return phase == Phase::Connecting || phase == Phase::SigningIn || phase == Phase::Synchronising
            || phase == Phase::UpToDate;
    }
};

/// What one refresh of an account did (DESIGN section 8, `sync`).
struct SyncSummary {
    store::AccountKey account;
    int mailboxes = 0;
    qint64 added = 0, changed = 0, vanished = 0, bodies = 0;
    qint64 octetsIn = 0, octetsOut = 0, commands = 0, roundTrips = 0;
    double seconds = 0;
    std::optional<MailError> error;
};

struct CheckResult {
    bool ok = false;
    QString host;
    quint16 port = 0;
    net::Security security = net::Security::ImplicitTls;
    QStringList capabilities;
    MailError error;
};

enum class Connectivity { Online, WorkOffline };

/// Whether octets cost something: then of larger messages only the texts are fetched, until somebody asks for more.
enum class Metered { Automatic, Always, Never };

enum class BodyWanted { Readable, Whole }; ///< Readable: while metered the texts are enough

/// What that has saved since the engine was started.
struct MeteredStatus {
    bool active = false; ///< now, by choice or by what the system says of the network
    qint64 messages = 0; ///< of which only the text was fetched
    qint64 savedOctets = 0; ///< that their attachments would have cost
    bool operator==(const MeteredStatus &) const = default;
};

/// Everything that talks to servers and everything that writes: lives in one thread, owned by the composition root.
/// Its public slots may be called from any thread; they post themselves.  Answers come as signals.
class Engine : public QObject {
    Q_OBJECT
public:
    struct Dependencies {
        QString profile;
        std::shared_ptr<account::Credentials> credentials;
        std::shared_ptr<Clock> clock;
    };
    explicit Engine(Dependencies dependencies);
    ~Engine() override;

    /// Opens the store, recovers what a crash left, starts every enabled account.  Call it in the engine's thread.
    /// Passive: nothing goes to the network until it is asked for (godwit-cli).  After an error it may be tried again;
    /// until then what is asked for is answered with that error.
    enum class Mode { Live, Passive };
    Result<void> start(Mode mode);
    /// Logs out within `limit` and stops all conversations.
    Task<void> stop(std::chrono::milliseconds limit);

    bool isOpen() const; ///< start() has opened the store
    const std::optional<MailError> &openError() const; ///< of the last start(); empty before it and while isOpen()
    store::Writer &writer(); ///< only when isOpen()

    /// One full refresh of one account: operations, headers, bodies.  For godwit-cli and tests; engine thread.
    struct SyncOptions {
        QString mailbox; ///< only this one; empty: all
        bool headersOnly = false;
    };
    Task<SyncSummary> syncOnce(store::AccountKey account, SyncOptions options);
    /// Sends what is held, waiting or backing off (of `only`, unless it is empty).  Returns the submissions that are
    /// still there, with their errors.
    Task<QList<store::Submission>> flushOutbox(store::AccountKey account, QList<store::SubmissionKey> only = {});
    /// Carries out what waits in the journal, nothing else.
    Task<Result<void>> carryOut(store::AccountKey account);
    /// Signs in to both servers and signs out again; nothing is stored.
    Task<std::pair<CheckResult, CheckResult>> check(account::Settings settings, QString password);

    account::Credentials &credentials();

public Q_SLOTS:
    void setConnectivity(godwit::sync::Connectivity connectivity);
    void refreshAll(); ///< Get mail
    void refreshMailbox(godwit::store::MailboxKey mailbox); ///< opened by the user: ahead of bulk work
    /// Asked for by a person: ahead of all bulk fetching.  While metered the texts of a large message are enough
    /// (ListRow::hasText); fetchWhole() brings everything.
    void fetchBody(godwit::store::PlacementKey placement);
    void fetchWhole(godwit::store::PlacementKey placement);
    void setMetered(godwit::sync::Metered metered); ///< Automatic at the start; answered by meteredChanged()
    void networkIsMetered(bool metered); ///< what the system says of the network in use
    /// Its list is looked at in that order: from now on the first rows of it are a look-up, as those by date are.
    void keepOrder(godwit::store::MailboxKey mailbox, godwit::store::SortBy by);
    /// Its list is shown in that order: while not all of it is here, what comes first is fetched first, if the server
    /// can tell.  After refreshMailbox().
    void showOrder(godwit::store::MailboxKey mailbox, godwit::store::ListOrder order);
    void accountsChanged(); ///< settings were stored: reconnect what differs
    void providePassword(godwit::store::AccountKey account, const QString &password, bool remember);
    /// Nothing is fetched ahead any more, or goes on: what a person asks for, new mail and operations are not held up.
    void setFetchingPaused(bool paused);
    void setAccountPaused(godwit::store::AccountKey account, bool paused); ///< the same for one; forgotten at the end
    void askConnections(godwit::store::AccountKey account); ///< answered by connectionsReported()
    void journalChanged(); ///< operations or submissions were queued
    void storeChangedElsewhere(); ///< another process wrote to the profile
    void networkChanged(); ///< another interface, route or address: find out which connections still lead anywhere
    void suspend(); ///< the machine is about to sleep
    void resume(); ///< it woke: all connections anew, nothing of before is believed

Q_SIGNALS:
    void changed(const godwit::store::Change &change); ///< after each committed transaction
    void statusChanged(const godwit::sync::AccountStatus &status);
    void connectionsReported(const godwit::sync::ConnectionReport &report);
    void meteredChanged(const godwit::sync::MeteredStatus &status);
    void bodyFetched(godwit::store::PlacementKey placement);
    void bodyFailed(godwit::store::PlacementKey placement, const godwit::MailError &error);
    void operationRefused(godwit::store::OperationKey operation, const godwit::MailError &error);
    void submissionSettled(
        godwit::store::SubmissionKey submission, godwit::store::SubmissionState state, const godwit::MailError &error);
    void serverAlert(godwit::store::AccountKey account, const QString &text); ///< [ALERT], only under TLS or loopback
    void stopped();

private:
    void fetch(store::PlacementKey placement, BodyWanted wanted);
    Result<void> openStore();
    void reconcileAccounts();
    void connectAccount(AccountSync &account);
    Task<void> takePassword(account::Settings settings, QString password, bool remember);
    template <typename Function> void post(Function function);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace godwit::sync

Q_DECLARE_METATYPE(godwit::sync::AccountStatus)
Q_DECLARE_METATYPE(godwit::sync::SyncSummary)
Q_DECLARE_METATYPE(godwit::sync::MeteredStatus)
