// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/DraftOpener.h"

#include "ui/common/ErrorText.h"
#include "ui/common/NoticeBar.h"
#include "ui/composer/Composer.h"

#include <utility>

namespace godwit::ui {

namespace {
constexpr int PatienceMs = 300; // before "fetching" is worth saying
}

DraftOpener::DraftOpener(Services &services, NoticeBar &bar, QObject *parent)
    : QObject(parent), m_services(services), m_bar(bar)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(PatienceMs);
    connect(&m_patience, &QTimer::timeout, this,
        [this] { say(tr("“%1” is being fetched. It opens as soon as it is here.").arg(subject()), false); });
    const auto forget = [this] {
        m_wanted = {};
        m_waitsForServer = false;
        m_patience.stop();
    };
    connect(&bar, &NoticeBar::shown, this, forget);
    connect(&bar, &NoticeBar::cleared, this, forget);
    connect(&services.engine, &sync::Engine::bodyFetched, this, [this](store::PlacementKey placement) {
        if (m_wanted && placement == m_wanted)
            arrived();
    });
    connect(&services.engine, &sync::Engine::bodyFailed, this,
        [this](store::PlacementKey placement, const MailError &error) {
            if (m_wanted && placement == m_wanted)
                failed(error);
        });
    connect(&services.engine, &sync::Engine::statusChanged, this, &DraftOpener::statusChanged);
}

void DraftOpener::open(store::PlacementKey draft)
{
    if (editDraft(m_services, draft)) {
        if (std::exchange(m_wanted, {}))
            m_bar.clear();
        return;
    }
    m_wanted = draft;
    ask();
}

void DraftOpener::ask()
{
    m_waitsForServer = false;
    m_services.engine.fetchWhole(m_wanted);
    if (m_offline.contains(account()))
        failed({MailError::Kind::Network, MailError::Detail::None, {}, {}, {}, {}});
    else
        m_patience.start();
}

void DraftOpener::arrived()
{
    const store::PlacementKey draft = m_wanted;
    m_bar.clear();
    m_patience.stop();
    m_wanted = {};
    if (editDraft(m_services, draft))
        return;
    m_wanted = draft;
    failed({MailError::Kind::Storage, MailError::Detail::DatabaseDamaged, {}, {}, {}, {}});
}

void DraftOpener::failed(const MailError &error)
{
    m_patience.stop();
    if (!m_services.reader.row(m_wanted)) {
        say(tr("This draft is no longer here. It was moved or deleted elsewhere."), false);
    } else if (error.kind == MailError::Kind::Network || error.kind == MailError::Kind::Cancelled) {
        say(tr("The text of “%1” has not been downloaded yet, and there is no connection to the server. It opens as "
               "soon as it is here.")
                .arg(subject()),
            true);
        m_waitsForServer = true;
    } else if (error.kind == MailError::Kind::Storage) {
        say(tr("The text of “%1” is damaged on this computer and cannot be opened.").arg(subject()), true, error);
    } else if (error.detail == MailError::Detail::NotFound) {
        say(tr("“%1” cannot be opened: its text is neither here nor on the server any more.").arg(subject()), true);
    } else {
        say(tr("“%1” could not be fetched. %2", "subject; why").arg(subject(), explain(error)), true, error);
    }
}

void DraftOpener::statusChanged(const sync::AccountStatus &status)
{
    using Phase = sync::AccountStatus::Phase;
    if (status.canFetch())
        m_offline.remove(status.account);
    else
        m_offline.insert(status.account);
    if (!m_wanted || account() != status.account)
        return;
    if (m_waitsForServer && (status.phase == Phase::Synchronising || status.phase == Phase::UpToDate))
        ask();
    else if (!m_waitsForServer && !status.canFetch())
        failed({MailError::Kind::Network, MailError::Detail::None, {}, {}, {}, {}});
}

store::AccountKey DraftOpener::account() const
{
    const auto row = m_services.reader.row(m_wanted);
    const auto mailbox = row ? m_services.reader.mailbox(row->mailbox) : std::nullopt;
    return mailbox ? mailbox->account : store::AccountKey();
}

/// The bar forgets whom it waited for when something new is said: this is about the same draft.
void DraftOpener::say(const QString &text, bool again, const MailError &error)
{
    const store::PlacementKey draft = m_wanted;
    QList<NoticeBar::Step> steps;
    if (again) {
        steps.append({tr("Try again"), [this, draft] {
                          m_wanted = draft;
                          m_services.engine.refreshAll(); // whoever asks does not want to wait for the next try
                          ask();
                      }});
    }
    m_bar.showNotice(again ? NoticeBar::Kind::Warning : NoticeBar::Kind::Information, text, steps, serverWords(error));
    m_wanted = draft;
}

QString DraftOpener::subject() const
{
    const auto row = m_services.reader.row(m_wanted);
    return row && !row->subject.isEmpty() ? row->subject : tr("(no subject)");
}

} // namespace godwit::ui
