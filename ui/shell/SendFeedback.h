// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Services.h"

#include <QObject>
#include <QTimer>

namespace godwit::ui {

class Toast;

/// "Sending to Mia and 2 others in 9 s   Undo   Send now": while a message is held back, and what became of it.
class SendFeedback : public QObject {
    Q_OBJECT
public:
    SendFeedback(Services &services, Toast &toast, QObject *parent);

    /// Whether a message is held that Ctrl+Z would take back.
    bool isHolding() const { return bool(m_held); }
    void undo();

signals:
    void failed();

private:
    void queued(store::SubmissionKey key);
    void settled(store::SubmissionKey key, store::SubmissionState state);
    void tick();
    QString countdown(const store::Submission &submission) const;
    std::optional<store::Submission> find(store::SubmissionKey key) const;
    Services &m_services;
    Toast &m_toast;
    QTimer m_timer;
    store::SubmissionKey m_held;
    bool m_undoing = false; ///< the outbox was asked to give the message back
};

} // namespace godwit::ui
