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

template <typename Box> QList<quint32> uidsIn(const Box &box, const QByteArray &set)
{
    QList<quint32> uids;
    for (const auto &message : box.messages) {
        if (inSet(set, message.uid, 0))
            uids.append(message.uid);
    }
    return uids;
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
    QByteArray answer = "* " + QByteArray::number(box.messages.size() - firstVisible(connection, box))
        + " EXISTS\r\n* FLAGS (\\Seen)\r\n"
          "* OK [PERMANENTFLAGS (\\Seen \\*)]\r\n* OK [UIDVALIDITY "
        + QByteArray::number(box.uidValidity) + "]\r\n* OK [UIDNEXT " + QByteArray::number(box.uidNext) + "]\r\n";
    if (capabilities.contains("CONDSTORE"))
        answer += "* OK [HIGHESTMODSEQ " + QByteArray::number(box.modSeq) + "]\r\n";
    if (resync >= 0 && arguments.value(resync + 2).toUInt() == box.uidValidity) {
        const quint64 since = arguments.value(resync + 3).toULongLong();
        const QByteArray set = arguments.value(resync + 4); // what the client knows; none: anything
        const auto isKnown = [&set](quint32 uid) {
            return set == ")" || inSet(set, uid, 0);
        };
        QByteArrayList gone;
        for (auto entry = box.gone.cbegin(); entry != box.gone.cend(); ++entry) {
            if (*entry > since && isKnown(entry.key()))
                gone.append(QByteArray::number(entry.key()));
        }
        if (!gone.isEmpty())
            answer += "* VANISHED (EARLIER) " + gone.join(',') + "\r\n";
        for (qsizetype i = 0; i < box.messages.size(); ++i) {
            if (box.messages[i].modSeq > since && isKnown(box.messages[i].uid))
                answer += describeFor(connection, i, "FLAGS MODSEQ") + "\r\n";
        }
    }
    return answer + "OK [READ-WRITE] selected\r\n";
}

qsizetype ModelImapServer::firstVisible(const Connection &connection, const Box &box) const
{
    return connection.uidOnly || visible == 0 ? 0 : std::max<qsizetype>(0, box.messages.size() - visible);
}

QByteArray ModelImapServer::limited(QList<quint32> &uids, const QByteArray &text) const
{
    if (messageLimit == 0 || uids.size() <= messageLimit)
        return "OK " + text + "\r\n";
    uids = uids.last(messageLimit);
    return "OK [MESSAGELIMIT " + QByteArray::number(messageLimit) + ' ' + QByteArray::number(uids.constFirst()) + "] "
        + text + "\r\n";
}

QByteArray ModelImapServer::describeFor(const Connection &connection, qsizetype index, const QByteArray &wanted) const
{
    const Box box = boxes.value(connection.box);
    if (!connection.uidOnly)
        return describe(box, index, wanted, true);
    const QByteArray line = describe(box, index, wanted, false);
    return "* " + QByteArray::number(box.messages[index].uid) + " UIDFETCH " + line.mid(line.indexOf('('));
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
        items.append("X-GM-MSGID "
            + QByteArray::number(message.id ? message.id : qHash(field(message.raw, "Message-ID"), 1) | 1));
    if (wanted.contains("X-GM-LABELS")) {
        QByteArrayList labels;
        for (const QByteArray &label : message.labels)
            labels.append(label.startsWith('\\') ? "\"\\" + label + '"' : label);
        items.append("X-GM-LABELS (" + labels.join(' ') + ')');
    }
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
    const qsizetype first = firstVisible(connection, box);
    QHash<quint32, qsizetype> indexes;
    QList<quint32> uids;
    for (qsizetype i = first; i < box.messages.size(); ++i) {
        const quint32 number = byUid ? box.messages[i].uid : quint32(i - first + 1);
        const quint32 last = byUid ? box.messages.constLast().uid : quint32(box.messages.size() - first);
        if (!inSet(set, number, last) || box.messages[i].modSeq <= modSeq)
            continue;
        indexes.insert(box.messages[i].uid, i);
        uids.append(box.messages[i].uid);
    }
    if (const qsizetype partial = arguments.indexOf("PARTIAL"); partial >= 0) {
        const QByteArrayList ends = arguments.value(partial + 1).split(':'); // -1:-50
        uids.resize(uids.size() - std::min<qsizetype>(uids.size(), -ends.value(0).toInt() - 1));
        uids = uids.last(std::min<qsizetype>(uids.size(), ends.value(0).toInt() - ends.value(1).toInt() + 1));
    }
    const QByteArray tagged = limited(uids, "fetched");
    QByteArray answer;
    for (const quint32 uid : std::as_const(uids))
        answer += describeFor(connection, indexes.value(uid), wanted) + "\r\n";
    return answer + tagged;
}

QByteArray ModelImapServer::store(Connection &connection, const Tokens &arguments)
{
    Box &box = boxes[connection.box];
    const bool add = arguments[1].startsWith('+');
    QList<quint32> uids = uidsIn(box, arguments[0]);
    const QByteArray tagged = limited(uids, "stored");
    for (Message &message : box.messages) {
        if (!uids.contains(message.uid))
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
    return tagged;
}

QByteArray ModelImapServer::removed(Connection &connection, Box &box, quint32 uid)
{
    for (qsizetype i = 0; i < box.messages.size(); ++i) {
        if (box.messages[i].uid != uid)
            continue;
        box.messages.removeAt(i);
        box.gone.insert(uid, ++box.modSeq);
        return connection.qresync || connection.uidOnly ? "* VANISHED " + QByteArray::number(uid) + "\r\n"
                                                        : "* " + QByteArray::number(i + 1) + " EXPUNGE\r\n";
    }
    return {};
}

QByteArray ModelImapServer::transfer(Connection &connection, const Tokens &arguments, bool move)
{
    if (!boxes.contains(arguments[1]))
        return "NO [TRYCREATE] no such mailbox\r\n";
    Box &goal = boxes[arguments[1]];
    if (messageLimit > 0 && uidsIn(boxes[connection.box], arguments[0]).size() > messageLimit)
        return "NO [MESSAGELIMIT " + QByteArray::number(messageLimit) + "] too many\r\n";
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

QByteArray ModelImapServer::append(const Tokens &arguments)
{
    if (!boxes.contains(arguments.first()))
        return "NO [TRYCREATE] no such mailbox\r\n";
    Box &box = boxes[arguments.first()];
    Message message;
    message.uid = box.uidNext++;
    message.modSeq = ++box.modSeq;
    message.raw = arguments.last() == ")" ? arguments.value(arguments.size() - 2) : arguments.last(); // UTF8 (~{n})
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

/// RFC 8508.
QByteArray ModelImapServer::replace(Connection &connection, const Tokens &arguments)
{
    const quint32 old = arguments.first().toUInt();
    if (!uidsIn(boxes[connection.box], arguments.first()).contains(old))
        return "NO [NONEXISTENT] no such message\r\n";
    const QByteArray appended = append(arguments.sliced(1));
    if (!appended.startsWith("OK"))
        return appended;
    Box &box = boxes[connection.box];
    const QByteArray exists = "* " + QByteArray::number(box.messages.size()) + " EXISTS\r\n";
    return "* " + appended + exists + removed(connection, box, old) + "OK replaced\r\n";
}

} // namespace godwit::test
