// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Envelope.h"

#include "base/Limits.h"
#include "mime/HeaderText.h"

namespace godwit::mime {

namespace {

constexpr qsizetype MessageIdsKept = 1000;

const HeaderField *first(const QList<HeaderField> &headers, const char *name)
{
    const qsizetype length = qsizetype(qstrlen(name));
    for (const HeaderField &header : headers) {
        if (header.name.size() == length && qstrnicmp(header.name.constData(), length, name, length) == 0)
            return &header;
    }
    return nullptr;
}

QStringList messageIds(const QByteArray &value)
{
    QStringList ids;
    for (qsizetype at = value.indexOf('<'); at >= 0 && ids.size() < MessageIdsKept; at = value.indexOf('<', at)) {
        const qsizetype end = value.indexOf('>', at);
        if (end < 0)
            break;
        QByteArray id = value.mid(at + 1, end - at - 1);
        id.replace(' ', QByteArray()).replace('\t', QByteArray());
        if (!id.isEmpty())
            ids.append(QString::fromUtf8(id));
        at = end + 1;
    }
    return ids;
}

} // namespace

Envelope envelopeOf(const QList<HeaderField> &headers)
{
    Envelope envelope;
    if (const HeaderField *field = first(headers, "Subject"))
        envelope.subject = decodeHeaderText(field->value);
    const auto addresses = [&headers](const char *name) {
        const HeaderField *field = first(headers, name);
        return field ? parseAddressList(field->value) : AddressList();
    };
    envelope.from = addresses("From");
    envelope.sender = addresses("Sender");
    envelope.replyTo = addresses("Reply-To");
    envelope.to = addresses("To");
    envelope.cc = addresses("Cc");
    envelope.bcc = addresses("Bcc");
    if (const HeaderField *field = first(headers, "Date"))
        envelope.date = parseDate(field->value);
    if (const HeaderField *field = first(headers, "Message-ID")) {
        const QByteArray value = unfolded(field->value.left(4096));
        const QStringList ids = messageIds(value);
        envelope.messageId = ids.isEmpty() ? oneLine(QString::fromUtf8(value)) : ids.constFirst();
    }
    if (const HeaderField *field = first(headers, "In-Reply-To"))
        envelope.inReplyTo = messageIds(unfolded(field->value));
    if (const HeaderField *field = first(headers, "References"))
        envelope.references = messageIds(unfolded(field->value));
    if (const HeaderField *field = first(headers, "List-Id")) {
        const QStringList ids = messageIds(unfolded(field->value));
        envelope.listId = ids.isEmpty() ? decodeHeaderText(field->value) : ids.constFirst();
    }
    return envelope;
}

qsizetype messageStart(const QByteArray &raw)
{
    if (!raw.startsWith("From ") && !raw.startsWith(">From "))
        return 0;
    const qsizetype end = raw.indexOf('\n');
    return end < 0 ? raw.size() : end + 1;
}

namespace {

/// Of the header alone; `wanted`: only fields of that name, in lower case.  Empty: all.
QList<HeaderField> headerFields(const QByteArray &raw, QByteArrayView wanted)
{
    const qsizetype start = messageStart(raw);
    QList<HeaderField> headers;
    bool takes = false;
    qsizetype at = start;
    const qsizetype limit = std::min<qsizetype>(raw.size(), start + limits::HeaderShownOctets);
    while (at < limit) {
        qsizetype end = raw.indexOf('\n', at);
        end = end < 0 ? raw.size() : end;
        const QByteArrayView line = QByteArrayView(raw).sliced(at, end - at);
        at = end + 1;
        if (line.trimmed().isEmpty())
            break;
        if (line.front() == ' ' || line.front() == '\t') {
            if (takes)
                headers.last().value.append(line.toByteArray()).append('\n');
            continue;
        }
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0)
            continue;
        const QByteArrayView name = line.first(colon).trimmed();
        takes = wanted.isEmpty() || name.compare(wanted, Qt::CaseInsensitive) == 0;
        if (takes)
            headers.append({name.toByteArray(), line.sliced(colon + 1).toByteArray() + '\n'});
    }
    return headers;
}

} // namespace

Envelope parseEnvelope(const QByteArray &raw)
{
    return envelopeOf(headerFields(raw, {}));
}

Address parseSender(const QByteArray &raw)
{
    return envelopeOf(headerFields(raw, "from")).from.value(0);
}

} // namespace godwit::mime
