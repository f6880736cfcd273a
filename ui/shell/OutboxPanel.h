// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Services.h"

#include <QWidget>

class QVBoxLayout;

namespace godwit::ui {

/// What has not been sent, one card a message: to whom, why not, and what can be done about it.  A window of its own
/// that follows the outbox.
class OutboxPanel : public QWidget {
    Q_OBJECT
public:
    explicit OutboxPanel(Services &services, QWidget *parent);

    static QString stateWords(const store::Submission &submission, const QDateTime &now);

signals:
    /// The person takes it back to change it; Submissions::takenBack brings the content.
    void editRequested(godwit::store::SubmissionKey submission);

private:
    void rebuild();
    QWidget *card(const store::Submission &submission);
    Services &m_services;
    QWidget *m_rows;
    QVBoxLayout *m_layout;
};

} // namespace godwit::ui
