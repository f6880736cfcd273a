// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/Codec.h"
#include "store/internal/ReaderPrivate.h"
#include "store/internal/Threads.h"

#include <QSet>
#include <algorithm>

namespace godwit::store {

namespace {

bool isAside(Role role)
{
    return role == Role::Trash || role == Role::Junk || role == Role::Drafts;
}

struct Member {
    MessageKey message;
    QString messageId;
    qint64 date = 0;
    QStringList ancestors; ///< outermost first
    PlacementKey placement;
    int rank = 0; ///< of its placement, 0 the best
    int parent = -1;
    QList<int> children;
};

/// Where the message is best shown from; nothing where it lies aside.
void place(Connection &database, Member &member, MailboxKey preferred, bool alsoAside)
{
    Statement rows =
        database.query("SELECT p.id, p.mailbox, b.role FROM placement p JOIN mailbox b ON b.id = p.mailbox "
                       "WHERE p.message = ? ORDER BY p.id",
            member.message);
    member.rank = 4;
    while (rows.step()) {
        const Role role = Role(rows.integer(2));
        int rank = rows.key<MailboxKey>(1) == preferred ? 0 : role == Role::Sent ? 2 : 1;
        if (rank > 0 && isAside(role)) {
            if (!alsoAside)
                continue;
            rank = 3;
        }
        if (rank < member.rank) {
            member.rank = rank;
            member.placement = rows.key<PlacementKey>(0);
        }
    }
}

/// Of id, message_id, sort_date, envelope, thread_cut.
Member readMember(const Statement &row)
{
    Member member{row.key<MessageKey>(0), row.text(1), row.integer(2), {}, {}, 0, -1, {}};
    if (row.integer(4) == 0) {
        mime::Envelope envelope;
        envelope.messageId = member.messageId;
        codec::decodeEnvelope(row.blob(3), envelope);
        member.ancestors = ancestors(envelope);
    }
    return member;
}

QList<Member> membersOf(Connection &database, ThreadKey thread, MailboxKey preferred, bool alsoAside)
{
    QList<Member> members;
    {
        Statement rows = database.query("SELECT id, message_id, sort_date, envelope, thread_cut FROM message WHERE "
                                        "thread = ?1 OR (id = ?1 AND thread IS NULL) ORDER BY sort_date DESC LIMIT ?2",
            thread, Reader::MaximumThreadRows);
        while (rows.step())
            members.append(readMember(rows));
    }
    QHash<QString, qsizetype> known; // the copy in Sent and the one that came by the list are one
    QList<Member> shown;
    for (Member &member : members) {
        place(database, member, preferred, alsoAside);
        if (!member.placement)
            continue;
        const auto twin = member.messageId.isEmpty() ? known.end() : known.find(member.messageId);
        if (twin == known.end()) {
            known.insert(member.messageId, shown.size());
            shown.append(std::move(member));
        } else if (member.rank < shown.at(*twin).rank) {
            shown[*twin] = std::move(member);
        }
    }
    std::sort(shown.begin(), shown.end(), [](const Member &left, const Member &right) {
        return left.date != right.date ? left.date < right.date : left.message < right.message;
    });
    return shown;
}

bool isAbove(const QList<Member> &members, int candidate, int below)
{
    for (int at = candidate; at >= 0; at = members.at(at).parent) {
        if (at == below)
            return true;
    }
    return false;
}

void findParents(QList<Member> &members)
{
    QHash<QString, int> byId;
    for (int i = 0; i < members.size(); ++i) {
        if (!members.at(i).messageId.isEmpty())
            byId.insert(members.at(i).messageId, i);
    }
    for (int i = 0; i < members.size(); ++i) {
        const QStringList &above = members.at(i).ancestors;
        for (auto id = above.crbegin(); id != above.crend(); ++id) {
            const int parent = byId.value(*id, -1);
            if (parent < 0 || isAbove(members, parent, i)) // absent, or two that name each other
                continue;
            members[i].parent = parent;
            break;
        }
    }
    for (int i = 0; i < members.size(); ++i) {
        if (const int parent = members.at(i).parent; parent >= 0)
            members[parent].children.append(i);
    }
}

/// Members with their depths, each behind the one that it answers.  A stack: a chain of a thousand is no recursion.
QList<std::pair<int, int>> depthFirst(const QList<Member> &members)
{
    QList<std::pair<int, int>> order, todo;
    for (int i = int(members.size()) - 1; i >= 0; --i) {
        if (members.at(i).parent < 0)
            todo.append({i, 0});
    }
    while (!todo.isEmpty()) {
        const auto next = todo.takeLast();
        order.append(next);
        const QList<int> &children = members.at(next.first).children;
        for (auto child = children.crbegin(); child != children.crend(); ++child)
            todo.append({*child, next.second + 1});
    }
    return order;
}

struct TreeRow {
    RowKey key;
    int depth = 0;
};

/// The rows of one mailbox that are of this conversation.
QList<TreeRow> treeOf(Connection &database, MailboxKey mailbox, ThreadKey thread)
{
    QList<Member> members;
    Statement rows =
        database.query("SELECT m.id, m.message_id, p.sort_date, m.envelope, m.thread_cut, p.id FROM message "
                       "m JOIN placement p ON p.message = m.id WHERE (m.thread = ?2 OR m.id = ?2) AND "
                       "p.mailbox = ?1 ORDER BY p.sort_date, p.id",
            mailbox, thread);
    while (rows.step()) {
        members.append(readMember(rows));
        members.last().placement = rows.key<PlacementKey>(5);
    }
    if (members.size() <= Reader::MaximumThreadRows)
        findParents(members); // else flat: nobody reads a tree of that size
    QList<TreeRow> tree;
    for (const auto &[at, depth] : depthFirst(members))
        tree.append({{members.at(at).date, members.at(at).placement}, depth});
    return tree;
}

QList<RowKey> rowKeysOf(const QList<TreeRow> &tree)
{
    QList<RowKey> keys;
    for (const TreeRow &row : tree)
        keys.append(row.key);
    return keys;
}

} // namespace

QList<RowKey> Reader::groupedRowKeys(MailboxKey mailbox, ListOrder order, qint64 limit) const
{
    const bool ascending = order.direction == SortDirection::Ascending;
    const qint64 enough = ascending ? -1 : limit; // the oldest are known when all are
    QList<QList<RowKey>> groups;
    qint64 count = 0;
    QSet<qint64> seen;
    Connection &database = d->fresh();
    Statement statement = database.query("SELECT p.id, p.sort_date, ifnull(m.thread, m.id), m.thread FROM placement p "
                                         "JOIN message m ON m.id = p.message WHERE p.mailbox = ? ORDER BY p.sort_date "
                                         "DESC, p.id DESC",
        mailbox);
    while ((enough < 0 || count < enough) && statement.step()) {
        const qint64 thread = statement.integer(2);
        QList<RowKey> group{{statement.integer(1), statement.key<PlacementKey>(0)}};
        if (!statement.isNull(3)) {
            if (seen.contains(thread))
                continue;
            seen.insert(thread);
            if (order.grouping == Grouping::Tree)
                group = rowKeysOf(treeOf(database, mailbox, ThreadKey{thread}));
        }
        count += group.size();
        groups.append(std::move(group));
    }
    if (ascending)
        std::reverse(groups.begin(), groups.end());
    QList<RowKey> rows;
    rows.reserve(count);
    for (const QList<RowKey> &group : std::as_const(groups))
        rows.append(group);
    return limit < 0 ? rows : rows.mid(0, limit);
}

PlacementKey Reader::newestBeside(MailboxKey mailbox, ThreadKey thread, PlacementKey placement) const
{
    return PlacementKey{d->fresh()
                            .number("SELECT p.id FROM message m JOIN placement p ON p.message = m.id WHERE (m.thread = "
                                    "?2 OR m.id = ?2) AND p.mailbox = ?1 AND p.id <> ?3 ORDER BY p.sort_date DESC, "
                                    "p.id DESC LIMIT 1",
                                mailbox, thread, placement.value)
                            .value_or(0)};
}

QList<PlacementKey> Reader::conversationPlacements(MailboxKey mailbox, const QList<PlacementKey> &some) const
{
    constexpr qsizetype Few = 200; // look-ups; beyond that one pass over the mailbox is quicker
    Connection &database = d->fresh();
    QSet<ThreadKey> threads;
    for (const PlacementKey placement : some) {
        threads.insert(ThreadKey{database
                                     .number("SELECT ifnull(m.thread, m.id) FROM placement p JOIN message m ON m.id = "
                                             "p.message WHERE p.id = ?",
                                         placement)
                                     .value_or(0)});
    }
    QList<PlacementKey> all;
    if (threads.size() <= Few) {
        for (const ThreadKey thread : std::as_const(threads)) {
            Statement rows = database.query("SELECT p.id FROM message m JOIN placement p ON p.message = m.id WHERE "
                                            "(m.thread = ?2 OR m.id = ?2) AND p.mailbox = ?1",
                mailbox, thread);
            while (rows.step())
                all.append(rows.key<PlacementKey>(0));
        }
        return all;
    }
    Statement rows = database.query("SELECT p.id, ifnull(m.thread, m.id) FROM placement p JOIN message m ON m.id = "
                                    "p.message WHERE p.mailbox = ?",
        mailbox);
    while (rows.step()) {
        if (threads.contains(rows.key<ThreadKey>(1)))
            all.append(rows.key<PlacementKey>(0));
    }
    return all;
}

QHash<PlacementKey, int> Reader::depths(MailboxKey mailbox, const QSet<ThreadKey> &threads) const
{
    QHash<PlacementKey, int> result;
    Connection &database = d->fresh();
    for (const ThreadKey thread : threads) {
        for (const TreeRow &row : treeOf(database, mailbox, thread)) {
            if (row.depth > 0)
                result.insert(row.key.placement, row.depth);
        }
    }
    return result;
}

QList<ThreadSummary> Reader::threadSummaries(const QList<ThreadKey> &threads, MailboxKey mailbox) const
{
    Connection &database = d->fresh();
    const bool alsoAside =
        isAside(Role(database.number("SELECT role FROM mailbox WHERE id = ?", mailbox).value_or(int(Role::None))));
    QList<ThreadSummary> summaries;
    for (const ThreadKey thread : threads) {
        ThreadSummary summary;
        summary.thread = thread;
        for (const Member &member : membersOf(database, thread, mailbox, alsoAside)) {
            Statement row = database.query("SELECT m.from_name, m.from_addr, m.attachments, p.flags FROM placement p "
                                           "JOIN message m ON m.id = p.message WHERE p.id = ?",
                member.placement);
            if (!row.step())
                continue;
            Flags flags;
            flags.bits = quint32(row.integer(3));
            ++summary.messages;
            summary.unread += member.rank > 0 || flags.has(Flag::Seen) ? 0 : 1;
            summary.flagged = summary.flagged || flags.has(Flag::Flagged);
            summary.attachments += int(row.integer(2));
            const mime::Address who{row.text(0), row.text(1)};
            const bool isKnown = std::any_of(summary.participants.cbegin(), summary.participants.cend(),
                [&who](const mime::Address &other) { return !other.addr.compare(who.addr, Qt::CaseInsensitive); });
            if (!isKnown)
                summary.participants.append(who);
        }
        summary.muted = database.number("SELECT 1 FROM thread_muted WHERE thread = ?", thread).has_value();
        summaries.append(summary);
    }
    return summaries;
}

QList<ThreadRow> Reader::conversation(PlacementKey placement) const
{
    const auto first = row(placement);
    if (!first)
        return {};
    Connection &database = d->fresh();
    const auto mailboxRow = mailbox(first->mailbox);
    QList<Member> members = membersOf(database, first->thread, first->mailbox, mailboxRow && isAside(mailboxRow->role));
    findParents(members);
    QList<ThreadRow> rows;
    for (const auto &[at, depth] : depthFirst(members)) {
        const Member &member = members.at(at);
        const auto shown = member.message == first->message ? first : row(member.placement);
        if (shown)
            rows.append({*shown, member.parent < 0 ? MessageKey() : members.at(member.parent).message, depth});
    }
    return rows;
}

} // namespace godwit::store
