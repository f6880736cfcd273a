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

QList<Member> membersOf(Connection &database, ThreadKey thread, MailboxKey preferred, bool alsoAside)
{
    QList<Member> members;
    {
        Statement rows = database.query("SELECT id, message_id, sort_date, envelope, thread_cut FROM message WHERE "
                                        "thread = ?1 OR (id = ?1 AND thread IS NULL) ORDER BY sort_date DESC LIMIT ?2",
            thread, Reader::MaximumThreadRows);
        while (rows.step()) {
            Member member{rows.key<MessageKey>(0), rows.text(1), rows.integer(2), {}, {}, 0, -1, {}};
            if (rows.integer(4) == 0) {
                mime::Envelope envelope;
                envelope.messageId = member.messageId;
                codec::decodeEnvelope(rows.blob(3), envelope);
                member.ancestors = ancestors(envelope);
            }
            members.append(std::move(member));
        }
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

} // namespace

QList<RowKey> Reader::conversationKeys(MailboxKey mailbox, qint64 limit) const
{
    QList<RowKey> rows;
    QSet<qint64> seen;
    Statement statement =
        d->fresh().query("SELECT p.id, p.sort_date, ifnull(m.thread, m.id) FROM placement p JOIN "
                         "message m ON m.id = p.message WHERE p.mailbox = ? ORDER BY p.sort_date DESC, "
                         "p.id DESC",
            mailbox);
    while ((limit < 0 || rows.size() < limit) && statement.step()) {
        const qint64 thread = statement.integer(2);
        if (seen.contains(thread))
            continue;
        seen.insert(thread);
        rows.append({statement.integer(1), statement.key<PlacementKey>(0)});
    }
    return rows;
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
            summary.unread += flags.has(Flag::Seen) ? 0 : 1;
            summary.flagged = summary.flagged || flags.has(Flag::Flagged);
            summary.attachments += int(row.integer(2));
            const QString who = row.text(0).isEmpty() ? row.text(1) : row.text(0);
            if (!who.isEmpty() && !summary.participants.contains(who))
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
    QList<std::pair<int, int>> todo; // member, depth: a stack, so that a chain of a thousand is no recursion
    for (int i = int(members.size()) - 1; i >= 0; --i) {
        if (members.at(i).parent < 0)
            todo.append({i, 0});
    }
    while (!todo.isEmpty()) {
        const auto [at, depth] = todo.takeLast();
        const Member &member = members.at(at);
        for (auto child = member.children.crbegin(); child != member.children.crend(); ++child)
            todo.append({*child, depth + 1});
        const bool isFirst = member.message == first->message;
        const auto shown = isFirst ? first : row(member.placement);
        if (shown)
            rows.append({*shown, member.parent < 0 ? MessageKey() : members.at(member.parent).message, depth});
    }
    return rows;
}

} // namespace godwit::store
