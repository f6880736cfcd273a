// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Reader.h"

#include <QObject>
#include <functional>
#include <memory>

namespace godwit::store {

struct Packed;

/// The one writing connection of this process.  Every call is one transaction that either holds whole or not at all,
/// and ends with changed() when it changed something.  Not thread-safe: it lives in the engine's thread.
///
/// Two processes may write in turn (SQLite locks); nothing is cached between calls.
///
/// What the user sees is *server state with the waiting operations on top*: a placement keeps the server's mailbox, UID
/// and flags beside the effective mailbox and flags, and every change of either side recomputes the effective ones.
class Writer : public QObject {
    Q_OBJECT
public:
    /// Makes or migrates the database (0700 directory, 0600 files, S-155).
    /// Errors: Storage with NewerProfile, DatabaseDamaged, DiskFull, ProfileLocked (cannot write).
    /// `maximumPages` (of 8 KiB): beyond it every write fails with DiskFull; 0: what the disk holds.
    static Result<std::unique_ptr<Writer>> open(const QString &profile, qint64 maximumPages = 0);
    static QString file(const QString &profile); ///< the database
    ~Writer() override;

    const Reader &reader() const; ///< sees what this connection wrote

    // -- accounts
    Result<AccountKey> addAccount(const QByteArray &settings);
    Result<void> updateAccount(AccountKey account, const QByteArray &settings);
    /// `keepMail` turns its mailboxes into local ones under a new local account of the same name.
    Result<void> removeAccount(AccountKey account, bool keepMail);

    // -- server side of mailboxes, as sync learns it
    struct ServerMailbox {
        QByteArray wireName;
        QStringList path;
        char delimiter = '\0';
        Role role = Role::None;
        bool selectable = true, subscribed = true;
        std::optional<quint32> messages, unseen; ///< of STATUS; shown until the mailbox is synchronised
        Share share = Share::Own;
        std::optional<Rights> rights = {}; ///< std::nullopt: not asked, as before
        /// Gmail: placements come from this label of the messages in the mailbox that holds labels, not from the
        /// server.
        QByteArray label = {};
        bool holdsLabels = false; ///< Gmail's All Mail
    };
    /// The whole list of one account.  Mailboxes that are missing go away with their placements unless `complete` is
    /// false or the list is empty while we know mailboxes (S-149).  Pending mailbox operations stay on top.
    Result<void> setMailboxes(AccountKey account, const QList<ServerMailbox> &mailboxes, bool complete);
    Result<MailboxKey> addLocalMailbox(AccountKey account, const QStringList &path, Role role);
    Result<void> setSyncPoint(MailboxKey mailbox, const SyncPoint &point);
    /// At the end of a refresh that has seen every UID of the mailbox: what we had put there ourselves (a move without
    /// COPYUID, an APPEND without APPENDUID) and what two such refreshes in a row did not find goes away.
    Result<void> refreshCompleted(MailboxKey mailbox);

    // -- messages, as sync learns them
    struct Arrival {
        QList<PlacementKey> added; ///< in the order given; an adopted placement is named, not added twice
    };
    /// New messages of a window.  A placement that waits for its UID here (moved or appended by us, same message)
    /// adopts it instead of doubling; a message known by its key from another mailbox gets a second placement, not a
    /// second row.
    Result<Arrival> addMessages(MailboxKey mailbox, const QList<IncomingMessage> &messages);
    Result<void> updateFlags(MailboxKey mailbox, const QList<FlagUpdate> &updates);
    /// The server no longer has these.  Placements of waiting operations are settled as NOTES section 2.10 says.
    Result<void> vanish(MailboxKey mailbox, const UidSet &uids);
    /// UIDVALIDITY changed: all server UIDs of the mailbox become void; messages and bodies stay, and addMessages()
    /// matches them again by key.  finishRenumbering() removes what found no match.
    Result<void> beginRenumbering(MailboxKey mailbox, UidValidity uidValidity);
    Result<void> finishRenumbering(MailboxKey mailbox);
    Result<void> storeBody(MessageKey message, const QByteArray &raw, const QString &snippet, int attachments);
    struct BodyToStore {
        MessageKey message;
        QByteArray raw;
        QString snippet;
        std::optional<int> attachments; ///< std::nullopt: as announced
        /// Who it is from by our own reading; a server's ENVELOPE names another for a malformed line (S-049).
        /// std::nullopt: as announced.
        std::optional<mime::Address> from = {};
        std::shared_ptr<const Packed> packed = {}; ///< `raw` as it will lie in the file, in its place: see packBody()
    };
    /// Compresses in the calling thread what storeBodies() would else compress in the writer's.  Thread-safe.
    static void packBody(BodyToStore &body);
    /// For bulk mail, after packBody() and in the same thread: moves the octets of all of them into a file beside the
    /// database, where storeBodies() finds them.  Fewer than `leastOctets` stay where they are.  Thread-safe; may
    /// outlive the writer.
    using BodyKeeper = std::function<void(QList<BodyToStore> &)>;
    BodyKeeper bodyKeeper(qint64 leastOctets = 256 * 1024) const;
    Result<void> storeBodies(const QList<BodyToStore> &bodies);
    /// Where a stored body cannot be read any more and the server has the message, the body counts as missing again.
    /// Whether it does now.
    Result<bool> forgetDamagedBody(MessageKey message);
    /// The text parts of a message whose attachments were left on the server, as a message of its own; goes when the
    /// whole body comes.
    Result<void> storeText(MessageKey message, const QByteArray &excerpt, const QString &snippet);
    /// Newest first: messages of `mailbox` (all mailboxes of the account when empty) whose body is not here.
    struct MissingBody {
        MessageKey message;
        MailboxKey mailbox;
        Uid uid;
        qint64 sizeOctets = 0;
    };
    enum class Texts { Count, Suffice }; ///< whether a message whose text is here counts among the missing
    QList<MissingBody> missingBodies(
        AccountKey account, MailboxKey mailbox, qint64 limit, Texts texts = Texts::Count) const;
    /// Where the server has this message, if its body is not here.
    std::optional<MissingBody> missingBody(MessageKey message) const;

    // -- orders of a mailbox other than by date; none is kept until somebody wants it
    /// From now on rows that come and go are kept in order; those that are here already are to be added, in slices.
    Result<void> beginOrder(MailboxKey mailbox, SortBy by);
    /// Of Reader::sortEntries(), read after beginOrder().  What has left the mailbox since is left out.
    Result<void> addToOrder(MailboxKey mailbox, SortBy by, const QList<SortEntry> &entries);
    Result<void> finishOrder(MailboxKey mailbox, SortBy by); ///< nothing is missing: Reader::keepsOrder()

    /// Messages from before conversations were known are connected, the newest `limit` of those that are left.  Whether
    /// there are more.
    Result<bool> connectOlderThreads(qint64 limit);

    // -- POP3 (NOTES section 3.1)
    enum class Pop3State { Kept, ToDelete, Gone };
    struct Pop3Row {
        QByteArray uidl;
        Pop3State state = Pop3State::Kept;
        QDateTime firstSeen;
        PlacementKey placement;
    };
    QList<Pop3Row> pop3Rows(AccountKey account) const;
    /// Message and UIDL row in one transaction: a message that is in the store is never fetched again.
    Result<PlacementKey> addPop3Message(
        AccountKey account, MailboxKey inbox, const QByteArray &uidl, const IncomingMessage &message);
    struct Pop3Arrival {
        QByteArray uidl;
        IncomingMessage message;
    };
    /// The same for many, in one transaction.  A UIDL that is known already is left alone; its key is the known one.
    Result<QList<PlacementKey>> addPop3Messages(
        AccountKey account, MailboxKey inbox, const QList<Pop3Arrival> &arrivals);
    /// Returns once this and everything before it is on the disk: after it, DELE may be sent.
    Result<void> setPop3State(AccountKey account, const QList<QByteArray> &uidls, Pop3State state);

private:
    friend class Journal;
    friend class Outbox;
    struct Private;
    explicit Writer(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;

protected:
    void timerEvent(QTimerEvent *event) override;

Q_SIGNALS:
    void changed(const godwit::store::Change &change);
    /// Another process (godwit-cli beside the window) has written: seen within two seconds where there is an event
    /// loop. changed() follows and names every mailbox.
    void changedElsewhere();
};

} // namespace godwit::store
