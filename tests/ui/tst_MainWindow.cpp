// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/MessageListModel.h"
#include "ui/common/EnglishPlurals.h"
#include "ui/common/NoticeBar.h"
#include "ui/common/Theme.h"
#include "ui/common/Toast.h"
#include "ui/folders/FolderPane.h"
#include "ui/folders/FolderView.h"
#include "ui/messagelist/MessageListPane.h"
#include "ui/messagelist/MessageView.h"
#include "ui/shell/CommandPalette.h"
#include "ui/shell/Commands.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/StatusLine.h"
#include "ui/support/UiProfile.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTextEdit>
#include <QtTest>

using namespace godwit;
using namespace godwit::ui;
using namespace Qt::StringLiterals;

class tst_MainWindow : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QCoreApplication::installTranslator(new EnglishPlurals(this)); }
    void init();
    void cleanup();
    void opensTheInboxFirst();
    void noInteractiveWidgetIsUnnamed();
    void everyLabelIsPlainText();
    void everyCommandHasATextAndNoShortcutIsTakenTwice();
    void deleteShowsAToastWhoseUndoBringsTheMessageBack();
    void ctrlZUndoesTheLastAction();
    void ctrlShiftZDoesAgainWhatWasUndone();
    void paletteFindsCommandsAndFolders();
    void paletteGivesTheFocusBack();
    void searchFieldFiltersAndEscClears();
    void passwordIsAskedInTheBar();
    void choosingAFolderOpensIt();
    void openArgumentChoosesTheMailbox();
    void layoutsKeepAllPanes();
    void remembersWhereItWas();
    void pauseIsKeptUntilItGoesOn();
    void sortsFromTheViewMenuByLetters();
    void quitClosesTheWindow();

private:
    MessageView &list() const { return m_window->messages().view(); }
    void click(int row)
    {
        QTest::mouseClick(
            list().viewport(), Qt::LeftButton, {}, list().visualRect(list().model()->index(row, 0)).center());
    }
    std::unique_ptr<test::UiProfile> m_profile;
    Timing m_timing;
    std::unique_ptr<MainWindow> m_window;
};

void tst_MainWindow::init()
{
    m_profile = std::make_unique<test::UiProfile>();
    m_profile->fill();
    m_window = std::make_unique<MainWindow>(m_profile->services(), m_timing);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void tst_MainWindow::cleanup()
{
    m_window.reset();
    m_profile.reset();
}

void tst_MainWindow::opensTheInboxFirst()
{
    QCOMPARE(m_window->messages().mailbox(), m_profile->mailbox(u"INBOX"_s));
    QCOMPARE(m_window->folders().current(), m_profile->mailbox(u"INBOX"_s));
    QCOMPARE(list().model()->rowCount(), 12);
    QVERIFY(m_window->windowTitle().contains(u"Inbox"));
}

void tst_MainWindow::noInteractiveWidgetIsUnnamed()
{
    click(1);
    QStringList unnamed;
    for (QWidget *widget : m_window->findChildren<QWidget *>()) {
        const bool interactive = qobject_cast<QAbstractButton *>(widget) != nullptr
            || qobject_cast<QLineEdit *>(widget) != nullptr || qobject_cast<QAbstractItemView *>(widget) != nullptr
            || qobject_cast<QComboBox *>(widget) != nullptr || qobject_cast<QTextEdit *>(widget) != nullptr;
        if (!interactive || !widget->isVisibleTo(m_window.get()))
            continue;
        const QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
        if (face == nullptr || face->text(QAccessible::Name).trimmed().isEmpty())
            unnamed << QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
    }
    QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(u", ")));
    QVERIFY(!m_window->windowTitle().isEmpty());
    for (const char *name : {"Folders", "Messages", "Search", "Compose", "Reply", "Archive", "Delete"}) {
        bool found = false;
        for (QWidget *widget : m_window->findChildren<QWidget *>()) {
            const QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
            found = found || (face != nullptr && face->text(QAccessible::Name) == QLatin1String(name));
        }
        QVERIFY2(found, name);
    }
}

void tst_MainWindow::everyLabelIsPlainText()
{
    click(1);
    for (const QLabel *label : m_window->findChildren<QLabel *>()) {
        QVERIFY2(label->textFormat() == Qt::PlainText || label->text().isEmpty(),
            qPrintable(
                QString::fromLatin1(label->parentWidget()->metaObject()->className()) + u": "_s + label->text()));
    }
}

void tst_MainWindow::everyCommandHasATextAndNoShortcutIsTakenTwice()
{
    QHash<QString, QString> taken;
    for (const QAction *action : m_window->commands().all()) {
        QVERIFY2(!action->text().isEmpty(), qPrintable(action->objectName()));
        if (action->shortcutContext() != Qt::WindowShortcut)
            continue;
        for (const QKeySequence &keys : action->shortcuts()) {
            const QString shown = keys.toString();
            QVERIFY2(
                !taken.contains(shown), qPrintable(shown + u": "_s + action->text() + u", "_s + taken.value(shown)));
            taken.insert(shown, action->text());
        }
    }
    for (const char *id : {"compose", "getMail", "workOffline", "undo", "search", "reply", "replyAll", "forward",
             "archiveMessages", "deleteMessages", "newFolder", "palette", "settings", "quit", "layoutWide"})
        QVERIFY2(m_window->commands().action(QLatin1String(id)) != nullptr, id);
    QCOMPARE(m_window->commands().action(u"palette"_s)->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_K));
}

void tst_MainWindow::deleteShowsAToastWhoseUndoBringsTheMessageBack()
{
    click(1);
    const QString subject = list().currentIndex().data().toString();
    QTest::keyClick(&list(), Qt::Key_Delete);
    QTRY_COMPARE(list().model()->rowCount(), 11);
    QTRY_VERIFY(m_window->toast().isVisible());
    QCOMPARE(m_window->toast().text(), u"Deleted 1 message"_s);
    QAbstractButton *undo = nullptr;
    for (QAbstractButton *button : m_window->toast().findChildren<QAbstractButton *>()) {
        if (button->accessibleName() == u"Undo")
            undo = button;
    }
    QVERIFY(undo != nullptr);
    QTest::mouseClick(undo, Qt::LeftButton);
    QTRY_COMPARE(list().model()->rowCount(), 12);
    QCOMPARE(list().model()->index(1, 0).data().toString(), subject);
}

void tst_MainWindow::ctrlZUndoesTheLastAction()
{
    click(1);
    QTest::keyClick(m_window.get(), Qt::Key_E, Qt::ControlModifier);
    QTRY_COMPARE(m_profile->counted(u"Archive"_s).total, 2);
    QTRY_COMPARE(m_window->toast().text(), u"Archived 1 message"_s);
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(m_profile->counted(u"Archive"_s).total, 1);
    QTRY_COMPARE(list().model()->rowCount(), 12);
}

void tst_MainWindow::ctrlShiftZDoesAgainWhatWasUndone()
{
    const auto undo = [this] {
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    };
    const auto redo = [this] {
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    };
    redo();
    QTRY_COMPARE(m_window->toast().text(), u"There is nothing to do again"_s);
    click(1);
    QTest::keyClick(m_window.get(), Qt::Key_E, Qt::ControlModifier);
    QTRY_COMPARE(m_window->toast().text(), u"Archived 1 message"_s);
    click(1);
    QTest::keyClick(&list(), Qt::Key_Delete);
    QTRY_COMPARE(m_window->toast().text(), u"Deleted 1 message"_s);
    QCOMPARE(m_profile->counted(u"Trash"_s).total, 2);
    undo();
    QTRY_COMPARE(m_profile->counted(u"Trash"_s).total, 1);
    undo();
    QTRY_COMPARE(m_profile->counted(u"Archive"_s).total, 1);
    QTRY_COMPARE(list().model()->rowCount(), 12);
    redo();
    QTRY_COMPARE(m_profile->counted(u"Archive"_s).total, 2);
    redo();
    QTRY_COMPARE(m_profile->counted(u"Trash"_s).total, 2);
    QTRY_COMPARE(m_window->toast().text(), u"Deleted 1 message"_s);
    undo(); // and what was done again can be undone
    QTRY_COMPARE(m_profile->counted(u"Trash"_s).total, 1);

    click(2);
    QTest::keyClick(m_window.get(), Qt::Key_E, Qt::ControlModifier);
    QTRY_COMPARE(m_profile->counted(u"Archive"_s).total, 3);
    QTRY_COMPARE(m_window->toast().text(), u"Archived 1 message"_s);
    redo(); // something else was done since
    QTRY_COMPARE(m_window->toast().text(), u"There is nothing to do again"_s);
    QCOMPARE(m_profile->counted(u"Trash"_s).total, 1);
}

void tst_MainWindow::paletteFindsCommandsAndFolders()
{
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    auto *palette = m_window->findChild<CommandPalette *>();
    QVERIFY(palette != nullptr);
    auto *field = palette->findChild<QLineEdit *>();
    auto *rows = palette->findChild<QListWidget *>();
    QVERIFY(rows->count() > 25);
    QTest::keyClicks(field, u"layout wide"_s);
    QCOMPARE(rows->count(), 1);
    field->clear();
    QTest::keyClicks(field, u"travel 2026"_s);
    QCOMPARE(rows->count(), 1);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(m_window->messages().mailbox(), m_profile->mailbox(u"Travel/2026"_s));
    QTRY_VERIFY(m_window->findChild<CommandPalette *>() == nullptr);
}

void tst_MainWindow::paletteGivesTheFocusBack()
{
    list().setFocus();
    QVERIFY(list().hasFocus());
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    QTest::keyClick(m_window->findChild<CommandPalette *>()->findChild<QLineEdit *>(), Qt::Key_Escape);
    QTRY_VERIFY(m_window->findChild<CommandPalette *>() == nullptr);
    QVERIFY2(
        list().hasFocus(), QApplication::focusWidget() ? QApplication::focusWidget()->metaObject()->className() : "");
}

void tst_MainWindow::searchFieldFiltersAndEscClears()
{
    auto *field = m_window->findChild<QLineEdit *>(u"search"_s);
    QVERIFY(field != nullptr);
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, u"kayak"_s);
    QTRY_COMPARE(list().model()->rowCount(), 1);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(field->text().isEmpty());
    QTRY_COMPARE(list().model()->rowCount(), 12);
}

void tst_MainWindow::passwordIsAskedInTheBar()
{
    sync::AccountStatus status;
    status.account = m_profile->account();
    status.phase = sync::AccountStatus::Phase::NeedsPassword;
    status.error.kind = MailError::Kind::NeedsLogin;
    status.error.host = u"imap.example.org"_s;
    status.error.serverText = u"<b>bad</b>"_s;
    emit m_profile->services().engine.statusChanged(status);
    QVERIFY(m_window->notice().isVisible());
    QVERIFY(m_window->notice().text().contains(u"imap.example.org"));
    auto *field = m_window->notice().findChild<QLineEdit *>();
    QVERIFY(field != nullptr);
    QCOMPARE(field->echoMode(), QLineEdit::Password);
    QCOMPARE(field->accessibleName(), u"Password"_s);
    status.phase = sync::AccountStatus::Phase::UpToDate;
    emit m_profile->services().engine.statusChanged(status);
    QVERIFY(!m_window->notice().isVisible());
}

void tst_MainWindow::choosingAFolderOpensIt()
{
    FolderView &tree = m_window->folders().view();
    for (int row = 0; row < tree.model()->rowCount(tree.model()->index(0, 0)); ++row) {
        const QModelIndex index = tree.model()->index(row, 0, tree.model()->index(0, 0));
        if (index.data().toString() == u"Archive")
            QTest::mouseClick(tree.viewport(), Qt::LeftButton, {}, tree.visualRect(index).center());
    }
    QTRY_COMPARE(m_window->messages().mailbox(), m_profile->mailbox(u"Archive"_s));
    QTRY_COMPARE(list().model()->rowCount(), 1);
}

void tst_MainWindow::openArgumentChoosesTheMailbox()
{
    MainWindow::Request request;
    request.openMailbox = u"Travel"_s;
    m_window->take(request);
    QTRY_COMPARE(m_window->messages().mailbox(), m_profile->mailbox(u"Travel"_s));
}

void tst_MainWindow::layoutsKeepAllPanes()
{
    for (const char *id : {"layoutWide", "layoutClassic", "layoutCompact"}) {
        m_window->commands().action(QLatin1String(id))->trigger();
        QVERIFY2(m_window->folders().isVisible() && m_window->messages().isVisible(), id);
        QVERIFY2(list().viewport()->height() > 100, id);
    }
    click(1);
    QTRY_VERIFY(!m_window->messages().isVisible()); // compact: the reader has taken its place
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    QTRY_VERIFY(m_window->messages().isVisible());
}

void tst_MainWindow::remembersWhereItWas()
{
    m_window->folders().select(m_profile->mailbox(u"Travel"_s));
    QTRY_COMPARE(list().model()->rowCount(), 2);
    click(1);
    const auto selected = m_window->messages().current();
    QVERIFY(selected.has_value());
    m_window->resize(1100, 700);
    m_window->close();
    m_window = std::make_unique<MainWindow>(m_profile->services(), m_timing);
    QCOMPARE(m_window->messages().mailbox(), m_profile->mailbox(u"Travel"_s));
    QCOMPARE(m_window->folders().current(), m_profile->mailbox(u"Travel"_s));
    QTRY_COMPARE(m_window->messages().current(), selected);
    QCOMPARE(m_window->size(), QSize(1100, 700));
}

void tst_MainWindow::pauseIsKeptUntilItGoesOn()
{
    m_profile->services().engine.accountsChanged(); // put into the store behind the engine's back
    QSignalSpy statuses(&m_profile->services().engine, &sync::Engine::statusChanged);
    const auto paused = [&statuses] {
        return !statuses.isEmpty() && statuses.last().first().value<sync::AccountStatus>().paused;
    };
    const auto line = [this] {
        return m_window->findChild<StatusLine *>();
    };
    const auto goOn = [this]() -> QPushButton * {
        for (QPushButton *button : m_window->findChildren<QPushButton *>()) {
            if (button->accessibleName() == u"Go on fetching mail ahead" && button->isVisible())
                return button;
        }
        return nullptr;
    };
    QVERIFY(goOn() == nullptr);
    m_window->commands().action(u"pauseFetching"_s)->trigger();
    QTRY_VERIFY(paused());
    QVERIFY(goOn() != nullptr);
    QVERIFY2(line()->text().endsWith(u"Fetching mail ahead is paused"), qPrintable(line()->text()));

    m_window.reset(); // and the next start, with an engine that has forgotten it
    m_profile->services().engine.setFetchingPaused(false);
    QTRY_VERIFY(!paused());
    m_window = std::make_unique<MainWindow>(m_profile->services(), m_timing);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_VERIFY(paused());
    QVERIFY(m_window->commands().action(u"pauseFetching"_s)->isChecked());
    QVERIFY(goOn() != nullptr);
    goOn()->setFocus();
    QTest::keyClick(goOn(), Qt::Key_Space);
    QTRY_VERIFY(!paused());
    QVERIFY(goOn() == nullptr);
    QVERIFY(!m_window->commands().action(u"pauseFetching"_s)->isChecked());
    QVERIFY(!line()->text().contains(u"paused"));

    emit m_window->folders().accountPauseRequested(m_profile->account(), true);
    QTRY_VERIFY(paused());
    m_window.reset();
    m_profile->services().engine.setAccountPaused(m_profile->account(), false);
    QTRY_VERIFY(!paused());
    m_window = std::make_unique<MainWindow>(m_profile->services(), m_timing);
    m_window->show();
    QTRY_VERIFY(paused());
    QVERIFY(goOn() != nullptr);
    QVERIFY2(!m_window->commands().action(u"pauseFetching"_s)->isChecked(), "one account is not all of them");
    QTest::mouseClick(goOn(), Qt::LeftButton);
    QTRY_VERIFY(!paused());
    QVERIFY(m_profile->services().preferences.windowState(u"paused"_s).size() > 0);
}

void tst_MainWindow::sortsFromTheViewMenuByLetters()
{
    QTest::keyClick(m_window.get(), Qt::Key_F10);
    auto *bar = m_window->menuBar();
    QTRY_VERIFY(bar->isVisible());
    QMenu *view = nullptr;
    for (const QAction *entry : bar->actions()) {
        if (entry->text() == u"&View")
            view = entry->menu();
    }
    QVERIFY(view != nullptr);
    view->popup(m_window->mapToGlobal(QPoint(40, 40)));
    QTest::keyClick(view, Qt::Key_S);
    auto *sort = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(sort != nullptr && sort != view);
    QTest::keyClick(sort, Qt::Key_Z);
    QTRY_VERIFY(list().messageModel()->order().by == store::SortBy::Size);
    view->close();
}

void tst_MainWindow::quitClosesTheWindow()
{
    QTest::keyClick(m_window.get(), Qt::Key_Q, Qt::ControlModifier);
    QTRY_VERIFY(!m_window->isVisible());
}

QTEST_MAIN(tst_MainWindow)
#include "tst_MainWindow.moc"
