// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/MessageListModel.h"
#include "store/Journal.h"
#include "store/Outbox.h"
#include "ui/common/EnglishPlurals.h"
#include "ui/common/NoticeBar.h"
#include "ui/folders/FolderActions.h"
#include "ui/folders/FolderPane.h"
#include "ui/folders/FolderView.h"
#include "ui/folders/SpokenMailboxModel.h"
#include "ui/messagelist/MailboxChooser.h"
#include "ui/messagelist/MessageListActions.h"
#include "ui/messagelist/MessageListPane.h"
#include "ui/messagelist/MessageView.h"
#include "ui/reader/MessagePane.h"
#include "ui/shell/Commands.h"
#include "ui/shell/MainWindow.h"
#include "ui/support/UiProfile.h"

#include <QContextMenuEvent>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QtTest>

using namespace godwit;
using namespace godwit::ui;
using namespace Qt::StringLiterals;
using store::Rights;

/// A folder that others share (RFC 4314): what is not allowed there is greyed out and says why.
class tst_Rights : public QObject {
    Q_OBJECT

    EnglishPlurals m_plurals;
    Timing m_timing;
    std::unique_ptr<test::UiProfile> m_profile;
    std::unique_ptr<MainWindow> m_window;
    store::PlacementKey m_message;
    const QString m_notices = u"Public/Notices"_s;
    const QString m_readOnly = u"You may only read this folder."_s;

    void give(quint32 bits)
    {
        store::Writer::ServerMailbox mailbox;
        mailbox.path = QStringList{u"Public"_s, u"Notices"_s};
        mailbox.wireName = "Public/Notices";
        mailbox.delimiter = '/';
        mailbox.share = store::Share::Shared;
        mailbox.rights = Rights{bits};
        QVERIFY(m_profile->writer().setMailboxes(m_profile->account(), {mailbox}, false));
    }
    MessageListPane &list() const { return m_window->messages(); }
    FolderPane &folders() const { return m_window->folders(); }
    QAction *command(const char *id) const { return m_window->commands().action(QLatin1String(id)); }
    void open(const QString &mailbox)
    {
        folders().select(m_profile->mailbox(mailbox));
        QTRY_COMPARE(list().mailbox(), m_profile->mailbox(mailbox));
    }
    void choose(store::PlacementKey message)
    {
        list().select(message);
        QTRY_COMPARE(list().current(), std::optional(message));
        list().setFocus();
    }
    QModelIndex indexOf(const QString &name) const { return folders().model().indexOf(m_profile->mailbox(name)); }
    /// What a drag over a folder is answered.
    bool takesDrag(const QMimeData &mime, const QString &goal)
    {
        folders().view().expandAll();
        folders().view().scrollTo(indexOf(goal));
        const QPoint at = folders().view().visualRect(indexOf(goal)).center();
        QWidget *viewport = folders().view().viewport();
        QDragEnterEvent enter(at, Qt::MoveAction | Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(viewport, &enter);
        QDragMoveEvent move(at, Qt::MoveAction | Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(viewport, &move);
        return move.isAccepted();
    }
    QString hint() const
    {
        for (const QLabel *label : m_window->findChildren<QLabel *>()) {
            if (label->isVisible() && label->metaObject()->className() == QByteArray("godwit::ui::DropHint"))
                return label->text();
        }
        return {};
    }

private slots:
    void initTestCase() { QCoreApplication::installTranslator(&m_plurals); }
    void init()
    {
        m_profile = std::make_unique<test::UiProfile>();
        m_profile->fill();
        give(Rights::KeepSeen);
        m_message = m_profile->addNew(m_notices, u"The office is closed"_s);
        Preferences preferences = m_profile->services().preferences.current();
        preferences.markAsReadDelayMs = -1;
        m_profile->services().preferences.set(preferences);
        m_window = std::make_unique<MainWindow>(m_profile->services(), m_timing);
        m_window->resize(1200, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup()
    {
        m_window.reset();
        m_profile.reset();
    }

    void whatChangesMessagesIsGreyedOut()
    {
        open(m_notices);
        choose(m_message);
        for (const char *id : {"archiveMessages", "deleteMessages", "deleteForGood", "junk", "moveTo", "flag"}) {
            QVERIFY2(!command(id)->isEnabled(), id);
            QCOMPARE(command(id)->toolTip(), m_readOnly);
        }
        for (const char *id : {"copyTo", "markRead", "open"})
            QVERIFY2(command(id)->isEnabled(), id);
        for (const char *id : {"archive", "delete"}) {
            const auto *action = m_window->findChild<MessagePane *>()->findChild<QAction *>(QLatin1String(id));
            QVERIFY2(action != nullptr && !action->isEnabled(), id);
            QTRY_COMPARE(action->toolTip(), m_readOnly);
        }
        QVERIFY(list().view().dragActions() == Qt::CopyAction);

        const store::PlacementKey own = m_profile->reader().rowKeys(m_profile->mailbox(u"INBOX"_s)).value(0).placement;
        open(u"INBOX"_s);
        choose(own);
        QVERIFY(command("deleteMessages")->isEnabled() && command("moveTo")->isEnabled());
        QVERIFY(command("deleteMessages")->toolTip() != m_readOnly);
        QVERIFY(list().view().dragActions().testFlag(Qt::MoveAction));
    }

    void keysSayWhyNot_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
        QTest::newRow("delete") << int(Qt::Key_Delete) << Qt::KeyboardModifiers();
        QTest::newRow("for good") << int(Qt::Key_Delete) << Qt::KeyboardModifiers(Qt::ShiftModifier);
        QTest::newRow("archive") << int(Qt::Key_E) << Qt::KeyboardModifiers(Qt::ControlModifier);
        QTest::newRow("flag") << int(Qt::Key_D) << Qt::KeyboardModifiers(Qt::ControlModifier);
    }
    void keysSayWhyNot()
    {
        QFETCH(int, key);
        QFETCH(Qt::KeyboardModifiers, modifiers);
        open(m_notices);
        choose(m_message);
        QTest::keyClick(&list().view(), Qt::Key(key), modifiers);
        QTRY_VERIFY(list().notice().isVisible());
        QCOMPARE(list().notice().text(), m_readOnly);
        QVERIFY(m_profile->reader().row(m_message).has_value());
        QCOMPARE(m_profile->operations(), 0);
        QTest::keyClick(&list().view(), Qt::Key_Escape);
        QTRY_VERIFY(!list().notice().isVisible());
    }

    void headAndTreeSayIt()
    {
        open(m_notices);
        bool said = false;
        for (const QLabel *label : list().findChildren<QLabel *>())
            said = said || (label->isVisible() && label->text().contains(u"read only"));
        QVERIFY(said);
        QVERIFY(indexOf(m_notices).data(Qt::ToolTipRole).toString().contains(m_readOnly));
        QCOMPARE(indexOf(m_notices).data(Qt::AccessibleDescriptionRole).toString(), m_readOnly);
        QVERIFY(indexOf(u"INBOX"_s).data(Qt::AccessibleDescriptionRole).toString().isEmpty());
    }

    void menuShowsWhatIsForbidden()
    {
        open(m_notices);
        choose(m_message);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(5, 5), QPoint(5, 5));
        QCoreApplication::sendEvent(list().view().viewport(), &event);
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr);
        QVERIFY(menu->actions().contains(command("deleteMessages")));
        QVERIFY2(menu->toolTipsVisible(), "or nobody learns why");
        menu->close();
    }

    void folderItselfStaysAsItIs()
    {
        open(m_notices);
        folders().setFocus();
        const FolderActions &actions = folders().actions();
        for (const QAction *action : {actions.rename, actions.remove, actions.create, actions.empty}) {
            QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
            QCOMPARE(action->toolTip(), m_readOnly);
        }
        QVERIFY(actions.markAllRead->isEnabled());
        for (const Qt::Key key : {Qt::Key_F2, Qt::Key_Delete}) {
            QTest::keyClick(&folders().view(), key);
            QTRY_COMPARE(folders().notice().text(), m_readOnly);
            folders().notice().clear();
        }
        QVERIFY(m_profile->mailbox(m_notices));
        QVERIFY(!folders().model().flags(indexOf(m_notices)).testFlag(Qt::ItemIsDragEnabled));
        folders().select(m_profile->mailbox(u"Travel"_s));
        QVERIFY(actions.rename->isEnabled() && actions.remove->isEnabled() && actions.create->isEnabled());
    }

    void nothingIsDroppedThere()
    {
        const store::RowKey own = m_profile->reader().rowKeys(m_profile->mailbox(u"INBOX"_s)).value(0);
        QMimeData messages;
        messages.setData(
            QString::fromLatin1(models::PlacementsMimeType), models::MessageListModel::encode({own.placement}));
        QVERIFY(takesDrag(messages, u"Travel"_s));
        QVERIFY(!takesDrag(messages, m_notices));
        QTRY_COMPARE(hint(), m_readOnly);
        const std::unique_ptr<QMimeData> folder(folders().model().mimeData({indexOf(u"Invoices"_s)}));
        QVERIFY(takesDrag(*folder, u"Travel"_s));
        QVERIFY(!takesDrag(*folder, m_notices));
        give(Rights::KeepSeen | Rights::Insert);
        QTRY_VERIFY(takesDrag(messages, m_notices));
    }

    void itIsNoGoalToChoose()
    {
        open(u"INBOX"_s);
        choose(m_profile->reader().rowKeys(list().mailbox()).value(0).placement);
        const auto offered = [this](const char *id) {
            command(id)->trigger();
            auto *chooser = m_window->findChild<MailboxChooser *>();
            bool found = false;
            const auto *entries = chooser->findChild<QListWidget *>();
            for (int i = 0; i < entries->count(); ++i)
                found = found || entries->item(i)->text().endsWith(u"Notices");
            delete chooser;
            return found;
        };
        QVERIFY(!offered("moveTo"));
        QVERIFY(!offered("copyTo"));
        QVERIFY2(offered("goFolder"), "it can be looked at");
    }

    void readingIsNotRememberedWhereItCannotBe()
    {
        give(0);
        Preferences preferences = m_profile->services().preferences.current();
        preferences.markAsReadDelayMs = 0;
        m_profile->services().preferences.set(preferences);
        open(m_notices);
        choose(m_message);
        const store::PlacementKey own = m_profile->reader().rowKeys(m_profile->mailbox(u"INBOX"_s)).value(0).placement;
        open(u"INBOX"_s); // unread too, and that is kept: by then the other would have been
        choose(own);
        QTRY_VERIFY(m_profile->reader().row(own)->flags.has(Flag::Seen));
        QVERIFY(!m_profile->reader().row(m_message)->flags.has(Flag::Seen));
        open(m_notices);
        choose(m_message);
        QVERIFY(!command("markRead")->isEnabled());
        QCOMPARE(command("markRead")->toolTip(), u"You may not mark messages of this folder as read or unread."_s);
    }

    void rightsThatChangeAreFollowed()
    {
        open(m_notices);
        choose(m_message);
        QVERIFY(!command("deleteMessages")->isEnabled());
        give(Rights::All & ~quint32(Rights::SetFlags));
        QTRY_VERIFY(command("deleteMessages")->isEnabled());
        QVERIFY(!command("flag")->isEnabled());
        QCOMPARE(command("flag")->toolTip(), u"You may not flag messages of this folder."_s);
        QVERIFY(folders().actions().rename->isEnabled());
    }

    void answerLeavesNoMarkThere()
    {
        store::Outbox outbox(m_profile->writer());
        store::Outbox::NewSubmission answer;
        answer.account = m_profile->account();
        answer.content = "From: alice@example.org\r\nTo: bob@example.org\r\nSubject: Re\r\n\r\nx\r\n";
        answer.recipients = QStringList{u"bob@example.org"_s};
        answer.answered = m_message;
        const auto key = outbox.add(answer);
        QVERIFY(key && outbox.markSending(*key));
        QVERIFY(outbox.markSent(*key, {}, false));
        QVERIFY2(store::Journal(m_profile->writer()).pending(m_profile->account()).isEmpty(), "it would be refused");
    }
};

QTEST_MAIN(tst_Rights)
#include "tst_Rights.moc"
