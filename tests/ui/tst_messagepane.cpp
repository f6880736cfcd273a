// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Message.h"
#include "store/Writer.h"
#include "sync/Actions.h"
#include "ui/common/NoticeBar.h"
#include "ui/common/Services.h"
#include "ui/reader/MessagePane.h"
#include "ui/reader/ReaderView.h"
#include "ui/reader/StatePage.h"
#include "ui/reader/TextView.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace godwit;
using namespace godwit::ui;
using namespace Qt::StringLiterals;

namespace {

QByteArray mailNumber(int number)
{
    return "From: Kim <kim@example.org>\r\nTo: alice@example.org\r\nSubject: Mail " + QByteArray::number(number)
        + "\r\nMessage-ID: <" + QByteArray::number(number)
        + "@example.org>\r\nDate: Sat, 14 Nov 2026 09:15:00 +0900\r\n\r\n"
          "These are the words of mail "
        + QByteArray::number(number) + ".\r\n" + QByteArray("More text.\r\n").repeated(80);
}

} // namespace

/// The pane over a real store.  The engine is never started: the test plays what it would say.
class tst_messagepane : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_profile = std::make_unique<QTemporaryDir>();
        auto writer = store::Writer::open(m_profile->path());
        QVERIFY(writer);
        m_writer = std::move(*writer);
        account::Settings settings;
        settings.email = QStringLiteral("alice@example.org");
        const auto account = m_writer->addAccount(settings.toJson());
        QVERIFY(account);
        m_account = *account;
        store::Writer::ServerMailbox inbox;
        inbox.wireName = "INBOX";
        inbox.path = QStringList{QStringLiteral("INBOX")};
        inbox.role = store::Role::Inbox;
        QVERIFY(m_writer->setMailboxes(m_account, {inbox}, true));
        m_inbox = m_writer->reader().mailboxByRole(m_account, store::Role::Inbox)->key;
        auto reader = store::Reader::open(m_profile->path());
        QVERIFY(reader);
        m_reader = std::move(*reader);
        m_preferences = std::make_unique<PreferencesStore>(m_profile->path());
        m_engine = std::make_unique<sync::Engine>(
            sync::Engine::Dependencies{m_profile->path(), nullptr, std::make_shared<SystemClock>()});
        connect(m_writer.get(), &store::Writer::changed, m_engine.get(), &sync::Engine::changed);
        m_actions = std::make_unique<sync::Actions>(*m_engine);
        m_submissions = std::make_unique<sync::Submissions>(*m_engine);
        m_accounts = std::make_unique<sync::AccountActions>(*m_engine);
        m_services = std::make_unique<Services>(
            Services{*m_reader, *m_engine, *m_actions, *m_submissions, *m_accounts, *m_preferences, m_profile->path()});
        m_pane = std::make_unique<MessagePane>(*m_services);
        m_pane->resize(680, 600);
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
    }
    void cleanup()
    {
        m_pane.reset();
        m_services.reset();
        m_accounts.reset();
        m_submissions.reset();
        m_actions.reset();
        m_engine.reset();
        m_reader.reset();
        m_writer.reset();
    }

    void saysThatNothingIsSelected()
    {
        QCOMPARE(state(), QStringLiteral("No message is selected."));
        for (const QAction *action : m_pane->actions())
            QVERIFY2(action->isSeparator() || !action->isEnabled(), qPrintable(action->objectName()));
    }

    void showsAMessageOfTheStore()
    {
        const auto placement = add(1);
        QSignalSpy painted(m_pane.get(), &MessagePane::painted);
        m_pane->showPlacement(placement);
        QTRY_COMPARE(painted.size(), 1);
        QVERIFY(text()->isVisible());
        QVERIFY(text()->toPlainText().contains(u"the words of mail 1."));
        QCOMPARE(m_pane->placement(), std::optional(placement));
        QVERIFY(action("reply")->isEnabled() && action("delete")->isEnabled() && action("viewSource")->isEnabled());
        QVERIFY(!action("viewOriginal")->isEnabled());
        QVERIFY(action("viewPlain")->isChecked());
    }

    void conversationIsAStripOfCards()
    {
        const auto first = addSeen(1, {}, true);
        const auto second = addSeen(2, {u"1@example.org"_s}, true);
        const auto third = addSeen(3, {u"1@example.org"_s, u"2@example.org"_s}, false);
        const auto fourth = addSeen(4, {u"1@example.org"_s}, false);
        auto *strip = m_pane->findChild<QListWidget *>(QStringLiteral("conversation"));
        m_pane->showPlacement(first);
        QVERIFY(!strip->isVisible());
        m_pane->showConversation(fourth);
        QTRY_VERIFY(text()->toPlainText().contains(u"the words of mail 3.")); // the first that is unread
        QVERIFY(strip->isVisible());
        QCOMPARE(strip->count(), 4);
        QCOMPARE(strip->currentRow(), 2);
        QTest::keyClick(strip, Qt::Key_Up);
        QTRY_VERIFY(text()->toPlainText().contains(u"the words of mail 2."));
        QTest::mouseClick(strip->viewport(), Qt::LeftButton, {}, strip->visualItemRect(strip->item(0)).center());
        QTRY_VERIFY(text()->toPlainText().contains(u"the words of mail 1."));
        QCOMPARE(m_pane->placement(), std::optional(first));
        // One more comes; what is being read stays.
        const auto fifth = addSeen(5, {u"1@example.org"_s}, false);
        m_pane->showConversation(fifth);
        QTRY_COMPARE(strip->count(), 5);
        QCOMPARE(m_pane->placement(), std::optional(first));
        QCOMPARE(strip->currentRow(), 0);
        m_pane->showPlacement(second);
        QTRY_VERIFY(!strip->isVisible());
        Q_UNUSED(third)
    }

    void buttonsHaveNamesAndAskForWhatTheySay()
    {
        const auto placement = add(1);
        m_pane->showPlacement(placement);
        QTRY_VERIFY(text()->isVisible());
        QSignalSpy reply(m_pane.get(), &MessagePane::replyRequested);
        QSignalSpy archive(m_pane.get(), &MessagePane::archiveRequested);
        QSignalSpy removal(m_pane.get(), &MessagePane::deleteRequested);
        for (const char *name : {"Reply", "Reply all", "Forward", "Archive", "Delete"}) {
            QToolButton *button = buttonNamed(QString::fromLatin1(name));
            QVERIFY2(button, name);
            QTest::mouseClick(button, Qt::LeftButton);
        }
        QCOMPARE(reply.size(), 3);
        QCOMPARE(reply.at(0).at(0).value<mime::ReplyKind>(), mime::ReplyKind::Sender);
        QCOMPARE(reply.at(1).at(0).value<mime::ReplyKind>(), mime::ReplyKind::All);
        QCOMPARE(reply.at(2).at(0).value<mime::ReplyKind>(), mime::ReplyKind::Forward);
        QCOMPARE(reply.at(0).at(1).value<store::PlacementKey>(), placement);
        QCOMPARE(archive.size(), 1);
        QCOMPARE(removal.size(), 1);
        m_pane->activateWindow();
        text()->setFocus();
        QTest::keyClick(text(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(reply.size(), 4);
        QTest::keyClick(text(), Qt::Key_Delete);
        QCOMPARE(removal.size(), 2);
    }

    void heldArrowKeyShowsOnlyTheLast()
    {
        QList<store::PlacementKey> all;
        for (int i = 0; i < 200; ++i)
            all << add(i);
        QSignalSpy painted(m_pane.get(), &MessagePane::painted);
        qint64 longest = 0;
        for (const auto &placement : all) {
            QElapsedTimer turn;
            turn.start();
            m_pane->showPlacement(placement);
            QCoreApplication::processEvents();
            longest = qMax(longest, turn.elapsed());
        }
        QTRY_VERIFY(text()->toPlainText().contains(u"the words of mail 199."));
        QVERIFY2(longest < 150, qPrintable(QString::number(longest)));
        m_pane->showPlacement(all.first());
        m_pane->showPlacement(all.last());
        QTRY_VERIFY(text()->toPlainText().contains(u"the words of mail 199."));
    }

    void asksForABodyAndShowsItWhenItComes()
    {
        const auto placement = add(1, false);
        QSignalSpy painted(m_pane.get(), &MessagePane::painted);
        m_pane->showPlacement(placement);
        QTRY_COMPARE(state(), QStringLiteral("Loading the message…"));
        storeBody(placement, 1);
        emit m_engine->bodyFetched(placement);
        QTRY_VERIFY(!painted.isEmpty());
        QVERIFY(text()->toPlainText().contains(u"the words of mail 1."));
    }

    void answersForAnotherMessageAreIgnored()
    {
        const auto first = add(1, false);
        const auto second = add(2, false);
        m_pane->showPlacement(first);
        m_pane->showPlacement(second);
        MailError refused;
        refused.kind = MailError::Kind::Refused;
        emit m_engine->bodyFailed(first, refused);
        emit m_engine->bodyFetched(first);
        QTRY_COMPARE(state(), QStringLiteral("Loading the message…"));
        storeBody(second, 2);
        emit m_engine->bodyFetched(second);
        QTRY_VERIFY(text()->toPlainText().contains(u"the words of mail 2."));
    }

    void explainsWhenItIsOfflineAndTriesAgain()
    {
        const auto placement = add(1, false);
        sync::AccountStatus offline;
        offline.account = m_account;
        offline.phase = sync::AccountStatus::Phase::Offline;
        emit m_engine->statusChanged(offline);
        m_pane->showPlacement(placement);
        QVERIFY2(state().startsWith(u"This message has not been downloaded yet."), qPrintable(state()));
        QVERIFY(step()->isVisible());
        QCOMPARE(step()->text(), QStringLiteral("Try again"));
        storeBody(placement, 1);
        QTest::mouseClick(step(), Qt::LeftButton);
        emit m_engine->bodyFetched(placement);
        QTRY_VERIFY(text()->isVisible() && text()->toPlainText().contains(u"the words of mail 1."));
    }

    void offersTheRestOfWhatIsOnlyText()
    {
        const auto placement = add(1, false);
        const auto row = m_writer->reader().row(placement);
        QVERIFY(
            m_writer->storeText(row->message, "From: a@example.org\r\n\r\nthe text alone\r\n", QStringLiteral("text")));
        m_pane->showPlacement(placement);
        QTRY_VERIFY(text()->isVisible() && text()->toPlainText().contains(u"the text alone"));
        QVERIFY2(notice().startsWith(u"To save data only the text"), qPrintable(notice()));
        QVERIFY(action("reply")->isEnabled());
        QVERIFY(!action("viewSource")->isEnabled() && !action("saveAs")->isEnabled()); // it would not be the message
        QTest::mouseClick(noticeStep(), Qt::LeftButton);
        QCOMPARE(notice(), QStringLiteral("The rest is being fetched…"));
        MailError error;
        error.kind = MailError::Kind::Network;
        emit m_engine->bodyFailed(placement, error);
        QVERIFY2(notice().startsWith(u"The rest of this message could not be fetched."), qPrintable(notice()));
        QVERIFY(text()->toPlainText().contains(u"the text alone"));
        QTest::mouseClick(noticeStep(), Qt::LeftButton);
        storeBody(placement, 1);
        emit m_engine->bodyFetched(placement);
        QTRY_VERIFY(text()->toPlainText().contains(u"the words of mail 1."));
        QCOMPARE(notice(), QString());
        QVERIFY(action("viewSource")->isEnabled() && action("saveAs")->isEnabled());
    }

    void explainsAFailure()
    {
        const auto placement = add(1, false);
        m_pane->showPlacement(placement);
        MailError error;
        error.kind = MailError::Kind::Refused;
        error.serverText = QStringLiteral("<b>Mailbox is damaged");
        emit m_engine->bodyFailed(placement, error);
        QVERIFY(state().startsWith(u"This message could not be fetched."));
        QVERIFY(step()->isVisible());
        QVERIFY(labels().contains(u"<b>Mailbox is damaged"));
        error.kind = MailError::Kind::Network;
        QTest::mouseClick(step(), Qt::LeftButton);
        emit m_engine->bodyFailed(placement, error);
        QVERIFY(state().startsWith(u"This message has not been downloaded yet."));
    }

    void explainsWhenAnotherClientRemovedIt()
    {
        const auto placement = add(1);
        m_pane->showPlacement(placement);
        QTRY_VERIFY(text()->isVisible());
        QVERIFY(m_writer->vanish(m_inbox, UidSet::single({1})));
        QTRY_VERIFY2(state().startsWith(u"This message is no longer here."), qPrintable(state()));
        QVERIFY(!action("reply")->isEnabled());
        QVERIFY(!action("delete")->isEnabled());
        m_pane->showPlacement(store::PlacementKey{999'999});
        QVERIFY(state().startsWith(u"This message is no longer here."));
    }

    void saysHowManyAreSelected()
    {
        const auto placement = add(1);
        m_pane->showPlacement(placement);
        QTRY_VERIFY(text()->isVisible());
        m_pane->showSelection(3);
        QVERIFY2(state().contains(u"3"), qPrintable(state()));
        QVERIFY(!action("reply")->isEnabled());
        QVERIFY(action("archive")->isEnabled() && action("delete")->isEnabled());
        QVERIFY(!m_pane->placement());
        m_pane->showPlacement(placement);
        QTRY_VERIFY(text()->isVisible());
    }

    void returnsToTheReadingPosition()
    {
        const auto first = add(1);
        const auto second = add(2);
        m_pane->showPlacement(first);
        QTRY_VERIFY(text()->toPlainText().contains(u"mail 1."));
        text()->setScrollPosition(300);
        QCOMPARE(text()->scrollPosition(), 300.0);
        m_pane->showPlacement(second);
        QTRY_VERIFY(text()->toPlainText().contains(u"mail 2."));
        QCOMPARE(text()->scrollPosition(), 0.0);
        m_pane->showPlacement(first);
        QTRY_VERIFY(text()->toPlainText().contains(u"mail 1."));
        QCOMPARE(text()->scrollPosition(), 300.0);
    }

    void pagesForTheListAndAsksForTheNext()
    {
        QSignalSpy next(m_pane.get(), &MessagePane::nextRequested);
        m_pane->showPlacement(add(1));
        QTRY_VERIFY(text()->isVisible());
        m_pane->pageDown();
        QVERIFY(text()->scrollPosition() > 100);
        for (int i = 0; i < 20 && next.isEmpty(); ++i)
            m_pane->pageDown();
        QCOMPARE(next.size(), 1);
    }

    void everythingHasAName()
    {
        m_pane->showPlacement(add(1));
        QTRY_VERIFY(text()->isVisible());
        for (const QToolButton *button : m_pane->findChildren<QToolButton *>()) {
            if (qobject_cast<QLineEdit *>(button->parentWidget())) // its own clear button
                continue;
            QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->objectName()));
        }
        for (const QAction *each : m_pane->actions())
            QVERIFY(each->isSeparator() || (!each->text().isEmpty() && !each->objectName().isEmpty()));
    }

private:
    store::PlacementKey addSeen(int number, const QStringList &references, bool seen)
    {
        return add(number, true, references, seen);
    }
    store::PlacementKey add(int number, bool withBody = true, const QStringList &references = {}, bool seen = false)
    {
        store::IncomingMessage incoming;
        incoming.uid = {quint32(number + (number == 0 ? 100'000 : 0))};
        incoming.internalDate = QDateTime(QDate(2026, 11, 14), QTime(0, 15), Qt::UTC);
        incoming.envelope = mime::parseEnvelope(mailNumber(number));
        incoming.envelope.references = references;
        incoming.flags.set(Flag::Seen, seen);
        incoming.sizeOctets = mailNumber(number).size();
        const auto arrival = m_writer->addMessages(m_inbox, {incoming});
        if (!arrival || arrival->added.isEmpty())
            qFatal("cannot store");
        if (withBody)
            storeBody(arrival->added.first(), number);
        return arrival->added.first();
    }
    void storeBody(store::PlacementKey placement, int number)
    {
        const auto row = m_writer->reader().row(placement);
        if (!row || !m_writer->storeBody(row->message, mailNumber(number), QStringLiteral("words"), 0))
            qFatal("cannot store the body");
    }
    TextView *text() const { return m_pane->findChild<TextView *>(); }
    StatePage *page() const { return m_pane->findChild<StatePage *>(); }
    QString state() const { return page()->isVisible() ? page()->text() : QString(); }
    QPushButton *step() const { return page()->findChild<QPushButton *>(); }
    NoticeBar *visibleNotice() const
    {
        for (NoticeBar *bar : m_pane->findChildren<NoticeBar *>()) {
            if (bar->isVisible())
                return bar;
        }
        return nullptr;
    }
    QString notice() const { return visibleNotice() ? visibleNotice()->text() : QString(); }
    QPushButton *noticeStep() const { return visibleNotice()->findChild<QPushButton *>(); }
    QAction *action(const char *name) const { return m_pane->findChild<QAction *>(QString::fromLatin1(name)); }
    QToolButton *buttonNamed(const QString &name) const
    {
        for (QToolButton *button : m_pane->findChildren<QToolButton *>()) {
            if (button->accessibleName() == name)
                return button;
        }
        return nullptr;
    }
    QString labels() const
    {
        QString words;
        for (const QLabel *label : page()->findChildren<QLabel *>())
            words += label->isVisible() ? label->text() + u'\n' : QString();
        return words;
    }

    std::unique_ptr<QTemporaryDir> m_profile;
    std::unique_ptr<store::Writer> m_writer;
    std::unique_ptr<store::Reader> m_reader;
    std::unique_ptr<PreferencesStore> m_preferences;
    std::unique_ptr<sync::Engine> m_engine;
    std::unique_ptr<sync::Actions> m_actions;
    std::unique_ptr<sync::Submissions> m_submissions;
    std::unique_ptr<sync::AccountActions> m_accounts;
    std::unique_ptr<Services> m_services;
    std::unique_ptr<MessagePane> m_pane;
    store::AccountKey m_account;
    store::MailboxKey m_inbox;
};

QTEST_MAIN(tst_messagepane)
#include "tst_messagepane.moc"
