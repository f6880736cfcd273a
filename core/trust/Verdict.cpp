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
enum class Standing {
    Unknown,
    Aligned,
    Elsewhere, ///< all that was found good is of others
    Failed,
    Refused, ///< the domain itself wants such mail refused
};

struct Authentication {
    Standing standing = Standing::Unknown;
    bool looked = false; ///< the server told anything of the kind at all
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

/// Gathers the results of all methods; of contradicting ones the worst counts.
class Weighing {
public:
    explicit Weighing(const QString &domain) : m_domain(domain) { }

    void add(const AuthenticationResults::Result &result)
    {
        const bool pass = result.result == "pass";
        if (result.method == "dkim")
            dkim(result, pass);
        else if (result.method == "spf")
            spf(result, pass);
        else if (result.method == "dmarc")
            dmarc(result, pass);
    }
    Authentication result()
    {
        if (m_refused)
            m_out.standing = Standing::Refused;
        else if (m_dmarcPass || m_aligned)
            m_out.standing = Standing::Aligned;
        else if (m_failed)
            m_out.standing = Standing::Failed;
        else if (m_elsewhere)
            m_out.standing = Standing::Elsewhere;
        return m_out;
    }

private:
    void dkim(const AuthenticationResults::Result &result, bool pass)
    {
        QString domain = propertyDomain(result, "header.d");
        if (domain.isEmpty())
            domain = propertyDomain(result, "header.i");
        if (pass && !domain.isEmpty() && !m_out.signedBy.contains(domain))
            m_out.signedBy.append(domain);
        weigh(domain, pass, result.result == "fail");
    }
    void spf(const AuthenticationResults::Result &result, bool pass)
    {
        weigh(propertyDomain(result, "smtp.mailfrom"), pass, result.result == "fail" || result.result == "softfail");
    }
    void dmarc(const AuthenticationResults::Result &result, bool pass)
    {
        const QString domain = propertyDomain(result, "header.from");
        if (!domain.isEmpty() && domain != m_domain)
            return; // of another line than the one that is shown
        m_out.looked = true;
        m_dmarcPass |= pass;
        m_failed |= result.result == "fail";
        m_refused |= result.result == "fail" && !asksForNothing(result);
    }
    void weigh(const QString &domain, bool pass, bool fail)
    {
        m_out.looked = true;
        m_aligned |= pass && sameOrganisation(domain, m_domain);
        m_elsewhere |= pass;
        m_failed |= fail;
    }

    QString m_domain;
    Authentication m_out;
    bool m_aligned = false, m_elsewhere = false, m_failed = false, m_refused = false, m_dmarcPass = false;
};

Authentication authentication(const Evidence &evidence)
{
    Weighing weighing(evidence.domain);
    if (evidence.server) {
        for (const AuthenticationResults::Result &result : evidence.server->results)
            weighing.add(result);
    }
    return weighing.result();
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
        handedIn();
        answers();
        acquaintance();
        std::sort(m_out.reasons.begin(), m_out.reasons.end(), [](const Reason &one, const Reason &other) {
            return one.level != other.level ? one.level > other.level : one.finding < other.finding;
        });
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
        Authentication found = authentication(m_evidence);
        m_out.signedBy = found.signedBy;
        QString broken;
        for (const dkim::Outcome &signature : m_out.signatures) {
            using State = dkim::State;
            found.looked |= signature.state != State::NotAsked;
            if (signature.state == State::BodyChanged || signature.state == State::HeaderChanged
                || signature.state == State::FieldAdded)
                broken = signature.domain;
            if (signature.state != State::Pass)
                continue;
            const bool aligned = sameOrganisation(signature.domain, m_evidence.domain);
            m_out.bySignature |= aligned;
            if (!aligned && found.standing == Standing::Unknown)
                found.standing = Standing::Elsewhere;
            if (!m_out.signedBy.contains(signature.domain))
                m_out.signedBy.append(signature.domain);
        }
        m_out.couldConfirm = found.looked;
        const bool confirmed = found.standing == Standing::Aligned || m_out.bySignature;
        m_out.confirmed = confirmed && m_evidence.fault == mime::SenderFault::None && m_evidence.senders < 2; // S-052
        if (m_out.confirmed)
            say(Finding::Confirmed, Level::Good, m_evidence.domain);
        else if (!confirmed && !m_evidence.domain.isEmpty())
            unconfirmed(found.standing, broken);
    }

    void unconfirmed(Standing standing, const QString &broken)
    {
        const QString &domain = m_evidence.domain;
        const bool failed = standing != Standing::Unknown;
        if (standing == Standing::Refused && !fromList())
            say(Finding::Forged, Level::Bad, domain);
        else if (failed && alwaysSigns(organisationalDomain(domain)) && !fromList())
            say(Finding::UnsignedWellKnown, Level::Bad, domain);
        else if (failed && fromSelf())
            say(Finding::FromYourself, Level::Bad, domain);
        else if (!broken.isEmpty())
            say(Finding::BrokenSignature, fromList() ? Level::Neutral : Level::Warn, broken);
        else if (standing == Standing::Elsewhere) // small domains have others send for them
            say(Finding::NotConfirmed, Level::Neutral, domain);
        else if (failed)
            say(Finding::NotConfirmed, Level::Warn, domain);
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
            say(Finding::NameHoldsAddress, ofList ? Level::Neutral : Level::Warn, m_evidence.from.addr, held);
        } else if (!around().writtenTo && !fromSelf() && !around().namesakes.isEmpty()) {
            say(Finding::ImitatedContact, Level::Warn, m_evidence.from.name, around().namesakes.first());
        }
    }

    void senderLine()
    {
        switch (m_evidence.fault) {
        case mime::SenderFault::None:
            if (m_evidence.senders > 1)
                say(Finding::SeveralSenders, Level::Warn);
            break;
        case mime::SenderFault::Missing:
            say(Finding::NoSender, Level::Warn);
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

    /// S-053: shown, and never in place of From.
    void handedIn()
    {
        const QString &addr = m_evidence.senderAddr;
        if (!addr.isEmpty() && !fromList() && !m_evidence.from.addr.isEmpty()
            && addr.compare(m_evidence.from.addr, Qt::CaseInsensitive) != 0)
            say(Finding::OtherSender, Level::Neutral, m_evidence.from.addr, addr);
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
        const bool odd = !fromList()
            && (isReplyUnsigned() || around().writtenTo || isWellKnown()
                || isPublicMailDomain(organisationalDomain(domain)));
        say(Finding::ForeignReply, odd ? Level::Warn : Level::Neutral, m_evidence.domain, m_evidence.replyAddr);
    }

    /// Confirmed by a signature that says nothing of Reply-To: whoever passed the message on may have put it there.
    bool isReplyUnsigned() const
    {
        const auto covers = [this](const dkim::Outcome &signature) {
            return signature.state == dkim::State::Pass && signature.coversReplyTo
                && sameOrganisation(signature.domain, m_evidence.domain);
        };
        return m_out.bySignature && std::none_of(m_out.signatures.begin(), m_out.signatures.end(), covers);
    }

    void acquaintance()
    {
        if (around().hasAccount && !around().writtenTo && around().received == 1 && !fromSelf()
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
    static const QRegularExpression Written(
        QStringLiteral("[^\\s<>()\\[\\],;:\"'@]+@[\\w.-]*\\w"), QRegularExpression::UseUnicodePropertiesOption);
    constexpr qsizetype MaximumName = 500;
    QString name;
    for (const QChar character : address.name.left(MaximumName).normalized(QString::NormalizationForm_KC)) {
        if (character.category() != QChar::Other_Format) // zero width: S-050
            name += character;
    }
    const qsizetype at = address.addr.lastIndexOf(u'@');
    name += u' ' + QString(address.addr.left(qMax<qsizetype>(at, 0))).remove(u'"'); // a quoted local part may hold one
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
    out.senders = int(message.envelope.from.size());
    out.replyAddr = message.envelope.replyTo.value(0).addr;
    out.senderAddr = message.envelope.sender.value(0).addr;
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
