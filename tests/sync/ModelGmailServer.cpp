// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/ModelGmailServer.h"

#include "sync/ModelImapText.h"

namespace godwit::test {

ModelGmailServer::ModelGmailServer()
{
    capabilities = {"IMAP4rev1", "AUTH=PLAIN", "SASL-IR", "LITERAL-", "ENABLE", "CONDSTORE", "UIDPLUS", "MOVE", "IDLE",
        "LIST-EXTENDED", "LIST-STATUS", "SPECIAL-USE", "ESEARCH", "UNSELECT", "ID", "NAMESPACE", "X-GM-EXT-1"};
    boxes["[Gmail]"].attribute = "\\Noselect";
    boxes[AllMail].attribute = "\\All";
    boxes[Trash].attribute = "\\Trash";
    boxes[Spam].attribute = "\\Junk";
    boxes[Sent].attribute = "\\Sent";
    boxes[Drafts].attribute = "\\Drafts";
    boxes[Starred].attribute = "\\Flagged";
}

QByteArray ModelGmailServer::labelOf(const QByteArray &box) const
{
    if (box == AllMail || isTrashy(box))
        return {};
    return box == "INBOX" ? QByteArray("\\Inbox")
        : box == Sent     ? QByteArray("\\Sent")
        : box == Drafts   ? QByteArray("\\Draft")
        : box == Starred  ? QByteArray("\\Starred")
                          : box;
}

quint32 ModelGmailServer::deliver(const QByteArray &subject, const QSet<QByteArray> &labels)
{
    const quint32 uid = add(AllMail, subject);
    Message &message = boxes[AllMail].messages.last();
    message.id = ++m_nextId;
    message.labels = labels;
    rebuild();
    return uid;
}

void ModelGmailServer::label(const QByteArray &subject, const QByteArray &label, bool on)
{
    for (Message &message : boxes[AllMail].messages) {
        if (field(message.raw, "Subject") != subject)
            continue;
        if (on)
            message.labels.insert(label);
        else
            message.labels.remove(label);
        message.modSeq = ++boxes[AllMail].modSeq;
    }
    rebuild();
}

void ModelGmailServer::moveToTrash(const QByteArray &subject)
{
    for (const Message &message : QList<Message>(boxes[AllMail].messages)) {
        if (field(message.raw, "Subject") != subject)
            continue;
        Message there = message;
        there.uid = boxes[Trash].uidNext++;
        there.modSeq = ++boxes[Trash].modSeq;
        there.labels.clear();
        boxes[Trash].messages.append(there);
        ModelImapServer::expunge(AllMail, message.uid);
    }
    rebuild();
}

QSet<QByteArray> ModelGmailServer::labelsOf(const QByteArray &subject) const
{
    for (const Message &message : boxes[AllMail].messages) {
        if (field(message.raw, "Subject") == subject)
            return message.labels;
    }
    return {"gone"};
}

ModelImapServer::Message *ModelGmailServer::find(const QByteArray &box, quint64 id)
{
    for (Message &message : boxes[box].messages) {
        if (message.id == id)
            return &message;
    }
    return nullptr;
}

void ModelGmailServer::rebuild(Connection *connection, QByteArray *vanished)
{
    for (const QByteArray &name : boxes.keys()) {
        const QByteArray own = labelOf(name);
        if (own.isEmpty() || name == "[Gmail]")
            continue;
        for (const Message &message : QList<Message>(boxes[name].messages)) {
            const Message *const there = find(AllMail, message.id);
            if (there && there->labels.contains(own))
                continue;
            if (connection && vanished && connection->box == name)
                *vanished += removed(*connection, boxes[name], message.uid);
            else
                ModelImapServer::expunge(name, message.uid);
        }
        for (const Message &message : std::as_const(boxes[AllMail].messages)) {
            if (!message.labels.contains(own) || find(name, message.id))
                continue;
            Message copy = message;
            copy.uid = boxes[name].uidNext++;
            copy.modSeq = ++boxes[name].modSeq;
            boxes[name].messages.append(copy);
            announce(name, "* " + QByteArray::number(boxes[name].messages.size()) + " EXISTS");
        }
    }
}

void ModelGmailServer::copyFlags(const QByteArray &box)
{
    for (const Message &changed : QList<Message>(boxes[box].messages)) {
        for (const QByteArray &name : boxes.keys()) {
            Message *const other = find(name, changed.id);
            if (!other || other->flags == changed.flags)
                continue;
            other->flags = changed.flags;
            other->modSeq = ++boxes[name].modSeq;
        }
    }
}

QByteArray ModelGmailServer::perform(Connection &connection, const QByteArray &name, Tokens arguments)
{
    if (name == "UID STORE" && arguments.value(1).contains("X-GM-LABELS"))
        return storeLabels(arguments);
    if (name == "UID MOVE" || name == "UID COPY")
        return transfer(connection, arguments, name == "UID MOVE");
    if (name == "UID EXPUNGE")
        return expunge(connection, arguments.first());
    const QByteArray answer = ModelImapServer::perform(connection, name, arguments);
    if (name == "UID STORE")
        copyFlags(connection.box);
    if (name == "APPEND" && answer.startsWith("OK"))
        return append(arguments.first());
    return answer;
}

/// Always in All Mail: Godwit works on labels nowhere else.
QByteArray ModelGmailServer::storeLabels(const Tokens &arguments)
{
    const bool on = arguments[1].startsWith('+');
    for (Message &message : boxes[AllMail].messages) {
        if (!inSet(arguments[0], message.uid, 0))
            continue;
        for (const QByteArray &label : arguments.sliced(2)) {
            if (label == "(" || label == ")")
                continue;
            if (on)
                message.labels.insert(label);
            else
                message.labels.remove(label);
        }
        message.modSeq = ++boxes[AllMail].modSeq;
    }
    rebuild();
    return "OK labelled\r\n";
}

QByteArray ModelGmailServer::transfer(Connection &connection, const Tokens &arguments, bool move)
{
    const QByteArray source = connection.box, goal = arguments[1];
    if (!boxes.contains(goal))
        return "NO [TRYCREATE] no such mailbox\r\n";
    QByteArrayList from, to;
    QByteArray gone;
    for (const Message &message : QList<Message>(boxes[source].messages)) {
        if (!inSet(arguments[0], message.uid, 0))
            continue;
        if (isTrashy(goal) || isTrashy(source)) {
            Message there = message;
            const QByteArray into = isTrashy(goal) ? goal : QByteArray(AllMail);
            there.labels =
                isTrashy(goal) || labelOf(goal).isEmpty() ? QSet<QByteArray>() : QSet<QByteArray>{labelOf(goal)};
            there.uid = boxes[into].uidNext++;
            there.modSeq = ++boxes[into].modSeq;
            boxes[into].messages.append(there);
            if (!isTrashy(source) && source != AllMail) {
                if (const Message *const home = find(AllMail, message.id))
                    ModelImapServer::expunge(AllMail, home->uid);
            }
            gone += removed(connection, boxes[source], message.uid);
        } else if (Message *const home = find(AllMail, message.id)) {
            if (!labelOf(goal).isEmpty())
                home->labels.insert(labelOf(goal));
            if (move && !labelOf(source).isEmpty())
                home->labels.remove(labelOf(source));
            home->modSeq = ++boxes[AllMail].modSeq;
        }
        rebuild(&connection, &gone);
        const Message *const arrived = find(goal, message.id);
        from.append(QByteArray::number(message.uid));
        to.append(QByteArray::number(arrived ? arrived->uid : 0));
    }
    const QByteArray code = from.isEmpty()
        ? QByteArray()
        : "[COPYUID " + QByteArray::number(boxes[goal].uidValidity) + ' ' + from.join(',') + ' ' + to.join(',') + "] ";
    return move ? (code.isEmpty() ? QByteArray() : "* OK " + code + "\r\n") + gone + "OK moved\r\n"
                : "OK " + code + "copied\r\n";
}

QByteArray ModelGmailServer::expunge(Connection &connection, const QByteArray &set)
{
    QByteArray answer;
    const QByteArray box = connection.box, own = labelOf(box);
    for (const Message &message : QList<Message>(boxes[box].messages)) {
        if (!message.flags.contains("\\Deleted") || !inSet(set, message.uid, 0))
            continue;
        if (isTrashy(box)) {
            answer += removed(connection, boxes[box], message.uid);
        } else if (Message *const home = own.isEmpty() ? nullptr : find(AllMail, message.id)) {
            home->labels.remove(own);
            home->modSeq = ++boxes[AllMail].modSeq;
        }
    }
    rebuild(&connection, &answer);
    return answer + "OK expunged\r\n";
}

/// It lies in `box` alone by now.
QByteArray ModelGmailServer::append(const QByteArray &box)
{
    Message message = boxes[box].messages.takeLast();
    message.id = ++m_nextId;
    const QByteArray into = isTrashy(box) ? box : QByteArray(AllMail);
    if (!labelOf(box).isEmpty())
        message.labels.insert(labelOf(box));
    --boxes[box].uidNext;
    message.uid = boxes[into].uidNext++;
    message.modSeq = ++boxes[into].modSeq;
    boxes[into].messages.append(message);
    rebuild();
    const Message *const there = find(box, message.id);
    return "OK [APPENDUID " + QByteArray::number(boxes[box].uidValidity) + ' '
        + QByteArray::number(there ? there->uid : 0) + "]\r\n";
}

} // namespace godwit::test
