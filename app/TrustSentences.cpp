// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/TrustSentences.h"

#include "trust/Domain.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace godwit {

namespace {

using trust::Finding;

struct Sentence {
    Finding finding;
    const char *text;
};

/// %1: the domain, or the name; %2: the other one.
constexpr Sentence Sentences[] = {
    {Finding::Forged, "This message does not come from %1, although it says so."},
    {Finding::UnsignedWellKnown,
        "This message says that it comes from %1, but has no signature of %1, which signs all its mail."},
    {Finding::FromYourself, "This message carries your own address, but nobody confirms that it comes from you."},
    {Finding::LookalikeDomain, "The sender's domain %1 looks like %2, but is another."},
    {Finding::MixedScripts, "The sender's domain %1 mixes letters of different scripts that look alike."},
    {Finding::NameHoldsAddress, "The sender's name shows the address %2, but the message comes from %1."},
    {Finding::ImitatedContact, "The sender is called %1 like somebody you know, whose address is %2."},
    {Finding::SeveralSenders, "This message names its sender more than once; the first one is shown."},
    {Finding::GroupSender, "This message names a group as its sender; the first address in it is shown."},
    {Finding::MalformedSender, "The sender line of this message is malformed."},
    {Finding::OtherSender, "This message was handed in by %2 in the name of %1."},
    {Finding::NotConfirmed, "It could not be confirmed that this message comes from %1."},
    {Finding::ForeignReply, "Answers to this message go to %2, which is not at %1."},
    {Finding::BrokenSignature, "The signature of %1 does not fit this message."},
    {Finding::NoSender, "This message names no sender."},
    {Finding::FirstContact, "This is the first message from %1."},
    {Finding::Confirmed, "This message comes from %1."},
};

QString levelName(trust::Level level)
{
    switch (level) {
    case trust::Level::Good:
        return u"good"_s;
    case trust::Level::Neutral:
        break;
    case trust::Level::Warn:
        return u"warn"_s;
    case trust::Level::Bad:
        return u"bad"_s;
    }
    return u"neutral"_s;
}

QString stateName(trust::dkim::State state)
{
    using State = trust::dkim::State;
    switch (state) {
    case State::Pass:
        return u"pass"_s;
    case State::NotAsked:
        return u"not asked"_s;
    case State::NoKey:
        return u"no key"_s;
    case State::BodyChanged:
        return u"body changed"_s;
    case State::HeaderChanged:
        return u"header changed"_s;
    case State::Weak:
        return u"weak"_s;
    case State::PartlySigned:
        return u"partly signed"_s;
    case State::FieldAdded:
        return u"field added"_s;
    case State::Expired:
        return u"expired"_s;
    case State::Testing:
        return u"testing"_s;
    case State::Malformed:
        break;
    }
    return u"malformed"_s;
}

} // namespace

QString trustSentence(const trust::Reason &reason)
{
    const bool isDomain = reason.finding != Finding::ImitatedContact && reason.finding != Finding::FirstContact
        && reason.finding != Finding::OtherSender && reason.finding != Finding::NameHoldsAddress;
    const QString first = isDomain ? trust::shownDomain(reason.domain) : reason.domain;
    for (const Sentence &sentence : Sentences) {
        if (sentence.finding != reason.finding)
            continue;
        QString out = QString::fromLatin1(sentence.text);
        return out.contains(u"%2") ? out.arg(first, reason.other) : out.contains(u"%1") ? out.arg(first) : out;
    }
    return {};
}

QJsonObject trustJson(const trust::Verdict &verdict)
{
    QJsonArray reasons;
    for (const trust::Reason &reason : verdict.reasons)
        reasons.append(trustSentence(reason));
    QJsonArray signatures;
    for (const trust::dkim::Outcome &outcome : verdict.signatures) {
        signatures.append(QJsonObject{{u"domain"_s, outcome.domain}, {u"selector"_s, outcome.selector},
            {u"state"_s, stateName(outcome.state)}, {u"body_intact"_s, outcome.bodyIntact}});
    }
    return {{u"level"_s, levelName(verdict.level())},
        {u"sentence"_s, verdict.reasons.isEmpty() ? QString() : trustSentence(verdict.reasons.first())},
        {u"reasons"_s, reasons}, {u"confirmed"_s, verdict.confirmed},
        {u"server"_s, verdict.server ? QJsonValue(verdict.server->authservId) : QJsonValue()},
        {u"signed_by"_s, QJsonArray::fromStringList(verdict.signedBy)}, {u"signatures"_s, signatures}};
}

} // namespace godwit
