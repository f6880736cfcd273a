// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/TaskScope.h"
#include "sync/AccountSetup.h"
#include "sync/Actions.h"

#include <memory>

namespace godwit::sync {

/// Lives in the engine's thread; its conversations end with it.
class AccountActions::Worker : public QObject {
public:
    explicit Worker(Engine &engine) : m_engine(engine) { }

    void check(AccountActions *receiver, const account::Settings &settings, const QString &password, quint64 ticket)
    {
        m_scope.spawn(checkTask(receiver, settings, password, ticket));
    }
    void add(AccountActions *receiver, const account::Settings &settings, const QString &password)
    {
        m_scope.spawn(addTask(receiver, settings, password));
    }
    void update(AccountActions *receiver, const account::Settings &settings, const QString &password)
    {
        m_scope.spawn(updateTask(receiver, settings, password));
    }
    void remove(AccountActions *receiver, store::AccountKey account, bool keepMail)
    {
        m_scope.spawn(removeTask(receiver, account, keepMail));
    }

    void setRule(AccountActions *receiver, store::MailboxKey mailbox, std::optional<account::BodyRule> rule)
    {
        const Result<void> stored = storeBodyRule(m_engine.writer(), mailbox, rule);
        if (!stored)
            fail(receiver, stored.error());
        m_engine.accountsChanged();
    }

    static void fail(AccountActions *receiver, const MailError &error)
    {
        QMetaObject::invokeMethod(
            receiver, [receiver, error] { Q_EMIT receiver->failed(error); }, Qt::QueuedConnection);
    }

private:
    Task<void> checkTask(AccountActions *receiver, account::Settings settings, QString password, quint64 ticket)
    {
        const std::pair<CheckResult, CheckResult> results = co_await m_engine.check(settings, password);
        QMetaObject::invokeMethod(
            receiver, [=] { Q_EMIT receiver->checked(ticket, results.first, results.second); }, Qt::QueuedConnection);
    }

    Task<void> addTask(AccountActions *receiver, account::Settings settings, QString password)
    {
        // The account is stored and its password known for the session at once; only the keychain takes its time (the
        // desktop may be asking the person to unlock it), and mail need not wait for that.
        const Task<Result<AddedAccount>> adding =
            addAccount(m_engine.writer(), m_engine.credentials(), settings, password);
        m_engine.accountsChanged();
        const Result<AddedAccount> added = co_await adding;
        if (!added) {
            fail(receiver, added.error());
            co_return;
        }
        const AddedAccount account = *added;
        QMetaObject::invokeMethod(
            receiver, [=] { Q_EMIT receiver->added(account.key, account.passwordStored); }, Qt::QueuedConnection);
    }

    Task<void> updateTask(AccountActions *receiver, account::Settings settings, QString password)
    {
        const Result<void> updated = m_engine.writer().updateAccount(settings.key, settings.toJson());
        if (!updated) {
            fail(receiver, updated.error());
            co_return;
        }
        if (!password.isEmpty())
            rememberForSession(m_engine.credentials(), settings, password);
        m_engine.accountsChanged();
        if (password.isEmpty())
            co_return;
        m_engine.networkChanged();
        co_await keepPassword(m_engine.credentials(), settings, password);
    }

    Task<void> removeTask(AccountActions *receiver, store::AccountKey account, bool keepMail)
    {
        const Result<void> removed =
            co_await removeAccount(m_engine.writer(), m_engine.credentials(), account, keepMail);
        if (!removed)
            fail(receiver, removed.error());
        m_engine.accountsChanged();
    }

    Engine &m_engine;
    TaskScope m_scope;
};

AccountActions::AccountActions(Engine &engine, QObject *parent) : QObject(parent), m_engine(engine)
{ }

/// Runs `work` with the worker, which is made at first use so that it belongs to the engine's thread.
template <typename Work> void AccountActions::hand(Work work)
{
    Engine *const engine = &m_engine;
    QMetaObject::invokeMethod(
        engine,
        [this, engine, work] {
            if (!engine->isOpen()) {
                if (engine->openError())
                    Worker::fail(this, *engine->openError());
                return;
            }
            auto *worker = static_cast<Worker *>(
                engine->findChild<QObject *>(QStringLiteral("accounts"), Qt::FindDirectChildrenOnly));
            if (!worker) {
                worker = new Worker(*engine);
                worker->setObjectName(QStringLiteral("accounts"));
                worker->setParent(engine);
            }
            work(worker);
        },
        Qt::QueuedConnection);
}

void AccountActions::check(const account::Settings &settings, const QString &password, quint64 ticket)
{
    hand([=, this](Worker *worker) { worker->check(this, settings, password, ticket); });
}

void AccountActions::add(const account::Settings &settings, const QString &password)
{
    hand([=, this](Worker *worker) { worker->add(this, settings, password); });
}

void AccountActions::update(const account::Settings &settings, const QString &newPassword)
{
    hand([=, this](Worker *worker) { worker->update(this, settings, newPassword); });
}

void AccountActions::setBodyRule(store::MailboxKey mailbox, std::optional<account::BodyRule> rule)
{
    hand([=, this](Worker *worker) { worker->setRule(this, mailbox, rule); });
}

void AccountActions::remove(store::AccountKey account, bool keepMail)
{
    hand([=, this](Worker *worker) { worker->remove(this, account, keepMail); });
}

} // namespace godwit::sync
