// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Reader.h"

#include <QFrame>
#include <QPointer>
#include <functional>

class QLineEdit;
class QListWidget;

namespace godwit::ui {

class Commands;

/// Ctrl+K: every command and every folder, found by typing.  A frame inside the window, not a dialog; Esc and leaving
/// it close it and give the focus back.  Deletes itself.
class CommandPalette : public QFrame {
    Q_OBJECT
public:
    CommandPalette(const Commands &commands, store::Reader &reader, QWidget *window);

signals:
    void mailboxChosen(godwit::store::MailboxKey mailbox);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Entry {
        QString text, detail;
        QIcon icon;
        std::function<void()> run;
    };
    void collect(const Commands &commands, store::Reader &reader);
    void filter(const QString &text);
    void take();
    void leave();
    QLineEdit *m_field;
    QListWidget *m_list;
    QList<Entry> m_entries;
    QPointer<QWidget> m_focusBefore;
    bool m_left = false;
};

} // namespace godwit::ui
