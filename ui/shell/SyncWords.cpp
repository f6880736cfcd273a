// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/SyncWords.h"

#include "ui/common/Format.h"

#include <QCoreApplication>

namespace godwit::ui {

namespace {
struct SyncText {
    Q_DECLARE_TR_FUNCTIONS(SyncWords)
public:
    static QString timeLeft(qint64 seconds)
    {
        if (seconds < 60)
            return tr("less than a minute left");
        if (seconds < 3600)
            return tr("%n min left", nullptr, int((seconds + 30) / 60));
        return tr("%n h left", nullptr, int((seconds + 1800) / 3600));
    }
};
} // namespace

void SyncWords::take(const sync::AccountStatus &status, qint64 nowMs)
{
    Seen &seen = m_accounts[status.account];
    const bool same = seen.status.phase == status.phase && seen.status.mailbox == status.mailbox
        && status.done >= seen.status.done && seen.startMs != 0;
    if (!same) {
        seen.startMs = nowMs;
        seen.startDone = status.done;
    }
    seen.nowMs = nowMs;
    seen.status = status;
}

QString SyncWords::progressOf(const Seen &seen, const QString &mailbox)
{
    const sync::AccountStatus &status = seen.status;
    if (status.total <= 0)
        return mailbox.isEmpty() ? SyncText::tr("Looking for new mail")
                                 : SyncText::tr("%1: looking for new mail").arg(mailbox);
    QString text = SyncText::tr("%1 of %n message(s)", "%1 is how many are here", int(status.total))
                       .replace(QString::number(status.total), humanNumber(status.total))
                       .arg(humanNumber(status.done));
    if (status.perSecond >= 1)
        text = SyncText::tr("%1, %2 a second", "progress, how many").arg(text, humanNumber(qRound64(status.perSecond)));
    if (!mailbox.isEmpty())
        text = SyncText::tr("%1: %2", "folder: progress").arg(mailbox, text);
    constexpr qint64 EnoughToJudgeMs = 3000;
    const qint64 spent = seen.nowMs - seen.startMs;
    const qint64 fetched = status.done - seen.startDone;
    if (spent >= EnoughToJudgeMs && fetched > 0) {
        const qint64 left = (status.total - status.done) * spent / fetched / 1000;
        text = SyncText::tr("%1, %2", "progress, time left").arg(text, SyncText::timeLeft(left));
    }
    return text;
}

QString SyncWords::upToDate()
{
    return SyncText::tr("Everything up to date");
}

SyncSentence SyncWords::sentence(const std::function<QString(store::MailboxKey)> &mailboxName,
    const std::function<QString(store::AccountKey)> &accountName, bool workOffline) const
{
    using Phase = sync::AccountStatus::Phase;
    SyncSentence result;
    if (workOffline) {
        result.text = SyncText::tr("Working offline");
        return result;
    }
    bool connecting = false, waiting = false, offline = false;
    QString signingIn;
    int retry = 0;
    for (const Seen &seen : m_accounts) {
        switch (seen.status.phase) {
        case Phase::NeedsPassword:
        case Phase::Failed:
            result.trouble = true;
            break;
        case Phase::Synchronising:
            result.progress = progressOf(seen, mailboxName(seen.status.mailbox));
            if (seen.status.total > 0)
                result.permille = int(qBound(qint64(0), seen.status.done * 1000 / seen.status.total, qint64(1000)));
            break;
        case Phase::Connecting:
            connecting = true;
            break;
        case Phase::SigningIn:
            signingIn = accountName(seen.status.account);
            break;
        case Phase::Waiting:
            waiting = true;
            retry = qMax(retry, seen.status.retryInSeconds);
            break;
        case Phase::Offline:
            offline = true;
            break;
        case Phase::UpToDate:
            break;
        }
    }
    if (result.trouble)
        result.text = SyncText::tr("An account needs your attention");
    else if (waiting)
        result.text = retry > 0 ? SyncText::tr("No connection, next try in %n s", nullptr, retry)
                                : SyncText::tr("No connection, trying again");
    else if (!result.progress.isEmpty())
        result.text = SyncText::tr("Fetching mail");
    else if (!signingIn.isEmpty())
        result.text = SyncText::tr("Signing in to %1").arg(signingIn);
    else if (connecting)
        result.text = SyncText::tr("Connecting");
    else if (offline)
        result.text = SyncText::tr("Not connected");
    else if (!m_accounts.isEmpty())
        result.text = upToDate();
    return result;
}

} // namespace godwit::ui
