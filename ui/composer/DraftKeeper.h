// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Types.h"

#include <QObject>
#include <QTimer>
#include <functional>

namespace godwit::sync {
class Submissions;
}

namespace godwit::ui {

/// Keeps a message that is being written in the local store: within a second of a change, one save at a time.
class DraftKeeper : public QObject {
    Q_OBJECT
public:
    static constexpr int SaveAfterMs = 500;

    /// `snapshot` fills everything but the key; it is asked for when a save starts.
    DraftKeeper(sync::Submissions &submissions, std::function<store::StoredDraft()> snapshot, QObject *parent);

    void touch();
    void saveNow();
    /// No save is under way and nothing waits for one.
    bool isSettled() const { return !m_inFlight && !m_dirty; }
    bool isSaving() const { return m_inFlight; }
    store::DraftKey key() const { return m_key; }
    void setKey(store::DraftKey key) { m_key = key; }
    const QDateTime &savedAt() const { return m_savedAt; }
    /// Nothing is saved from now on; what is under way still ends.
    void stop();
    void resume() { m_stopped = false; }

signals:
    void saved();
    void failed(const godwit::MailError &error);

private:
    void draftSaved(quint64 ticket, store::DraftKey draft);
    void saveFailed(const MailError &error);

    sync::Submissions &m_submissions;
    std::function<store::StoredDraft()> m_snapshot;
    QTimer m_timer;
    store::DraftKey m_key;
    QDateTime m_savedAt;
    quint64 m_ticket = 0;
    bool m_dirty = false, m_inFlight = false, m_stopped = false;
};

} // namespace godwit::ui
