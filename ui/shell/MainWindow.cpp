// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/MainWindow.h"

#include "ui/accounts/WelcomePage.h"
#include "ui/common/Buttons.h"
#include "ui/common/Icons.h"
#include "ui/common/MailboxText.h"
#include "ui/common/NoticeBar.h"
#include "ui/common/Theme.h"
#include "ui/common/Toast.h"
#include "ui/composer/Composer.h"
#include "ui/folders/FolderActions.h"
#include "ui/folders/FolderPane.h"
#include "ui/folders/FolderView.h"
#include "ui/messagelist/ListSorting.h"
#include "ui/messagelist/MailboxChooser.h"
#include "ui/messagelist/MessageListActions.h"
#include "ui/messagelist/MessageListPane.h"
#include "ui/messagelist/MessageView.h"
#include "ui/messagelist/ReadMarker.h"
#include "ui/reader/MessagePane.h"
#include "ui/settings/SettingsWindow.h"
#include "ui/shell/AboutDialog.h"
#include "ui/shell/AccountNotices.h"
#include "ui/shell/CommandPalette.h"
#include "ui/shell/Commands.h"
#include "ui/shell/DraftOpener.h"
#include "ui/shell/FetchPause.h"
#include "ui/shell/MessageFiles.h"
#include "ui/shell/OperationFeedback.h"
#include "ui/shell/OperationsPanel.h"
#include "ui/shell/OutboxPanel.h"
#include "ui/shell/PaneLayout.h"
#include "ui/shell/QuitDialog.h"
#include "ui/shell/SendFeedback.h"
#include "ui/shell/StatusLine.h"
#include "ui/shell/TopBar.h"
#include "ui/shell/WindowMenus.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QMenuBar>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace godwit::ui {

namespace {

void bringUp(QWidget *window)
{
    window->show();
    window->raise();
    window->activateWindow();
}

} // namespace

MainWindow::MainWindow(Services &services, const Timing &timing, QWidget *parent)
    : QMainWindow(parent), m_services(services), m_timing(timing), m_commands(new Commands(this))
{
    setWindowTitle(QStringLiteral("Godwit"));
    setContextMenuPolicy(Qt::NoContextMenu);
    build();
    buildCommands();
    m_menus = new WindowMenus(*m_commands, menuBar(), this);
    m_menus->setBarAlwaysVisible(services.preferences.current().showMenuBar);
    m_top->setMoreMenu(m_menus->moreMenu());
    connectPanes();
    connectReader();
    connectFeedback();
    connectTiming();
    restore();
    updateAccounts();
    if (m_pages->currentWidget() == m_panes)
        m_messages->setFocus();
}

MainWindow::~MainWindow() = default;

// ---- building ----------------------------------------------------------------------------------------------------

void MainWindow::build()
{
    auto *central = new QWidget(this);
    m_top = new TopBar(central);
    m_notice = new NoticeBar(central);
    m_pages = new QStackedWidget(central);
    m_status = new StatusLine(m_services, central);
    buildPanes(m_pages);
    auto *noticeArea = new QWidget(central);
    auto *noticeLayout = new QVBoxLayout(noticeArea);
    noticeLayout->setContentsMargins(10, 0, 10, 8);
    noticeLayout->addWidget(m_notice);
    noticeArea->hide();
    connect(m_notice, &NoticeBar::shown, noticeArea, &QWidget::show);
    connect(m_notice, &NoticeBar::cleared, noticeArea, &QWidget::hide);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_top);
    layout->addWidget(noticeArea);
    layout->addWidget(hairline(Qt::Horizontal, central));
    layout->addWidget(m_pages, 1);
    layout->addWidget(hairline(Qt::Horizontal, central));
    layout->addWidget(m_status);
    setCentralWidget(central);
    m_toast = new Toast(central);
    m_feedback = new OperationFeedback(m_services, *m_toast, m_messages->notice(), m_folders->notice(), this);
    m_sending = new SendFeedback(m_services, *m_toast, this);
    m_drafts = new DraftOpener(m_services, m_messages->notice(), this);
    m_pause = new FetchPause(m_services, this);
    m_accountNotices = new AccountNotices(m_services, *m_notice, this);
    m_files = new MessageFiles(m_services, this);
    connect(m_files, &MessageFiles::failed, this, [this](const QString &path) {
        m_notice->showNotice(NoticeBar::Kind::Error, tr("The file %1 could not be read.").arg(path));
    });
}

void MainWindow::buildPanes(QWidget *parent)
{
    m_folders = new FolderPane(m_services);
    m_messages = new MessageListPane(m_services);
    m_reader = new MessagePane(m_services);
    m_panes = new PaneLayout(m_folders, m_messages, m_reader, m_services.preferences, parent);
    m_panes->setArrangement(m_services.preferences.current().layout);
    m_pages->addWidget(m_panes);
}

void MainWindow::buildCommands()
{
    const auto add = [this](const char *id, const QString &text, const char *iconName,
                         const QList<QKeySequence> &shortcuts, auto &&run) {
        return m_commands->add(QLatin1String(id), text, QLatin1String(iconName), shortcuts, run);
    };
    add("compose", tr("New message"), "compose", {Qt::CTRL | Qt::Key_N}, [this] { composeNew(m_services); });
    add("getMail", tr("Get mail"), "refresh", {Qt::Key_F5}, [this] { m_services.engine.refreshAll(); });
    QAction *offline = add("workOffline", tr("Work offline"), "offline", {}, [] {});
    offline->setCheckable(true);
    connect(offline, &QAction::toggled, this, &MainWindow::setWorkOffline);
    QAction *pause = add("pauseFetching", tr("Pause fetching mail ahead"), "", {}, [] {});
    pause->setCheckable(true);
    pause->setChecked(m_pause->isAllPaused());
    connect(pause, &QAction::toggled, m_pause, &FetchPause::setAll);
    m_status->setPaused(m_pause->isPaused());
    connect(m_pause, &FetchPause::changed, this, [this, pause] {
        pause->setChecked(m_pause->isAllPaused());
        m_status->setPaused(m_pause->isPaused());
    });
    connect(m_status, &StatusLine::goOnClicked, m_pause, &FetchPause::goOn);
    connect(m_folders, &FolderPane::accountPauseRequested, m_pause, &FetchPause::setAccount);
    add("outbox", tr("Outbox"), "send", {}, [this] { showOutbox(); });
    add("operations", tr("Pending changes"), "clock", {}, [this] { showOperations(); });
    add("undo", tr("Undo"), "undo", {QKeySequence::Undo}, [this] { undo(); });
    add("redo", tr("Redo"), "redo", {Qt::CTRL | Qt::SHIFT | Qt::Key_Z, Qt::CTRL | Qt::Key_Y},
        [this] { m_feedback->redo(); });
    add("search", tr("Search"), "search", {Qt::CTRL | Qt::SHIFT | Qt::Key_F}, [this] { m_top->focusSearch(); });
    m_commands->adopt(m_messages->actions().all());
    m_commands->adopt(m_messages->sorting().actions());
    QList<QAction *> ofReader = m_reader->actions();
    // Filing is the list's: what the reader shows is what the list has selected.
    ofReader.removeIf(
        [](const QAction *action) { return action->objectName() == u"archive" || action->objectName() == u"delete"; });
    m_commands->adopt(ofReader);
    m_commands->adopt(m_folders->actions().menu());
    buildViewCommands();
    buildGoCommands();
    add("settings", tr("Settings"), "settings", {Qt::CTRL | Qt::Key_Comma}, [this] { showSettings(); });
    add("doctor", tr("Connection details"), "online", {}, [this] { showDoctor(); });
    add("shortcuts", tr("Keyboard shortcuts"), "keyboard", {Qt::Key_F1},
        [this] { settings().open(SettingsWindow::Page::Shortcuts); });
    add("about", tr("About Godwit"), "info", {}, [this] { showAbout(); });
    add("quit", tr("Quit"), "quit", {Qt::CTRL | Qt::Key_Q}, [] {
        QApplication::closeAllWindows();
    })->setShortcutContext(Qt::ApplicationShortcut);
    // Where the focus is in the folders or the list, Ctrl+F looks there; in the reader it looks in the message.
    for (QWidget *pane : std::initializer_list<QWidget *>{m_folders, m_messages}) {
        auto *here = new QAction(tr("Search"), pane);
        here->setShortcut(Qt::CTRL | Qt::Key_F);
        here->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        pane->addAction(here);
        connect(here, &QAction::triggered, this, [this] { m_top->focusSearch(); });
    }
}

void MainWindow::buildViewCommands()
{
    auto *layouts = new QActionGroup(this);
    const auto layout = [this, layouts](const char *id, const QString &text, const char *iconName, Layout which) {
        QAction *action = m_commands->add(
            QLatin1String(id), text, QLatin1String(iconName), {}, [this, which] { setArrangement(which); });
        action->setCheckable(true);
        action->setChecked(m_panes->arrangement() == which);
        layouts->addAction(action);
    };
    layout("layoutClassic", tr("Classic layout"), "layout", Layout::Classic);
    layout("layoutWide", tr("Wide layout"), "layout-wide", Layout::Wide);
    layout("layoutCompact", tr("Compact layout"), "layout-compact", Layout::Compact);
    QAction *bar = m_commands->add(QStringLiteral("showMenuBar"), tr("Show the menu bar"), {}, {}, [] {});
    bar->setCheckable(true);
    bar->setChecked(m_services.preferences.current().showMenuBar);
    connect(bar, &QAction::toggled, this, [this](bool shown) {
        Preferences changed = m_services.preferences.current();
        changed.showMenuBar = shown;
        m_services.preferences.set(changed);
    });
    m_commands->add(
        QStringLiteral("menuBar"), tr("Open the menu bar"), {}, {Qt::Key_F10}, [this] { m_menus->activateBar(); });
    m_commands->add(QStringLiteral("palette"), tr("All commands"), QStringLiteral("palette"), {Qt::CTRL | Qt::Key_K},
        [this] { showPalette(); });
    const auto saveData = [this](const Preferences &chosen) {
        m_services.engine.setMetered(meteredBy(chosen));
    };
    saveData(m_services.preferences.current());
    connect(&m_services.preferences, &PreferencesStore::changed, this, saveData);
    connect(&m_services.preferences, &PreferencesStore::changed, this, [this, bar](const Preferences &chosen) {
        m_menus->setBarAlwaysVisible(chosen.showMenuBar);
        bar->setChecked(chosen.showMenuBar);
        m_panes->setArrangement(chosen.layout);
        const char *id = chosen.layout == Layout::Classic ? "layoutClassic"
            : chosen.layout == Layout::Wide               ? "layoutWide"
                                                          : "layoutCompact";
        m_commands->action(QLatin1String(id))->setChecked(true);
    });
}

void MainWindow::buildGoCommands()
{
    const auto add = [this](const char *id, const QString &text, const char *iconName,
                         const QList<QKeySequence> &shortcuts, auto &&run) {
        m_commands->add(QLatin1String(id), text, QLatin1String(iconName), shortcuts, run);
    };
    add("goInbox", tr("Inbox"), "inbox", {Qt::CTRL | Qt::SHIFT | Qt::Key_I}, [this] { m_folders->selectInbox(); });
    add("goFolder", tr("Go to folder…"), "folder", {Qt::CTRL | Qt::Key_G}, [this] { chooseFolder(); });
    add("focusFolders", tr("Folder tree"), "", {Qt::CTRL | Qt::Key_1}, [this] { m_folders->setFocus(); });
    add("focusMessages", tr("Message list"), "", {Qt::CTRL | Qt::Key_2}, [this] {
        m_panes->showList();
        m_messages->setFocus();
    });
    add("focusReader", tr("Message"), "", {Qt::CTRL | Qt::Key_3}, [this] {
        m_panes->showReader();
        m_reader->setFocus();
    });
}

// ---- connecting --------------------------------------------------------------------------------------------------

void MainWindow::connectPanes()
{
    connect(m_top, &TopBar::composeClicked, m_commands->action(QStringLiteral("compose")), &QAction::trigger);
    connect(m_top, &TopBar::searchChanged, m_messages, &MessageListPane::setFilter);
    connect(m_top, &TopBar::searchLeft, this, [this] { m_messages->setFocus(); });
    connect(m_messages, &MessageListPane::filterCleared, this, [this] {
        m_top->clearSearch();
        m_messages->setFocus();
    });
    connect(m_folders, &FolderPane::mailboxChosen, this, &MainWindow::openMailbox);
    connect(m_folders, &FolderPane::accountSettingsRequested, this,
        [this](store::AccountKey account) { settings().openAccount(account); });
    connect(m_messages, &MessageListPane::messageSelected, this, [this](std::optional<store::PlacementKey> placement) {
        if (placement && m_messages->showsConversations())
            m_reader->showConversation(*placement);
        else
            m_reader->showPlacement(placement);
    });
    connect(m_messages, &MessageListPane::severalSelected, m_reader, &MessagePane::showSelection);
    connect(m_messages, &MessageListPane::messageOpened, this, &MainWindow::openMessage);
    connect(&m_messages->view(), &QAbstractItemView::clicked, m_panes, [this] {
        if (QApplication::keyboardModifiers() == Qt::NoModifier)
            m_panes->showReader();
    });
    connect(m_panes, &PaneLayout::readerShown, m_messages, &MessageListPane::setReaderVisible);
    m_messages->setReaderVisible(m_panes->isReaderShown());
    connect(m_messages, &MessageListPane::mailboxGone, this, &MainWindow::mailboxGone);
    connect(&m_services.engine, &sync::Engine::changed, this, [this](const store::Change &change) {
        if ((change.kinds & (store::Change::Accounts | store::Change::Mailboxes)) != 0)
            updateAccounts();
    });
}

void MainWindow::connectReader()
{
    connect(m_reader, &MessagePane::replyRequested, this,
        [this](mime::ReplyKind kind, store::PlacementKey placement) { composeReply(m_services, kind, placement); });
    connect(m_reader, &MessagePane::archiveRequested, m_messages, &MessageListPane::archiveSelected);
    connect(m_reader, &MessagePane::deleteRequested, m_messages, &MessageListPane::deleteSelected);
    connect(&m_messages->view(), &MessageView::pageWanted, m_reader, &MessagePane::pageDown);
    connect(m_reader, &MessagePane::nextRequested, m_messages, &MessageListPane::selectNext);
    connect(m_reader, &MessagePane::linkHovered, m_status, &StatusLine::setHover);
    connect(m_reader, &MessagePane::mailtoClicked, this, [this](const QUrl &url) { composeMailto(m_services, url); });
    connect(m_reader, &MessagePane::composeTo, this, [this](const mime::Address &address) {
        QUrl url;
        url.setScheme(QStringLiteral("mailto"));
        url.setPath(address.addr);
        composeMailto(m_services, url);
    });
}

void MainWindow::connectFeedback()
{
    connect(m_messages, &MessageListPane::markedReadByItself, m_feedback, &OperationFeedback::expectSilent);
    connect(m_status, &StatusLine::statusTaken, m_accountNotices, &AccountNotices::take);
    connect(m_status, &StatusLine::outboxClicked, this, &MainWindow::showOutbox);
    connect(m_status, &StatusLine::operationsClicked, this, &MainWindow::showOperations);
    connect(m_sending, &SendFeedback::failed, this, &MainWindow::showOutbox);
    connect(m_accountNotices, &AccountNotices::accountSettingsRequested, this,
        [this](store::AccountKey account) { settings().openAccount(account); });
    connect(&m_services.submissions, &sync::Submissions::takenBack, this,
        [this](store::SubmissionKey submission, const QByteArray &content) {
            reopenTakenBack(m_services, submission, content);
        });
}

void MainWindow::connectTiming()
{
    if (!m_timing.isOn())
        return;
    connect(m_messages, &MessageListPane::painted, this, [this](store::MailboxKey mailbox, int rows) {
        if (const auto open = m_services.reader.mailbox(mailbox)) {
            m_timing.record(QStringLiteral("list-painted"),
                {{QStringLiteral("mailbox"), open->name()}, {QStringLiteral("rows"), rows}});
        }
    });
    connect(m_messages, &MessageListPane::filterPainted, this, [this](int rows) {
        m_timing.record(QStringLiteral("search-painted"), {{QStringLiteral("rows"), rows}});
    });
    connect(m_reader, &MessagePane::painted, this, [this](const QString &kind) {
        m_timing.record(QStringLiteral("message-painted"), {{QStringLiteral("kind"), kind}});
    });
}

// ---- from one start to the next ----------------------------------------------------------------------------------

void MainWindow::restore()
{
    const PreferencesStore &kept = m_services.preferences;
    resize(1280, 800);
    restoreGeometry(kept.windowState(QStringLiteral("geometry")));
    m_folders->view().restoreExpanded(kept.windowState(QStringLiteral("folders")));
    m_messages->restoreState(kept.windowState(QStringLiteral("messages")));
    if (m_messages->mailbox())
        m_folders->select(m_messages->mailbox());
    else
        m_folders->selectInbox();
}

void MainWindow::save()
{
    PreferencesStore &kept = m_services.preferences;
    kept.setWindowState(QStringLiteral("geometry"), saveGeometry());
    kept.setWindowState(QStringLiteral("folders"), m_folders->view().saveExpanded());
    kept.setWindowState(QStringLiteral("messages"), m_messages->saveState());
    m_panes->save();
}

void MainWindow::updateAccounts()
{
    const bool any = !m_services.reader.accounts().isEmpty();
    m_top->setMailActionsVisible(any);
    if (any) {
        m_pages->setCurrentWidget(m_panes);
        if (m_welcome != nullptr)
            m_welcome->deleteLater();
        if (!m_messages->mailbox() && !m_folders->current())
            m_folders->selectInbox();
        return;
    }
    if (m_welcome == nullptr) {
        m_welcome = new WelcomePage(m_services, m_pages);
        m_pages->addWidget(m_welcome);
        connect(m_welcome, &WelcomePage::finished, this, &MainWindow::updateAccounts);
        connect(m_welcome, &WelcomePage::passwordKeptForSession, this, [this] {
            m_notice->showNotice(NoticeBar::Kind::Information,
                tr("There is no keychain on this computer, so the password is asked for once each time Godwit "
                   "starts."));
        });
    }
    m_pages->setCurrentWidget(m_welcome);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_mayClose && QuitDialog::heldMessages(m_services.reader) > 0) {
        event->ignore();
        auto *dialog = new QuitDialog(m_services, this);
        connect(dialog, &QuitDialog::leave, this, [this] {
            m_mayClose = true;
            QTimer::singleShot(0, this, [] { QApplication::closeAllWindows(); });
        });
        dialog->open();
        return;
    }
    save();
    event->accept();
}

bool MainWindow::event(QEvent *event)
{
    const bool result = QMainWindow::event(event);
    // The first paint has reached the screen when the events behind it are handled.
    if (!m_shown && event->type() == QEvent::Paint) {
        m_shown = true;
        QTimer::singleShot(0, this, [this] {
            m_timing.record(QStringLiteral("window-shown"));
            emit firstPainted();
        });
    }
    return result;
}

// ---- doing -------------------------------------------------------------------------------------------------------

void MainWindow::take(const Request &request)
{
    for (const store::AccountRow &account : m_services.reader.accounts()) {
        if (request.openMailbox.isEmpty())
            break;
        if (const auto mailbox = m_services.reader.mailboxByName(account.key, request.openMailbox)) {
            m_folders->select(mailbox->key);
            break;
        }
    }
    for (const QUrl &url : request.mailto)
        composeMailto(m_services, url);
    QStringList toAttach;
    for (const QString &file : request.files) {
        if (MessageFiles::isMessageFile(file))
            m_files->open(file);
        else
            toAttach.append(file);
    }
    if (!toAttach.isEmpty())
        composeFiles(m_services, toAttach);
    if (isVisible() && request.mailto.isEmpty() && toAttach.isEmpty()) {
        setWindowState(windowState() & ~Qt::WindowMinimized);
        raise();
        activateWindow();
    }
}

void MainWindow::openMailbox(store::MailboxKey mailbox)
{
    m_top->clearSearch();
    m_panes->showList();
    m_messages->openMailbox(mailbox);
    const auto open = m_services.reader.mailbox(mailbox);
    m_top->setSearchPlace(open ? mailboxText(*open) : QString());
    setWindowTitle(
        open ? tr("%1 – Godwit", "name of the open folder").arg(mailboxText(*open)) : QStringLiteral("Godwit"));
}

void MainWindow::openMessage(store::PlacementKey placement)
{
    const auto row = m_services.reader.row(placement);
    const auto mailbox = row ? m_services.reader.mailbox(row->mailbox) : std::nullopt;
    if (mailbox && mailbox->role == store::Role::Drafts) {
        m_drafts->open(placement);
        return;
    }
    m_panes->showReader();
    m_reader->setFocus();
}

void MainWindow::mailboxGone(store::MailboxKey)
{
    m_reader->showPlacement(std::nullopt);
    if (!m_folders->current())
        m_folders->selectInbox();
}

void MainWindow::setArrangement(Layout layout)
{
    Preferences changed = m_services.preferences.current();
    changed.layout = layout;
    m_services.preferences.set(changed);
}

void MainWindow::setWorkOffline(bool offline)
{
    m_status->setWorkOffline(offline);
    m_services.engine.setConnectivity(offline ? sync::Connectivity::WorkOffline : sync::Connectivity::Online);
}

void MainWindow::showPalette()
{
    auto *palette = new CommandPalette(*m_commands, m_services.reader, centralWidget());
    connect(palette, &CommandPalette::mailboxChosen, m_folders, &FolderPane::select);
}

void MainWindow::chooseFolder()
{
    const auto open = m_services.reader.mailbox(m_messages->mailbox());
    const store::AccountKey account = open ? open->account : store::AccountKey();
    const MailboxChooser::Start start{account, m_messages->mailbox(), MailboxChooser::Purpose::Open};
    auto *chooser = new MailboxChooser(m_services.reader, tr("Go to folder"), start, this);
    connect(chooser, &MailboxChooser::chosen, m_folders, &FolderPane::select);
    chooser->open();
}

void MainWindow::showOutbox()
{
    if (m_outbox == nullptr) {
        m_outbox = new OutboxPanel(m_services, this);
        connect(m_outbox, &OutboxPanel::editRequested, &m_services.submissions, &sync::Submissions::takeBack);
        connect(m_outbox, &OutboxPanel::accountSettingsRequested, this,
            [this](store::AccountKey account) { settings().openAccount(account); });
    }
    bringUp(m_outbox);
}

void MainWindow::showOperations()
{
    if (m_operations == nullptr)
        m_operations = new OperationsPanel(m_services, this);
    bringUp(m_operations);
}

SettingsWindow &MainWindow::settings()
{
    if (m_settings == nullptr)
        m_settings = new SettingsWindow(m_services);
    return *m_settings;
}

void MainWindow::showSettings()
{
    settings().open();
}

/// Of the account that is being looked at.
void MainWindow::showDoctor()
{
    const auto open = m_services.reader.mailbox(m_messages->mailbox());
    const QList<store::AccountRow> accounts = m_services.reader.accounts();
    if (open)
        settings().openDoctor(open->account);
    else if (!accounts.isEmpty())
        settings().openDoctor(accounts.first().key);
    else
        settings().open(SettingsWindow::Page::Accounts);
}

void MainWindow::showAbout()
{
    auto *about = new AboutDialog(this);
    about->open();
}

void MainWindow::undo()
{
    if (m_sending->isHolding())
        m_sending->undo();
    else
        m_feedback->undo();
}

} // namespace godwit::ui
