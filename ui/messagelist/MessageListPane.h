// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Services.h"

#include <QHash>
#include <QTimer>
#include <QWidget>
#include <optional>

class QStackedWidget;

namespace godwit::ui {

class ElidedLabel;
class EmptyState;
class ListSorting;
class MessageListActions;
class MessageView;
class NoticeBar;
class ReadMarker;
class SpokenMessageModel;

/// The second pane: one mailbox as a list, its header line, and what can be done with what is selected.
class MessageListPane : public QWidget {
    Q_OBJECT
public:
    explicit MessageListPane(Services &services, QWidget *parent = nullptr);
    ~MessageListPane() override;

    /// Shows a mailbox where it was left: selection and scroll position.  0: nothing.
    void openMailbox(store::MailboxKey mailbox);
    store::MailboxKey mailbox() const;
    /// Selects a message of the open mailbox as soon as its row is here.
    void select(store::PlacementKey placement);
    /// Only messages whose subject or sender holds `text`; empty: all.
    void setFilter(const QString &text);
    QString filter() const;

    std::optional<store::PlacementKey> current() const;
    QList<store::PlacementKey> selectedPlacements() const;
    int selectedCount() const;
    bool showsConversations() const; ///< one row stands for all of each
    MessageListActions &actions() const { return *m_actions; }
    ListSorting &sorting() const { return *m_sorting; }
    MessageView &view() const { return *m_view; }
    NoticeBar &notice() const { return *m_notice; }
    /// Whether the selected message is before the person's eyes: only then it is marked as read.
    void setReaderVisible(bool visible);
    /// Mailbox, selection and scroll position, for the next start.
    QByteArray saveState() const;
    void restoreState(const QByteArray &state);

public slots:
    void archiveSelected();
    void deleteSelected();
    void selectNext();

signals:
    /// One message, or none.
    void messageSelected(std::optional<godwit::store::PlacementKey> placement);
    void severalSelected(qint64 messages);
    /// Enter or a double click.
    void messageOpened(godwit::store::PlacementKey placement);
    void painted(godwit::store::MailboxKey mailbox, int rows);
    void filterPainted(int rows);
    void filterCleared();
    void markedReadByItself();
    void mailboxGone(godwit::store::MailboxKey mailbox);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Place {
        store::PlacementKey selected;
        int scroll = 0;
    };
    void build();
    void connectActions();
    void connectModel();
    void rememberPlace();
    void takeWanted();
    void sort(store::ListOrder order);
    void keepOrder();
    void announceSelection();
    void updateHeader();
    void updateBody();
    void updateActions();
    void setFlag(const char *flag, bool on);
    void removeForGood();
    void moveToRole(store::Role role);
    void choose(bool copy);
    void showMenu(const QPoint &globalPosition);
    void step(int direction);
    void selectNextUnread();
    void afterOwnRemoval();

    Services &m_services;
    SpokenMessageModel *m_model;
    MessageView *m_view;
    MessageListActions *m_actions;
    ListSorting *m_sorting;
    ReadMarker *m_marker;
    NoticeBar *m_notice;
    EmptyState *m_empty;
    QStackedWidget *m_body;
    ElidedLabel *m_title;
    ElidedLabel *m_counts;
    QHash<store::MailboxKey, Place> m_places;
    std::optional<Place> m_wanted; ///< not reached yet: its row is still on its way
    QTimer m_selectionTimer;
    bool m_filterToReport = false;
    bool m_readerVisible = true;
    std::optional<store::Mailbox> m_open;
};

} // namespace godwit::ui
