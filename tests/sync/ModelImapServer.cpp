// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/ModelImapServer.h"

#include <QLocale>
#include <QRegularExpression>
#include <QTimer>

namespace godwit::test {

namespace {

QByteArray quoted(const QByteArray &text)
{
    return text.isEmpty() ? QByteArray("NIL") : '"' + text + '"';
}

QByteArray field(const QByteArray &raw, const QByteArray &name)
{
    const qsizetype at = ("\r\n" + raw).indexOf("\r\n" + name + ": ");
    if (at < 0)
        return {};
    const qsizetype start = at + name.size() + 2;
    return raw.mid(start, raw.indexOf("\r\n", start) - start);
}

bool inSet(const QByteArray &set, quint32 value, quint32 last)
{
    for (const QByteArray &part : set.split(',')) {
        const QByteArrayList ends = part.split(':');
        const auto number = [last](const QByteArray &text) {
            return text == "*" ? last : text.toUInt();
        };
        const quint32 a = number(ends.first());
        const quint32 b = number(ends.last());
        if (value >= std::min(a, b) && value <= std::max(a, b))
            return true;
    }
    return false;
}

QByteArray address(const QByteArray &value)
{
    const qsizetype at = value.indexOf('@');
    return value.isEmpty() ? QByteArray("NIL") : "((NIL NIL \"" + value.left(at) + "\" \"" + value.mid(at + 1) + "\"))";
}

} // namespace

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
                connection->socket->write(connection->qresync ? "* VANISHED " + QByteArray::number(uid) + "\r\n"
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
        if (c == ' ') {
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
    connection.buffer += connection.socket->readAll();
    while (const auto command = takeCommand(connection.buffer)) {
        if (!connection.idleTag.isEmpty()) {
            connection.socket->write(std::exchange(connection.idleTag, {}) + " OK done\r\n");
            continue;
        }
        handle(connection, *command);
        if (!connection.socket || connection.socket->state() != QAbstractSocket::ConnectedState)
            return;
    }
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
    const bool breaks = m_break && m_break->first == name && m_passes-- <= 0;
    if (breaks && m_break->second == Moment::Before) {
        m_break.reset();
        socket->abort();
        return;
    }
    if (const QByteArray refusal = m_refusals.value(name); !refusal.isEmpty()) {
        socket->write(tag + ' ' + refusal + "\r\n");
        return;
    }
    if (name == "IDLE") {
        connection.idleTag = tag;
        socket->write("+ idling\r\n");
        return;
    }
    const QByteArray answer = perform(connection, name, tokens);
    if (breaks) {
        m_break.reset();
        socket->abort();
        return;
    }
    const qsizetype last = answer.chopped(2).lastIndexOf("\r\n");
    const QByteArray untagged = last < 0 ? QByteArray() : answer.left(last + 2);
    socket->write(untagged + tag + ' ' + answer.mid(untagged.size()));
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
        return "* ENABLED " + arguments.join(' ') + "\r\nOK\r\n";
    }
    if (name == "NOTIFY") {
        connection.notify = arguments.contains("SET");
        QByteArray answer;
        for (auto box = boxes.cbegin(); connection.notify && box != boxes.cend(); ++box)
            answer += box.key() == connection.box ? QByteArray() : status(box.key());
        return answer + "OK\r\n";
    }
    if (name == "LIST" || name == "LSUB")
        return list(arguments);
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
    if (name == "UID EXPUNGE")
        return expungeMarked(connection, arguments.first()) + "OK\r\n";
    if (name == "EXPUNGE")
        return expungeMarked(connection, std::nullopt) + "OK\r\n";
    if (name == "APPEND")
        return append(arguments);
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
        const QMap<QByteArray, Box> before = boxes;
        for (auto box = before.cbegin(); box != before.cend(); ++box) {
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

QByteArray ModelImapServer::list(const Tokens &arguments)
{
    QByteArray answer;
    const QByteArray pattern = arguments.value(1);
    for (auto box = boxes.cbegin(); box != boxes.cend(); ++box) {
        const bool all = pattern.endsWith('*') && box.key().startsWith(pattern.chopped(1));
        if (!all && box.key() != pattern)
            continue;
        QByteArray attributes = box->attribute;
        if (box->subscribed)
            attributes += attributes.isEmpty() ? "\\Subscribed" : " \\Subscribed";
        answer += "* LIST (" + attributes + ") \"/\" \"" + box.key() + "\"\r\n";
        if (arguments.contains("STATUS"))
            answer += status(box.key());
    }
    return answer + "OK\r\n";
}

QByteArray ModelImapServer::select(Connection &connection, const Tokens &arguments)
{
    connection.box.clear();
    if (!boxes.contains(arguments.first()))
        return "NO [NONEXISTENT] no such mailbox\r\n";
    const qsizetype resync = arguments.indexOf("QRESYNC");
    if (resync >= 0 && !connection.qresync)
        return "BAD enable it first\r\n";
    connection.box = arguments.first();
    const Box &box = boxes[connection.box];
    QByteArray answer = "* " + QByteArray::number(box.messages.size())
        + " EXISTS\r\n* FLAGS (\\Seen)\r\n"
          "* OK [PERMANENTFLAGS (\\Seen \\*)]\r\n* OK [UIDVALIDITY "
        + QByteArray::number(box.uidValidity) + "]\r\n* OK [UIDNEXT " + QByteArray::number(box.uidNext) + "]\r\n";
    if (capabilities.contains("CONDSTORE"))
        answer += "* OK [HIGHESTMODSEQ " + QByteArray::number(box.modSeq) + "]\r\n";
    if (resync >= 0 && arguments.value(resync + 2).toUInt() == box.uidValidity) {
        const quint64 since = arguments.value(resync + 3).toULongLong();
        QByteArrayList gone;
        for (auto entry = box.gone.cbegin(); entry != box.gone.cend(); ++entry) {
            if (*entry > since)
                gone.append(QByteArray::number(entry.key()));
        }
        if (!gone.isEmpty())
            answer += "* VANISHED (EARLIER) " + gone.join(',') + "\r\n";
        for (qsizetype i = 0; i < box.messages.size(); ++i) {
            if (box.messages[i].modSeq > since)
                answer += describe(box, i, "FLAGS MODSEQ", true) + "\r\n";
        }
    }
    return answer + "OK [READ-WRITE] selected\r\n";
}

QByteArray ModelImapServer::describe(const Box &box, qsizetype index, const QByteArray &wanted, bool withUid) const
{
    const Message &message = box.messages[index];
    QByteArrayList items;
    if (withUid)
        items.append("UID " + QByteArray::number(message.uid));
    if (wanted.contains("FLAGS"))
        items.append("FLAGS (" + QByteArrayList(message.flags.begin(), message.flags.end()).join(' ') + ')');
    if (wanted.contains("X-GM-MSGID"))
        items.append("X-GM-MSGID " + QByteArray::number(qHash(field(message.raw, "Message-ID"), 1) | 1));
    if (wanted.contains("MODSEQ"))
        items.append("MODSEQ (" + QByteArray::number(message.modSeq) + ')');
    if (wanted.contains("INTERNALDATE"))
        items.append("INTERNALDATE \""
            + QLocale::c().toString(message.internalDate, QStringLiteral("dd-MMM-yyyy HH:mm:ss +0000")).toLatin1()
            + '"');
    if (wanted.contains("RFC822.SIZE"))
        items.append("RFC822.SIZE " + QByteArray::number(message.raw.size()));
    if (wanted.contains("ENVELOPE")) {
        const QByteArray from = address(field(message.raw, "From"));
        items.append("ENVELOPE (NIL " + quoted(field(message.raw, "Subject")) + ' ' + from + ' ' + from + ' ' + from
            + ' ' + address(field(message.raw, "To")) + " NIL NIL NIL " + quoted(field(message.raw, "Message-ID"))
            + ')');
    }
    if (wanted.contains("BODYSTRUCTURE"))
        items.append("BODYSTRUCTURE (\"text\" \"plain\" NIL NIL NIL \"7bit\" 10 1 NIL NIL NIL NIL)");
    if (wanted.contains("BODY.PEEK[]"))
        items.append("BODY[] {" + QByteArray::number(message.raw.size()) + "}\r\n" + message.raw);
    return "* " + QByteArray::number(index + 1) + " FETCH (" + items.join(' ') + ')';
}

QByteArray ModelImapServer::fetch(Connection &connection, const Tokens &arguments, bool byUid)
{
    const Box &box = boxes[connection.box];
    const QByteArray &set = arguments.first();
    const QByteArray wanted = arguments.sliced(1).join(' ');
    const qsizetype since = arguments.indexOf("CHANGEDSINCE");
    const quint64 modSeq = since < 0 ? 0 : arguments.value(since + 1).toULongLong();
    QByteArray answer;
    for (qsizetype i = 0; i < box.messages.size(); ++i) {
        const quint32 number = byUid ? box.messages[i].uid : quint32(i + 1);
        const quint32 last = byUid ? box.messages.constLast().uid : quint32(box.messages.size());
        if (inSet(set, number, last) && box.messages[i].modSeq > modSeq)
            answer += describe(box, i, wanted, true) + "\r\n";
    }
    return answer + "OK fetched\r\n";
}

QByteArray ModelImapServer::store(Connection &connection, const Tokens &arguments)
{
    Box &box = boxes[connection.box];
    const bool add = arguments[1].startsWith('+');
    for (Message &message : box.messages) {
        if (!inSet(arguments[0], message.uid, 0))
            continue;
        for (const QByteArray &flag : arguments.sliced(2)) {
            if (flag == "(" || flag == ")")
                continue;
            if (add)
                message.flags.insert(flag);
            else
                message.flags.remove(flag);
        }
        message.modSeq = ++box.modSeq;
    }
    return "OK stored\r\n";
}

QByteArray ModelImapServer::removed(Connection &connection, Box &box, quint32 uid)
{
    for (qsizetype i = 0; i < box.messages.size(); ++i) {
        if (box.messages[i].uid != uid)
            continue;
        box.messages.removeAt(i);
        box.gone.insert(uid, ++box.modSeq);
        return connection.qresync ? "* VANISHED " + QByteArray::number(uid) + "\r\n"
                                  : "* " + QByteArray::number(i + 1) + " EXPUNGE\r\n";
    }
    return {};
}

QByteArray ModelImapServer::transfer(Connection &connection, const Tokens &arguments, bool move)
{
    if (!boxes.contains(arguments[1]))
        return "NO [TRYCREATE] no such mailbox\r\n";
    Box &goal = boxes[arguments[1]];
    QByteArrayList from, to;
    for (const Message &message : QList<Message>(boxes[connection.box].messages)) {
        if (!inSet(arguments[0], message.uid, 0))
            continue;
        Message copy = message;
        copy.uid = goal.uidNext++;
        copy.modSeq = ++goal.modSeq;
        goal.messages.append(copy);
        from.append(QByteArray::number(message.uid));
        to.append(QByteArray::number(copy.uid));
    }
    QByteArray answer;
    const QByteArray code =
        "[COPYUID " + QByteArray::number(goal.uidValidity) + ' ' + from.join(',') + ' ' + to.join(',') + "]";
    const bool tells = capabilities.contains("UIDPLUS") && !from.isEmpty();
    if (move) {
        answer += tells ? "* OK " + code + "\r\n" : QByteArray();
        for (const QByteArray &uid : std::as_const(from))
            answer += removed(connection, boxes[connection.box], uid.toUInt());
        return answer + "OK moved\r\n";
    }
    return tells ? "OK " + code + " copied\r\n" : QByteArray("OK copied\r\n");
}

QByteArray ModelImapServer::expungeMarked(Connection &connection, const std::optional<QByteArray> &set)
{
    QByteArray answer;
    for (const Message &message : QList<Message>(boxes[connection.box].messages)) {
        if (message.flags.contains("\\Deleted") && (!set || inSet(*set, message.uid, 0)))
            answer += removed(connection, boxes[connection.box], message.uid);
    }
    return answer;
}

QByteArray ModelImapServer::search(Connection &connection, Tokens arguments)
{
    const bool extended = arguments.first() == "RETURN";
    if (extended)
        arguments = arguments.sliced(arguments.indexOf(")") + 1);
    QByteArrayList found;
    const Box &box = boxes[connection.box];
    for (const Message &message : box.messages) {
        bool hit = arguments.first() == "ALL";
        if (arguments.first() == "UID")
            hit = inSet(arguments[1], message.uid, box.uidNext);
        else if (arguments.first() == "DELETED")
            hit = message.flags.contains("\\Deleted");
        else if (arguments.first() == "HEADER" && findsHeaders)
            hit = field(message.raw, arguments[1].toUpper() == "MESSAGE-ID" ? "Message-ID" : arguments[1])
                      .contains(arguments[2]);
        if (hit)
            found.append(QByteArray::number(message.uid));
    }
    if (extended)
        return "* ESEARCH UID" + (found.isEmpty() ? QByteArray() : " ALL " + found.join(',')) + "\r\nOK\r\n";
    return "* SEARCH " + found.join(' ') + "\r\nOK\r\n";
}

QByteArray ModelImapServer::append(const Tokens &arguments)
{
    if (!boxes.contains(arguments.first()))
        return "NO [TRYCREATE] no such mailbox\r\n";
    Box &box = boxes[arguments.first()];
    Message message;
    message.uid = box.uidNext++;
    message.modSeq = ++box.modSeq;
    message.raw = arguments.last();
    message.internalDate = QDateTime::currentDateTimeUtc();
    for (const QByteArray &token : arguments) {
        if (token.startsWith('\\'))
            message.flags.insert(token);
    }
    box.messages.append(message);
    announce(arguments.first(), "* " + QByteArray::number(box.messages.size()) + " EXISTS");
    return capabilities.contains("UIDPLUS")
        ? "OK [APPENDUID " + QByteArray::number(box.uidValidity) + ' ' + QByteArray::number(message.uid) + "]\r\n"
        : QByteArray("OK\r\n");
}

void ModelImapServer::announce(const QByteArray &box, const QByteArray &line, const Connection *except)
{
    for (const auto &connection : std::as_const(m_open)) {
        if (connection.get() != except && connection->box == box && !connection->idleTag.isEmpty() && connection->socket
            && !connection->silent)
            connection->socket->write(line + "\r\n");
    }
    tellOthers(box);
}

/// RFC 5465, to those that look at another mailbox.
void ModelImapServer::tellOthers(const QByteArray &box)
{
    for (const auto &connection : std::as_const(m_open)) {
        const bool told = connection->notify && connection->box != box && !connection->idleTag.isEmpty();
        if (told && connection->socket && !connection->silent)
            connection->socket->write(status(box));
    }
}

void ModelImapServer::goSilent()
{
    for (const auto &connection : std::as_const(m_open))
        connection->silent = true;
}

} // namespace godwit::test
