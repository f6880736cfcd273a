// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Services.h"
#include "ui/shell/SyncWords.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QProgressBar;
class QPushButton;

namespace godwit::ui {

class ElidedLabel;

/// The bottom line in words: how the accounts are doing, what waits to go out, how far fetching is.
class StatusLine : public QWidget {
    Q_OBJECT
public:
    explicit StatusLine(Services &services, QWidget *parent = nullptr);

    void setWorkOffline(bool offline);
    /// Fetching ahead is paused, of all accounts or some: says so and offers to go on.
    void setPaused(bool paused);
    /// Where a link leads, in place of the sentence; empty: the sentence again.
    void setHover(const QString &target);
    QString text() const;
    QString outboxText() const;
    QString operationsText() const;

signals:
    void outboxClicked();
    void operationsClicked();
    void goOnClicked();
    void statusTaken(const godwit::sync::AccountStatus &status);

private:
    void updateSync();
    void updateWaiting();
    QString operationsSentence(const QList<store::Operation> &operations) const;
    QString outboxSentence(const QList<store::Submission> &outbox) const;
    Services &m_services;
    SyncWords m_words;
    QElapsedTimer m_clock;
    QTimer m_refresh;
    ElidedLabel *m_text;
    QPushButton *m_goOn;
    QPushButton *m_pending;
    QPushButton *m_outbox;
    ElidedLabel *m_progress;
    QProgressBar *m_bar;
    QString m_hover;
    bool m_workOffline = false;
    bool m_paused = false;
};

} // namespace godwit::ui
