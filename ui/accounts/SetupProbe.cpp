// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/SetupProbe.h"

namespace godwit::ui {

namespace {

/// Which failure tells most about what is wrong.
int rankOf(const sync::CheckResult &result)
{
    if (result.ok)
        return 5;
    switch (result.error.kind) {
    case MailError::Kind::NeedsLogin:
        return 4;
    case MailError::Kind::Refused:
        return 3;
    case MailError::Kind::Tls:
        return 2;
    case MailError::Kind::Network:
        return result.error.detail == MailError::Detail::HostNotFound ? 0 : 1;
    default:
        return 1;
    }
}

quint64 nextTicket()
{
    static quint64 last = 0; // window's thread only
    return ++last;
}

} // namespace

SetupProbe::SetupProbe(sync::AccountActions &actions, QObject *parent) : QObject(parent), m_actions(actions)
{
    connect(&actions, &sync::AccountActions::checked, this, &SetupProbe::checked);
}

void SetupProbe::start(const Plan &plan, const QString &password)
{
    m_plan = plan;
    m_password = password;
    m_incoming = {};
    m_outgoing = {};
    m_incoming.candidates = plan.incoming;
    m_incoming.open = !plan.incoming.isEmpty();
    m_outgoing.candidates = plan.outgoing;
    m_outgoing.open = !plan.outgoing.isEmpty();
    m_running = true;
    step();
}

void SetupProbe::cancel()
{
    m_running = false;
    m_ticket = 0;
    m_password.clear();
}

account::Settings SetupProbe::settings(
    const account::ServerCandidate &incoming, const account::ServerCandidate &outgoing) const
{
    account::Settings settings = m_plan.base;
    settings.incoming = incoming.endpoint.host.isEmpty() ? account::Incoming::None : incoming.type;
    settings.incomingServer = incoming.endpoint;
    settings.incomingUser = incoming.user;
    settings.outgoingServer = outgoing.endpoint;
    settings.outgoingUser = outgoing.user;
    return settings;
}

void SetupProbe::step()
{
    if (!m_incoming.open && !m_outgoing.open) {
        m_running = false;
        m_password.clear();
        emit finished(settings(m_incoming.best, m_outgoing.best), m_incoming.result, m_outgoing.result);
        return;
    }
    const auto current = [](const Side &side) {
        return side.open ? side.candidates.at(side.next) : account::ServerCandidate();
    };
    const account::ServerCandidate incoming = current(m_incoming), outgoing = current(m_outgoing);
    m_ticket = nextTicket();
    emit trying(incoming.endpoint.host, outgoing.endpoint.host);
    m_actions.check(settings(incoming, outgoing), m_password, m_ticket);
}

void SetupProbe::checked(quint64 ticket, const sync::CheckResult &incoming, const sync::CheckResult &outgoing)
{
    if (!m_running || ticket != m_ticket)
        return;
    if (m_incoming.open)
        take(m_incoming, incoming);
    if (m_outgoing.open)
        take(m_outgoing, outgoing);
    step();
}

void SetupProbe::take(Side &side, const sync::CheckResult &result)
{
    const account::ServerCandidate tried = side.candidates.at(side.next);
    if (rankOf(result) > side.rank) {
        side.rank = rankOf(result);
        side.result = result;
        side.best = tried;
        if (side.result.host.isEmpty())
            side.result.host = tried.endpoint.host;
        if (side.result.port == 0)
            side.result.port = tried.endpoint.port;
        side.result.security = tried.endpoint.security;
    }
    ++side.next;
    side.open = false;
    if (result.ok)
        return;
    const bool guessed = m_plan.trust == Trust::Guessed;
    if (result.error.kind == MailError::Kind::NeedsLogin) {
        // Right server, wrong sign-in.  Some take only the part before the @ as the user name.
        const QString localPart = tried.user.section(u'@', 0, 0);
        if (!guessed || localPart == tried.user)
            return;
        account::ServerCandidate other = tried;
        other.user = localPart;
        side.candidates = {other};
        side.next = 0;
        side.open = true;
        return;
    }
    const bool elsewhere = result.error.kind == MailError::Kind::Network
        || result.error.kind == MailError::Kind::Protocol || (guessed && result.error.kind == MailError::Kind::Tls);
    side.open = elsewhere && side.next < side.candidates.size();
}

} // namespace godwit::ui
