// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Services.h"

#include <QTimer>

namespace godwit::ui {

/// Marks a message as read once it was looked at for as long as the person wants.  Passing over messages with the arrow
/// key held stores nothing.
class ReadMarker : public QObject {
    Q_OBJECT
public:
    explicit ReadMarker(Services &services, QObject *parent = nullptr);

    /// `placement` 0: nothing, or several.  Only an unread one is watched.
    void watch(store::PlacementKey placement, bool unread) { watch(placement, {placement}, unread); }
    /// All of a conversation at once; `placement` stands for it.
    void watch(store::PlacementKey placement, const QList<store::PlacementKey> &all, bool unread);
    /// The person decided about flags: what was watched is not touched.
    void leave() { m_timer.stop(); }
    bool isWaiting() const { return m_timer.isActive(); }

signals:
    void markedRead(godwit::store::PlacementKey placement);

private:
    /// Shorter than this and a held key would mark what it passes.
    static constexpr int ShortestDelayMs = 150;
    Services &m_services;
    QTimer m_timer;
    store::PlacementKey m_placement;
    QList<store::PlacementKey> m_all;
};

} // namespace godwit::ui
