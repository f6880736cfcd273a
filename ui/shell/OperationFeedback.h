// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Services.h"

#include <QObject>
#include <QSet>

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
    void redo(); ///< what undo took back last, unless something else was done since

private:
    void performed(const store::Operation &operation);
    void notStored(const MailError &error);
    void refused(store::OperationKey key, const MailError &error);
    Services &m_services;
    Toast &m_toast;
    NoticeBar &m_messages;
    NoticeBar &m_folders;
    void takeBack(store::OperationKey key);
    QList<store::OperationKey> m_undoable;
    QList<store::OperationKey> m_undone; ///< in the order of undoing
    QSet<store::OperationKey> m_undoing;
    int m_redoing = 0;
    int m_silent = 0;
    bool m_showsFailure = false; ///< the bar of the messages says that something was not done
};

} // namespace godwit::ui
