// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Services.h"
#include "ui/shell/CardWindow.h"

namespace godwit::ui {

/// What has not been sent, one card a message: to whom, why not, and what can be done about it.  Follows the outbox.
class OutboxPanel : public CardWindow {
    Q_OBJECT
public:
    explicit OutboxPanel(Services &services, QWidget *parent);

    static QString stateWords(const store::Submission &submission, const QDateTime &now);

signals:
    /// The person takes it back to change it; Submissions::takenBack brings the content.
    void editRequested(godwit::store::SubmissionKey submission);
    void accountSettingsRequested(godwit::store::AccountKey account);

private:
    void rebuild();
    Card card(const store::Submission &submission);
    Services &m_services;
};

} // namespace godwit::ui
