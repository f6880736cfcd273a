// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/ImapConversion.h"

#include <QHash>

namespace godwit::sync {

using imap::EnvelopeAddress;
using imap::FetchData;

namespace {

mime::AddressList addresses(const QList<EnvelopeAddress> &list)
{
    mime::AddressList result;
    result.reserve(list.size());
    for (const EnvelopeAddress &entry : list) {
        const bool noDomain = entry.host == "MISSING_DOMAIN" || entry.host == ".MISSING-HOST-NAME."; // Dovecot, UW
        mime::Address address;
        address.name = mime::decodeHeaderText(entry.name);
        address.addr = QString::fromUtf8(noDomain ? entry.mailbox : entry.addr());
        result.append(address);
    }
    return result;
}

void appendField(QByteArray &block, const char *name, const QByteArray &value)
{
    if (value.isEmpty())
        return;
    QByteArray oneLine = value;
    oneLine.replace('\r', ' ').replace('\n', ' ');
    block.append(name).append(": ").append(oneLine).append("\r\n");
}

void takePlain(store::IncomingMessage &message, const FetchData &data)
{
    message.uid = data.uid;
    message.flags = data.flags.value_or(Flags());
    message.modSeq = data.modSeq;
    message.internalDate = data.internalDate.value_or(QDateTime());
    message.sizeOctets = data.sizeOctets.value_or(0);
    message.emailId = data.emailId;
    message.labels = data.labels;
    if (data.bodyStructure)
        message.attachments = data.bodyStructure->countAttachments();
}

void join(FetchData &into, const FetchData &piece)
{
    if (piece.flags)
        into.flags = piece.flags;
    if (piece.internalDate)
        into.internalDate = piece.internalDate;
    if (piece.sizeOctets)
        into.sizeOctets = piece.sizeOctets;
    if (piece.modSeq)
        into.modSeq = piece.modSeq;
    if (piece.envelope)
        into.envelope = piece.envelope;
    if (piece.bodyStructure)
        into.bodyStructure = piece.bodyStructure;
    if (piece.labels)
        into.labels = piece.labels;
    if (!piece.emailId.isEmpty())
        into.emailId = piece.emailId;
    into.sections.append(piece.sections);
    into.oddItems.append(piece.oddItems);
}

} // namespace

QList<FetchData> joined(const QList<FetchData> &pieces)
{
    QList<FetchData> result;
    QHash<quint32, qsizetype> places;
    result.reserve(pieces.size());
    for (const FetchData &piece : pieces) {
        if (!piece.uid)
            continue;
        const auto place = places.constFind(piece.uid.value);
        if (place == places.constEnd()) {
            places.insert(piece.uid.value, result.size());
            result.append(piece);
        } else {
            join(result[*place], piece);
        }
    }
    return result;
}

bool lacksEnvelope(const FetchData &data)
{
    return !data.envelope || data.oddItems.contains("ENVELOPE");
}

store::IncomingMessage toIncoming(const FetchData &data)
{
    store::IncomingMessage message;
    takePlain(message, data);
    // One block of fields for everything but addresses, so that there is one reading of them in the program.
    QByteArray block;
    if (data.envelope) {
        appendField(block, "Subject", data.envelope->subject);
        appendField(block, "Date", data.envelope->date);
        appendField(block, "Message-ID", data.envelope->messageId);
        appendField(block, "In-Reply-To", data.envelope->inReplyTo);
    }
    if (const imap::BodySection *const fields = data.headerFields())
        block.append(fields->content);
    message.envelope = mime::parseEnvelope(block);
    if (data.envelope) {
        message.envelope.from = addresses(data.envelope->from);
        message.envelope.sender = addresses(data.envelope->sender);
        message.envelope.replyTo = addresses(data.envelope->replyTo);
        message.envelope.to = addresses(data.envelope->to);
        message.envelope.cc = addresses(data.envelope->cc);
        message.envelope.bcc = addresses(data.envelope->bcc);
    }
    return message;
}

store::IncomingMessage toIncoming(const FetchData &data, const QByteArray &header)
{
    store::IncomingMessage message;
    takePlain(message, data);
    message.envelope = mime::parseEnvelope(header);
    return message;
}

QList<store::FlagUpdate> flagUpdates(const QList<FetchData> &data)
{
    QList<store::FlagUpdate> updates;
    updates.reserve(data.size());
    for (const FetchData &entry : data) {
        if (entry.uid && entry.flags)
            updates.append({entry.uid, *entry.flags, entry.modSeq, entry.labels});
    }
    return updates;
}

} // namespace godwit::sync
