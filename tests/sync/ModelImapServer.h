// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArrayList>
#include <QDateTime>
#include <QHash>
#include <QHostAddress>
#include <QMap>
#include <QPointer>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace godwit::imap {
class Deflater;
class Inflater;
} // namespace godwit::imap

namespace godwit::test {

/// A small IMAP server with mailboxes in memory, on a free port of 127.0.0.1: what sync needs of RFC 9051, 6851, 7162,
/// so that a test can see both sides and break the connection where it wants.  User and password are not looked at.
class ModelImapServer : public QTcpServer {
public:
    struct Message {
        quint32 uid = 0;
        QByteArray raw;
        QSet<QByteArray> flags;
        quint64 modSeq = 0;
        QDateTime internalDate;
        QSet<QByteArray> labels; ///< Gmail's
        quint64 id = 0; ///< the same in all its mailboxes (Gmail)
    };
    struct Box {
        quint32 uidValidity = 1;
        quint32 uidNext = 1;
        quint64 modSeq = 1;
        bool subscribed = true;
        QByteArray attribute; ///< "\\Sent"
        QList<Message> messages;
        QMap<quint32, quint64> gone; ///< UID -> mod-sequence of its expunge
    };

    ModelImapServer();

    QByteArrayList capabilities{"IMAP4rev1", "AUTH=PLAIN", "SASL-IR", "LITERAL+", "ENABLE", "CONDSTORE", "QRESYNC",
        "UIDPLUS", "MOVE", "IDLE", "LIST-EXTENDED", "LIST-STATUS", "SPECIAL-USE", "ESEARCH", "UNSELECT", "ID",
        "NAMESPACE"};
    QMap<QByteArray, Box> boxes;
    QByteArray namespaces = "((\"\" \"/\")) NIL NIL"; ///< of NAMESPACE
    QByteArrayList unlisted; ///< prefixes that `LIST "" *` leaves out
    QHash<QByteArray, QByteArray> rights; ///< of MYRIGHTS; all where there is nothing
    int messageLimit = 0; ///< of one command (RFC 9738); 0: none
    int visible = 0; ///< without UIDONLY only so many of a mailbox are shown, the newest; 0: all
    std::function<void(const QByteArray &command)> before; ///< called when a command has come, before it has effect
    /// Octets go out so many at a time, every ten milliseconds; 0: as they come.
    qsizetype pace = 0;
    bool findsHeaders = true; ///< SEARCH HEADER; false: an empty answer, as from iCloud and Yahoo

    quint32 add(const QByteArray &box, const QByteArray &subject, const QByteArray &messageId = {});
    /// Of two parts, a text and a file of so many octets.
    quint32 addWithFile(const QByteArray &box, const QByteArray &subject, qsizetype fileOctets);
    void setFlag(const QByteArray &box, quint32 uid, const QByteArray &flag);
    void expunge(const QByteArray &box, quint32 uid);
    QSet<QByteArray> flags(const QByteArray &box, quint32 uid) const;
    QByteArrayList subjects(const QByteArray &box) const;
    /// UIDs anew under another UIDVALIDITY.
    void renumber(const QByteArray &box);

    enum class Moment { Before, After };
    /// Once: the connection breaks at the next command of this name, before or after it has taken effect.
    void breakAt(const QByteArray &command, Moment moment) { m_break = {command, moment}; }
    /// The same before the one that follows so many of them.
    void breakAfter(const QByteArray &command, int number)
    {
        m_break = {command, Moment::Before};
        m_passes = number;
    }
    /// Answers every command of this name so, until the text is empty.
    void refuse(const QByteArray &command, const QByteArray &answer) { m_refusals[command] = answer; }

    /// What comes in is answered so much later, all of it at once: as far away as that.
    std::chrono::milliseconds latency{0};
    /// By connection, in order of their making: the commands that came together, without an answer between them.
    QList<QList<QByteArrayList>> flights;

    int connectionLimit = 0; ///< beyond it a connection is shown the door; 0: any number
    /// What is open now leads nowhere any more, and nobody is told.
    void goSilent();

    int refused = 0; ///< so many connections

    QByteArrayList enabled; ///< by the last ENABLE
    QByteArrayList log; ///< names of all commands, "UID MOVE" and the like as one
    int count(const QByteArray &command) const { return int(log.count(command)); }
    void closeAll();
    void goDown(); ///< refuses connections until comeUp()
    void comeUp() { listen(QHostAddress::LocalHost, m_port); }
    int connections() const { return m_connections; }

protected:
    struct Connection {
        QPointer<QTcpSocket> socket;
        QByteArray buffer, box, idleTag;
        bool qresync = false, uidOnly = false, utf8 = false;
        std::shared_ptr<imap::Inflater> inflater; ///< once COMPRESS is on
        std::shared_ptr<imap::Deflater> deflater;
        QByteArray waiting; ///< to be sent at the pace
        qsizetype number = 0;
        bool notify = false, silent = false;
        bool answers = false; ///< with latency: an answer is on its way
    };
    using Tokens = QByteArrayList;
    void send(Connection &connection, const QByteArray &octets);
    void trickle(const std::shared_ptr<Connection> &connection);
    /// Indexes of the messages that a command of this connection may see, oldest first.
    qsizetype firstVisible(const Connection &connection, const Box &box) const;
    /// The tagged OK of a command over so many UIDs, oldest first; takes those away that the limit leaves out.
    QByteArray limited(QList<quint32> &uids, const QByteArray &text) const;

    virtual QByteArray perform(Connection &connection, const QByteArray &name, Tokens arguments);
    QByteArray removed(Connection &connection, Box &box, quint32 uid);
    void announce(const QByteArray &box, const QByteArray &line, const Connection *except = nullptr);

private:
    void accept();
    void arrived(const std::shared_ptr<Connection> &connection);
    void read(Connection &connection);
    static std::optional<QByteArray> takeCommand(QByteArray &buffer);
    static Tokens tokenize(const QByteArray &command);
    void handle(Connection &connection, const QByteArray &command);
    QByteArray select(Connection &connection, const Tokens &arguments);
    QByteArray list(const Connection &connection, const Tokens &arguments);
    QByteArray myRights(const QByteArray &box) const;
    QByteArray fetch(Connection &connection, const Tokens &arguments, bool byUid);
    QByteArray store(Connection &connection, const Tokens &arguments);
    QByteArray transfer(Connection &connection, const Tokens &arguments, bool move);
    QByteArray search(Connection &connection, Tokens arguments);
    QByteArray sort(Connection &connection, Tokens arguments);
    QByteArray append(const Tokens &arguments);
    QByteArray replace(Connection &connection, const Tokens &arguments);
    QByteArray expungeMarked(Connection &connection, const std::optional<QByteArray> &set);
    QByteArray status(const QByteArray &name) const;
    QByteArray describe(const Box &box, qsizetype index, const QByteArray &wanted, bool withUid) const;
    QByteArray describeFor(const Connection &connection, qsizetype index, const QByteArray &wanted) const;
    void tellOthers(const QByteArray &box);

    QList<std::shared_ptr<Connection>> m_open;
    std::optional<QPair<QByteArray, Moment>> m_break;
    int m_passes = 0; ///< before m_break applies
    QHash<QByteArray, QByteArray> m_refusals;
    int m_connections = 0;
    quint16 m_port = 0;
};

} // namespace godwit::test
