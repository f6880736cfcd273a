// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/Settings.h"
#include "models/MessageListModel.h"
#include "ui/common/NoticeBar.h"
#include "ui/folders/FolderActions.h"
#include "ui/folders/FolderNameEditor.h"
#include "ui/folders/FolderPane.h"
#include "ui/folders/FolderView.h"
#include "ui/folders/SpokenMailboxModel.h"
#include "ui/shell/FetchPause.h"
#include "ui/support/UiProfile.h"

#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

using namespace godwit;
using namespace godwit::ui;
using namespace Qt::StringLiterals;

class tst_FolderPane : public QObject {
    Q_OBJECT
private slots:
    void folderKeepsOtherMessagesThanItsAccount();
    void fetchingIsPausedFromTheAccountsMenu();
    void init();
    void cleanup();
    void namesRolesAndCountsForScreenReaders();
    void choosingAFolderTellsTheWindow();
    void renamesInPlaceWithF2();
    void refusesATakenNameWhileTyping();
    void makesAFolderNestedInTheChosenOne();
    void escapeLeavesTheNameAlone();
    void roleFoldersKeepTheirNames();
    void deletesAnEmptyFolderAtOnceAndUndoes();
    void asksBeforeAFolderWithMailIsDeleted();
    void droppedMessagesMove();
    void droppedWithControlMessagesAreCopied();
    void dropSaysWhatItWouldDo();
    void droppedFolderMovesInside();
    void movedFolderStaysTheChosenOne();
    void closedFolderOpensUnderADrag();
    void escapeAnswersTheQuestionWithNo();
    void contextMenuBeginsWithNewRenameDelete();
    void rememberWhatIsOpen();
    void marksAllAsRead();

private:
    QModelIndex indexOf(const QString &name) const { return m_pane->model().indexOf(m_profile->mailbox(name)); }
    QPoint pointOf(const QString &name) const { return m_pane->view().visualRect(indexOf(name)).center(); }
    FolderNameEditor *editor() const { return m_pane->findChild<FolderNameEditor *>(); }
    void drop(const QByteArray &type, const QByteArray &content, const QString &goal, Qt::DropAction action);
    QPushButton *button(const QString &text) const;
    std::unique_ptr<test::UiProfile> m_profile;
    std::unique_ptr<FolderPane> m_pane;
};

void tst_FolderPane::init()
{
    m_profile = std::make_unique<test::UiProfile>();
    m_profile->fill();
    m_pane = std::make_unique<FolderPane>(m_profile->services());
    m_pane->resize(224, 700);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
    m_pane->view().expandAll();
}

void tst_FolderPane::cleanup()
{
    m_pane.reset();
    m_profile.reset();
}

QPushButton *tst_FolderPane::button(const QString &text) const
{
    for (QPushButton *found : m_pane->findChildren<QPushButton *>()) {
        if (found->text() == text && found->isVisible())
            return found;
    }
    return nullptr;
}

void tst_FolderPane::drop(const QByteArray &type, const QByteArray &content, const QString &goal, Qt::DropAction action)
{
    QMimeData mime;
    mime.setData(QString::fromLatin1(type), content);
    const QPoint at = pointOf(goal);
    QWidget *viewport = m_pane->view().viewport();
    QDragEnterEvent enter(at, Qt::MoveAction | Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(viewport, &enter);
    QVERIFY(enter.isAccepted());
    QDragMoveEvent move(at, Qt::MoveAction | Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    move.setDropAction(action);
    QCoreApplication::sendEvent(viewport, &move);
    QVERIFY(move.isAccepted());
    QDropEvent dropped(at, Qt::MoveAction | Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    dropped.setDropAction(action);
    QCoreApplication::sendEvent(viewport, &dropped);
    QVERIFY(dropped.isAccepted());
}

void tst_FolderPane::namesRolesAndCountsForScreenReaders()
{
    QCOMPARE(m_pane->view().accessibleName(), u"Folders"_s);
    QCOMPARE(indexOf(u"INBOX"_s).data().toString(), u"Inbox"_s);
    QCOMPARE(indexOf(u"INBOX"_s).data(Qt::AccessibleTextRole).toString(), u"Inbox, 3 unread"_s);
    QCOMPARE(indexOf(u"Travel/2026"_s).data().toString(), u"2026"_s);
}

void tst_FolderPane::choosingAFolderTellsTheWindow()
{
    QSignalSpy chosen(m_pane.get(), &FolderPane::mailboxChosen);
    QTest::mouseClick(m_pane->view().viewport(), Qt::LeftButton, {}, pointOf(u"Archive"_s));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().value<store::MailboxKey>(), m_profile->mailbox(u"Archive"_s));
}

void tst_FolderPane::renamesInPlaceWithF2()
{
    m_pane->select(m_profile->mailbox(u"Invoices"_s));
    m_pane->view().setFocus();
    m_pane->actions().rename->trigger();
    QVERIFY(editor() != nullptr);
    QCOMPARE(editor()->text(), u"Invoices"_s);
    QTest::keyClicks(editor(), u"Bills"_s);
    QTest::keyClick(editor(), Qt::Key_Return);
    QTRY_VERIFY(m_profile->mailbox(u"Bills"_s));
    QVERIFY(!m_profile->mailbox(u"Invoices"_s));
    QTRY_COMPARE(indexOf(u"Bills"_s).data().toString(), u"Bills"_s);
}

void tst_FolderPane::refusesATakenNameWhileTyping()
{
    m_pane->select(m_profile->mailbox(u"Invoices"_s));
    m_pane->actions().rename->trigger();
    QTest::keyClicks(editor(), u"Travel"_s);
    QVERIFY(editor()->property("wrong").toBool());
    QTest::keyClick(editor(), Qt::Key_Return);
    QVERIFY(editor()->isVisible());
    QCOMPARE(m_profile->operations(), 0);
}

void tst_FolderPane::makesAFolderNestedInTheChosenOne()
{
    m_pane->select(m_profile->mailbox(u"Travel"_s));
    m_pane->actions().create->trigger();
    QVERIFY(editor() != nullptr);
    editor()->setText(u"\uc81c\uc8fc"_s); // as an input method commits it
    QTest::keyClick(editor(), Qt::Key_Return);
    QTRY_VERIFY(m_profile->mailbox(u"Travel/\uc81c\uc8fc"_s));
    QTRY_VERIFY(indexOf(u"Travel/\uc81c\uc8fc"_s).isValid());
}

void tst_FolderPane::escapeLeavesTheNameAlone()
{
    m_pane->select(m_profile->mailbox(u"Invoices"_s));
    m_pane->actions().rename->trigger();
    QTest::keyClicks(editor(), u"Bills"_s);
    QTest::keyClick(editor(), Qt::Key_Escape);
    QTRY_VERIFY(editor() == nullptr);
    QVERIFY(m_profile->mailbox(u"Invoices"_s));
    QCOMPARE(m_profile->operations(), 0);
}

void tst_FolderPane::roleFoldersKeepTheirNames()
{
    m_pane->select(m_profile->mailbox(u"Trash"_s));
    QVERIFY(!m_pane->actions().rename->isEnabled());
    QVERIFY(!m_pane->actions().remove->isEnabled());
    QVERIFY(m_pane->actions().empty->isEnabled());
}

void tst_FolderPane::deletesAnEmptyFolderAtOnceAndUndoes()
{
    m_pane->select(m_profile->mailbox(u"Invoices"_s));
    m_pane->actions().remove->trigger();
    QTRY_VERIFY(!m_profile->mailbox(u"Invoices"_s));
    QVERIFY(m_pane->notice().isHidden());
    m_profile->services().actions.undo();
    QTRY_VERIFY(m_profile->mailbox(u"Invoices"_s));
}

void tst_FolderPane::asksBeforeAFolderWithMailIsDeleted()
{
    m_pane->select(m_profile->mailbox(u"Travel"_s));
    m_pane->actions().remove->trigger();
    QVERIFY(!m_pane->notice().isHidden());
    QVERIFY2(m_pane->notice().text().contains(u"2"), qPrintable(m_pane->notice().text()));
    QVERIFY(m_profile->mailbox(u"Travel"_s));
    QTest::mouseClick(button(u"Delete folder"_s), Qt::LeftButton);
    QTRY_VERIFY(!m_profile->mailbox(u"Travel"_s));
}

void tst_FolderPane::droppedMessagesMove()
{
    const auto rows = m_profile->reader().rowKeys(m_profile->mailbox(u"INBOX"_s), 3);
    const QByteArray content =
        models::MessageListModel::encode({rows.at(0).placement, rows.at(1).placement, rows.at(2).placement});
    drop(models::PlacementsMimeType, content, u"Invoices"_s, Qt::MoveAction);
    QTRY_COMPARE(m_profile->counted(u"Invoices"_s).total, 3);
    QCOMPARE(m_profile->counted(u"INBOX"_s).total, 9);
    QCOMPARE(m_profile->operations(), 1);
}

void tst_FolderPane::droppedWithControlMessagesAreCopied()
{
    const auto rows = m_profile->reader().rowKeys(m_profile->mailbox(u"INBOX"_s), 1);
    drop(models::PlacementsMimeType, models::MessageListModel::encode({rows.at(0).placement}), u"Invoices"_s,
        Qt::CopyAction);
    QTRY_COMPARE(m_profile->counted(u"Invoices"_s).total, 1);
    QCOMPARE(m_profile->counted(u"INBOX"_s).total, 12);
}

void tst_FolderPane::dropSaysWhatItWouldDo()
{
    const auto rows = m_profile->reader().rowKeys(m_profile->mailbox(u"INBOX"_s), 2);
    QMimeData mime;
    mime.setData(QLatin1String(models::PlacementsMimeType),
        models::MessageListModel::encode({rows.at(0).placement, rows.at(1).placement}));
    QDragEnterEvent enter(pointOf(u"Invoices"_s), Qt::MoveAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_pane->view().viewport(), &enter);
    QVERIFY(enter.isAccepted());
    QDragMoveEvent move(pointOf(u"Invoices"_s), Qt::MoveAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_pane->view().viewport(), &move);
    QVERIFY(move.isAccepted());
    const auto *hint = m_pane->findChild<QLabel *>(u"dropHint"_s);
    QVERIFY(hint != nullptr && hint->isVisible());
    QCOMPARE(hint->text(), u"Move 2 message(s) to Invoices"_s);
    QDragLeaveEvent leave;
    QCoreApplication::sendEvent(m_pane->view().viewport(), &leave);
    QVERIFY(!hint->isVisible());
}

void tst_FolderPane::droppedFolderMovesInside()
{
    std::unique_ptr<QMimeData> mime(m_pane->model().mimeData({indexOf(u"Invoices"_s)}));
    QVERIFY(mime != nullptr);
    drop(models::MailboxMimeType, mime->data(QLatin1String(models::MailboxMimeType)), u"Travel"_s, Qt::MoveAction);
    QTRY_VERIFY(m_profile->mailbox(u"Travel/Invoices"_s));
}

void tst_FolderPane::movedFolderStaysTheChosenOne()
{
    const store::MailboxKey invoices = m_profile->mailbox(u"Invoices"_s);
    m_pane->select(invoices);
    std::unique_ptr<QMimeData> mime(m_pane->model().mimeData({indexOf(u"Invoices"_s)}));
    drop(models::MailboxMimeType, mime->data(QLatin1String(models::MailboxMimeType)), u"Travel"_s, Qt::MoveAction);
    QTRY_VERIFY(indexOf(u"Travel/Invoices"_s).isValid());
    QCOMPARE(m_pane->current(), invoices);
    QVERIFY(m_pane->view().isExpanded(indexOf(u"Travel"_s)));
}

void tst_FolderPane::closedFolderOpensUnderADrag()
{
    m_pane->view().collapse(indexOf(u"Travel"_s));
    const auto rows = m_profile->reader().rowKeys(m_profile->mailbox(u"INBOX"_s), 1);
    QMimeData mime;
    mime.setData(QLatin1String(models::PlacementsMimeType), models::MessageListModel::encode({rows.at(0).placement}));
    QWidget *viewport = m_pane->view().viewport();
    const QPoint at = pointOf(u"Travel"_s);
    QCursor::setPos(viewport->mapToGlobal(at));
    QCoreApplication::processEvents(); // the move of the pointer itself, which is none of a drag
    QDragEnterEvent enter(at, Qt::MoveAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(viewport, &enter);
    QDragMoveEvent move(at, Qt::MoveAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(viewport, &move);
    QTRY_VERIFY(m_pane->view().isExpanded(indexOf(u"Travel"_s)));
    QDragLeaveEvent leave;
    QCoreApplication::sendEvent(viewport, &leave);
}

void tst_FolderPane::escapeAnswersTheQuestionWithNo()
{
    m_pane->activateWindow();
    m_pane->select(m_profile->mailbox(u"Travel"_s));
    m_pane->actions().remove->trigger();
    QVERIFY(!m_pane->notice().isHidden());
    QTest::keyClick(button(u"Delete folder"_s), Qt::Key_Escape);
    QVERIFY(m_pane->notice().isHidden());
    QVERIFY(m_profile->mailbox(u"Travel"_s));
}

void tst_FolderPane::contextMenuBeginsWithNewRenameDelete()
{
    const QPoint at = pointOf(u"Invoices"_s);
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, m_pane->view().viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(m_pane->view().viewport(), &event);
    const auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu != nullptr);
    const QList<QAction *> actions = menu->actions();
    QVERIFY(actions.at(0)->text().startsWith(u"New"));
    QVERIFY(actions.at(1)->text().startsWith(u"Rename"));
    QVERIFY(actions.at(2)->text().startsWith(u"Delete"));
    QCOMPARE(m_pane->current(), m_profile->mailbox(u"Invoices"_s));
}

void tst_FolderPane::rememberWhatIsOpen()
{
    m_pane->view().collapse(indexOf(u"Travel"_s));
    const QByteArray closed = m_pane->view().saveExpanded();
    m_pane->view().expand(indexOf(u"Travel"_s));
    const QByteArray opened = m_pane->view().saveExpanded();
    FolderPane again(m_profile->services());
    again.view().restoreExpanded(opened);
    QVERIFY(again.view().isExpanded(again.model().indexOf(m_profile->mailbox(u"Travel"_s))));
    again.view().restoreExpanded(closed);
    QVERIFY(!again.view().isExpanded(again.model().indexOf(m_profile->mailbox(u"Travel"_s))));
}

void tst_FolderPane::marksAllAsRead()
{
    m_pane->select(m_profile->mailbox(u"Travel"_s));
    QTRY_VERIFY(m_pane->actions().markAllRead->isEnabled());
    m_pane->actions().markAllRead->trigger();
    QTRY_COMPARE(m_profile->counted(u"Travel"_s).unread, 0);
    QCOMPARE(m_profile->operations(), 1);
}

void tst_FolderPane::fetchingIsPausedFromTheAccountsMenu()
{
    const QModelIndex account = m_pane->view().model()->index(0, 0);
    QVERIFY(account.data(models::IsAccountRole).toBool());
    m_profile->services().engine.accountsChanged(); // put into the store behind the engine's back
    FetchPause pause(m_profile->services(), nullptr);
    connect(m_pane.get(), &FolderPane::accountPauseRequested, &pause, &FetchPause::setAccount);
    QSignalSpy statuses(&m_profile->services().engine, &sync::Engine::statusChanged);
    const auto pick = [&](const QString &text) {
        const QPoint at = m_pane->view().visualRect(account).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, m_pane->view().viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(m_pane->view().viewport(), &event);
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        for (int i = 0; menu && i < menu->actions().size(); ++i) {
            QTest::keyClick(menu, Qt::Key_Down);
            if (menu->activeAction() && menu->activeAction()->text() == text) {
                QTest::keyClick(menu, Qt::Key_Return);
                return true;
            }
        }
        return false;
    };
    QVERIFY(pick(u"Pause fetching mail ahead"_s));
    QTRY_VERIFY(!statuses.isEmpty() && statuses.last().first().value<sync::AccountStatus>().paused);
    QVERIFY(pick(u"Go on fetching mail ahead"_s));
    QTRY_VERIFY(!statuses.last().first().value<sync::AccountStatus>().paused);
}

void tst_FolderPane::folderKeepsOtherMessagesThanItsAccount()
{
    const store::MailboxKey travel = m_profile->mailbox(u"Travel"_s);
    const auto rules = [this] {
        return account::Settings::fromJson(m_profile->reader().accounts().first().settings)->mailboxBodies;
    };
    m_pane->select(travel);
    QAction *keep = m_pane->actions().keep;
    QVERIFY(keep->isEnabled());
    auto *menu = qobject_cast<QMenu *>(keep->menu());
    QVERIFY(menu && menu->actions().first()->isChecked()); // as in the account
    menu->popup(m_pane->mapToGlobal(QPoint(10, 10)));
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(menu, Qt::Key_Down);
    QCOMPARE(menu->activeAction()->text(), u"Whole messages of the last 30 day(s)"_s);
    QTest::keyClick(menu, Qt::Key_Return);
    QTRY_VERIFY(rules().contains(travel));
    QVERIFY(rules().value(travel) == (account::BodyRule{account::BodyPolicy::RecentDays, 30}));
    menu->popup(m_pane->mapToGlobal(QPoint(10, 10)));
    QVERIFY(!menu->actions().first()->isChecked() && menu->actions().at(3)->isChecked());
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QTRY_VERIFY(!rules().contains(travel));
}

QTEST_MAIN(tst_FolderPane)
#include "tst_FolderPane.moc"
