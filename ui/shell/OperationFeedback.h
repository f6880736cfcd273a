// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Services.h"

#include <QObject>

namespace godwit::ui {

class NoticeBar;
class Toast;

/// After each action one toast with Undo; for what the server refused a notice in the pane concerned, with the next
/// step.  Keeps the order of what the person did, so that Ctrl+Z takes back that and not what happened by itself.
class OperationFeedback : public QObject {
    Q_OBJECT
public:
    OperationFeedback(Services &services, Toast &toast, NoticeBar &messages, NoticeBar &folders, QObject *parent);

    /// A message was marked as read by itself: no toast, nothing for Ctrl+Z.
    void expectSilent() { ++m_silent; }
    void undo();

private:
    void performed(const store::Operation &operation);
    void notStored(const MailError &error);
    void refused(store::OperationKey key, const MailError &error);
    Services &m_services;
    Toast &m_toast;
    NoticeBar &m_messages;
    NoticeBar &m_folders;
    QList<store::OperationKey> m_undoable;
    int m_silent = 0;
    bool m_showsFailure = false; ///< the bar of the messages says that something was not done
};

} // namespace godwit::ui
