// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/DraftKeeper.h"

#include "sync/Actions.h"

namespace godwit::ui {

namespace {

quint64 nextTicket()
{
    static quint64 last = 0; // window's thread only
    return ++last;
}

} // namespace

DraftKeeper::DraftKeeper(sync::Submissions &submissions, std::function<store::StoredDraft()> snapshot, QObject *parent)
    : QObject(parent), m_submissions(submissions), m_snapshot(std::move(snapshot))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(SaveAfterMs);
    connect(&m_timer, &QTimer::timeout, this, &DraftKeeper::saveNow);
    connect(&m_submissions, &sync::Submissions::draftSaved, this, &DraftKeeper::draftSaved);
    connect(&m_submissions, &sync::Submissions::failed, this, &DraftKeeper::saveFailed);
}

void DraftKeeper::touch()
{
    if (m_stopped)
        return;
    m_dirty = true;
    if (!m_timer.isActive() && !m_inFlight)
        m_timer.start(); // not restarted: steady typing must not put it off
}

void DraftKeeper::saveNow()
{
    if (m_stopped || m_inFlight)
        return;
    m_timer.stop();
    m_dirty = false;
    m_inFlight = true;
    m_ticket = nextTicket();
    store::StoredDraft draft = m_snapshot();
    draft.key = m_key;
    draft.saved = QDateTime::currentDateTimeUtc();
    m_submissions.saveDraft(draft, m_ticket);
}

void DraftKeeper::stop()
{
    m_stopped = true;
    m_dirty = false;
    m_timer.stop();
}

void DraftKeeper::draftSaved(quint64 ticket, store::DraftKey draft)
{
    if (ticket != m_ticket || !m_inFlight)
        return;
    m_inFlight = false;
    m_key = draft;
    m_savedAt = QDateTime::currentDateTimeUtc();
    if (m_dirty)
        m_timer.start();
    emit saved();
}

void DraftKeeper::saveFailed(const MailError &error)
{
    if (!m_inFlight)
        return;
    m_inFlight = false;
    m_dirty = true;
    emit failed(error);
}

} // namespace godwit::ui
