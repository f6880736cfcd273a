// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite/Connection.h"
#include "ui/common/EnglishPlurals.h"
#include "ui/common/NoticeBar.h"
#include "ui/composer/ComposerWindow.h"
#include "ui/folders/FolderPane.h"
#include "ui/messagelist/MessageListPane.h"
#include "ui/messagelist/MessageView.h"
#include "ui/shell/MainWindow.h"
#include "ui/support/UiProfile.h"

#include <QPushButton>
#include <QtTest>

using namespace godwit;
using namespace godwit::ui;
using namespace Qt::StringLiterals;
using Phase = sync::AccountStatus::Phase;

/// Opening a draft whose text is not here: what is said, and that it opens once the text came.
class tst_Drafts : public QObject {
    Q_OBJECT

    EnglishPlurals m_plurals;
    Timing m_timing;
    std::unique_ptr<test::UiProfile> m_profile;
    std::unique_ptr<MainWindow> m_window;
    store::PlacementKey m_draft;

    NoticeBar &bar() const { return m_window->messages().notice(); }
    QString said() const { return bar().isVisible() ? bar().text() : QString(); }
    static ComposerWindow *composer()
    {
        for (QWidget *window : QApplication::topLevelWidgets()) {
            if (auto *found = qobject_cast<ComposerWindow *>(window); found != nullptr && found->isVisible())
                return found;
        }
        return nullptr;
    }
    QPushButton *button(const QString &text) const
    {
        for (QPushButton *found : bar().findChildren<QPushButton *>()) {
            if (found->text() == text && found->isVisible())
                return found;
        }
        return nullptr;
    }
    void open() { QTest::keyClick(&m_window->messages().view(), Qt::Key_Return); }
    void bodyComes()
    {
        const QByteArray raw = "From: alice@example.org\r\nTo: bob@example.net\r\nSubject: Half a letter\r\n\r\nDear "
                               "Bob,\r\n";
        QVERIFY(m_profile->writer().storeBody(m_profile->reader().row(m_draft)->message, raw, u"Dear Bob,"_s, 0));
    }
    void serverIs(Phase phase)
    {
        sync::AccountStatus status;
        status.account = m_profile->account();
        status.phase = phase;
        emit m_profile->services().engine.statusChanged(status);
    }

private slots:
    void initTestCase() { QCoreApplication::installTranslator(&m_plurals); }
    void init()
    {
        m_profile = std::make_unique<test::UiProfile>();
        m_profile->fill();
        m_profile->services().engine.accountsChanged(); // the engine is to know of it
        QCoreApplication::processEvents();
        m_draft = m_profile->addNew(u"Drafts"_s, u"Half a letter"_s);
        m_window = std::make_unique<MainWindow>(m_profile->services(), m_timing);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->folders().select(m_profile->mailbox(u"Drafts"_s));
        m_window->messages().select(m_draft);
        QTRY_COMPARE(m_window->messages().current(), std::optional(m_draft));
    }
    void cleanup()
    {
        while (ComposerWindow *window = composer())
            delete window;
        m_window.reset();
        m_profile.reset();
    }

    void textThatIsNotHereIsSaidAndOpensWhenItCame()
    {
        open();
        QTRY_VERIFY2(said().contains(u"The text of “Half a letter” has not been downloaded yet"_s), qPrintable(said()));
        QVERIFY(!composer());
        QTest::keyClick(button(u"Try again"_s), Qt::Key_Space);
        QTRY_VERIFY(said().contains(u"not been downloaded"));
        bodyComes();
        serverIs(Phase::Connecting);
        QVERIFY(!composer());
        serverIs(Phase::UpToDate);
        QTRY_VERIFY(composer() != nullptr);
        QCOMPARE(composer()->state().subject, u"Half a letter"_s);
        QVERIFY(composer()->state().text.contains(u"Dear Bob,"));
        QVERIFY(said().isEmpty());
        serverIs(Phase::UpToDate); // once is enough
        delete composer();
        QCoreApplication::processEvents();
        QVERIFY(!composer());
    }

    void serverThatCannotBeReachedIsSaidAtOnce()
    {
        serverIs(Phase::Waiting); // its engine keeps the request and says nothing
        QSignalSpy failed(&m_profile->services().engine, &sync::Engine::bodyFailed);
        open();
        QVERIFY(failed.isEmpty());
        QTRY_VERIFY2(said().contains(u"not been downloaded"), qPrintable(said()));
        QVERIFY(!composer());
        bodyComes();
        emit m_profile->services().engine.bodyFetched(m_draft);
        QTRY_VERIFY(composer() != nullptr);
    }

    void whoClosesTheBarDoesNotWait()
    {
        open();
        QTRY_VERIFY(said().contains(u"not been downloaded"));
        QTest::keyClick(&m_window->messages().view(), Qt::Key_Escape);
        QTRY_VERIFY(said().isEmpty());
        bodyComes();
        serverIs(Phase::UpToDate);
        QSignalSpy fetched(&m_profile->services().engine, &sync::Engine::bodyFetched);
        m_profile->services().engine.fetchWhole(m_draft);
        QTRY_VERIFY(!fetched.isEmpty());
        QVERIFY2(!composer(), "it would come out of the blue");
        open();
        QTRY_VERIFY(composer() != nullptr);
        QVERIFY(said().isEmpty());
    }

    void anotherFolderEndsTheWait()
    {
        open();
        QTRY_VERIFY(said().contains(u"not been downloaded"));
        m_window->folders().select(m_profile->mailbox(u"INBOX"_s));
        QTRY_COMPARE(m_window->messages().mailbox(), m_profile->mailbox(u"INBOX"_s));
        QVERIFY(said().isEmpty());
        bodyComes();
        serverIs(Phase::UpToDate);
        QCoreApplication::processEvents();
        QVERIFY(!composer());
    }

    void damagedTextIsFetchedAgain()
    {
        bodyComes();
        {
            const auto connection = std::move(*store::Connection::open(
                store::Writer::file(m_profile->services().profile), store::Connection::Access::ReadWrite));
            QVERIFY(connection->run("UPDATE body SET encoding = 1, data = zeroblob(length(data)) WHERE message = ?",
                m_profile->reader().row(m_draft)->message));
        }
        open();
        QTRY_VERIFY2(said().contains(u"not been downloaded"), qPrintable(said()));
        QVERIFY2(!m_profile->reader().row(m_draft)->hasBody, "what cannot be read is not here");
        bodyComes();
        serverIs(Phase::Synchronising);
        QTRY_VERIFY(composer() != nullptr);
    }

    void failureIsSaidInPlainWords_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("detail");
        QTest::addColumn<QString>("words");
        QTest::newRow("damaged") << int(MailError::Kind::Storage) << int(MailError::Detail::DatabaseDamaged)
                                 << u"damaged on this computer"_s;
        QTest::newRow("gone") << int(MailError::Kind::Refused) << int(MailError::Detail::NotFound)
                              << u"neither here nor on the server"_s;
        QTest::newRow("refused") << int(MailError::Kind::Refused) << int(MailError::Detail::None)
                                 << u"could not be fetched"_s;
    }
    void failureIsSaidInPlainWords()
    {
        QFETCH(int, kind);
        QFETCH(int, detail);
        QFETCH(QString, words);
        open();
        QTRY_VERIFY(said().contains(u"not been downloaded"));
        MailError error;
        error.kind = MailError::Kind(kind);
        error.detail = MailError::Detail(detail);
        emit m_profile->services().engine.bodyFailed(m_draft, error);
        QTRY_VERIFY2(said().contains(words), qPrintable(said()));
        QTRY_VERIFY(button(u"Try again"_s) != nullptr);
    }
};

QTEST_MAIN(tst_Drafts)
#include "tst_Drafts.moc"
