// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/Queue.h"

#include "store/internal/Codec.h"

namespace godwit::store {

namespace {

/// What of `after` was not in `before`.
Flags difference(const Flags &after, const Flags &before)
{
    Flags result;
    result.bits = after.bits & ~before.bits;
    for (const QByteArray &keyword : after.keywords) {
        if (!before.keywords.contains(keyword))
            result.keywords.append(keyword);
    }
    return result;
}

bool isNothing(const Flags &flags)
{
    return flags.bits == 0 && flags.keywords.isEmpty();
}

} // namespace

Queue::Queue(Batch &batch, OperationKey inverseOf)
    : m_batch(batch), m_db(batch.database()), m_placements(batch), m_table(batch), m_inverseOf(inverseOf),
      m_now(QDateTime::currentDateTimeUtc())
{ }

std::optional<MailboxRow> Queue::mailboxRow(MailboxKey key)
{
    const auto known = m_mailboxes.constFind(key);
    if (known != m_mailboxes.cend())
        return *known;
    return *m_mailboxes.insert(key, Mailboxes(m_batch).load(key));
}

OperationRow Queue::fresh(OperationKind kind, AccountKey account, MailboxKey target, OperationState state)
{
    OperationRow row;
    row.step = m_step;
    row.inverseOf = m_inverseOf;
    row.operation.account = account;
    row.operation.kind = kind;
    row.operation.state = state;
    row.operation.at = m_now;
    row.operation.target = target;
    row.operation.addFlags = m_add;
    row.operation.removeFlags = m_remove;
    const bool finalRemoval = kind == OperationKind::Expunge && state == OperationState::Done;
    row.operation.undoable = !m_inverseOf && !finalRemoval;
    return row;
}

void Queue::insert(OperationRow &row)
{
    m_table.insert(row);
    m_step = row.step;
    m_operations.append(row.operation.key);
}

void Queue::insertSingle(OperationRow &row)
{
    row.operation.messages = 1;
    insert(row);
}

OperationRow &Queue::operation(OperationKind kind, AccountKey account, MailboxKey target, OperationState state)
{
    for (OperationRow &row : m_open) {
        if (row.operation.kind == kind && row.operation.account == account && row.operation.target == target
            && row.operation.state == state)
            return row;
    }
    OperationRow row = fresh(kind, account, target, state);
    insert(row);
    m_open.append(row);
    return m_open.last();
}

void Queue::addItem(OperationRow &row, const Item &item)
{
    Statement statement =
        m_db.prepare("INSERT INTO operation_item (operation, placement, state, source, origin, added, "
                     "removed, added_keywords, removed_keywords, follows) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    statement.bindAll(row.operation.key, item.placement, int(item.state), item.source, item.origin, item.added.bits,
        item.removed.bits);
    statement.bindText(8, codec::joinNames(item.added.keywords));
    statement.bindText(9, codec::joinNames(item.removed.keywords));
    statement.bind(10, item.follows ? 1 : 0);
    statement.run();
    row.operation.messages += item.follows ? 0 : 1;
}

void Queue::finish()
{
    for (const OperationRow &row : std::as_const(m_open))
        m_db.run("UPDATE operation SET messages = ? WHERE id = ?", row.operation.messages, row.operation.key);
}

void Queue::effect(const PlacementRow &row, OperationRow &operation, Item item, bool local)
{
    const Operation &what = operation.operation;
    PlacementRow after = row;
    if (local) {
        applyEffect(what.kind, what.target, what.addFlags, what.removeFlags, after.serverMailbox, after.serverFlags);
        m_placements.recompute(after);
        item.state = ItemState::Done;
    } else { // the newest operation: its effect goes on top of what is shown
        applyEffect(what.kind, what.target, what.addFlags, what.removeFlags, after.mailbox, after.flags);
        if (item.follows && what.kind == OperationKind::Move)
            after.mailbox = {};
        m_placements.hideTwin(after);
        after.pending = row.pending + 1;
    }
    item.placement = row.key;
    item.origin = row.mailbox;
    addItem(operation, item);
    m_placements.save(row, after);
}

void Queue::setFlags(const QList<PlacementKey> &keys, const QByteArrayList &add, const QByteArrayList &remove)
{
    m_add = add;
    m_remove = remove;
    for (const PlacementKey key : keys) {
        const auto row = m_placements.load(key);
        const auto mailbox = row ? mailboxRow(row->mailbox) : std::nullopt;
        if (!mailbox)
            continue;
        setFlagsOf(*row, *mailbox, false);
        for (const PlacementRow &twin : twins(*row, mailbox->account))
            setFlagsOf(twin, *mailbox, true);
    }
    m_add.clear();
    m_remove.clear();
}

void Queue::setFlagsOf(const PlacementRow &row, const MailboxRow &mailbox, bool isTwin)
{
    Flags after = row.flags;
    MailboxKey unmoved;
    applyEffect(OperationKind::SetFlags, {}, m_add, m_remove, unmoved, after);
    Item item;
    item.follows = isTwin;
    item.added = difference(after, row.flags);
    item.removed = difference(row.flags, after);
    if (isNothing(item.added) && isNothing(item.removed))
        return;
    const OperationState state = mailbox.local ? OperationState::Done : OperationState::Pending;
    effect(row, operation(OperationKind::SetFlags, mailbox.account, {}, state), item, mailbox.local);
}

Labels &Queue::labels(AccountKey account)
{
    auto &known = m_labels[account];
    if (!known)
        known = std::make_shared<Labels>(m_batch, account);
    return *known;
}

QList<PlacementRow> Queue::twins(const PlacementRow &row, AccountKey account)
{
    Labels &known = labels(account);
    if (!known.exist() || (row.awaiting != PlacementRow::Label && !known.isHome(row.serverMailbox)))
        return {};
    QList<PlacementRow> family = known.family(row.message);
    family.removeIf([&row](const PlacementRow &other) { return other.key == row.key; });
    return family;
}

/// With Gmail's labels: between two of them only labels change; from the home into one a label is added; into Trash or
/// Junk the message goes as a whole.
void Queue::moveOnServer(const PlacementRow &row, const MailboxRow &source, const MailboxRow &target)
{
    Labels &known = labels(target.account);
    const bool fromHomeSide = known.isHomeSide(source), toHomeSide = known.isHomeSide(target);
    if (source.holdsLabels && fromHomeSide && toHomeSide) {
        if (!known.labelled(row.message, target.key))
            duplicate(row, target);
        return;
    }
    effect(row, operation(OperationKind::Move, target.account, target.key, OperationState::Pending), {}, false);
    if (!fromHomeSide || toHomeSide)
        return;
    Item item;
    item.follows = true;
    for (const PlacementRow &twin : twins(row, target.account))
        effect(twin, operation(OperationKind::Move, target.account, target.key, OperationState::Pending), item, false);
}

bool Queue::move(const QList<PlacementKey> &keys, const MailboxRow &target)
{
    for (const PlacementKey key : keys) {
        const auto row = m_placements.load(key);
        const auto source = row ? mailboxRow(row->mailbox) : std::nullopt;
        if (!source || source->key == target.key)
            continue;
        if (source->account != target.account || source->local != target.local) {
            if (!carry(*row, *source, target, true))
                return false;
            continue;
        }
        if (target.local)
            effect(*row, operation(OperationKind::Move, target.account, target.key, OperationState::Done), {}, true);
        else
            moveOnServer(*row, *source, target);
    }
    return true;
}

bool Queue::copy(const QList<PlacementKey> &keys, const MailboxRow &target)
{
    for (const PlacementKey key : keys) {
        const auto row = m_placements.load(key);
        const auto source = row ? mailboxRow(row->mailbox) : std::nullopt;
        if (!source)
            continue;
        const bool there = labels(target.account).isHomeSide(target)
            && (target.holdsLabels || labels(target.account).labelled(row->message, target.key))
            && labels(target.account).isHomeSide(*source);
        if (there)
            continue; // a label is there once
        if (source->account == target.account && source->local == target.local)
            duplicate(*row, target);
        else if (!carry(*row, *source, target, false))
            return false;
    }
    return true;
}

void Queue::duplicate(const PlacementRow &row, const MailboxRow &target)
{
    const OperationState state = target.local ? OperationState::Done : OperationState::Pending;
    OperationRow &copying = operation(OperationKind::Copy, target.account, target.key, state);
    PlacementRow twin;
    twin.message = row.message;
    twin.serverFlags = row.flags;
    twin.flags = row.flags;
    twin.sortDate = row.sortDate;
    twin.mailbox = target.key;
    twin.serverMailbox = target.local ? target.key : MailboxKey();
    twin.pending = target.local ? 0 : 1;
    m_placements.insert(twin);
    Item item;
    item.placement = twin.key;
    item.source = row.key;
    item.origin = row.mailbox;
    item.state = target.local ? ItemState::Done : ItemState::Waiting;
    addItem(copying, item);
}

bool Queue::carry(const PlacementRow &row, const MailboxRow &source, const MailboxRow &target, bool isMove)
{
    if (!m_db.number("SELECT 1 FROM message WHERE id = ? AND has_body = 1", row.message))
        return false;
    if (!target.local)
        return carryToServer(row, source, target, isMove);
    if (source.local && isMove) {
        moveBetweenLocal(row, target);
        return true;
    }
    return carryHome(row, target, isMove);
}

void Queue::moveBetweenLocal(const PlacementRow &row, const MailboxRow &target)
{
    Messages messages(m_batch);
    PlacementRow carried = row;
    // The message belongs to one account, so that removing the other takes nothing away from this one.
    if (m_placements.ofMessage(row.message).size() == 1) {
        m_db.run("UPDATE message SET account = ? WHERE id = ?", target.account, row.message);
    } else {
        carried.message = messages.clone(row.message, target.account);
        m_db.run("UPDATE placement SET message = ? WHERE id = ?", carried.message, row.key);
    }
    effect(carried, operation(OperationKind::Move, target.account, target.key, OperationState::Done), {}, true);
}

bool Queue::carryHome(const PlacementRow &row, const MailboxRow &target, bool isMove)
{
    const auto source = mailboxRow(row.mailbox);
    PlacementRow twin = row;
    if (source->account != target.account)
        twin.message = Messages(m_batch).clone(row.message, target.account);
    duplicate(twin, target);
    if (isMove)
        expungeRow(row, *source, {});
    return bool(twin.message);
}

bool Queue::carryToServer(const PlacementRow &row, const MailboxRow &source, const MailboxRow &target, bool isMove)
{
    PlacementRow twin;
    twin.message =
        source.account == target.account ? row.message : Messages(m_batch).clone(row.message, target.account);
    twin.serverFlags = row.flags;
    twin.flags = row.flags;
    twin.sortDate = row.sortDate;
    twin.mailbox = target.key;
    twin.pending = 1;
    OperationRow appending = fresh(OperationKind::Append, target.account, target.key, OperationState::Pending);
    insertSingle(appending);
    m_placements.insert(twin);
    Item item;
    item.placement = twin.key;
    addItem(appending, item);
    if (isMove)
        expungeRow(row, source, appending.operation.key);
    return bool(twin.message);
}

void Queue::expungeRow(const PlacementRow &row, const MailboxRow &mailbox, OperationKey dependsOn)
{
    if (!mailbox.local || dependsOn) {
        OperationRow following = fresh(OperationKind::Expunge, mailbox.account, {}, OperationState::Pending);
        following.dependsOn = dependsOn;
        if (dependsOn)
            insertSingle(following);
        OperationRow &removal =
            dependsOn ? following : operation(OperationKind::Expunge, mailbox.account, {}, OperationState::Pending);
        effect(row, removal, {}, false);
        // Out of Gmail's home it goes everywhere; a draft is nothing but a draft.
        if (mailbox.holdsLabels || mailbox.role == Role::Drafts) {
            Item item;
            item.follows = true;
            for (const PlacementRow &twin : twins(row, mailbox.account))
                effect(twin, removal, item, false);
        }
        return;
    }
    OperationRow &removal = operation(OperationKind::Expunge, mailbox.account, {}, OperationState::Done);
    Item item;
    item.placement = row.key;
    item.origin = row.mailbox;
    item.state = ItemState::Done;
    addItem(removal, item);
    m_placements.remove(row, Placements::Orphan::Purge);
}

void Queue::expunge(const QList<PlacementKey> &keys)
{
    for (const PlacementKey key : keys) {
        const auto row = m_placements.load(key);
        const auto mailbox = row ? mailboxRow(row->mailbox) : std::nullopt;
        if (mailbox)
            expungeRow(*row, *mailbox, {});
    }
}

void Queue::expungeAfter(OperationKey append, const MailboxRow &target, const QList<PlacementKey> &keys)
{
    for (const PlacementKey key : keys) {
        const auto row = m_placements.load(key);
        const auto mailbox = row ? mailboxRow(row->mailbox) : std::nullopt;
        if (mailbox)
            expungeRow(*row, *mailbox, target.local ? OperationKey() : append);
    }
}

PlacementKey Queue::append(const MailboxRow &target, const IncomingMessage &message)
{
    Messages messages(m_batch);
    PlacementRow row;
    row.message = messages.insert(target.account, message);
    row.serverFlags = message.flags;
    row.flags = message.flags;
    row.sortDate = messages.sortDate(row.message);
    row.mailbox = target.key;
    row.serverMailbox = target.local ? target.key : MailboxKey();
    row.pending = target.local ? 0 : 1;
    OperationRow appending = fresh(OperationKind::Append, target.account, target.key,
        target.local ? OperationState::Done : OperationState::Pending);
    appending.operation.undoable = false; // a sent copy or an import is not what "undo" means
    insertSingle(appending);
    m_placements.insert(row);
    Item item;
    item.placement = row.key;
    item.state = target.local ? ItemState::Done : ItemState::Waiting;
    addItem(appending, item);
    return row.key;
}

std::optional<MailboxRow> Queue::mailboxFor(AccountKey account, Role role, const QString &name)
{
    Mailboxes table(m_batch);
    if (auto found = table.byRole(account, role))
        return found;
    const QList<MailboxRow> rows = table.ofAccount(account);
    const auto inbox = table.byRole(account, Role::Inbox);
    const QStringList root = inbox && inbox->path ? *inbox->path : QStringList();
    // Some servers keep everything below the inbox ("INBOX.Sent", Courier).
    bool inner = !root.isEmpty() && rows.size() > 1;
    for (const MailboxRow &row : rows)
        inner = inner && row.path && isBelow(*row.path, root);
    const QStringList path = (inner ? root : QStringList()) + QStringList{name};
    for (const MailboxRow &row : rows) {
        if (row.path == path)
            return row;
    }
    MailboxRow row;
    row.account = account;
    row.local = table.keepsMailHere(account);
    row.wantedRole = role;
    if (row.local)
        row.serverPath = path;
    table.insert(row);
    const OperationKey key = mailbox(
        OperationKind::CreateMailbox, row, path, {}, row.local ? OperationState::Done : OperationState::Pending);
    m_db.run("UPDATE operation SET undoable = 0 WHERE id = ?", key); // who undoes a deletion does not mean the Trash
    table.recompute(account);
    return table.load(row.key);
}

OperationKey Queue::mailbox(OperationKind kind, const MailboxRow &target, const QStringList &path,
    const QStringList &newPath, OperationState state)
{
    OperationRow row = fresh(kind, target.account, target.key, state);
    row.operation.path = path;
    row.operation.newPath = newPath;
    row.operation.undoable = !m_inverseOf && !(kind == OperationKind::DeleteMailbox && state == OperationState::Done);
    insert(row);
    return row.operation.key;
}

} // namespace godwit::store
