// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/dkim/Signature.h"

#include "trust/Domain.h"
#include "trust/dkim/TagList.h"

namespace godwit::trust::dkim {

namespace {

std::optional<Canonicalisation> readCanonicalisation(const QByteArray &name)
{
    if (name == "simple")
        return Canonicalisation::Simple;
    if (name == "relaxed")
        return Canonicalisation::Relaxed;
    return std::nullopt;
}

bool readAlgorithms(const TagList &tags, Signature &out)
{
    const QByteArray name = tags.value("a").toLower();
    if (name == "rsa-sha256")
        out.algorithm = Algorithm::RsaSha256;
    else if (name == "ed25519-sha256")
        out.algorithm = Algorithm::Ed25519Sha256;
    else if (name == "rsa-sha1")
        out.algorithm = Algorithm::RsaSha1;
    else
        return false;
    const QByteArrayList both = tags.value("c", "simple/simple").toLower().split('/');
    const auto header = readCanonicalisation(both.value(0));
    const auto body = readCanonicalisation(both.value(1, "simple"));
    if (!header || !body || both.size() > 2)
        return false;
    out.header = *header;
    out.body = *body;
    return true;
}

/// False where there is a value that is no number.
bool readNumber(const TagList &tags, const char *tag, std::optional<qint64> &out)
{
    const auto found = tags.constFind(tag);
    if (found == tags.cend())
        return true;
    constexpr qsizetype MaximumDigits = 18;
    bool isNumber = false;
    out = found->toLongLong(&isNumber);
    return isNumber && found->size() <= MaximumDigits && *out >= 0;
}

bool readTimes(const TagList &tags, Signature &out)
{
    constexpr qint64 LastSecond = 253'402'300'799; // of the year 9999
    std::optional<qint64> made, expires;
    if (!readNumber(tags, "t", made) || !readNumber(tags, "x", expires))
        return false;
    if (made)
        out.made = QDateTime::fromSecsSinceEpoch(qMin(*made, LastSecond), Qt::UTC);
    if (expires)
        out.expires = QDateTime::fromSecsSinceEpoch(qMin(*expires, LastSecond), Qt::UTC);
    return !made || !expires || *expires > *made;
}

bool readDomains(const TagList &tags, Signature &out)
{
    out.domain = asciiDomain(QString::fromUtf8(tags.value("d")));
    out.selector = asciiDomain(QString::fromUtf8(tags.value("s")));
    if (out.domain.isEmpty() || out.selector.isEmpty())
        return false;
    const auto identity = tags.constFind("i");
    out.identityDomain = identity == tags.cend() ? out.domain : domainOf(QString::fromUtf8(*identity));
    return out.identityDomain == out.domain || out.identityDomain.endsWith(u'.' + out.domain);
}

bool readFields(const TagList &tags, Signature &out)
{
    out.fields = withoutBlanks(tags.value("h")).toLower().split(':');
    return out.fields.size() <= Signature::MaximumFields && out.fields.contains("from");
}

} // namespace

std::optional<Signature> parseSignature(const QByteArray &value)
{
    if (value.size() > Signature::MaximumFieldOctets)
        return std::nullopt;
    const auto tags = parseTagList(value);
    if (!tags || tags->value("v") != "1")
        return std::nullopt;
    Signature out;
    const auto signature = decodedBase64(tags->value("b"));
    const auto bodyHash = decodedBase64(tags->value("bh"));
    const QByteArrayList queries = withoutBlanks(tags->value("q", "dns/txt")).split(':');
    const bool good = signature && bodyHash && readAlgorithms(*tags, out) && readDomains(*tags, out)
        && readFields(*tags, out) && readNumber(*tags, "l", out.bodyOctets) && readTimes(*tags, out)
        && queries.contains("dns/txt");
    if (!good)
        return std::nullopt;
    out.signature = *signature;
    out.bodyHash = *bodyHash;
    return out;
}

QByteArray withoutSignatureValue(const QByteArray &field)
{
    qsizetype at = field.indexOf(':') + 1;
    while (at < field.size()) {
        qsizetype end = field.indexOf(';', at);
        if (end < 0)
            end = field.size();
        const qsizetype equals = field.indexOf('=', at);
        if (equals >= 0 && equals < end && field.mid(at, equals - at).trimmed() == "b")
            return field.left(equals + 1) + field.mid(end);
        at = end + 1;
    }
    return field;
}

} // namespace godwit::trust::dkim
