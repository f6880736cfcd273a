// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/Actions.h"

#include "store/Journal.h"

#include <QHash>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace godwit::sync {

using store::Journal;
using store::Operation;
using store::OperationKey;
using store::PlacementKey;

namespace {

using Keys = Result<QList<OperationKey>>;

Keys listOf(const Result<OperationKey> &key)
{
    if (!key)
        return tl::unexpected(key.error());
    return QList<OperationKey>{*key};
}

/// One operation per account is one action of the person: told once, with all its messages.
std::optional<Operation> summary(const store::Reader &reader, const QList<OperationKey> &keys)
{
    std::optional<Operation> first;
    for (const OperationKey key : keys) {
        const std::optional<Operation> operation = reader.operation(key);
        if (!operation)
            continue;
        if (first)
            first->messages += operation->messages;
        else
            first = operation;
    }
    return first;
}

/// Each account's messages go to its own Archive, which is made where it is missing.
Keys archiveAll(store::Writer &writer, const QList<PlacementKey> &placements)
{
    Journal journal(writer);
    QHash<store::AccountKey, QList<PlacementKey>> byAccount;
    for (const store::ListRow &row : writer.reader().rows(placements)) {
        if (const auto mailbox = writer.reader().mailbox(row.mailbox))
            byAccount[mailbox->account].append(row.placement);
    }
    QList<OperationKey> operations;
    for (auto entry = byAccount.cbegin(); entry != byAccount.cend(); ++entry) {
        auto archive = writer.reader().mailboxByRole(entry.key(), store::Role::Archive);
        if (!archive) {
            const auto made = journal.createMailbox(entry.key(), {u"Archive"_s}, store::Role::Archive);
            if (!made)
                return tl::unexpected(made.error());
            archive = writer.reader().mailboxByRole(entry.key(), store::Role::Archive);
        }
        if (!archive)
            return failure(MailError::Kind::Storage, MailError::Detail::NotFound);
        const Keys moved = journal.move(entry.value(), archive->key);
        if (!moved)
            return moved;
        operations.append(*moved);
    }
    return operations;
}

} // namespace

Actions::Actions(Engine &engine, QObject *parent) : QObject(parent), m_engine(engine)
{ }

void Actions::perform(std::function<Keys(store::Writer &)> action)
{
    Engine *const engine = &m_engine;
    QMetaObject::invokeMethod(
        engine,
        [this, engine, action] {
            if (!engine->isOpen() && !engine->openError())
                return; // not started
            const Keys keys = engine->isOpen() ? action(engine->writer()) : tl::unexpected(*engine->openError());
            const std::optional<Operation> operation = keys ? summary(engine->writer().reader(), *keys) : std::nullopt;
            if (keys)
                engine->journalChanged();
            const auto answer = [this, keys, operation] {
                if (!keys)
                    Q_EMIT failed(keys.error());
                else if (operation)
                    Q_EMIT performed(*operation);
            };
            QMetaObject::invokeMethod(this, answer, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void Actions::setFlags(const QList<PlacementKey> &placements, const QByteArrayList &add, const QByteArrayList &remove)
{
    perform([=](store::Writer &writer) { return Journal(writer).setFlags(placements, add, remove); });
}

void Actions::move(const QList<PlacementKey> &placements, store::MailboxKey target)
{
    perform([=](store::Writer &writer) { return Journal(writer).move(placements, target); });
}

void Actions::copy(const QList<PlacementKey> &placements, store::MailboxKey target)
{
    perform([=](store::Writer &writer) { return Journal(writer).copy(placements, target); });
}

void Actions::archive(const QList<PlacementKey> &placements)
{
    perform([=](store::Writer &writer) { return archiveAll(writer, placements); });
}

void Actions::remove(const QList<PlacementKey> &placements)
{
    perform([=](store::Writer &writer) { return Journal(writer).remove(placements); });
}

void Actions::expunge(const QList<PlacementKey> &placements)
{
    perform([=](store::Writer &writer) { return Journal(writer).expunge(placements); });
}

void Actions::undo(std::optional<OperationKey> operation)
{
    perform([=](store::Writer &writer) { return listOf(Journal(writer).undo(operation)); });
}

void Actions::redo(OperationKey undone)
{
    perform([=](store::Writer &writer) { return Journal(writer).redo(undone); });
}

void Actions::retry(OperationKey operation)
{
    perform([=](store::Writer &writer) -> Keys {
        const Result<void> done = Journal(writer).retry(operation);
        return done ? Keys(QList<OperationKey>()) : Keys(tl::unexpected(done.error()));
    });
}

void Actions::drop(OperationKey operation)
{
    perform([=](store::Writer &writer) -> Keys {
        const Result<void> done = Journal(writer).drop(operation);
        return done ? Keys(QList<OperationKey>()) : Keys(tl::unexpected(done.error()));
    });
}

void Actions::createMailbox(store::AccountKey account, const QStringList &path)
{
    perform([=](store::Writer &writer) { return listOf(Journal(writer).createMailbox(account, path)); });
}

void Actions::renameMailbox(store::MailboxKey mailbox, const QStringList &newPath)
{
    perform([=](store::Writer &writer) { return listOf(Journal(writer).renameMailbox(mailbox, newPath)); });
}

void Actions::deleteMailbox(store::MailboxKey mailbox)
{
    perform([=](store::Writer &writer) { return listOf(Journal(writer).deleteMailbox(mailbox)); });
}

void Actions::emptyMailbox(store::MailboxKey mailbox)
{
    perform([=](store::Writer &writer) -> Keys {
        QList<PlacementKey> placements;
        for (const store::RowKey &row : writer.reader().rowKeys(mailbox))
            placements.append(row.placement);
        if (placements.isEmpty())
            return QList<OperationKey>();
        return Journal(writer).expunge(placements);
    });
}

void Actions::setSubscribed(store::MailboxKey mailbox, bool subscribed)
{
    perform([=](store::Writer &writer) { return listOf(Journal(writer).setSubscribed(mailbox, subscribed)); });
}

} // namespace godwit::sync
