// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/Metering.h"

namespace godwit::sync {

void Metering::choose(Metered metered)
{
    m_choice = metered;
    decide();
}

void Metering::heard(bool networkIsMetered)
{
    m_heard = networkIsMetered;
    decide();
}

void Metering::saved(qint64 octets)
{
    ++m_status.messages;
    m_status.savedOctets += octets;
    Q_EMIT changed(m_status);
}

void Metering::decide()
{
    const bool active = m_choice == Metered::Always || (m_choice == Metered::Automatic && m_heard);
    if (active == m_status.active)
        return;
    m_status.active = active;
    Q_EMIT changed(m_status);
    Q_EMIT switched();
}

} // namespace godwit::sync
