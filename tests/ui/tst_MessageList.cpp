// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/MessageListModel.h"
#include "models/Roles.h"
#include "ui/common/Buttons.h"
#include "ui/common/NoticeBar.h"
#include "ui/common/PlainText.h"
#include "ui/common/Theme.h"
#include "ui/messagelist/EmptyState.h"
#include "ui/messagelist/ListSorting.h"
#include "ui/messagelist/MessageListActions.h"
#include "ui/messagelist/MessageListPane.h"
#include "ui/messagelist/MessageView.h"
#include "ui/messagelist/RowSelection.h"
#include "ui/support/UiProfile.h"

#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QtTest>

using namespace godwit;
using namespace godwit::ui;
using store::PlacementKey;
using namespace Qt::StringLiterals;

class tst_MessageList : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void showsNewestFirstWithWhoSubjectAndDateForScreenReaders();
    void clickSelectsOneMessage();
    void shiftClickSelectsARange();
    void deleteTakesTheRowAndSelectsTheNext();
    void deleteInTrashAsksFirst();
    void marksAsReadOnlyAfterTheDelay();
    void passingOverMessagesStoresNothing();
    void markingUnreadByHandStays();
    void flagsWithAKey();
    void filterShowsWhatMatchesAndEscClearsIt();
    void filterWithoutResultOffersToClear();
    void newMailMovesNeitherSelectionNorScroll();
    void removalByOthersSelectsNothing();
    void selectionOfAHundredThousandRowsStaysOneRange();
    void comesBackToTheSamePlace();
    void emptyFolderSaysSo();
    void saysWhereFoldersAre();
    void sortsFromTheMenuOfItsHeader();
    void sortsByCommandAndKeepsTheSelectionInSight();
    void sortsByKeys();
    void everySortEntryHasALetterOfItsOwn();
    void orderIsRememberedForEachFolder();
    void outgoingMailIsSortedByRecipient();
    void newMailFindsItsPlaceInASortedList();
    void largeFolderIsSortedWithoutBlocking();
    void conversationIsOneRow();
    void conversationIsActedOnAsAWhole();
    void newReplyKeepsTheSelectedConversation();
    void lastOfAConversationGivesWayToTheOneBefore();
    void repliesStandBelowWhatTheyAnswer();
    void groupingIsRememberedForEachFolder();

private:
    QPoint centreOf(int row) const { return m_pane->view().visualRect(m_pane->view().model()->index(row, 0)).center(); }
    void click(int row, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(m_pane->view().viewport(), Qt::LeftButton, modifiers, centreOf(row));
    }
    QString subjectAt(int row) const { return m_pane->view().model()->index(row, 0).data().toString(); }
    void open(const QString &mailbox)
    {
        m_pane->openMailbox(m_profile->mailbox(mailbox));
        QTRY_VERIFY(!m_pane->view().messageModel()->isLoading());
    }
    void setDelay(int ms)
    {
        Preferences preferences = m_profile->services().preferences.current();
        preferences.markAsReadDelayMs = ms;
        m_profile->services().preferences.set(preferences);
    }
    QStringList subjects() const
    {
        QStringList result;
        for (int row = 0; row < m_pane->view().model()->rowCount(); ++row)
            result.append(subjectAt(row));
        return result;
    }
    qint64 sizeAt(int row) const { return m_pane->view().messageModel()->rowData(row)->sizeOctets; }
    QAction *action(const char *name) const
    {
        for (QAction *action : m_pane->sorting().actions()) {
            if (action->objectName() == QLatin1String(name))
                return action;
        }
        return nullptr;
    }
    FlatButton *sortButton() const { return m_pane->sorting().button(); }
    std::unique_ptr<test::UiProfile> m_profile;
    std::unique_ptr<MessageListPane> m_pane;
};

void tst_MessageList::init()
{
    m_profile = std::make_unique<test::UiProfile>();
    m_profile->fill();
    m_pane = std::make_unique<MessageListPane>(m_profile->services());
    m_pane->resize(376, 700);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
    setDelay(-1);
    open(u"INBOX"_s);
}

void tst_MessageList::cleanup()
{
    m_pane.reset();
    m_profile.reset();
}

void tst_MessageList::showsNewestFirstWithWhoSubjectAndDateForScreenReaders()
{
    QCOMPARE(subjectAt(0), u"Re: Harbour trip in May"_s);
    QCOMPARE(m_pane->view().accessibleName(), u"Messages"_s);
    const QString spoken = m_pane->view().model()->index(0, 0).data(Qt::AccessibleTextRole).toString();
    for (const QString &part : {u"Unread"_s, u"Seoyeon Kim"_s, u"Re: Harbour trip in May"_s, u"flagged"_s})
        QVERIFY2(spoken.contains(part), qPrintable(spoken));
}

void tst_MessageList::clickSelectsOneMessage()
{
    QSignalSpy selected(m_pane.get(), &MessageListPane::messageSelected);
    click(2);
    QTRY_VERIFY(m_pane->current().has_value());
    QTRY_VERIFY(!selected.isEmpty());
    QCOMPARE(m_profile->reader().row(*m_pane->current())->subject, subjectAt(2));
    QCOMPARE(m_pane->selectedCount(), 1);
}

void tst_MessageList::shiftClickSelectsARange()
{
    QSignalSpy several(m_pane.get(), &MessageListPane::severalSelected);
    click(1);
    click(4, Qt::ShiftModifier);
    QCOMPARE(m_pane->selectedCount(), 4);
    QTRY_COMPARE(several.size(), 1);
    QCOMPARE(several.first().first().toLongLong(), 4);
    QCOMPARE(m_pane->selectedPlacements().size(), 4);
}

void tst_MessageList::deleteTakesTheRowAndSelectsTheNext()
{
    const int before = m_pane->view().model()->rowCount();
    click(1);
    const QString next = subjectAt(2);
    QTest::keyClick(&m_pane->view(), Qt::Key_Delete);
    QTRY_COMPARE(m_pane->view().model()->rowCount(), before - 1);
    QTRY_VERIFY(m_pane->current().has_value());
    QCOMPARE(m_profile->reader().row(*m_pane->current())->subject, next);
    QCOMPARE(m_profile->counted(u"Trash"_s).total, 2);
    m_profile->services().actions.undo();
    QTRY_COMPARE(m_pane->view().model()->rowCount(), before);
}

void tst_MessageList::deleteInTrashAsksFirst()
{
    open(u"Trash"_s);
    QTRY_COMPARE(m_pane->view().model()->rowCount(), 1);
    click(0);
    QTest::keyClick(&m_pane->view(), Qt::Key_Delete);
    QVERIFY(!m_pane->notice().isHidden());
    QCOMPARE(m_pane->view().model()->rowCount(), 1);
    QPushButton *confirm = nullptr;
    for (QPushButton *button : m_pane->notice().findChildren<QPushButton *>()) {
        if (button->text() == u"Delete permanently")
            confirm = button;
    }
    QVERIFY(confirm != nullptr);
    QTest::mouseClick(confirm, Qt::LeftButton);
    QTRY_COMPARE(m_pane->view().model()->rowCount(), 0);
    QVERIFY(m_pane->notice().isHidden());
}

void tst_MessageList::marksAsReadOnlyAfterTheDelay()
{
    setDelay(200);
    QCOMPARE(m_profile->counted(u"INBOX"_s).unread, 3);
    click(0);
    QCOMPARE(m_profile->counted(u"INBOX"_s).unread, 3);
    QTRY_COMPARE(m_profile->counted(u"INBOX"_s).unread, 2);
    QVERIFY(!m_pane->view().model()->index(0, 0).data(models::UnreadRole).toBool());
}

void tst_MessageList::passingOverMessagesStoresNothing()
{
    setDelay(200);
    m_profile->addMany(u"Archive"_s, 300);
    open(u"Archive"_s);
    const int before = m_profile->operations();
    click(0);
    for (int i = 0; i < 200; ++i)
        QTest::keyClick(&m_pane->view(), Qt::Key_Down);
    QTRY_VERIFY(m_pane->current().has_value());
    QCOMPARE(m_profile->operations(), before);
    // Where it rests is marked, and nothing else.
    QTRY_COMPARE(m_profile->operations(), before + 1);
    QCOMPARE(m_profile->counted(u"Archive"_s).unread, 299);
}

void tst_MessageList::markingUnreadByHandStays()
{
    setDelay(200);
    click(0);
    QTRY_COMPARE(m_profile->counted(u"INBOX"_s).unread, 2);
    QTRY_VERIFY(m_pane->actions().markUnread->isEnabled());
    m_pane->actions().markUnread->trigger();
    QTRY_COMPARE(m_profile->counted(u"INBOX"_s).unread, 3);
    QTRY_VERIFY(m_pane->actions().markRead->isEnabled());
}

void tst_MessageList::flagsWithAKey()
{
    click(1);
    QTRY_VERIFY(m_pane->actions().flag->isEnabled());
    m_pane->activateWindow();
    m_pane->actions().flag->trigger();
    QTRY_VERIFY(m_pane->view().model()->index(1, 0).data(models::FlaggedRole).toBool());
    QTRY_VERIFY(m_pane->actions().unflag->isEnabled());
    QVERIFY(!m_pane->actions().flag->isEnabled());
}

void tst_MessageList::filterShowsWhatMatchesAndEscClearsIt()
{
    QSignalSpy cleared(m_pane.get(), &MessageListPane::filterCleared);
    m_pane->setFilter(u"jonas"_s);
    QTRY_COMPARE(m_pane->view().model()->rowCount(), 1);
    QCOMPARE(subjectAt(0), u"Invoice 2026-118"_s);
    m_pane->setFilter(u"\ud68c\uc758\ub85d"_s);
    QTRY_COMPARE(subjectAt(0), u"\ud68c\uc758\ub85d \uacf5\uc720\ub4dc\ub9bd\ub2c8\ub2e4"_s);
    QTest::keyClick(&m_pane->view(), Qt::Key_Escape);
    QCOMPARE(cleared.size(), 1);
    m_pane->setFilter({});
    QTRY_COMPARE(m_pane->view().model()->rowCount(), 12);
}

void tst_MessageList::filterWithoutResultOffersToClear()
{
    QSignalSpy cleared(m_pane.get(), &MessageListPane::filterCleared);
    m_pane->setFilter(u"nothing like it"_s);
    QPushButton *clear = nullptr;
    QTRY_VERIFY([&] {
        for (QPushButton *button : m_pane->findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text() == u"Clear the search")
                clear = button;
        }
        return clear != nullptr;
    }());
    QTest::mouseClick(clear, Qt::LeftButton);
    QCOMPARE(cleared.size(), 1);
}

void tst_MessageList::newMailMovesNeitherSelectionNorScroll()
{
    m_profile->addMany(u"Archive"_s, 500);
    open(u"Archive"_s);
    QScrollBar *bar = m_pane->view().verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 10'000);
    bar->setValue(9'000);
    const QModelIndex seen = m_pane->view().indexAt({50, 200});
    QVERIFY(seen.isValid());
    const QString subject = seen.data().toString();
    QTest::mouseClick(m_pane->view().viewport(), Qt::LeftButton, {}, {50, 200});
    const auto selected = m_pane->current();
    const int rows = m_pane->view().model()->rowCount();
    m_profile->addNew(u"Archive"_s, u"Brand new"_s);
    QTRY_COMPARE(m_pane->view().model()->rowCount(), rows + 1);
    QCOMPARE(m_pane->view().indexAt({50, 200}).data().toString(), subject);
    QCOMPARE(m_pane->current(), selected);
}

void tst_MessageList::removalByOthersSelectsNothing()
{
    click(1);
    QTRY_VERIFY(m_pane->current().has_value());
    const Uid uid = m_profile->reader().row(*m_pane->current())->uid;
    QVERIFY(m_profile->writer().vanish(m_profile->mailbox(u"INBOX"_s), UidSet::single(uid)));
    QTRY_COMPARE(m_pane->view().model()->rowCount(), 11);
    QTRY_COMPARE(m_pane->selectedCount(), 0);
}

void tst_MessageList::selectionOfAHundredThousandRowsStaysOneRange()
{
    m_profile->addMany(u"Archive"_s, 100'000);
    open(u"Archive"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_pane->view().model()->rowCount(), 100'001, 20'000);
    QElapsedTimer timer;
    timer.start();
    m_pane->actions().selectAll->trigger();
    const int counted = m_pane->selectedCount();
    const QList<models::RowRange> ranges = rowRanges(m_pane->view().selectionModel()->selection());
    const qint64 spent = timer.elapsed();
    QCOMPARE(counted, 100'001);
    QCOMPARE(ranges.size(), 1);
    QVERIFY2(spent < 100, qPrintable(QString::number(spent)));
    QCOMPARE(m_pane->selectedPlacements().size(), 100'001);
}

void tst_MessageList::comesBackToTheSamePlace()
{
    m_profile->addMany(u"Archive"_s, 2000);
    open(u"Archive"_s);
    m_pane->view().verticalScrollBar()->setValue(60'000);
    QTest::mouseClick(m_pane->view().viewport(), Qt::LeftButton, {}, {50, 200});
    const auto selected = m_pane->current();
    QVERIFY(selected.has_value());
    const int scroll = m_pane->view().verticalScrollBar()->value();
    const QByteArray state = m_pane->saveState();

    MessageListPane again(m_profile->services());
    again.resize(m_pane->size());
    again.show();
    again.restoreState(state);
    QTRY_VERIFY(!again.view().messageModel()->isLoading());
    QTRY_COMPARE(again.current(), selected);
    QTRY_COMPARE(again.view().verticalScrollBar()->value(), scroll);

    open(u"INBOX"_s);
    QTRY_VERIFY(!m_pane->current().has_value());
    open(u"Archive"_s);
    QTRY_COMPARE(m_pane->current(), selected);
    QTRY_COMPARE(m_pane->view().verticalScrollBar()->value(), scroll);
}

void tst_MessageList::emptyFolderSaysSo()
{
    open(u"Invoices"_s);
    QTRY_VERIFY([this] {
        for (const QLabel *label : m_pane->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text() == u"No messages here.")
                return true;
        }
        return false;
    }());
}

void tst_MessageList::saysWhereFoldersAre()
{
    MessageListPane unopened(m_profile->services());
    QVERIFY(unopened.findChild<EmptyState *>()->sentence().contains(u"Choose a folder"_s));
    test::UiProfile nothing; // an account that could not be connected yet
    MessageListPane waiting(nothing.services());
    QVERIFY(waiting.findChild<EmptyState *>()->sentence().contains(u"as soon as the account is connected"_s));
}

void tst_MessageList::sortsFromTheMenuOfItsHeader()
{
    QVERIFY(!m_pane->view().groups().heads().isEmpty());
    QCOMPARE(sortButton()->text(), u"Date"_s);
    QCOMPARE(sortButton()->accessibleName(), u"Sorted by Date, Newest first"_s);
    // The button's menu has an event loop of its own.
    QTimer::singleShot(0, this, [] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr);
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
    });
    QTest::mouseClick(sortButton(), Qt::LeftButton);
    QCOMPARE(sortButton()->text(), u"Subject"_s);
    const QStringList shown = subjects();
    QVERIFY(shown.indexOf(u"Invoice 2026-118"_s) < shown.indexOf(u"Photos from Saturday"_s));
    QVERIFY(shown.indexOf(u"Re: Harbour trip in May"_s) < shown.indexOf(u"Invoice 2026-118"_s)); // H, not R
    QVERIFY(m_pane->view().groups().heads().isEmpty()); // no "Yesterday" over what is not sorted by date
}

void tst_MessageList::sortsByCommandAndKeepsTheSelectionInSight()
{
    m_profile->addMany(u"INBOX"_s, 300);
    QTRY_VERIFY(m_pane->view().model()->rowCount() > 300);
    click(1);
    const QString selected = subjectAt(1);
    const auto placement = m_pane->current();
    for (const char *name : {"sortSubject", "sortDescending", "sortSize", "sortAscending", "sortPerson", "sortDate"}) {
        action(name)->trigger();
        QTRY_VERIFY(!m_pane->view().messageModel()->isLoading());
        QVERIFY(action(name)->isChecked());
        QVERIFY(m_pane->current() == placement);
        const int row = m_pane->view().messageModel()->rowOf(*placement);
        QCOMPARE(subjectAt(row), selected);
        QVERIFY(m_pane->view().viewport()->rect().contains(centreOf(row)));
        if (QByteArray(name) == "sortAscending") {
            QVERIFY(sizeAt(0) <= sizeAt(1) && sizeAt(1) <= sizeAt(2));
            QCOMPARE(withoutMnemonic(action(name)->text()), u"Smallest first"_s);
        }
    }
    QCOMPARE(m_pane->view().messageModel()->rowOf(*placement), 1);
}

void tst_MessageList::sortsByKeys()
{
    const auto order = [this] {
        return m_pane->view().messageModel()->order();
    };
    const auto press = [this](Qt::Key key) {
        QTest::keyClick(&m_pane->view(), key, Qt::ControlModifier | Qt::AltModifier);
    };
    const QStringList newest = subjects();
    press(Qt::Key_8);
    QVERIFY(order().direction == store::SortDirection::Ascending);
    const QStringList oldest = subjects();
    QCOMPARE(QStringList(oldest.rbegin(), oldest.rend()), newest);
    press(Qt::Key_6);
    QVERIFY(order() == (store::ListOrder{store::SortBy::Subject, store::SortDirection::Ascending}));
    press(Qt::Key_8);
    QVERIFY(order() == (store::ListOrder{store::SortBy::Subject, store::SortDirection::Descending}));
    QCOMPARE(sortButton()->accessibleName(), u"Sorted by Subject, Z to A"_s);
    press(Qt::Key_7);
    QVERIFY(order().by == store::SortBy::Size);
    press(Qt::Key_5);
    QVERIFY(order().by == store::SortBy::Sender);
    press(Qt::Key_4);
    QVERIFY(order() == store::ListOrder());
    QCOMPARE(subjects(), newest);
}

void tst_MessageList::everySortEntryHasALetterOfItsOwn()
{
    for (const char *by : {"sortDate", "sortPerson", "sortSubject", "sortSize"}) {
        action(by)->trigger();
        QSet<QChar> letters;
        for (const QAction *entry : m_pane->sorting().actions()) {
            const qsizetype at = entry->text().indexOf(u'&');
            QVERIFY2(at >= 0, qPrintable(entry->text()));
            QVERIFY2(!letters.contains(entry->text().at(at + 1).toLower()), qPrintable(entry->text()));
            letters.insert(entry->text().at(at + 1).toLower());
            QVERIFY(!withoutMnemonic(entry->text()).contains(u'&'));
        }
    }
    QCOMPARE(withoutMnemonic(u"\ub0a0\uc9dc\uc21c \uc815\ub82c(&D)"_s), u"\ub0a0\uc9dc\uc21c \uc815\ub82c"_s);
}

void tst_MessageList::orderIsRememberedForEachFolder()
{
    action("sortSubject")->trigger();
    action("sortDescending")->trigger();
    const QStringList shown = subjects();
    open(u"Archive"_s);
    QCOMPARE(sortButton()->text(), u"Date"_s);
    open(u"INBOX"_s);
    QCOMPARE(sortButton()->accessibleName(), u"Sorted by Subject, Z to A"_s);
    QCOMPARE(subjects(), shown);
    MessageListPane another(m_profile->services()); // as after the next start
    another.openMailbox(m_profile->mailbox(u"INBOX"_s));
    QVERIFY(another.view().messageModel()->order()
        == (store::ListOrder{store::SortBy::Subject, store::SortDirection::Descending}));
}

void tst_MessageList::outgoingMailIsSortedByRecipient()
{
    open(u"Sent"_s);
    QCOMPARE(withoutMnemonic(action("sortPerson")->text()), u"Sort by recipient"_s);
    action("sortPerson")->trigger();
    QCOMPARE(sortButton()->text(), u"Recipient"_s);
    QVERIFY(m_pane->view().messageModel()->order().by == store::SortBy::Recipient);
    open(u"INBOX"_s);
    QCOMPARE(withoutMnemonic(action("sortPerson")->text()), u"Sort by sender"_s);
}

void tst_MessageList::newMailFindsItsPlaceInASortedList()
{
    action("sortSubject")->trigger();
    click(2);
    const auto placement = m_pane->current();
    m_profile->addNew(u"INBOX"_s, u"Re: AAA first of all"_s);
    QTRY_COMPARE(subjectAt(0), u"Re: AAA first of all"_s);
    QVERIFY(m_pane->current() == placement);
}

void tst_MessageList::largeFolderIsSortedWithoutBlocking()
{
    m_profile->addMany(u"Archive"_s, 5000);
    open(u"Archive"_s);
    const int rows = m_pane->view().model()->rowCount();
    QVERIFY(rows >= 5000);
    action("sortSize")->trigger();
    QVERIFY(m_pane->view().messageModel()->isLoading()); // a worker sorts; the list stays as it is until then
    QCOMPARE(m_pane->view().model()->rowCount(), rows);
    QTRY_VERIFY(!m_pane->view().messageModel()->isLoading());
    QVERIFY(sizeAt(0) >= sizeAt(1) && sizeAt(1) >= sizeAt(rows - 1));
    // And the engine keeps it: the next time it is a look-up.
    QTRY_VERIFY(m_profile->reader().keepsOrder(m_profile->mailbox(u"Archive"_s), store::SortBy::Size));
    open(u"INBOX"_s);
    m_pane->openMailbox(m_profile->mailbox(u"Archive"_s));
    QCOMPARE(m_pane->view().model()->rowCount(), models::MessageListModel::FirstRows);
    QVERIFY(sizeAt(0) >= sizeAt(1));
    QTRY_COMPARE(m_pane->view().model()->rowCount(), rows);
}

void tst_MessageList::conversationIsOneRow()
{
    const int before = m_pane->view().model()->rowCount();
    const PlacementKey first = m_pane->view().messageModel()->placementAt(3);
    m_profile->addReply(u"INBOX"_s, first, u"Jonas"_s, 1);
    m_profile->addReply(u"Sent"_s, first, u"Alice"_s, 2);
    const PlacementKey newest = m_profile->addReply(u"INBOX"_s, first, u"Ines"_s, 60 * 24 * 40);
    QTRY_COMPARE(m_pane->view().model()->rowCount(), before + 2);
    action("groupConversations")->trigger();
    QTRY_COMPARE(m_pane->view().model()->rowCount(), before);
    QCOMPARE(m_pane->view().messageModel()->placementAt(0), newest);
    const QModelIndex row = m_pane->view().model()->index(0, 0);
    const auto thread = row.data(models::ThreadRole).value<store::ThreadSummary>();
    QCOMPARE(thread.messages, 4); // what was sent counts
    QVERIFY(row.data(models::UnreadRole).toBool());
    QVERIFY(row.data(Qt::AccessibleTextRole).toString().contains(u"Jonas, Alice, Ines, conversation of 4 message"_s));
    m_pane->setFilter(u"ines"_s); // what is found is a message
    QTRY_COMPARE(m_pane->view().model()->rowCount(), 1);
    QVERIFY(!m_pane->view().model()->index(0, 0).data(models::ThreadRole).isValid());
    QCOMPARE(m_pane->view().messageModel()->placementsForRows({{0, 0}}), QList<PlacementKey>{newest});
    m_pane->setFilter({});
    QTRY_COMPARE(m_pane->view().model()->rowCount(), before);
    QVERIFY(m_pane->view().model()->index(0, 0).data(models::ThreadRole).isValid());
    action("groupFlat")->trigger();
    QTRY_COMPARE(m_pane->view().model()->rowCount(), before + 2);
}

void tst_MessageList::conversationIsActedOnAsAWhole()
{
    const PlacementKey first = m_pane->view().messageModel()->placementAt(3);
    const PlacementKey reply = m_profile->addReply(u"INBOX"_s, first, u"Jonas"_s, 60 * 24 * 40);
    action("groupConversations")->trigger();
    QTRY_COMPARE(m_pane->view().messageModel()->placementAt(0), reply);
    const int rows = m_pane->view().model()->rowCount();
    click(0);
    QCOMPARE(m_pane->selectedCount(), 1);
    const QList<PlacementKey> meant = m_pane->selectedPlacements();
    QVERIFY(meant.size() == 2 && meant.contains(first) && meant.contains(reply));
    QTest::keyClick(&m_pane->view(), Qt::Key_Delete);
    QTRY_COMPARE(m_pane->view().model()->rowCount(), rows - 1);
    for (const PlacementKey one : {first, reply})
        QCOMPARE(m_profile->reader().row(one)->mailbox, m_profile->mailbox(u"Trash"_s));
    QCOMPARE(m_profile->operations(), 1); // one step, one undo
}

void tst_MessageList::newReplyKeepsTheSelectedConversation()
{
    action("groupConversations")->trigger();
    click(3);
    const PlacementKey first = *m_pane->current();
    const int rows = m_pane->view().model()->rowCount();
    const PlacementKey reply = m_profile->addReply(u"INBOX"_s, first, u"Jonas"_s, 60 * 24 * 40);
    QTRY_COMPARE(m_pane->view().messageModel()->placementAt(0), reply);
    QCOMPARE(m_pane->view().model()->rowCount(), rows);
    QVERIFY(m_pane->current() == reply);
}

void tst_MessageList::lastOfAConversationGivesWayToTheOneBefore()
{
    const PlacementKey first = m_pane->view().messageModel()->placementAt(3);
    const PlacementKey reply = m_profile->addReply(u"INBOX"_s, first, u"Jonas"_s, 60 * 24 * 40);
    action("groupConversations")->trigger();
    QTRY_COMPARE(m_pane->view().messageModel()->placementAt(0), reply);
    const int rows = m_pane->view().model()->rowCount();
    m_profile->services().actions.remove({reply}); // from its own window
    QTRY_COMPARE(m_pane->view().messageModel()->rowOf(reply), -1);
    QCOMPARE(m_pane->view().model()->rowCount(), rows);
    QCOMPARE(m_pane->view().messageModel()->rowOf(first), 3);
}

void tst_MessageList::repliesStandBelowWhatTheyAnswer()
{
    const PlacementKey first = m_pane->view().messageModel()->placementAt(3);
    const PlacementKey reply = m_profile->addReply(u"INBOX"_s, first, u"Jonas"_s, 60 * 24 * 40);
    const PlacementKey deep = m_profile->addReply(u"INBOX"_s, reply, u"Ines"_s, 5);
    const PlacementKey sibling = m_profile->addReply(u"INBOX"_s, first, u"Olga"_s, 60 * 24 * 41);
    action("groupTree")->trigger();
    models::MessageListModel *model = m_pane->view().messageModel();
    QTRY_COMPARE(model->placementAt(0), first);
    QCOMPARE(model->placementAt(1), reply);
    QCOMPARE(model->placementAt(2), deep);
    QCOMPARE(model->placementAt(3), sibling);
    QList<int> depths;
    for (int row = 0; row < 4; ++row)
        depths.append(model->index(row).data(models::DepthRole).toInt());
    QCOMPARE(depths, (QList<int>{0, 1, 2, 1}));
    QVERIFY(model->index(2).data(Qt::AccessibleTextRole).toString().contains(u"level 3"_s));
    click(1);
    QCOMPARE(m_pane->selectedPlacements(), QList<PlacementKey>{reply}); // a row is a message here
}

void tst_MessageList::groupingIsRememberedForEachFolder()
{
    action("groupConversations")->trigger();
    open(u"Archive"_s);
    QVERIFY(action("groupFlat")->isChecked());
    open(u"INBOX"_s);
    QVERIFY(action("groupConversations")->isChecked());
    action("sortSubject")->trigger();
    QVERIFY(action("groupFlat")->isChecked()); // by date alone
    action("sortDate")->trigger();
    QVERIFY(action("groupConversations")->isChecked());
}

QTEST_MAIN(tst_MessageList)
#include "tst_MessageList.moc"
