// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Services.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QPushButton;

namespace godwit::ui {

/// Asked when the person leaves while messages are held back: send them now, keep them in the outbox, or stay.
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
    bool isBusy() const;
    Services &m_services;
    QLabel *m_text;
    QPushButton *m_send;
    QTimer m_limit;
};

} // namespace godwit::ui
