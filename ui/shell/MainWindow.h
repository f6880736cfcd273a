// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Services.h"
#include "ui/shell/Timing.h"

#include <QMainWindow>
#include <QPointer>

class QStackedWidget;

namespace godwit::ui {

class AccountNotices;
class Commands;
class DraftOpener;
class FetchPause;
class FolderPane;
class MessageFiles;
class MessageListPane;
class MessagePane;
class NoticeBar;
class OperationFeedback;
class OperationsPanel;
class OutboxPanel;
class PaneLayout;
class SendFeedback;
class SettingsWindow;
class StatusLine;
class Toast;
class TopBar;
class WelcomePage;
class WindowMenus;

/// Arranges the panes and connects them with each other; what is done in a pane is the pane's.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(Services &services, const Timing &timing, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Of a command line, this one's or that of a second start.
    struct Request {
        QString openMailbox; ///< "A/B", in the first account that has it
        QList<QUrl> mailto;
        QStringList files;
    };
    void take(const Request &request);

    FolderPane &folders() const { return *m_folders; }
    MessageListPane &messages() const { return *m_messages; }
    Commands &commands() const { return *m_commands; }
    Toast &toast() const { return *m_toast; }
    NoticeBar &notice() const { return *m_notice; }

signals:
    /// Once: everything that was remembered is on the screen; the engine may start.
    void firstPainted();

protected:
    void closeEvent(QCloseEvent *event) override;
    bool event(QEvent *event) override;

private:
    void build();
    void buildPanes(QWidget *parent);
    void buildCommands();
    void buildViewCommands();
    void buildGoCommands();
    void connectPanes();
    void connectReader();
    void connectFeedback();
    void connectTiming();
    void restore();
    void save();
    void updateAccounts();
    void openMailbox(store::MailboxKey mailbox);
    void openMessage(store::PlacementKey placement);
    void mailboxGone(store::MailboxKey mailbox);
    void setArrangement(Layout layout);
    void setWorkOffline(bool offline);
    void showPalette();
    void chooseFolder();
    void showOutbox();
    void showOperations();
    void showSettings();
    void showAbout();
    void undo();
    SettingsWindow &settings();
    void showDoctor();

    Services &m_services;
    const Timing &m_timing;
    Commands *m_commands;
    TopBar *m_top = nullptr;
    NoticeBar *m_notice = nullptr;
    QStackedWidget *m_pages = nullptr;
    PaneLayout *m_panes = nullptr;
    FolderPane *m_folders = nullptr;
    MessageListPane *m_messages = nullptr;
    MessagePane *m_reader = nullptr;
    StatusLine *m_status = nullptr;
    Toast *m_toast = nullptr;
    OperationFeedback *m_feedback = nullptr;
    SendFeedback *m_sending = nullptr;
    DraftOpener *m_drafts = nullptr;
    FetchPause *m_pause = nullptr;
    AccountNotices *m_accountNotices = nullptr;
    MessageFiles *m_files = nullptr;
    WindowMenus *m_menus = nullptr;
    QPointer<WelcomePage> m_welcome;
    QPointer<SettingsWindow> m_settings;
    QPointer<OutboxPanel> m_outbox;
    QPointer<OperationsPanel> m_operations;
    bool m_shown = false;
    bool m_mayClose = false;
};

} // namespace godwit::ui
