// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messagelist/ReadMarker.h"

namespace godwit::ui {

ReadMarker::ReadMarker(Services &services, QObject *parent) : QObject(parent), m_services(services)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_services.actions.setFlags(m_all, {wireName(Flag::Seen)}, {});
        emit markedRead(m_placement);
    });
}

void ReadMarker::watch(store::PlacementKey placement, const QList<store::PlacementKey> &all, bool unread)
{
    m_timer.stop();
    m_all = all;
    m_placement = placement;
    const int delay = m_services.preferences.current().markAsReadDelayMs;
    if (placement && unread && delay >= 0)
        m_timer.start(qMax(delay, ShortestDelayMs));
}

} // namespace godwit::ui
