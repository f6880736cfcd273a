// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ComposerTest.h"
#include "ui/common/NoticeBar.h"
#include "ui/composer/Composer.h"
#include "ui/composer/DraftKeeper.h"

#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTest>

using namespace godwit;
using namespace godwit::ui;
using namespace godwit::test;
using namespace Qt::StringLiterals;

/// What is written is kept.
class tst_composer_drafts : public ComposerTest {
    Q_OBJECT
private slots:
    void savesWithinASecond();
    void reopensAfterACrash();
    void closingFilesADraft();
    void closingMakesADraftsMailbox();
    void draftWaitsForAnUnknownServer();
    void editsAFiledDraft();
    void discardsOnDemand();
    void discardsWhatIsBeingSavedJustNow();
    void keepsTheTextWhenTheOutboxFails();
    void saysThatTheTextIsNotSaved();
};

void tst_composer_drafts::savesWithinASecond()
{
    ComposerWindow *window = compose();
    QTest::keyClicks(body(*window), u"Dear Bob"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!m_world->reader().drafts().isEmpty(), 1000);
    const store::StoredDraft draft = m_world->reader().drafts().first();
    QVERIFY(draft.open);
    QCOMPARE(ComposeState::fromDraft(draft)->text, u"Dear Bob"_s);
    body(*window)->insertPlainText(u", 안녕"_s);
    QTRY_COMPARE_WITH_TIMEOUT(
        ComposeState::fromDraft(m_world->reader().drafts().first())->text, u"Dear Bob, 안녕"_s, 2000);
    QCOMPARE(m_world->reader().drafts().size(), 1);
}

void tst_composer_drafts::reopensAfterACrash()
{
    ComposerWindow *window = compose();
    QTest::keyClicks(line(*window, u"To"_s), u"bob@example.org,half"_s);
    QTest::keyClicks(line(*window, u"Subject"_s), u"Plan"_s);
    window->attachFiles({QUrl::fromLocalFile(m_world->file(u"a.txt"_s, "content"))});
    QTRY_COMPARE(files(*window)->count(), 1);
    QTRY_VERIFY(!m_world->reader().drafts().isEmpty()
        && m_world->reader().draft(m_world->reader().drafts().first().key)->files.size() == 1);
    delete window; // as a crash would: nothing is closed, nothing filed
    reopenCrashedDrafts(m_world->services());
    window = onlyWindow();
    QVERIFY(window);
    QCOMPARE(window->state().subject, u"Plan"_s);
    QCOMPARE(window->state().to.size(), 2);
    QCOMPARE(window->state().attachments.first().content, QByteArray("content"));
    QCOMPARE(window->draft(), m_world->reader().drafts().first().key);
    reopenCrashedDrafts(m_world->services());
    int windows = 0;
    for (QWidget *widget : QApplication::topLevelWidgets())
        windows += qobject_cast<ComposerWindow *>(widget) ? 1 : 0;
    QCOMPARE(windows, 1);
}

void tst_composer_drafts::closingFilesADraft()
{
    const auto drafts = m_world->reader().mailboxByRole(m_account, store::Role::Drafts);
    QVERIFY(drafts);
    ComposerWindow *window = compose();
    QTest::keyClicks(line(*window, u"Subject"_s), u"Later"_s);
    QTRY_VERIFY(!m_world->reader().drafts().isEmpty());
    window->close();
    QTRY_COMPARE(m_world->reader().rowKeys(drafts->key).size(), 1);
    QTRY_VERIFY(m_world->reader().drafts().isEmpty());
    QTRY_VERIFY(!onlyWindow());
}

void tst_composer_drafts::closingMakesADraftsMailbox()
{
    const store::AccountKey imap = m_world->addImapAccount(u"i@example.org"_s, {u"INBOX"_s, u"Work"_s});
    composeNew(m_world->services(), imap);
    ComposerWindow *window = onlyWindow();
    QTest::keyClicks(body(*window), u"keep me"_s);
    window->close();
    QTRY_VERIFY(m_world->reader().mailboxByRole(imap, store::Role::Drafts));
    const auto drafts = m_world->reader().mailboxByRole(imap, store::Role::Drafts);
    QTRY_COMPARE(m_world->reader().rowKeys(drafts->key).size(), 1);
    QTRY_VERIFY(m_world->reader().drafts().isEmpty());
}

void tst_composer_drafts::draftWaitsForAnUnknownServer()
{
    const store::AccountKey imap = m_world->addImapAccount(u"i@example.org"_s, {});
    composeNew(m_world->services(), imap);
    ComposerWindow *window = onlyWindow();
    QTest::keyClicks(body(*window), u"keep me"_s);
    QTRY_COMPARE(m_world->reader().drafts().size(), 1);
    QSignalSpy failed(&m_world->services().submissions, &sync::Submissions::failed);
    window->close();
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(m_world->reader().drafts().size(), 1);
    reopenCrashedDrafts(m_world->services());
    QVERIFY(onlyWindow());
    QCOMPARE(onlyWindow()->state().text, u"keep me"_s);
}

void tst_composer_drafts::editsAFiledDraft()
{
    const auto drafts = m_world->reader().mailboxByRole(m_account, store::Role::Drafts);
    ComposerWindow *window = compose();
    QTest::keyClicks(line(*window, u"To"_s), u"bob@example.org,no address"_s);
    QTest::keyClicks(line(*window, u"Subject"_s), u"Later"_s);
    body(*window)->insertPlainText(u"첫 줄\nsecond line"_s);
    window->close();
    QTRY_COMPARE(m_world->reader().rowKeys(drafts->key).size(), 1);
    const store::PlacementKey placement = m_world->reader().rowKeys(drafts->key).first().placement;
    editDraft(m_world->services(), placement);
    window = onlyWindow();
    QVERIFY(window);
    QCOMPARE(window->state().text.trimmed(), u"첫 줄\nsecond line"_s);
    QCOMPARE(window->state().to.size(), 2);
    body(*window)->insertPlainText(u"more "_s);
    window->close();
    QTRY_VERIFY(m_world->reader().rowKeys(drafts->key).size() == 1
        && m_world->reader().rowKeys(drafts->key).first().placement != placement);
}

void tst_composer_drafts::discardsOnDemand()
{
    ComposerWindow *window = compose();
    body(*window)->insertPlainText(u"nothing worth keeping"_s);
    QTRY_VERIFY(!m_world->reader().drafts().isEmpty());
    QSignalSpy discarded(window, &ComposerWindow::discarded);
    press(*window, u"Discard"_s);
    QCOMPARE(discarded.count(), 1);
    QTRY_VERIFY(m_world->reader().drafts().isEmpty());
    const auto drafts = m_world->reader().mailboxByRole(m_account, store::Role::Drafts);
    QVERIFY(m_world->reader().rowKeys(drafts->key).isEmpty());
}

void tst_composer_drafts::discardsWhatIsBeingSavedJustNow()
{
    const auto drafts = m_world->reader().mailboxByRole(m_account, store::Role::Drafts);
    for (const bool blank : {false, true}) {
        ComposerWindow *window = compose();
        body(*window)->insertPlainText(u"nothing worth keeping"_s);
        if (blank)
            body(*window)->clear();
        window->findChild<DraftKeeper *>()->saveNow(); // its answer can come only when we go back to the event loop
        if (blank)
            window->close();
        else
            press(*window, u"Discard"_s);
        QTRY_VERIFY(!anyWindow());
        QTRY_VERIFY(m_world->reader().drafts().isEmpty());
        QVERIFY(m_world->reader().rowKeys(drafts->key).isEmpty());
    }
}

void tst_composer_drafts::keepsTheTextWhenTheOutboxFails()
{
    UiWorld silent(UiWorld::Mode::Silent);
    QVERIFY(silent.addAccount(u"Alice Han"_s, u"alice@example.org"_s));
    composeNew(silent.services());
    const std::unique_ptr<ComposerWindow> window(onlyWindow());
    QTest::keyClicks(line(*window, u"To"_s), u"bob@example.org,"_s);
    QTest::keyClicks(line(*window, u"Subject"_s), u"x"_s);
    press(*window, u"Send"_s);
    // It is built in a worker and then waits for an answer that does not come.
    MailError full;
    full.kind = MailError::Kind::Storage;
    full.detail = MailError::Detail::DiskFull;
    auto *notice = window->findChild<NoticeBar *>();
    QTRY_VERIFY2((emit silent.services().submissions.failed(full), notice->isVisible()), "no bar");
    QVERIFY(window->isVisible());
    QVERIFY(body(*window)->isEnabled());
    QVERIFY(named(*window, u"Try again"_s));
    QCOMPARE(window->state().subject, u"x"_s);
    QCOMPARE(pills(*window), QStringList{u"bob@example.org"_s});
}

void tst_composer_drafts::saysThatTheTextIsNotSaved()
{
    UiWorld silent(UiWorld::Mode::Silent);
    QVERIFY(silent.addAccount(u"Alice Han"_s, u"alice@example.org"_s));
    composeNew(silent.services());
    const std::unique_ptr<ComposerWindow> window(onlyWindow());
    auto *notice = window->findChild<NoticeBar *>();
    MailError full;
    full.kind = MailError::Kind::Storage;
    full.detail = MailError::Detail::DiskFull;
    emit silent.services().submissions.failed(full);
    QVERIFY2(!notice->isVisible(), "somebody else's failure");
    QTest::keyClicks(body(*window), u"precious"_s);
    QTRY_VERIFY2((emit silent.services().submissions.failed(full), notice->isVisible()), "no bar");
    QVERIFY(named(*window, u"Copy text"_s));
    press(*window, u"Copy text"_s);
    QCOMPARE(QApplication::clipboard()->text(), u"precious"_s);
}

QTEST_MAIN(tst_composer_drafts)
#include "tst_composer_drafts.moc"
