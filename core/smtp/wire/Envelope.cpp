// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/wire/Envelope.h"

#include <QSet>
#include <QUrl>

namespace godwit::smtp {

namespace {

constexpr qsizetype MaximumPathOctets = 254; // RFC 5321 section 4.5.3.1.3, without the brackets

MailError invalid(const QByteArray &code, const QString &address)
{
    MailError error;
    error.kind = MailError::Kind::Refused;
    error.responseCode = code;
    error.serverText = address.left(512);
    return error;
}

bool isAscii(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 128; });
}

bool isAlphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool isDotAtom(QByteArrayView text)
{
    static const QByteArray special = "!#$%&'*+-/=?^_`{|}~.";
    return !text.isEmpty() && text[0] != '.' && text.back() != '.' && !text.contains("..")
        && std::all_of(text.begin(), text.end(), [](char c) { return isAlphanumeric(c) || special.contains(c); });
}

/// Without spaces, brackets and the like, which some servers take apart wrongly.
bool isPlainQuotedString(QByteArrayView text)
{
    if (text.size() < 3 || text[0] != '"' || text.back() != '"')
        return false;
    for (qsizetype i = 1; i < text.size() - 1; ++i) {
        const bool quoted = text[i] == '\\';
        if (quoted && ++i == text.size() - 1)
            return false;
        const char c = text[i];
        if (c <= ' ' || c >= 127 || c == '<' || c == '>' || (!quoted && c == '"'))
            return false;
    }
    return true;
}

bool isDomain(QByteArrayView text)
{
    if (text.startsWith('[') && text.endsWith(']') && text.size() > 2) {
        const QByteArrayView literal = text.sliced(1, text.size() - 2);
        return std::all_of(
            literal.begin(), literal.end(), [](char c) { return isAlphanumeric(c) || c == '.' || c == ':'; });
    }
    return !text.isEmpty() && text[0] != '.' && text.back() != '.' && !text.contains("..")
        && std::all_of(
            text.begin(), text.end(), [](char c) { return isAlphanumeric(c) || c == '-' || c == '.' || c == '_'; });
}

} // namespace

Result<QByteArray> mailboxOctets(const QString &address)
{
    const qsizetype at = address.lastIndexOf(u'@');
    if (at <= 0)
        return tl::unexpected(invalid("5.1.3", address));
    const QStringView local = QStringView(address).first(at);
    const QString domain = address.mid(at + 1);
    if (!isAscii(local))
        return tl::unexpected(invalid("5.6.7", address));
    const QByteArray localOctets = local.toLatin1();
    const QByteArray domainOctets = isAscii(domain) ? domain.toLatin1() : QUrl::toAce(domain);
    const QByteArray octets = localOctets + '@' + domainOctets;
    if (octets.size() > MaximumPathOctets || !isDomain(domainOctets)
        || (!isDotAtom(localOctets) && !isPlainQuotedString(localOctets)))
        return tl::unexpected(invalid("5.1.3", address));
    return octets;
}

Result<Envelope> Envelope::make(const QString &from, const QStringList &recipients)
{
    Envelope envelope;
    if (!from.isEmpty()) {
        const Result<QByteArray> sender = mailboxOctets(from);
        if (!sender) {
            MailError error = sender.error();
            if (error.responseCode == "5.1.3")
                error.responseCode = "5.1.7";
            return tl::unexpected(error);
        }
        envelope.from = *sender;
    }
    QSet<QByteArray> seen;
    for (const QString &recipient : recipients) {
        const Result<QByteArray> mailbox = mailboxOctets(recipient);
        if (!mailbox)
            return tl::unexpected(mailbox.error());
        const qsizetype at = mailbox->lastIndexOf('@');
        const QByteArray key = mailbox->left(at) + mailbox->mid(at).toLower();
        if (seen.contains(key))
            continue;
        seen.insert(key);
        envelope.recipients.append(*mailbox);
        envelope.names.append(recipient);
    }
    if (envelope.recipients.isEmpty())
        return tl::unexpected(invalid("5.1.3", {}));
    return envelope;
}

} // namespace godwit::smtp
