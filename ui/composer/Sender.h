// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Outbox.h"
#include "ui/common/Services.h"
#include "ui/composer/ComposeState.h"

#include <QObject>

namespace godwit::ui {

/// Takes one message to the outbox and follows it there: built in a worker, held for undo, taken back on demand.
class Sender : public QObject {
    Q_OBJECT
public:
    Sender(Services &services, QObject *parent);

    /// Answers with queued() or failed().  `draft` is removed from the store in the same transaction.
    void send(const ComposeState &state, const account::Settings &account, store::DraftKey draft);
    store::SubmissionKey submission() const { return m_submission; }

signals:
    void queued();
    void failed(const godwit::MailError &error);
    void takenBack(godwit::store::SubmissionKey submission);
    void settled(); ///< it left the hold; the outbox has it now

private:
    void built(const Result<QByteArray> &content);
    void someoneQueued(store::SubmissionKey submission);

    Services &m_services;
    store::Outbox::NewSubmission m_pending;
    QString m_messageId;
    store::SubmissionKey m_submission;
    bool m_building = false, m_waiting = false;
};

} // namespace godwit::ui
