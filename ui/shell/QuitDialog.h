// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Services.h"

#include <QDialog>
#include <QSet>
#include <QTimer>

class QLabel;
class QPushButton;

namespace godwit::ui {

/// Asked when the person leaves while messages are held back: send them now, keep them in the outbox, or stay.  What
/// was to be sent now and could not be is never left behind without a word.
/// Opens without blocking; deletes itself.
class QuitDialog : public QDialog {
    Q_OBJECT
public:
    QuitDialog(Services &services, QWidget *parent);

    static int heldMessages(const store::Reader &reader);

signals:
    /// The messages are on their way or stay in the outbox: the window may close.
    void leave();

private:
    void sendNow();
    void outboxChanged();
    void tellLeftOver(const QString &what, const QString &details);
    QList<store::Submission> leftOver() const;
    Services &m_services;
    QLabel *m_text, *m_details;
    QPushButton *m_send, *m_keep;
    QSet<store::SubmissionKey> m_asked; ///< to be sent before the program ends
    QTimer m_limit;
};

} // namespace godwit::ui
