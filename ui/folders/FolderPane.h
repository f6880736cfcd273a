// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Services.h"

#include <QSet>
#include <QWidget>

namespace godwit::ui {

class FolderActions;
class KeepMenu;
class FolderView;
class NoticeBar;
class SpokenMailboxModel;

/// The first pane: accounts and their folders, and everything that is done with folders.
class FolderPane : public QWidget {
    Q_OBJECT
public:
    explicit FolderPane(Services &services, QWidget *parent = nullptr);

    FolderView &view() const { return *m_view; }
    FolderActions &actions() const { return *m_actions; }
    NoticeBar &notice() const { return *m_notice; }
    SpokenMailboxModel &model() const { return *m_model; }
    store::MailboxKey current() const;
    void select(store::MailboxKey mailbox);
    /// The inbox of the first account that has one.
    void selectInbox();

signals:
    void mailboxChosen(godwit::store::MailboxKey mailbox);
    void accountPauseRequested(godwit::store::AccountKey account, bool paused);
    void accountSettingsRequested(godwit::store::AccountKey account);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void connectActions();
    void connectDrops();
    void updateActions();
    void showMenu(const QModelIndex &index, const QPoint &globalPosition);
    QModelIndex parentOfNew(const QModelIndex &wanted) const;
    void createBelow(const QModelIndex &parent);
    void confirmDelete();
    void confirmEmpty();
    void markAllRead(store::MailboxKey mailbox);
    void importFiles(const QStringList &files, store::MailboxKey mailbox);
    void moveFolder(store::MailboxKey mailbox, const QStringList &newPath);

    Services &m_services;
    SpokenMailboxModel *m_model;
    FolderView *m_view;
    FolderActions *m_actions;
    NoticeBar *m_notice;
    KeepMenu *m_keep;
    QSet<store::AccountKey> m_paused; ///< nothing is fetched ahead
};

} // namespace godwit::ui
