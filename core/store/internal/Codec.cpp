// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/Codec.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

namespace godwit::store::codec {

namespace {

constexpr QChar Separator(0x1f);
constexpr qint64 DaySeconds = 24 * 60 * 60;

/// Strings, each with its length in front: 7 bits an octet, low bits first.
class Packer {
public:
    void number(quint64 value)
    {
        for (; value >= 0x80; value >>= 7)
            m_octets.append(char(value | 0x80));
        m_octets.append(char(value));
    }
    void text(const QString &value)
    {
        const QByteArray utf8 = value.toUtf8();
        number(quint64(utf8.size()));
        m_octets.append(utf8);
    }
    void list(const QStringList &values)
    {
        number(quint64(values.size()));
        for (const QString &value : values)
            text(value);
    }
    void addresses(const mime::AddressList &values)
    {
        number(quint64(values.size()));
        for (const mime::Address &value : values) {
            text(value.name);
            text(value.addr);
        }
    }
    QByteArray octets() const { return m_octets; }

private:
    QByteArray m_octets;
};

class Unpacker {
public:
    explicit Unpacker(const QByteArray &octets) : m_octets(octets) { }

    quint64 number()
    {
        quint64 value = 0;
        for (int shift = 0; m_at < m_octets.size() && shift < 63; shift += 7) {
            const auto octet = quint8(m_octets.at(m_at++));
            value |= quint64(octet & 0x7f) << shift;
            if (octet < 0x80)
                return value;
        }
        m_at = m_octets.size();
        return 0;
    }
    QString text()
    {
        const quint64 length = number();
        if (length > quint64(m_octets.size() - m_at)) {
            m_at = m_octets.size();
            return {};
        }
        QString value = QString::fromUtf8(m_octets.constData() + m_at, qsizetype(length));
        m_at += qsizetype(length);
        return value;
    }
    QStringList list()
    {
        QStringList values;
        for (quint64 left = number(); left > 0 && m_at < m_octets.size(); --left)
            values.append(text());
        return values;
    }
    mime::AddressList addresses()
    {
        mime::AddressList values;
        for (quint64 left = number(); left > 0 && m_at < m_octets.size(); --left) {
            mime::Address value;
            value.name = text();
            value.addr = text();
            values.append(value);
        }
        return values;
    }

private:
    const QByteArray &m_octets;
    qsizetype m_at = 0;
};

qint64 digestOf(const QByteArray &octets)
{
    const QByteArray digest = QCryptographicHash::hash(octets, QCryptographicHash::Blake2b_160);
    return qFromBigEndian<qint64>(digest.constData());
}

} // namespace

QString joinList(const QStringList &list)
{
    return list.isEmpty() ? QString() : list.join(Separator);
}

QStringList splitList(const QString &text)
{
    return text.isNull() ? QStringList() : text.split(Separator);
}

QByteArray joinNames(const QByteArrayList &names)
{
    return names.isEmpty() ? QByteArray() : names.join(' ');
}

QByteArrayList splitNames(const QByteArray &text)
{
    return text.isEmpty() ? QByteArrayList() : text.split(' ');
}

QByteArray encodeEnvelope(const mime::Envelope &envelope)
{
    // Bit 0, 1: sender, reply-to equal from, as most servers repeat them (RFC 9051 section 7.5.2).
    const bool sameSender = envelope.sender == envelope.from;
    const bool sameReplyTo = envelope.replyTo == envelope.from;
    Packer out;
    out.number((sameSender ? 1U : 0U) | (sameReplyTo ? 2U : 0U));
    out.addresses(envelope.from);
    if (!sameSender)
        out.addresses(envelope.sender);
    if (!sameReplyTo)
        out.addresses(envelope.replyTo);
    out.addresses(envelope.to);
    out.addresses(envelope.cc);
    out.addresses(envelope.bcc);
    out.list(envelope.inReplyTo);
    out.list(envelope.references);
    out.text(envelope.listId);
    return out.octets();
}

void decodeEnvelope(const QByteArray &octets, mime::Envelope &envelope)
{
    Unpacker in(octets);
    const quint64 same = in.number();
    envelope.from = in.addresses();
    envelope.sender = (same & 1) ? envelope.from : in.addresses();
    envelope.replyTo = (same & 2) ? envelope.from : in.addresses();
    envelope.to = in.addresses();
    envelope.cc = in.addresses();
    envelope.bcc = in.addresses();
    envelope.inReplyTo = in.list();
    envelope.references = in.list();
    envelope.listId = in.text();
}

QByteArray encodeAddresses(const mime::AddressList &list)
{
    Packer out;
    out.addresses(list);
    return out.octets();
}

mime::AddressList decodeAddresses(const QByteArray &octets)
{
    return Unpacker(octets).addresses();
}

namespace {

QJsonObject errorObject(const MailError &error)
{
    return {{QStringLiteral("kind"), int(error.kind)}, {QStringLiteral("detail"), int(error.detail)},
        {QStringLiteral("code"), QString::fromLatin1(error.responseCode)}, {QStringLiteral("text"), error.serverText},
        {QStringLiteral("host"), error.host}};
}

MailError errorFrom(const QJsonObject &object)
{
    MailError error;
    error.kind =
        MailError::Kind(qBound(0, object.value(QLatin1String("kind")).toInt(), int(MailError::Kind::Cancelled)));
    error.detail = MailError::Detail(
        qBound(0, object.value(QLatin1String("detail")).toInt(), int(MailError::Detail::UnknownOutcome)));
    error.responseCode = object.value(QLatin1String("code")).toString().toLatin1();
    error.serverText = object.value(QLatin1String("text")).toString();
    error.host = object.value(QLatin1String("host")).toString();
    return error;
}

} // namespace

QByteArray encodeError(const MailError &error)
{
    return QJsonDocument(errorObject(error)).toJson(QJsonDocument::Compact);
}

MailError decodeError(const QByteArray &json)
{
    return json.isEmpty() ? MailError() : errorFrom(QJsonDocument::fromJson(json).object());
}

QByteArray encodeRecipients(const QList<RecipientResult> &results)
{
    QJsonArray array;
    for (const RecipientResult &result : results) {
        array.append(QJsonObject{{QStringLiteral("addr"), result.addr}, {QStringLiteral("accepted"), result.accepted},
            {QStringLiteral("error"), errorObject(result.error)}});
    }
    return results.isEmpty() ? QByteArray() : QJsonDocument(array).toJson(QJsonDocument::Compact);
}

QList<RecipientResult> decodeRecipients(const QByteArray &json)
{
    QList<RecipientResult> results;
    const QJsonArray array = QJsonDocument::fromJson(json).array();
    for (const auto &value : array) {
        RecipientResult result;
        result.addr = value[QLatin1String("addr")].toString();
        result.accepted = value[QLatin1String("accepted")].toBool();
        result.error = errorFrom(value[QLatin1String("error")].toObject());
        results.append(result);
    }
    return results;
}

std::optional<qint64> seconds(const QDateTime &time)
{
    return time.isValid() ? std::optional(time.toSecsSinceEpoch()) : std::nullopt;
}

QDateTime fromSeconds(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
}

std::optional<qint64> milliseconds(const QDateTime &time)
{
    return time.isValid() ? std::optional(time.toMSecsSinceEpoch()) : std::nullopt;
}

QDateTime fromMilliseconds(qint64 milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
}

qint64 matchKey(const mime::Envelope &envelope)
{
    if (!envelope.messageId.isEmpty())
        return idKey(envelope.messageId);
    Packer out;
    out.number(0);
    out.addresses(envelope.from);
    out.addresses(envelope.to);
    out.text(envelope.subject.value_or(QString()));
    out.number(quint64(envelope.date ? envelope.date->toSecsSinceEpoch() : 0));
    return digestOf(out.octets());
}

qint64 idKey(const QString &messageId)
{
    Packer out;
    out.text(messageId);
    return digestOf(out.octets());
}

qint64 sortDate(const mime::Envelope &envelope, const QDateTime &internalDate)
{
    const auto internal = seconds(internalDate);
    const auto header = envelope.date ? seconds(*envelope.date) : std::nullopt;
    if (header && (!internal || *header <= *internal + DaySeconds))
        return *header;
    return internal.value_or(0);
}

QString foldedWords(const mime::Address &address)
{
    QString words;
    bool inWord = false;
    for (const QString &text : {address.name, address.addr}) {
        for (const QChar c : text.toCaseFolded()) {
            const bool part = c.isLetterOrNumber() || c.isMark() || c.isSurrogate() || c == u'\'';
            if (part && !inWord)
                words += u' ';
            words += c;
            inWord = part;
        }
        inWord = false;
    }
    return words;
}

} // namespace godwit::store::codec
