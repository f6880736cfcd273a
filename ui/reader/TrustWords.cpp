// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/TrustWords.h"

#include "trust/Domain.h"

namespace godwit::ui {

using trust::Finding;

QString TrustWords::sentence(const trust::Reason &reason)
{
    const QString domain = trust::shownDomain(reason.domain);
    switch (reason.finding) {
    case Finding::Forged:
        return tr("This message does not come from %1, although it says so.").arg(domain);
    case Finding::UnsignedWellKnown:
        return tr("This message says that it comes from %1, but carries no signature of %1.").arg(domain);
    case Finding::FromYourself:
        return tr("This message carries your own address, but nobody confirms that you sent it.");
    case Finding::LookalikeDomain:
        return tr("The sender's domain %1 looks like %2, but is not the same.")
            .arg(domain, trust::shownDomain(reason.other));
    case Finding::MixedScripts:
        return tr("The sender's domain %1 mixes letters of different alphabets that look alike.").arg(domain);
    case Finding::NotConfirmed:
        return tr("It could not be confirmed that this message comes from %1.").arg(domain);
    case Finding::BrokenSignature:
        return tr("This message was changed after %1 had signed it.").arg(domain);
    case Finding::Confirmed:
        return tr("Confirmed: this message comes from %1.").arg(domain);
    default:
        break;
    }
    const QString words = aboutAddress(reason);
    return words.isEmpty() ? aboutLine(reason.finding) : words;
}

QString TrustWords::aboutAddress(const trust::Reason &reason)
{
    switch (reason.finding) {
    case Finding::NameHoldsAddress:
        return tr("The sender's name shows %1, but this message comes from %2.").arg(reason.other, reason.domain);
    case Finding::ImitatedContact:
        return tr("You know %1 with another address: %2.").arg(reason.domain, reason.other);
    case Finding::ForeignReply:
        return tr("Answers go to another address than the sender's: %1.").arg(reason.other);
    case Finding::OtherSender:
        return tr("Sent by %1 on behalf of %2.").arg(reason.other, reason.domain);
    case Finding::FirstContact:
        return tr("This is the first message from this address.");
    default:
        return {};
    }
}

QString TrustWords::aboutLine(Finding finding)
{
    switch (finding) {
    case Finding::SeveralSenders:
        return tr("This message names its sender more than once. The first one is shown; it need not be the true one.");
    case Finding::GroupSender:
        return tr("This message names a group as its sender. Only the first address in it is shown.");
    case Finding::MalformedSender:
        return tr("The sender line of this message is malformed. It may not come from the address that is shown.");
    case Finding::NoSender:
        return tr("This message names no sender.");
    default:
        return {};
    }
}

QString TrustWords::aboutServer(const trust::ServerResults &server)
{
    const QString name =
        server.authservId.isEmpty() ? tr("the server of this account") : trust::shownDomain(server.authservId);
    if (server.server.configured)
        return tr("Checked by %1, which is named in the account settings.").arg(name);
    return tr("Checked by %1, the server of this account: it is on %2 of the %3 newest messages.")
        .arg(name)
        .arg(server.server.seen)
        .arg(server.server.of);
}

QString TrustWords::aboutSignature(const trust::dkim::Outcome &outcome)
{
    using State = trust::dkim::State;
    const QString domain = trust::shownDomain(outcome.domain);
    switch (outcome.state) {
    case State::Pass:
        return tr("The signature of %1 was checked here and is good.").arg(domain);
    case State::NotAsked:
        return tr("The signature of %1 was not checked: no name server answered.").arg(domain);
    case State::NoKey:
        return tr("The signature of %1 cannot be checked: its key is not there any more.").arg(domain);
    case State::BodyChanged:
        return tr("The signature of %1 does not fit: the text was changed.").arg(domain);
    case State::HeaderChanged:
        return tr("The signature of %1 does not fit: the header was changed.").arg(domain);
    case State::Weak:
        return tr("The signature of %1 is too weak to count.").arg(domain);
    case State::PartlySigned:
        return tr("The signature of %1 covers only a part of the text, so it does not count.").arg(domain);
    case State::FieldAdded:
        return tr("The signature of %1 does not cover all lines that are shown.").arg(domain);
    case State::Expired:
        return tr("The signature of %1 was not valid when the message came.").arg(domain);
    case State::Testing:
        return tr("The signature of %1 is only a trial of its owner, so it does not count.").arg(domain);
    case State::Malformed:
        break;
    }
    return tr("A signature in this message is malformed.");
}

QStringList TrustWords::why(const trust::Verdict &verdict)
{
    QStringList words;
    for (qsizetype at = 1; at < verdict.reasons.size(); ++at)
        words.append(sentence(verdict.reasons[at]));
    if (verdict.server)
        words.append(aboutServer(*verdict.server));
    for (const trust::dkim::Outcome &outcome : verdict.signatures)
        words.append(aboutSignature(outcome));
    QStringList signedBy;
    for (const QString &domain : verdict.signedBy)
        signedBy.append(trust::shownDomain(domain));
    if (verdict.server && !signedBy.isEmpty())
        words.append(tr("Signed by %1.").arg(signedBy.join(QStringLiteral(", "))));
    if (!verdict.server && verdict.signatures.isEmpty() && !verdict.reasons.isEmpty())
        words.append(tr("The server of this account does not say who messages come from."));
    return words;
}

} // namespace godwit::ui
