// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Types.h"

#include <QHash>
#include <QSet>
#include <memory>

namespace godwit::store {

struct AccountRow {
    AccountKey key;
    QByteArray settings; ///< JSON of account::Settings
    qint64 position = 0;
};

/// How well an address is known.
struct Acquaintance {
    qint64 written = 0; ///< messages to it
    qint64 received = 0; ///< messages from it, not counting spam
};

/// Read-only view of the profile's database; one per thread.  Each call is one snapshot and an index look-up; none
/// waits for the writer (WAL).  Failures of a read (damaged file) give empty answers and are remembered in lastError().
class Reader {
public:
    /// `profile` is the directory.  The database must exist in the form of this version, else Storage with NotFound:
    /// Writer::open() makes it, and brings an older one up to date.
    static Result<std::unique_ptr<Reader>> open(const QString &profile);
    ~Reader();
    Reader(const Reader &) = delete;
    Reader &operator=(const Reader &) = delete;

    QString profile() const; ///< the directory, for whoever needs a reader in another thread

    QList<AccountRow> accounts() const;
    QList<Mailbox> mailboxes(AccountKey account) const; ///< in tree order: roles first, then by name
    std::optional<Mailbox> mailbox(MailboxKey key) const;
    /// As the server has it now: its name and path before what waits in the journal, even while a waiting operation
    /// deletes it.  None while it exists only here.
    std::optional<Mailbox> serverMailbox(MailboxKey key) const;
    std::optional<Mailbox> mailboxByName(AccountKey account, const QString &name) const; ///< "A/B"; INBOX in any case
    std::optional<Mailbox> mailboxByRole(AccountKey account, Role role) const;
    /// Gmail's All Mail, where labels are synchronised as placements.
    std::optional<Mailbox> labelsHome(AccountKey account) const;
    SyncPoint syncPoint(MailboxKey key) const;

    /// The newest `limit` rows (all when negative) below `after`, newest first.
    QList<RowKey> rowKeys(MailboxKey mailbox, qint64 limit = -1, std::optional<RowKey> after = std::nullopt) const;
    /// Rows whose subject or sender holds `text`, ignoring case; newest first.
    QList<RowKey> filteredRowKeys(MailboxKey mailbox, const QString &text) const;
    /// In any order, of the rows that hold `filter` (empty: all), the first `limit`.  A look-up by date, and where
    /// keepsOrder(); else the whole mailbox is read and sorted first: not for the window's thread.
    QList<RowKey> orderedRowKeys(
        MailboxKey mailbox, ListOrder order, qint64 limit = -1, const QString &filter = {}) const;
    bool keepsOrder(MailboxKey mailbox, SortBy by) const; ///< Writer::beginOrder(); always by date
    /// All rows in ascending order, with their keys: what Writer::addToOrder() takes.
    QList<SortEntry> sortEntries(MailboxKey mailbox, SortBy by) const;
    /// In Grouping::Conversations the newest row of each in the mailbox stands for all.
    /// What stands for the conversation of `placement` in its mailbox, without that one; 0: nothing.
    PlacementKey newestBeside(MailboxKey mailbox, ThreadKey thread, PlacementKey placement) const;
    /// All rows of the mailbox that are in one conversation with these, in any order.
    QList<PlacementKey> conversationPlacements(MailboxKey mailbox, const QList<PlacementKey> &some) const;
    /// How deep the rows of these conversations stand in Grouping::Tree; those at the root are left out.
    QHash<PlacementKey, int> depths(MailboxKey mailbox, const QSet<ThreadKey> &threads) const;
    /// What the rows of these conversations say of them, in the order asked.
    QList<ThreadSummary> threadSummaries(const QList<ThreadKey> &threads, MailboxKey mailbox) const;
    /// The messages of the conversation that `placement` belongs to, each behind the one that it answers, in all
    /// mailboxes of its account: where there are several, in that of `placement` first.  What lies in Trash, Junk and
    /// Drafts is left out, unless `placement` lies there too.  The newest MaximumThreadRows at most.
    QList<ThreadRow> conversation(PlacementKey placement) const;
    static constexpr qsizetype MaximumThreadRows = 1000;
    /// In the order asked; rows that are gone are left out.
    QList<ListRow> rows(const QList<PlacementKey> &placements) const;

    std::optional<ListRow> row(PlacementKey placement) const;
    std::optional<QByteArray> raw(MessageKey message) const; ///< std::nullopt while the body is not here
    /// What there is to read of it: the body, else its text parts alone (metered connections).
    std::optional<QByteArray> readable(MessageKey message) const;
    std::optional<mime::Envelope> envelope(MessageKey message) const;
    /// Placements in `mailbox` whose server UID is in `uids`.
    QList<PlacementKey> placementsByUid(MailboxKey mailbox, const UidSet &uids) const;
    UidSet knownUids(MailboxKey mailbox, Uid from = Uid{1}) const; ///< of the server's side, in order
    quint64 knownUidCount(MailboxKey mailbox) const; ///< how many those are
    Uid newestUid(MailboxKey mailbox) const; ///< the last of them
    bool awaitsUids(MailboxKey mailbox) const; ///< something was put there whose UID only a refresh can tell

    QList<Operation> operations(qint64 limit = 200) const; ///< newest first
    /// What waits, is on its way, unknown or refused; oldest first.
    QList<Operation> openOperations(qint64 limit = 1000) const;
    std::optional<Operation> operation(OperationKey key) const;
    QList<Submission> outbox() const; ///< all but Sent, oldest first
    std::optional<QByteArray> submissionContent(SubmissionKey key) const;
    QList<StoredDraft> drafts() const; ///< without their files, last saved first
    std::optional<StoredDraft> draft(DraftKey key) const; ///< with its files
    /// Addresses seen, best first: written to, then received from; matches the start of any word of name or address.
    mime::AddressList addressesLike(const QString &start, int limit = 10) const;
    Acquaintance acquaintance(const QString &addr) const;
    /// Whom this person writes to, those written to most first.  Reads all addresses seen: for a worker.
    mime::AddressList correspondents(int limit = 20'000) const;
    AccountKey accountOf(MessageKey message) const; ///< 0 when it is not there
    bool isOwnMessage(MessageKey message) const; ///< in Sent or Drafts

    MailError lastError() const;

private:
    friend class Writer;
    struct Private;
    explicit Reader(std::unique_ptr<Private> d);
    QList<RowKey> groupedRowKeys(MailboxKey mailbox, ListOrder order, qint64 limit) const;
    QList<SortEntry> sortedEntries(MailboxKey mailbox, SortBy by, const QString &filter) const;
    std::unique_ptr<Private> d;
};

} // namespace godwit::store
