// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/ModelImapServer.h"

#include "imap/Deflater.h"
#include "imap/Inflater.h"
#include "imap/wire/Mailbox.h"
#include "sync/ModelImapText.h"

#include <QRegularExpression>
#include <QTimer>

namespace godwit::test {

ModelImapServer::ModelImapServer()
{
    boxes["INBOX"];
    listen(QHostAddress::LocalHost);
    connect(this, &QTcpServer::newConnection, this, [this] { accept(); });
}

quint32 ModelImapServer::add(const QByteArray &name, const QByteArray &subject, const QByteArray &messageId)
{
    Box &box = boxes[name];
    Message message;
    message.uid = box.uidNext++;
    message.modSeq = ++box.modSeq;
    message.internalDate = QDateTime::fromSecsSinceEpoch(1'790'000'000 + message.uid, Qt::UTC);
    const QByteArray id = messageId.isEmpty() ? "<" + subject + "." + name + "@example.org>" : messageId;
    message.raw = "From: bob@example.org\r\nTo: alice@example.org\r\nSubject: " + subject + "\r\nMessage-ID: " + id
        + "\r\n\r\nText of " + subject + "\r\n";
    box.messages.append(message);
    announce(name, "* " + QByteArray::number(box.messages.size()) + " EXISTS");
    return message.uid;
}

quint32 ModelImapServer::addWithFile(const QByteArray &name, const QByteArray &subject, qsizetype fileOctets)
{
    const quint32 uid = add(name, subject);
    Message &message = boxes[name].messages.last();
    QByteArray text = message.raw.mid(message.raw.indexOf("\r\n\r\n") + 4);
    message.raw = message.raw.left(message.raw.indexOf("\r\n\r\n") + 2)
        + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\nContent-Type: text/plain; "
          "charset=utf-8\r\n\r\n"
        + text
        + "\r\n--b1\r\nContent-Type: application/octet-stream; name=data.bin\r\nContent-Disposition: "
          "attachment; filename=data.bin\r\n\r\n"
        + QByteArray(fileOctets, 'x') + "\r\n--b1--\r\n";
    return uid;
}

void ModelImapServer::setFlag(const QByteArray &name, quint32 uid, const QByteArray &flag)
{
    Box &box = boxes[name];
    for (qsizetype i = 0; i < box.messages.size(); ++i) {
        if (box.messages[i].uid != uid)
            continue;
        box.messages[i].flags.insert(flag);
        box.messages[i].modSeq = ++box.modSeq;
        announce(name, describe(box, i, "FLAGS MODSEQ", true));
    }
}

void ModelImapServer::expunge(const QByteArray &name, quint32 uid)
{
    Box &box = boxes[name];
    for (qsizetype i = 0; i < box.messages.size(); ++i) {
        if (box.messages[i].uid != uid)
            continue;
        box.messages.removeAt(i);
        box.gone.insert(uid, ++box.modSeq);
        for (const auto &connection : std::as_const(m_open)) {
            if (connection->box == name && !connection->idleTag.isEmpty() && connection->socket)
                send(*connection,
                    connection->qresync || connection->uidOnly ? "* VANISHED " + QByteArray::number(uid) + "\r\n"
                                                               : "* " + QByteArray::number(i + 1) + " EXPUNGE\r\n");
        }
        tellOthers(name);
        return;
    }
}

QSet<QByteArray> ModelImapServer::flags(const QByteArray &box, quint32 uid) const
{
    for (const Message &message : boxes.value(box).messages) {
        if (message.uid == uid)
            return message.flags;
    }
    return {};
}

QByteArrayList ModelImapServer::subjects(const QByteArray &box) const
{
    QByteArrayList result;
    for (const Message &message : boxes.value(box).messages)
        result.append(field(message.raw, "Subject"));
    return result;
}

void ModelImapServer::renumber(const QByteArray &name)
{
    Box &box = boxes[name];
    ++box.uidValidity;
    box.uidNext = 100;
    box.gone.clear();
    for (Message &message : box.messages)
        message.uid = box.uidNext++;
}

void ModelImapServer::closeAll()
{
    for (const auto &connection : std::exchange(m_open, {})) {
        if (connection->socket)
            connection->socket->abort();
    }
}

void ModelImapServer::goDown()
{
    m_port = serverPort();
    close();
    closeAll();
}

void ModelImapServer::accept()
{
    while (QTcpSocket *const socket = nextPendingConnection()) {
        if (connectionLimit > 0 && m_open.size() >= connectionLimit) {
            socket->write("* BYE Maximum number of connections from user+IP exceeded\r\n");
            socket->disconnectFromHost();
            ++refused;
            continue;
        }
        ++m_connections;
        const auto connection = std::make_shared<Connection>();
        connection->socket = socket;
        connection->number = flights.size();
        flights.append(QList<QByteArrayList>());
        m_open.append(connection);
        connect(socket, &QTcpSocket::readyRead, this, [this, connection] { arrived(connection); });
        connect(socket, &QTcpSocket::disconnected, this, [this, connection] { m_open.removeOne(connection); });
        socket->write("* OK [CAPABILITY " + capabilities.join(' ') + "] model\r\n");
    }
}

std::optional<QByteArray> ModelImapServer::takeCommand(QByteArray &buffer)
{
    qsizetype from = 0;
    for (;;) {
        const qsizetype end = buffer.indexOf("\r\n", from);
        if (end < 0)
            return std::nullopt;
        static const QRegularExpression literal(QStringLiteral("\\{(\\d+)\\+?\\}$"));
        const auto match = literal.match(QString::fromLatin1(buffer.mid(from, end - from)));
        if (!match.hasMatch()) {
            const QByteArray command = buffer.left(end);
            buffer.remove(0, end + 2);
            return command;
        }
        from = end + 2 + match.captured(1).toLongLong();
        if (buffer.size() < from)
            return std::nullopt;
    }
}

ModelImapServer::Tokens ModelImapServer::tokenize(const QByteArray &command)
{
    Tokens tokens;
    for (qsizetype at = 0; at < command.size();) {
        const char c = command[at];
        const bool opensLiteral8 = c == '~' && command.mid(at + 1, 1) == "{";
        if (c == ' ' || opensLiteral8) {
            ++at;
        } else if (c == '(' || c == ')') {
            tokens.append(QByteArray(1, c));
            ++at;
        } else if (c == '"') {
            QByteArray text;
            for (++at; at < command.size() && command[at] != '"'; ++at) {
                if (command[at] == '\\' && at + 1 < command.size())
                    ++at;
                text += command[at];
            }
            tokens.append(text);
            ++at;
        } else if (c == '{') {
            const qsizetype end = command.indexOf('}', at);
            const qsizetype octets = command.mid(at + 1, end - at - 1).replace("+", "").toLongLong();
            tokens.append(command.mid(end + 3, octets));
            at = end + 3 + octets;
        } else {
            const qsizetype start = at;
            int depth = 0;
            for (; at < command.size(); ++at) {
                depth += command[at] == '[' ? 1 : command[at] == ']' ? -1 : 0;
                if (depth == 0 && (command[at] == ' ' || command[at] == '(' || command[at] == ')'))
                    break;
            }
            tokens.append(command.mid(start, at - start));
        }
    }
    return tokens;
}

void ModelImapServer::arrived(const std::shared_ptr<Connection> &connection)
{
    if (connection->answers || connection->silent)
        return;
    connection->answers = true;
    flights[connection->number].append(QByteArrayList());
    const auto answer = [this, connection] {
        connection->answers = false;
        if (connection->socket && !connection->silent)
            read(*connection);
    };
    if (latency.count() == 0)
        answer();
    else
        QTimer::singleShot(latency, this, answer);
}

void ModelImapServer::read(Connection &connection)
{
    if (connection.inflater) {
        connection.inflater->feed(connection.socket->readAll());
        for (;;) {
            const Result<QByteArray> piece = connection.inflater->next();
            if (!piece || piece->isEmpty())
                break;
            connection.buffer += *piece;
        }
    } else {
        connection.buffer += connection.socket->readAll();
    }
    while (const auto command = takeCommand(connection.buffer)) {
        if (!connection.idleTag.isEmpty()) {
            send(connection, std::exchange(connection.idleTag, {}) + " OK done\r\n");
            continue;
        }
        handle(connection, *command);
        if (!connection.socket || connection.socket->state() != QAbstractSocket::ConnectedState)
            return;
    }
}

void ModelImapServer::send(Connection &connection, const QByteArray &octets)
{
    const QByteArray packed = connection.deflater ? connection.deflater->compress(octets) : octets;
    if (pace == 0) {
        connection.socket->write(packed);
        return;
    }
    const bool idle = connection.waiting.isEmpty();
    connection.waiting += packed;
    if (!idle)
        return;
    for (const auto &open : std::as_const(m_open)) {
        if (open.get() == &connection)
            trickle(open);
    }
}

void ModelImapServer::trickle(const std::shared_ptr<Connection> &connection)
{
    if (!connection->socket)
        return;
    const qsizetype octets = pace > 0 ? pace : connection->waiting.size();
    connection->socket->write(connection->waiting.left(octets));
    connection->waiting.remove(0, octets);
    if (!connection->waiting.isEmpty())
        QTimer::singleShot(10, this, [this, connection] { trickle(connection); });
}

void ModelImapServer::handle(Connection &connection, const QByteArray &command)
{
    Tokens tokens = tokenize(command);
    if (tokens.size() < 2 || (tokens.size() < 3 && tokens[1].toUpper() == "UID")) {
        connection.socket->write("* BAD what\r\n");
        return;
    }
    const QByteArray tag = tokens.takeFirst();
    QByteArray name = tokens.takeFirst().toUpper();
    if (name == "UID")
        name += ' ' + tokens.takeFirst().toUpper();
    log.append(name);
    flights[connection.number].last().append(name);
    const QPointer<QTcpSocket> socket = connection.socket;
    if (before)
        before(name);
    const bool breaks = m_break && m_break->first == name && m_passes-- <= 0;
    if (breaks && m_break->second == Moment::Before) {
        m_break.reset();
        socket->abort();
        return;
    }
    if (const QByteArray refusal = m_refusals.value(name); !refusal.isEmpty()) {
        send(connection, tag + ' ' + refusal + "\r\n");
        return;
    }
    if (name == "IDLE") {
        connection.idleTag = tag;
        send(connection, "+ idling\r\n");
        return;
    }
    // The boxes are named as a connection spells them that has not enabled UTF-8.
    const QByteArrayList named{"SELECT", "EXAMINE", "STATUS", "APPEND", "CREATE", "DELETE", "SUBSCRIBE", "UNSUBSCRIBE"};
    if (connection.utf8 && named.contains(name))
        tokens[0] = imap::Mailbox::fromWire(tokens[0], imap::Names::Utf8).wireName;
    const QByteArray answer = perform(connection, name, tokens);
    if (breaks) {
        m_break.reset();
        socket->abort();
        return;
    }
    const qsizetype last = answer.chopped(2).lastIndexOf("\r\n");
    const QByteArray untagged = last < 0 ? QByteArray() : answer.left(last + 2);
    send(connection, untagged + tag + ' ' + answer.mid(untagged.size()));
    if (name == "COMPRESS") {
        connection.deflater = std::make_shared<imap::Deflater>();
        connection.inflater = std::make_shared<imap::Inflater>();
    }
    if (name == "LOGOUT")
        socket->disconnectFromHost();
}

/// Untagged lines, then the tagged one without its tag.
QByteArray ModelImapServer::perform(Connection &connection, const QByteArray &name, Tokens arguments)
{
    if (name == "AUTHENTICATE" || name == "LOGIN")
        return "OK [CAPABILITY " + capabilities.join(' ') + "] in\r\n";
    if (name == "ENABLE") {
        connection.qresync = arguments.contains("QRESYNC");
        connection.uidOnly = arguments.contains("UIDONLY");
        connection.utf8 = arguments.contains("UTF8=ACCEPT");
        enabled = arguments;
        return "* ENABLED " + arguments.join(' ') + "\r\nOK\r\n";
    }
    if (name == "NOTIFY") {
        connection.notify = arguments.contains("SET");
        QByteArray answer;
        for (auto box = boxes.cbegin(); connection.notify && box != boxes.cend(); ++box)
            answer += box.key() == connection.box ? QByteArray() : status(box.key());
        return answer + "OK\r\n";
    }
    if (name == "NAMESPACE")
        return "* NAMESPACE " + namespaces + "\r\nOK\r\n";
    if (name == "MYRIGHTS")
        return myRights(arguments.first()) + "OK\r\n";
    if (connection.uidOnly && (name == "FETCH" || name == "STORE" || name == "COPY" || name == "SEARCH"))
        return "BAD [UIDREQUIRED] there are no numbers\r\n";
    if (name == "LIST" || name == "LSUB")
        return list(connection, arguments);
    if (name == "STATUS")
        return status(arguments.first()) + "OK\r\n";
    if (name == "SELECT" || name == "EXAMINE")
        return select(connection, arguments);
    if (name == "FETCH" || name == "UID FETCH")
        return fetch(connection, arguments, name == "UID FETCH");
    if (name == "UID STORE")
        return store(connection, arguments);
    if (name == "UID COPY" || name == "UID MOVE")
        return transfer(connection, arguments, name == "UID MOVE");
    if (name == "UID SEARCH")
        return search(connection, arguments);
    if (name == "UID SORT")
        return sort(connection, arguments);
    if (name == "UID EXPUNGE")
        return expungeMarked(connection, arguments.first()) + "OK\r\n";
    if (name == "EXPUNGE")
        return expungeMarked(connection, std::nullopt) + "OK\r\n";
    if (name == "APPEND")
        return append(arguments);
    if (name == "UID REPLACE")
        return replace(connection, arguments);
    if (name == "CREATE") {
        if (boxes.contains(arguments.first()))
            return "NO [ALREADYEXISTS] there\r\n";
        boxes[arguments.first()].subscribed = false;
    } else if (name == "DELETE") {
        if (boxes.remove(arguments.first()) == 0)
            return "NO [NONEXISTENT] no\r\n";
    } else if (name == "RENAME") {
        if (!boxes.contains(arguments[0]) || boxes.contains(arguments[1]))
            return "NO no\r\n";
        const QMap<QByteArray, Box> was = boxes;
        for (auto box = was.cbegin(); box != was.cend(); ++box) {
            if (box.key() == arguments[0] || box.key().startsWith(arguments[0] + '/'))
                boxes[arguments[1] + box.key().mid(arguments[0].size())] = boxes.take(box.key());
        }
    } else if ((name == "SUBSCRIBE" || name == "UNSUBSCRIBE") && boxes.contains(arguments.first())) {
        boxes[arguments.first()].subscribed = name == "SUBSCRIBE";
    } else if (name == "UNSELECT") {
        connection.box.clear();
    }
    return name == "LOGOUT" ? QByteArray("* BYE\r\nOK\r\n") : QByteArray("OK\r\n");
}

QByteArray ModelImapServer::status(const QByteArray &name) const
{
    const Box box = boxes.value(name);
    int unseen = 0;
    for (const Message &message : box.messages)
        unseen += message.flags.contains("\\Seen") ? 0 : 1;
    QByteArray items = "MESSAGES " + QByteArray::number(box.messages.size()) + " UIDNEXT "
        + QByteArray::number(box.uidNext) + " UIDVALIDITY " + QByteArray::number(box.uidValidity) + " UNSEEN "
        + QByteArray::number(unseen);
    if (capabilities.contains("CONDSTORE"))
        items += " HIGHESTMODSEQ " + QByteArray::number(box.modSeq);
    return "* STATUS \"" + name + "\" (" + items + ")\r\n";
}

QByteArray ModelImapServer::list(const Connection &connection, const Tokens &arguments)
{
    QByteArray answer;
    const QByteArray pattern = arguments.value(1);
    for (auto box = boxes.cbegin(); box != boxes.cend(); ++box) {
        const bool all = pattern.endsWith('*') && box.key().startsWith(pattern.chopped(1));
        if (!all && box.key() != pattern)
            continue;
        const bool left = std::any_of(unlisted.cbegin(), unlisted.cend(),
            [&](const QByteArray &prefix) { return pattern == "*" && box.key().startsWith(prefix); });
        if (left)
            continue;
        QByteArray attributes = box->attribute;
        if (box->subscribed)
            attributes += attributes.isEmpty() ? "\\Subscribed" : " \\Subscribed";
        const QByteArray shown = connection.utf8 ? imap::Mailbox{box.key()}.toWire(imap::Names::Utf8) : box.key();
        answer += "* LIST (" + attributes + ") \"/\" \"" + shown + "\"\r\n";
        if (arguments.contains("STATUS"))
            answer += status(box.key()).replace('"' + box.key() + '"', '"' + shown + '"');
        if (arguments.contains("MYRIGHTS"))
            answer += myRights(box.key());
    }
    return answer + "OK\r\n";
}

QByteArray ModelImapServer::myRights(const QByteArray &box) const
{
    return "* MYRIGHTS \"" + box + "\" " + rights.value(box, "lrswipkxtea") + "\r\n";
}

void ModelImapServer::announce(const QByteArray &box, const QByteArray &line, const Connection *except)
{
    for (const auto &connection : std::as_const(m_open)) {
        if (connection.get() != except && connection->box == box && !connection->idleTag.isEmpty() && connection->socket
            && !connection->silent)
            send(*connection, line + "\r\n");
    }
    tellOthers(box);
}

/// RFC 5465, to those that look at another mailbox.
void ModelImapServer::tellOthers(const QByteArray &box)
{
    for (const auto &connection : std::as_const(m_open)) {
        const bool told = connection->notify && connection->box != box && !connection->idleTag.isEmpty();
        if (told && connection->socket && !connection->silent)
            send(*connection, status(box));
    }
}

void ModelImapServer::goSilent()
{
    for (const auto &connection : std::as_const(m_open))
        connection->silent = true;
}

} // namespace godwit::test
