// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "mime/SenderLine.h"
#include "trust/Lookalike.h"
#include "trust/ServerResults.h"
#include "trust/dkim/Check.h"

#include <memory>

namespace godwit::trust {

/// What is known here about who writes and who reads; from the store, see models/Acquaintances.h.  A default one is
/// that of a message that belongs to no account: nothing is believed, nobody is known.
struct Surroundings {
    bool hasAccount = false;
    bool isOwn = false; ///< in Sent, Drafts or the outbox: written here
    QStringList ownAddresses; ///< of all accounts, lower case
    OwnHosts hosts;
    QList<AuthServer> servers;
    bool writtenTo = false; ///< the person has written to the sender's address
    qint64 received = 0; ///< messages that came from it, this one included; 0: not known
    QStringList namesakes; ///< addresses written to that go by the sender's name
    std::shared_ptr<const FamiliarDomains> familiar; ///< empty: the well known ones alone
};

/// What may be said about a message, the gravest first.
enum class Finding {
    Forged, ///< its domain says, through the account's own server, that it is not from there.  domain
    UnsignedWellKnown, ///< a well known domain that signs what it sends, and did not sign this.  domain
    FromYourself, ///< the person's own address, which their own server could not confirm
    LookalikeDomain, ///< domain, other
    MixedScripts, ///< domain
    NameHoldsAddress, ///< domain: the address; other: the one in the name
    ImitatedContact, ///< name; other: the contact's address
    SeveralSenders, ///< SenderFault::Repeated, or several mailboxes in one field
    GroupSender,
    MalformedSender,
    OtherSender, ///< domain: From's address; other: Sender's
    NotConfirmed, ///< neither server nor signature is of its domain.  domain
    ForeignReply, ///< answers go to another organisation.  other
    BrokenSignature, ///< by our own look alone.  domain
    NoSender,
    FirstContact,
    Confirmed, ///< domain; `bySignature`
};
enum class Level { Good, Neutral, Warn, Bad };

struct Reason {
    Finding finding = Finding::Confirmed;
    Level level = Level::Neutral;
    QString domain; ///< or the name
    QString other;
    bool operator==(const Reason &) const = default;
};

/// What is said about one message.
struct Verdict {
    QList<Reason> reasons; ///< the gravest first; none: nothing is known against or for it
    bool confirmed = false; ///< the address that is shown was confirmed by the account's server or by a signature
    bool bySignature = false; ///< ... by our own look at it
    bool couldConfirm = false; ///< somebody was there who could have told
    QStringList signedBy; ///< domains whose signatures were found good
    std::optional<ServerResults> server; ///< what the account's own server wrote
    QList<dkim::Outcome> signatures; ///< our own look, where it was allowed

    Level level() const { return reasons.isEmpty() ? Level::Neutral : reasons.first().level; }
    /// Whether a rule for this address may count (S-083): never when anything speaks against it, and where somebody
    /// could have confirmed it only when they did.
    bool mayCountAsSender() const { return level() < Level::Warn && (confirmed || !couldConfirm); }
};

/// All that a verdict rests on; kept, so that the verdict can be found again once signatures were checked.
struct Evidence {
    mime::Address from;
    mime::SenderFault fault = mime::SenderFault::None;
    int senders = 0; ///< mailboxes in From
    QString senderAddr; ///< Sender
    QString domain; ///< of `from`
    QString replyAddr; ///< the first Reply-To
    QString listDomain; ///< of List-Id
    bool cameIn = false; ///< has a Received field
    std::optional<ServerResults> server;
    Resemblance resemblance;
    Surroundings surroundings;
};
Evidence gather(const mime::Message &message, const Surroundings &surroundings);
Verdict judge(const Evidence &evidence, const QList<dkim::Outcome> &signatures = {});

/// An address in a name that is not the address it stands for; empty when there is none (S-050).
QString addressInName(const mime::Address &address);

} // namespace godwit::trust
