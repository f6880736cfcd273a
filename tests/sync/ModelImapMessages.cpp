// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the model server does in a selected mailbox, and APPEND.
#include "sync/ModelImapServer.h"
#include "sync/ModelImapText.h"

#include <QLocale>

namespace godwit::test {

namespace {

/// Of addWithFile(); none of others.
QByteArrayList partsOf(const QByteArray &raw)
{
    QByteArrayList parts;
    for (qsizetype at = raw.indexOf("\r\n--b1\r\n"); at >= 0;) {
        const qsizetype start = raw.indexOf("\r\n\r\n", at) + 4;
        at = raw.indexOf("\r\n--b1", start);
        parts.append(raw.mid(start, at - start));
        if (raw.mid(at, 8).endsWith("--"))
            break;
    }
    return parts;
}

} // namespace

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
    const QByteArrayList parts = partsOf(message.raw);
    if (wanted.contains("BODYSTRUCTURE") && parts.size() == 2) {
        items.append("BODYSTRUCTURE ((\"text\" \"plain\" (\"charset\" \"utf-8\") NIL NIL \"7bit\" "
            + QByteArray::number(parts[0].size())
            + " 1)(\"application\" \"octet-stream\" (\"name\" \"data.bin\") NIL NIL " + "\"7bit\" "
            + QByteArray::number(parts[1].size()) + " NIL (\"attachment\" (\"filename\" \"data.bin\"))) \"mixed\")");
    } else if (wanted.contains("BODYSTRUCTURE")) {
        items.append("BODYSTRUCTURE (\"text\" \"plain\" NIL NIL NIL \"7bit\" 10 1 NIL NIL NIL NIL)");
    }
    const auto section = [&items](const QByteArray &name, const QByteArray &octets) {
        items.append("BODY[" + name + "] {" + QByteArray::number(octets.size()) + "}\r\n" + octets);
    };
    if (wanted.contains("BODY.PEEK[HEADER]"))
        section("HEADER", message.raw.left(message.raw.indexOf("\r\n\r\n") + 4));
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (wanted.contains("BODY.PEEK[" + QByteArray::number(i + 1) + ']'))
            section(QByteArray::number(i + 1), parts[i]);
    }
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

} // namespace godwit::test
