// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/MessageJson.h"

#include <QCryptographicHash>

namespace godwit::cli {

namespace {

QJsonValue orNull(const std::optional<QString> &text)
{
    return text ? QJsonValue(*text) : QJsonValue(QJsonValue::Null);
}

/// What is hashed of a part: line ends as LF and none at the very end, unless it is binary in a binary-safe encoding.
QByteArray canonicalContent(const mime::Part &part)
{
    const bool binary = part.transferEncoding == "base64" || part.transferEncoding.contains("uue");
    if (binary && !part.type.startsWith(u"text/"))
        return part.content;
    QByteArray out = part.content;
    out.replace("\r\n", "\n");
    out.replace('\r', '\n');
    qsizetype end = out.size();
    while (end > 0 && out.at(end - 1) == '\n')
        --end;
    out.truncate(end);
    return out;
}

QJsonObject partJson(const mime::Part &part)
{
    QJsonObject out{{QStringLiteral("path"), part.path}, {QStringLiteral("type"), part.type},
        {QStringLiteral("charset"), orNull(part.charset)}, {QStringLiteral("disposition"), orNull(part.disposition)},
        {QStringLiteral("filename"), orNull(part.filename)}, {QStringLiteral("size"), QJsonValue::Null},
        {QStringLiteral("sha256"), QJsonValue::Null}};
    if (part.container || part.type.startsWith(u"message/"))
        return out;
    const QByteArray content = canonicalContent(part);
    out[QStringLiteral("size")] = content.size();
    out[QStringLiteral("sha256")] =
        QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
    return out;
}

} // namespace

QJsonArray addressesJson(const mime::AddressList &addresses)
{
    QJsonArray out;
    for (const mime::Address &address : addresses)
        out.append(QJsonObject{{QStringLiteral("name"), address.name}, {QStringLiteral("addr"), address.addr}});
    return out;
}

QJsonValue dateJson(const std::optional<QDateTime> &date)
{
    return date ? QJsonValue(date->toUTC().toString(QStringLiteral("yyyy-MM-dd'T'HH:mm:ss'Z'")))
                : QJsonValue(QJsonValue::Null);
}

QJsonObject messageJson(const mime::Message &message)
{
    const mime::Envelope &envelope = message.envelope;
    QJsonArray parts;
    for (const mime::Part &part : message.parts)
        parts.append(partJson(part));
    return {{QStringLiteral("subject"), orNull(envelope.subject)},
        {QStringLiteral("from"), addressesJson(envelope.from)}, {QStringLiteral("to"), addressesJson(envelope.to)},
        {QStringLiteral("cc"), addressesJson(envelope.cc)},
        {QStringLiteral("reply_to"), addressesJson(envelope.replyTo)},
        {QStringLiteral("date"), dateJson(envelope.date)},
        {QStringLiteral("message_id"),
            envelope.messageId.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(envelope.messageId)},
        {QStringLiteral("in_reply_to"), QJsonArray::fromStringList(envelope.inReplyTo)},
        {QStringLiteral("references"), QJsonArray::fromStringList(envelope.references)},
        {QStringLiteral("parts"), parts}};
}

} // namespace godwit::cli
