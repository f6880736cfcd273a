// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Reader.h"

#include <QDialog>

class QLineEdit;
class QListWidget;

namespace godwit::ui {

/// "Move to…", "Copy to…", "Go to folder…": a field that filters all mailboxes by path, and the list.  Opens without
/// blocking; Enter takes, Esc leaves.  Deletes itself.
class MailboxChooser : public QDialog {
    Q_OBJECT
public:
    enum class Purpose { Open, File }; ///< File: only what messages may be put into
    struct Start {
        store::AccountKey account; ///< listed first
        store::MailboxKey except; ///< left out
        Purpose purpose = Purpose::Open;
    };
    MailboxChooser(store::Reader &reader, const QString &title, const Start &start, QWidget *parent);

signals:
    void chosen(godwit::store::MailboxKey mailbox);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Entry {
        store::MailboxKey mailbox;
        QString path;
        QString iconName;
    };
    void collect(store::Reader &reader, const Start &start);
    void filter(const QString &text);
    void take();
    QLineEdit *m_field;
    QListWidget *m_list;
    QList<Entry> m_entries;
};

} // namespace godwit::ui
