// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/dkim/Check.h"

#include "mime/Message.h"
#include "trust/dkim/Key.h"

#include <QCryptographicHash>
#include <QStringList>
#include <algorithm>
#include <deque>
#include <limits>
#include <tuple>

namespace godwit::trust::dkim {

/// Of a body in canonical form.
struct BodyDigest {
    QByteArray digest;
    qint64 hashed = 0, octets = 0;
};

namespace {

constexpr qint64 ClockSkewSeconds = 15 * 60;

BodyDigest digestOf(const Signature &signature, QByteArrayView body)
{
    const bool sha1 = signature.algorithm == Algorithm::RsaSha1;
    QCryptographicHash hash(sha1 ? QCryptographicHash::Sha1 : QCryptographicHash::Sha256);
    BodyDigest out;
    const qint64 limit = signature.bodyOctets.value_or(std::numeric_limits<qint64>::max());
    canonicalBody(body, signature.body, [&](QByteArrayView piece) {
        const qint64 take = qMin<qint64>(piece.size(), limit - out.hashed);
        hash.addData(piece.first(qsizetype(take)));
        out.hashed += take;
        out.octets += piece.size();
    });
    out.digest = hash.result();
    return out;
}

} // namespace

/// Signatures mostly agree about the body: it is hashed once.
class BodyDigests {
public:
    const BodyDigest &of(const Signature &signature, QByteArrayView body)
    {
        const Kind kind{
            signature.algorithm == Algorithm::RsaSha1, signature.body, signature.bodyOctets.value_or(qint64(-1))};
        const auto known = std::find_if(
            m_known.begin(), m_known.end(), [&kind](const auto &candidate) { return candidate.first == kind; });
        if (known != m_known.end())
            return known->second;
        m_known.emplace_back(kind, digestOf(signature, body));
        return m_known.back().second;
    }

private:
    using Kind = std::tuple<bool, Canonicalisation, qint64>;
    std::deque<std::pair<Kind, BodyDigest>> m_known;
};

namespace {

/// The fields that h= names, from the bottom up (RFC 6376 section 5.4.2), then the signature itself.
QByteArray signedHeader(const RawMessage &message, const Signature &signature, const QByteArray &own)
{
    QHash<QByteArray, QList<qsizetype>> places;
    for (qsizetype at = 0; at < message.fields.size(); ++at)
        places[message.fields[at].name].append(at);
    QByteArray out;
    for (const QByteArray &name : signature.fields) {
        QList<qsizetype> &left = places[name];
        if (!left.isEmpty())
            out += canonicalField(message.fields[left.takeLast()].octets, signature.header) + "\r\n";
    }
    return out + canonicalField(withoutSignatureValue(own), signature.header);
}

/// RFC 6376 section 8.15: a second From or Subject that nobody signed is the one that would be shown.
bool hasUnsignedFields(const RawMessage &message, const Signature &signature)
{
    for (const char *name : {"from", "subject", "date", "to"}) {
        const auto is = [name](const RawField &field) {
            return field.name == name;
        };
        const qsizetype there = std::count_if(message.fields.begin(), message.fields.end(), is);
        const qsizetype covered = signature.fields.count(name);
        if (there > 1 && covered < there)
            return true;
    }
    return false;
}

QDateTime topmostReceived(const RawMessage &message)
{
    for (const RawField &field : message.fields) {
        if (field.name == "received") {
            const auto date = mime::parseDate(field.octets.mid(field.octets.lastIndexOf(';') + 1));
            return date.value_or(QDateTime());
        }
    }
    return {};
}

bool isOutOfDate(const Signature &signature, const QDateTime &received)
{
    if (!received.isValid())
        return false;
    return (signature.expires && received > *signature.expires)
        || (signature.made && received.secsTo(*signature.made) > ClockSkewSeconds);
}

} // namespace

Check::Check(const QByteArray &raw, const QDateTime &received)
{
    const RawMessage message = cut(raw);
    const QDateTime when = received.isValid() ? received : topmostReceived(message);
    BodyDigests digests;
    for (qsizetype at = 0; at < message.fields.size() && m_prepared.size() < MaximumSignatures; ++at) {
        if (message.fields[at].name == "dkim-signature")
            m_prepared.append(prepare(message, at, when, digests));
    }
}

Check::Prepared Check::prepare(
    const RawMessage &message, qsizetype field, const QDateTime &received, BodyDigests &digests)
{
    Prepared out;
    const QByteArray &own = message.fields[field].octets;
    const auto signature = parseSignature(own.mid(own.indexOf(':') + 1));
    if (!signature)
        return out;
    out.signature = *signature;
    out.outcome = {
        State::NotAsked, signature->domain, signature->selector, false, signature->fields.contains("reply-to")};
    const BodyDigest body = digests.of(*signature, message.body);
    out.outcome.bodyIntact = body.digest == signature->bodyHash;
    if (signature->bodyOctets && *signature->bodyOctets > body.octets)
        out.outcome.state = State::Malformed; // section 3.5: l= beyond the end
    else if (!out.outcome.bodyIntact)
        out.outcome.state = State::BodyChanged;
    else if (signature->algorithm == Algorithm::RsaSha1)
        out.outcome.state = State::Weak;
    else if (body.hashed < body.octets)
        out.outcome.state = State::PartlySigned;
    else if (hasUnsignedFields(message, *signature))
        out.outcome.state = State::FieldAdded;
    else if (isOutOfDate(*signature, received))
        out.outcome.state = State::Expired;
    else
        out.header = signedHeader(message, *signature, own);
    return out;
}

QStringList Check::keyNames() const
{
    QStringList names;
    for (const Prepared &prepared : m_prepared) {
        const QString name = prepared.signature.keyName();
        if (prepared.outcome.state == State::NotAsked && !names.contains(name))
            names.append(name);
    }
    return names;
}

QList<Outcome> Check::outcomes(const QHash<QString, KeyAnswer> &keys) const
{
    QList<Outcome> out;
    for (const Prepared &prepared : m_prepared) {
        const auto answer = keys.constFind(prepared.signature.keyName());
        const bool decides = prepared.outcome.state == State::NotAsked && answer != keys.cend() && answer->answered;
        out.append(decides ? verified(prepared, *answer) : prepared.outcome);
    }
    return out;
}

Outcome Check::verified(const Prepared &prepared, const KeyAnswer &answer)
{
    Outcome out = prepared.outcome;
    out.state = State::NoKey;
    const Signature &signature = prepared.signature;
    for (const QByteArray &record : answer.records.first(qMin<qsizetype>(answer.records.size(), MaximumRecords))) {
        const Key key = Key::read(record, signature);
        if (key.state() == Key::State::Weak)
            out.state = State::Weak;
        if (key.state() != Key::State::Good
            || (key.forbidsSubdomains() && signature.identityDomain != signature.domain))
            continue;
        out.state = !key.verifies(signature, prepared.header) ? State::HeaderChanged
            : key.isTest()                                    ? State::Testing
                                                              : State::Pass;
        if (out.state != State::HeaderChanged)
            break;
    }
    return out;
}

} // namespace godwit::trust::dkim
