// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/Verdict.h"

#include "mime/HeaderText.h"
#include "trust/Domain.h"

#include <QRegularExpression>
#include <algorithm>

namespace godwit::trust {

namespace {

/// What the account's server says of the domain that is shown.
enum class Standing { Unknown, Aligned, Failed, Refused };

struct Authentication {
    Standing standing = Standing::Unknown;
    QStringList signedBy;
};

QString propertyDomain(const AuthenticationResults::Result &result, const char *name)
{
    const QString value = QString::fromUtf8(result.property(name));
    return value.contains(u'@') ? domainOf(value) : asciiDomain(value);
}

/// p= of the DMARC record, where the server tells it: "(p=none dis=none)", "policy.published-domain-policy=none".
bool asksForNothing(const AuthenticationResults::Result &result)
{
    const QByteArray comment = ' ' + result.comment.toLower().replace(';', ' ').replace(',', ' ') + ' ';
    return comment.contains(" p=none ") || result.property("policy.published-domain-policy").toLower() == "none"
        || result.property("policy.p").toLower() == "none";
}

Authentication authentication(const Evidence &evidence)
{
    Authentication out;
    bool aligned = false, failed = false, refused = false, dmarcPass = false;
    for (const AuthenticationResults::Result &result : evidence.server->results) {
        const bool pass = result.result == "pass";
        if (result.method == "dkim") {
            QString domain = propertyDomain(result, "header.d");
            if (domain.isEmpty())
                domain = propertyDomain(result, "header.i");
            if (pass && !domain.isEmpty() && !out.signedBy.contains(domain))
                out.signedBy.append(domain);
            aligned |= pass && sameOrganisation(domain, evidence.domain);
            failed |= !pass;
        } else if (result.method == "spf") {
            const QString domain = propertyDomain(result, "smtp.mailfrom");
            aligned |= pass && sameOrganisation(domain, evidence.domain);
            failed |= result.result == "fail" || result.result == "softfail";
        } else if (result.method == "dmarc") {
            const QString domain = propertyDomain(result, "header.from");
            if (!domain.isEmpty() && domain != evidence.domain)
                continue; // of another line than the one that is shown
            dmarcPass |= pass;
            failed |= result.result == "fail";
            refused |= result.result == "fail" && !asksForNothing(result);
        }
    }
    if (refused)
        out.standing = Standing::Refused; // whatever else passed: of contradicting results the worst counts
    else if (dmarcPass || aligned)
        out.standing = Standing::Aligned;
    else if (failed || !out.signedBy.isEmpty())
        out.standing = Standing::Failed;
    return out;
}

/// Findings in the order of their gravity.
class Judge {
public:
    Judge(const Evidence &evidence, const QList<dkim::Outcome> &signatures) : m_evidence(evidence)
    {
        m_out.server = evidence.server;
        m_out.signatures = signatures;
    }

    Verdict run()
    {
        if (m_evidence.surroundings.isOwn)
            return m_out;
        authenticate();
        look();
        senderLine();
        answers();
        acquaintance();
        std::stable_sort(m_out.reasons.begin(), m_out.reasons.end(),
            [](const Reason &one, const Reason &other) { return one.level > other.level; });
        return m_out;
    }

private:
    void say(Finding finding, Level level, const QString &domain = {}, const QString &other = {})
    {
        m_out.reasons.append({finding, level, domain, other});
    }
    const Surroundings &around() const { return m_evidence.surroundings; }
    bool isWellKnown() const { return isWellKnownDomain(organisationalDomain(m_evidence.domain)); }
    bool fromSelf() const { return around().ownAddresses.contains(m_evidence.from.addr.toLower()); }
    /// Lists change what they pass on, and break signatures with it.
    bool fromList() const { return !m_evidence.listDomain.isEmpty(); }

    void authenticate()
    {
        const Authentication server = m_evidence.server ? authentication(m_evidence) : Authentication();
        m_out.signedBy = server.signedBy;
        bool looked = false, broken = false;
        for (const dkim::Outcome &signature : m_out.signatures) {
            const bool aligned = sameOrganisation(signature.domain, m_evidence.domain);
            looked |= signature.state != dkim::State::NotAsked;
            broken |= aligned && signature.state != dkim::State::NotAsked && signature.state != dkim::State::Testing;
            if (signature.state != dkim::State::Pass)
                continue;
            m_out.bySignature |= aligned;
            if (!m_out.signedBy.contains(signature.domain))
                m_out.signedBy.append(signature.domain);
        }
        m_out.couldConfirm = server.standing != Standing::Unknown || looked;
        const bool confirmed = server.standing == Standing::Aligned || m_out.bySignature;
        m_out.confirmed = confirmed && m_evidence.fault == mime::SenderFault::None; // S-052
        if (m_out.confirmed)
            say(Finding::Confirmed, Level::Good, m_evidence.domain);
        else if (!confirmed && !m_evidence.domain.isEmpty())
            unconfirmed(server.standing, broken);
    }

    void unconfirmed(Standing standing, bool broken)
    {
        const QString &domain = m_evidence.domain;
        const bool failed = standing == Standing::Failed || standing == Standing::Refused;
        if (standing == Standing::Refused && !fromList())
            say(Finding::Forged, Level::Bad, domain);
        else if (failed && alwaysSigns(organisationalDomain(domain)) && !fromList())
            say(Finding::UnsignedWellKnown, Level::Bad, domain);
        else if (failed && fromSelf())
            say(Finding::FromYourself, Level::Bad, domain);
        else if (failed)
            say(Finding::NotConfirmed, Level::Warn, domain);
        else if (broken)
            say(Finding::BrokenSignature, fromList() ? Level::Neutral : Level::Warn, domain);
        else if (fromSelf() && m_evidence.cameIn && !around().servers.isEmpty())
            say(Finding::FromYourself, Level::Warn, domain);
    }

    void look()
    {
        const Resemblance &resemblance = m_evidence.resemblance;
        const QString &domain = m_evidence.domain;
        if (resemblance.likeness == Likeness::MixedScripts)
            say(Finding::MixedScripts, Level::Bad, domain);
        else if (resemblance.likeness == Likeness::SameLook)
            say(Finding::LookalikeDomain, around().writtenTo ? Level::Warn : Level::Bad, domain, resemblance.domain);
        else if (resemblance.likeness != Likeness::None && !around().writtenTo)
            say(Finding::LookalikeDomain, Level::Warn, domain, resemblance.domain);
        if (const QString held = addressInName(m_evidence.from); !held.isEmpty()) {
            // "Kim via Harbour list": what lists write in place of an address whose domain forbids it
            const bool ofList = fromList() && sameOrganisation(m_evidence.listDomain, domain);
            say(Finding::NameHoldsAddress, ofList ? Level::Neutral : Level::Warn, domain, held);
        } else if (!around().writtenTo && !fromSelf() && !around().namesakes.isEmpty()) {
            say(Finding::ImitatedContact, Level::Warn, m_evidence.from.name, around().namesakes.first());
        }
    }

    void senderLine()
    {
        switch (m_evidence.fault) {
        case mime::SenderFault::None:
            break;
        case mime::SenderFault::Missing:
            say(Finding::NoSender, Level::Neutral);
            break;
        case mime::SenderFault::Repeated:
            say(Finding::SeveralSenders, Level::Warn);
            break;
        case mime::SenderFault::Group:
            say(Finding::GroupSender, Level::Warn);
            break;
        case mime::SenderFault::Malformed:
            say(Finding::MalformedSender, Level::Warn);
            break;
        }
    }

    /// S-091.  Lists and services answer elsewhere all the time; a friend or a bank that suddenly has an address of a
    /// free mail provider does not.
    void answers()
    {
        const QString domain = domainOf(m_evidence.replyAddr);
        if (domain.isEmpty() || m_evidence.domain.isEmpty() || sameOrganisation(domain, m_evidence.domain)
            || around().ownAddresses.contains(m_evidence.replyAddr.toLower()))
            return;
        if (fromList() && sameOrganisation(domain, m_evidence.listDomain))
            return;
        const bool odd =
            !fromList() && (around().writtenTo || isWellKnown() || isPublicMailDomain(organisationalDomain(domain)));
        say(Finding::ForeignReply, odd ? Level::Warn : Level::Neutral, m_evidence.domain, m_evidence.replyAddr);
    }

    void acquaintance()
    {
        if (around().hasAccount && !around().writtenTo && around().received <= 1 && !fromSelf()
            && !m_evidence.from.addr.isEmpty())
            say(Finding::FirstContact, Level::Neutral, m_evidence.from.addr);
    }

    const Evidence &m_evidence;
    Verdict m_out;
};

/// "<list name> <id.example.org>" (RFC 2919)
QString listDomain(const mime::Message &message)
{
    QString id = message.envelope.listId;
    if (const qsizetype open = id.lastIndexOf(u'<'); open >= 0)
        id = id.mid(open + 1);
    return asciiDomain(id.remove(u'>'));
}

} // namespace

QString addressInName(const mime::Address &address)
{
    static const QRegularExpression Written(QStringLiteral("[^\\s<>()\\[\\],;:\"'@]+@[^\\s<>()\\[\\],;:\"'@]+"));
    constexpr qsizetype MaximumName = 500;
    QString name;
    for (const QChar character : address.name.left(MaximumName).normalized(QString::NormalizationForm_KC)) {
        if (character.category() != QChar::Other_Format) // zero width: S-050
            name += character;
    }
    for (auto found = Written.globalMatch(name); found.hasNext();) {
        const QString held = found.next().captured();
        if (held.compare(address.addr, Qt::CaseInsensitive) != 0)
            return held;
    }
    return {};
}

Evidence gather(const mime::Message &message, const Surroundings &surroundings)
{
    Evidence out;
    out.from = message.envelope.from.value(0);
    out.fault = mime::senderFault(message.headers);
    out.domain = domainOf(out.from.addr);
    out.replyAddr = message.envelope.replyTo.value(0).addr;
    out.listDomain = listDomain(message);
    out.cameIn = std::any_of(message.headers.begin(), message.headers.end(),
        [](const mime::HeaderField &field) { return field.name.compare("Received", Qt::CaseInsensitive) == 0; });
    if (surroundings.hasAccount || !surroundings.servers.isEmpty())
        out.server = believedResults(message.headers, surroundings.servers, surroundings.hosts);
    static const FamiliarDomains wellKnown;
    out.resemblance = (surroundings.familiar ? *surroundings.familiar : wellKnown).resemblance(out.domain);
    out.surroundings = surroundings;
    return out;
}

Verdict judge(const Evidence &evidence, const QList<dkim::Outcome> &signatures)
{
    return Judge(evidence, signatures).run();
}

} // namespace godwit::trust
