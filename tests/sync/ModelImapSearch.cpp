// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
// SEARCH and SORT (RFC 5256, 5267) of the model server.
#include "sync/ModelImapServer.h"
#include "sync/ModelImapText.h"

#include <algorithm>

namespace godwit::test {

namespace {

/// What compares as the messages do.
QByteArray sortKey(const ModelImapServer::Message &message, const QByteArray &criterion)
{
    const auto number = [](qint64 value) {
        return QByteArray::number(value).rightJustified(20, '0');
    };
    if (criterion == "SIZE")
        return number(message.raw.size());
    if (criterion == "SUBJECT")
        return field(message.raw, "Subject").toLower();
    if (criterion == "DISPLAYFROM" || criterion == "DISPLAYTO")
        return field(message.raw, criterion == "DISPLAYFROM" ? "From" : "To").toLower();
    return number(message.internalDate.toSecsSinceEpoch());
}

} // namespace

QByteArray ModelImapServer::search(Connection &connection, Tokens arguments)
{
    const bool extended = arguments.first() == "RETURN";
    if (extended)
        arguments = arguments.sliced(arguments.indexOf(")") + 1);
    QList<quint32> hits;
    const Box &box = boxes[connection.box];
    for (const Message &message : box.messages.sliced(firstVisible(connection, box))) {
        bool hit = arguments.first() == "ALL";
        if (arguments.first() == "UID")
            hit = inSet(arguments[1], message.uid, box.uidNext);
        else if (arguments.first() == "X-GM-MSGID")
            hit = message.id == arguments.value(1).toULongLong();
        else if (arguments.first() == "DELETED")
            hit = message.flags.contains("\\Deleted");
        else if (arguments.first() == "HEADER" && findsHeaders)
            hit = field(message.raw, arguments[1].toUpper() == "MESSAGE-ID" ? "Message-ID" : arguments[1])
                      .contains(arguments[2]);
        if (hit)
            hits.append(message.uid);
    }
    const QByteArray tagged = limited(hits, "searched");
    QByteArrayList found;
    for (const quint32 uid : std::as_const(hits))
        found.append(QByteArray::number(uid));
    if (extended)
        return "* ESEARCH UID" + (found.isEmpty() ? QByteArray() : " ALL " + found.join(',')) + "\r\n" + tagged;
    return "* SEARCH " + found.join(' ') + "\r\n" + tagged;
}

QByteArray ModelImapServer::sort(Connection &connection, Tokens arguments)
{
    Tokens options;
    if (arguments.first() == "RETURN") {
        const qsizetype end = arguments.indexOf(")");
        options = arguments.mid(2, end - 2);
        arguments = arguments.sliced(end + 1);
    }
    QList<QPair<QByteArray, bool>> criteria; // and whether reversed
    bool reversed = false;
    for (const QByteArray &token : arguments.mid(1, arguments.indexOf(")") - 1)) {
        if (token != "REVERSE")
            criteria.append({token, reversed});
        reversed = token == "REVERSE";
    }
    const Box &box = boxes[connection.box];
    QList<Message> messages = box.messages.sliced(firstVisible(connection, box));
    std::stable_sort(messages.begin(), messages.end(), [&criteria](const Message &a, const Message &b) {
        for (const auto &[criterion, descending] : criteria) {
            const int order = sortKey(a, criterion).compare(sortKey(b, criterion));
            if (order != 0)
                return descending ? order > 0 : order < 0;
        }
        return false;
    });
    if (options.isEmpty()) {
        QByteArray answer = "* SORT";
        for (const Message &message : std::as_const(messages))
            answer += ' ' + QByteArray::number(message.uid);
        return answer + "\r\nOK sorted\r\n";
    }
    const bool piece = options.first() == "PARTIAL";
    const QByteArrayList ends = options.value(1).split(':');
    if (piece)
        messages = messages.mid(ends[0].toInt() - 1, ends[1].toInt() - ends[0].toInt() + 1);
    QByteArrayList uids;
    for (const Message &message : std::as_const(messages))
        uids.append(QByteArray::number(message.uid));
    const QByteArray found = uids.isEmpty() ? QByteArray("NIL") : uids.join(',');
    return "* ESEARCH UID " + (piece ? "PARTIAL (" + options[1] + ' ' + found + ')' : "ALL " + found)
        + "\r\nOK sorted\r\n";
}

} // namespace godwit::test
