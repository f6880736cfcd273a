// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Compose.h"
#include "models/MessageListModel.h"
#include "models/Roles.h"
#include "ui/UiWorld.h"
#include "ui/common/NoticeBar.h"
#include "ui/composer/BodyEditor.h"
#include "ui/composer/Composer.h"
#include "ui/composer/ComposerWindow.h"
#include "ui/composer/DraftKeeper.h"
#include "ui/composer/DropOverlay.h"
#include "ui/composer/RecipientPill.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QDragEnterEvent>
#include <QImage>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace godwit;
using namespace godwit::ui;
using namespace godwit::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Original =
    "From: Seoyeon Kim <seoyeon@example.org>\r\nTo: Alice Han <alice@example.org>, Jonas <jonas@example.org>\r\n"
    "Subject: Harbour trip in May\r\nDate: Sun, 22 Nov 2026 10:42:00 +0000\r\n"
    "Message-ID: <trip@example.org>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    "The ferry leaves at 09:40.\r\n";

ComposerWindow *onlyWindow()
{
    ComposerWindow *found = nullptr;
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (auto *window = qobject_cast<ComposerWindow *>(widget); window && window->isVisible())
            found = window;
    }
    return found;
}

ComposerWindow *anyWindow()
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (auto *window = qobject_cast<ComposerWindow *>(widget))
            return window;
    }
    return nullptr;
}

QStringList pills(const ComposerWindow &window)
{
    QStringList names;
    for (const RecipientPill *pill : window.findChildren<RecipientPill *>()) {
        if (!pill->isHidden())
            names << pill->address().addr;
    }
    return names;
}

void sendDrag(QWidget *target, QEvent::Type type, const QMimeData &data, QPoint at)
{
    if (type == QEvent::DragEnter) {
        QDragEnterEvent event(at, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &event);
    } else if (type == QEvent::DragMove) {
        QDragMoveEvent event(at, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &event);
    } else {
        QDropEvent event(at, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &event);
        QCOMPARE(event.dropAction(), Qt::CopyAction); // never a move: the original must stay
    }
}

} // namespace

class tst_composer : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void opensEmptyAndForgetsUntouched();
    void everyWidgetHasAName();
    void typesRecipientsAsPills();
    void completesFromAddressesSeen();
    void wholeAddressIsNeverReplaced();
    void backspaceAndDelRemovePills();
    void marksInvalidAddresses();
    void showsCcOnDemand();
    void dropsTwoFilesAnywhere_data();
    void dropsTwoFilesAnywhere();
    void takesMessagesOfTheList();
    void refusesFolders();
    void pastesFiles();
    void delRemovesAnAttachment();
    void attachedFileIsSafeFromChange();
    void warnsOfPrivateKeys();
    void savesWithinASecond();
    void reopensAfterACrash();
    void closingFilesADraft();
    void closingMakesADraftsMailbox();
    void draftWaitsForAnUnknownServer();
    void editsAFiledDraft();
    void discardsOnDemand();
    void discardsWhatIsBeingSavedJustNow();
    void quotesBelowTheCaret();
    void answersAll();
    void forwardKeepsAttachments();
    void enterSplitsAQuote();
    void signatureFollowsTheAccount();
    void refusesWithoutRecipients();
    void asksOnceForEverything();
    void sendsAndUndoes();
    void sentTextIsAsTyped();
    void keepsTheTextWhenTheOutboxFails();
    void saysThatTheTextIsNotSaved();
    void richTextMakesBothForms();
    void pastedPictureGoesIntoRichText();
    void mailtoFillsAndSavesNothing();
    void opensWithFiles();

private:
    ComposerWindow *compose();
    static QLineEdit *line(const ComposerWindow &window, const QString &name) { return named<QLineEdit>(window, name); }
    static BodyEditor *body(const ComposerWindow &window) { return window.findChild<BodyEditor *>(); }
    static QListWidget *files(const ComposerWindow &window) { return named<QListWidget>(window, u"Attachments"_s); }
    static void press(const ComposerWindow &window, const QString &name);
    store::AccountKey m_account;
    std::unique_ptr<UiWorld> m_world;
};

void tst_composer::init()
{
    m_world = std::make_unique<UiWorld>();
    m_account = m_world->addAccount(u"Alice Han"_s, u"alice@example.org"_s);
    QVERIFY(m_account);
}

void tst_composer::cleanup()
{
    while (ComposerWindow *window = anyWindow())
        delete window;
    m_world.reset();
}

ComposerWindow *tst_composer::compose()
{
    composeNew(m_world->services());
    ComposerWindow *window = onlyWindow();
    if (window)
        QApplication::setActiveWindow(window);
    return window;
}

void tst_composer::press(const ComposerWindow &window, const QString &name)
{
    auto *button = named<QAbstractButton>(window, name);
    QVERIFY2(button, qPrintable(name));
    QTest::mouseClick(button, Qt::LeftButton);
}

void tst_composer::opensEmptyAndForgetsUntouched()
{
    ComposerWindow *window = compose();
    QVERIFY(window);
    QVERIFY(line(*window, u"To"_s)->hasFocus());
    window->close();
    QTRY_VERIFY(!onlyWindow());
    QVERIFY(m_world->reader().drafts().isEmpty());
}

void tst_composer::everyWidgetHasAName()
{
    ComposerWindow *window = compose();
    for (const QString &name : {u"From"_s, u"To"_s, u"Cc"_s, u"Bcc"_s, u"Subject"_s, u"Message text"_s,
             u"Attachments"_s, u"Attach"_s, u"Send"_s})
        QVERIFY2(named(*window, name), qPrintable(name));
    QAccessibleInterface *from = QAccessible::queryAccessibleInterface(named<QComboBox>(*window, u"From"_s));
    QCOMPARE(from->text(QAccessible::Name), u"From"_s);
    QVERIFY(from->text(QAccessible::Value).contains(u"alice@example.org"_s));
    QTest::keyClicks(line(*window, u"To"_s), u"bob@example.org,"_s);
    press(*window, u"Formatting"_s);
    const QStringList bad = unnamed(*window);
    QVERIFY2(bad.isEmpty(), qPrintable(bad.join(u", "_s)));
    QVERIFY(!window->windowTitle().isEmpty());
}

void tst_composer::typesRecipientsAsPills()
{
    ComposerWindow *window = compose();
    QLineEdit *to = line(*window, u"To"_s);
    QTest::keyClicks(to, u"bob@example.org,"_s);
    QTest::keyClicks(to, u"\"Kim, Seoyeon\" <seoyeon@example.org>"_s);
    QTest::keyClick(to, Qt::Key_Return);
    to->insert(u"김서연 <kim@example.kr>"_s); // what an input method does
    QTest::keyClick(to, Qt::Key_Tab);
    QCOMPARE(pills(*window), (QStringList{u"bob@example.org"_s, u"seoyeon@example.org"_s, u"kim@example.kr"_s}));
    QCOMPARE(window->state().to.at(1).name, u"Kim, Seoyeon"_s);
    QCOMPARE(window->state().to.at(2).name, u"김서연"_s);
    QVERIFY(to->text().isEmpty());
}

void tst_composer::completesFromAddressesSeen()
{
    QVERIFY(m_world->deliver(m_account, Original));
    ComposerWindow *window = compose();
    QLineEdit *to = line(*window, u"To"_s);
    QTest::keyClicks(to, u"seo"_s);
    QAbstractItemView *popup = window->findChild<QCompleter *>()->popup();
    QTRY_VERIFY(popup->isVisible());
    QVERIFY(popup->model()->index(0, 0).data().toString().contains(u"seoyeon@example.org"_s));
    QTest::keyClick(to, Qt::Key_Return);
    QCOMPARE(pills(*window), QStringList{u"seoyeon@example.org"_s});
    QVERIFY(!popup->isVisible());
}

void tst_composer::wholeAddressIsNeverReplaced()
{
    QVERIFY(m_world->deliver(m_account, Original));
    ComposerWindow *window = compose();
    QLineEdit *to = line(*window, u"To"_s);
    QTest::keyClicks(to, u"seoyeon@example.or"_s);
    QTest::keyClick(to, Qt::Key_Return);
    QCOMPARE(pills(*window), QStringList{u"seoyeon@example.or"_s});
}

void tst_composer::backspaceAndDelRemovePills()
{
    ComposerWindow *window = compose();
    QLineEdit *to = line(*window, u"To"_s);
    QTest::keyClicks(to, u"a@example.org,b@example.org,"_s);
    QTest::keyClick(to, Qt::Key_Backspace);
    QWidget *focused = window->focusWidget();
    QVERIFY(qobject_cast<RecipientPill *>(focused));
    QTest::keyClick(focused, Qt::Key_Delete);
    QCOMPARE(pills(*window), QStringList{u"a@example.org"_s});
}

void tst_composer::marksInvalidAddresses()
{
    ComposerWindow *window = compose();
    QLineEdit *to = line(*window, u"To"_s);
    QTest::keyClicks(to, u"nobody"_s);
    QTest::keyClick(to, Qt::Key_Return);
    const auto *pill = window->findChild<RecipientPill *>();
    QVERIFY(pill);
    QVERIFY(!pill->accessibleDescription().isEmpty());
    press(*window, u"Send"_s);
    QVERIFY(window->findChild<NoticeBar *>()->text().contains(u"nobody"_s));
    QVERIFY(m_world->reader().outbox().isEmpty());
}

void tst_composer::showsCcOnDemand()
{
    ComposerWindow *window = compose();
    QVERIFY(!line(*window, u"Cc"_s) || !line(*window, u"Cc"_s)->isVisible());
    press(*window, u"Cc"_s);
    QTRY_VERIFY(line(*window, u"Cc"_s));
    QVERIFY(line(*window, u"Cc"_s)->isVisible());
    QTest::keyClicks(line(*window, u"Cc"_s), u"c@example.org"_s);
    QCOMPARE(window->state().cc.value(0).addr, u"c@example.org"_s);
}

void tst_composer::dropsTwoFilesAnywhere_data()
{
    QTest::addColumn<QString>("where");
    QTest::newRow("the window") << QString();
    QTest::newRow("the text") << u"Message text"_s;
    QTest::newRow("a field") << u"Subject"_s;
}

void tst_composer::dropsTwoFilesAnywhere()
{
    QFETCH(QString, where);
    ComposerWindow *window = compose();
    const QByteArray first(5000, 'a');
    const QByteArray second("\0\1\2\r\n.\r\n", 8);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(m_world->file(u"tickets.pdf"_s, first)),
        QUrl::fromLocalFile(m_world->file(u"지도.bin"_s, second))});
    QWidget *target = window;
    if (where == "Message text"_L1)
        target = body(*window)->viewport();
    else if (!where.isEmpty())
        target = line(*window, where);
    sendDrag(target, QEvent::DragEnter, data, {20, 10});
    auto *overlay = window->findChild<DropOverlay *>();
    QVERIFY(overlay->isVisible());
    QCOMPARE(overlay->geometry(), window->rect());
    sendDrag(overlay, QEvent::DragEnter, data, {200, 200});
    sendDrag(overlay, QEvent::DragMove, data, {210, 210});
    sendDrag(overlay, QEvent::Drop, data, {210, 210});
    QVERIFY(!overlay->isVisible());
    QTRY_COMPARE(files(*window)->count(), 2);
    QVERIFY(files(*window)->isVisible());
    QVERIFY(files(*window)->item(0)->text().contains(u"tickets.pdf"_s));
    QCOMPARE(window->state().attachments.at(0).content, first);
    QCOMPARE(window->state().attachments.at(1).content, second);
    QVERIFY2(!body(*window)->plainBody().contains(u"file:"_s), "the drop also went into the text");
}

void tst_composer::takesMessagesOfTheList()
{
    const store::PlacementKey message = m_world->deliver(m_account, Original);
    ComposerWindow *window = compose();
    QMimeData data;
    data.setData(QLatin1StringView(models::PlacementsMimeType), models::MessageListModel::encode({message}));
    sendDrag(body(*window)->viewport(), QEvent::DragEnter, data, {20, 10});
    auto *overlay = window->findChild<DropOverlay *>();
    QVERIFY(overlay->isVisible());
    sendDrag(overlay, QEvent::DragMove, data, {210, 210});
    sendDrag(overlay, QEvent::Drop, data, {210, 210});
    QCOMPARE(files(*window)->count(), 1);
    const ComposeAttachment attached = window->state().attachments.first();
    QCOMPARE(attached.content, Original);
    QCOMPARE(attached.name, u"2026-11-22 Seoyeon Kim - Harbour trip in May.eml"_s);
}

void tst_composer::refusesFolders()
{
    ComposerWindow *window = compose();
    window->attachFiles({QUrl::fromLocalFile(m_world->folder()), QUrl(u"https://example.org/x.png"_s)});
    auto *notice = window->findChild<NoticeBar *>();
    QTRY_VERIFY(notice->text().contains(u"folder"_s));
    QCOMPARE(files(*window)->count(), 0);
}

void tst_composer::pastesFiles()
{
    ComposerWindow *window = compose();
    auto *data = new QMimeData;
    data->setUrls({QUrl::fromLocalFile(m_world->file(u"notes.txt"_s, "hello"))});
    QApplication::clipboard()->setMimeData(data);
    body(*window)->setFocus();
    QTest::keySequence(body(*window), QKeySequence::Paste);
    QTRY_COMPARE(files(*window)->count(), 1);
    QVERIFY(body(*window)->plainBody().trimmed().isEmpty());
}

void tst_composer::delRemovesAnAttachment()
{
    ComposerWindow *window = compose();
    window->attachFiles(
        {QUrl::fromLocalFile(m_world->file(u"a.txt"_s, "a")), QUrl::fromLocalFile(m_world->file(u"b.txt"_s, "b"))});
    QTRY_COMPARE(files(*window)->count(), 2);
    files(*window)->setCurrentRow(0);
    QTest::keyClick(files(*window), Qt::Key_Delete);
    QCOMPARE(files(*window)->count(), 1);
    QCOMPARE(window->state().attachments.first().name, u"b.txt"_s);
}

void tst_composer::attachedFileIsSafeFromChange()
{
    ComposerWindow *window = compose();
    const QString path = m_world->file(u"plan.txt"_s, "as it was");
    window->attachFiles({QUrl::fromLocalFile(path)});
    QTRY_COMPARE(files(*window)->count(), 1);
    m_world->file(u"plan.txt"_s, "");
    QVERIFY(QFile::remove(path));
    QCOMPARE(window->state().attachments.first().content, QByteArray("as it was"));
}

void tst_composer::warnsOfPrivateKeys()
{
    ComposerWindow *window = compose();
    window->attachFiles({QUrl::fromLocalFile(m_world->file(u"id_x"_s, "-----BEGIN OPENSSH PRIVATE KEY-----\n"))});
    QTRY_COMPARE(files(*window)->count(), 1);
    QTRY_VERIFY(window->findChild<NoticeBar *>()->isVisible());
    press(*window, u"Remove"_s);
    QCOMPARE(files(*window)->count(), 0);
}

void tst_composer::savesWithinASecond()
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

void tst_composer::reopensAfterACrash()
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

void tst_composer::closingFilesADraft()
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

void tst_composer::closingMakesADraftsMailbox()
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

void tst_composer::draftWaitsForAnUnknownServer()
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

void tst_composer::editsAFiledDraft()
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

void tst_composer::discardsOnDemand()
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

void tst_composer::discardsWhatIsBeingSavedJustNow()
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

void tst_composer::quotesBelowTheCaret()
{
    const store::PlacementKey original = m_world->deliver(m_account, Original);
    composeReply(m_world->services(), mime::ReplyKind::Sender, original);
    ComposerWindow *window = onlyWindow();
    QVERIFY(window);
    QCOMPARE(pills(*window), QStringList{u"seoyeon@example.org"_s});
    QCOMPARE(window->state().subject, u"Re: Harbour trip in May"_s);
    QCOMPARE(window->state().answered, original);
    QCOMPARE(window->state().inReplyTo, QStringList{u"trip@example.org"_s});
    QCOMPARE(body(*window)->textCursor().position(), 0);
    const QStringList lines = body(*window)->plainBody().split(u'\n');
    QVERIFY(lines.at(0).isEmpty());
    QVERIFY(lines.filter(u"Seoyeon Kim wrote:"_s).size() == 1);
    QVERIFY(lines.contains(u"> The ferry leaves at 09:40."_s));
    QTest::keyClicks(body(*window), u"Fine."_s);
    QVERIFY(body(*window)->plainBody().startsWith(u"Fine.\n"_s));
}

void tst_composer::answersAll()
{
    composeReply(m_world->services(), mime::ReplyKind::All, m_world->deliver(m_account, Original));
    ComposerWindow *window = onlyWindow();
    const QStringList all = envelopeRecipients(window->state());
    QVERIFY(all.contains(u"seoyeon@example.org"_s) && all.contains(u"jonas@example.org"_s));
    QVERIFY(!all.contains(u"alice@example.org"_s));
}

void tst_composer::forwardKeepsAttachments()
{
    const QByteArray withFile =
        "From: s@example.org\r\nTo: alice@example.org\r\nSubject: File\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n"
        "See it.\r\n--x\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; "
        "filename=a.bin\r\nContent-Transfer-Encoding: base64\r\n\r\nAAEC/w==\r\n--x--\r\n";
    const store::PlacementKey original = m_world->deliver(m_account, withFile);
    composeReply(m_world->services(), mime::ReplyKind::Forward, original);
    ComposerWindow *window = onlyWindow();
    QCOMPARE(files(*window)->count(), 1);
    QCOMPARE(window->state().attachments.first().content, QByteArray("\0\1\2\xff", 4));
    QCOMPARE(window->state().forwarded, original);
    QVERIFY(body(*window)->plainBody().contains(u"See it."_s));
}

void tst_composer::enterSplitsAQuote()
{
    composeReply(m_world->services(), mime::ReplyKind::Sender, m_world->deliver(m_account, Original));
    ComposerWindow *window = onlyWindow();
    QTextCursor cursor = body(*window)->document()->find(u"leaves"_s);
    cursor.setPosition(cursor.selectionStart());
    body(*window)->setTextCursor(cursor);
    QTest::keyClick(body(*window), Qt::Key_Return);
    QTest::keyClicks(body(*window), u"when?"_s);
    QVERIFY(body(*window)->plainBody().contains(u"> The ferry \nwhen?\n> leaves at 09:40."_s));
}

void tst_composer::signatureFollowsTheAccount()
{
    const store::AccountKey work =
        m_world->addAccount(u"Alice"_s, u"alice@work.example"_s, u"Alice Han\nHarbour Ltd"_s);
    composeNew(m_world->services(), work);
    ComposerWindow *window = onlyWindow();
    QVERIFY(body(*window)->plainBody().endsWith(u"-- \nAlice Han\nHarbour Ltd"_s));
    auto *from = named<QComboBox>(*window, u"From"_s);
    QCOMPARE(from->currentData().toLongLong(), work.value);
    from->setCurrentIndex(0);
    emit from->activated(0);
    QVERIFY(!body(*window)->plainBody().contains(u"Harbour Ltd"_s));
    QCOMPARE(window->state().account, m_account);
}

void tst_composer::refusesWithoutRecipients()
{
    ComposerWindow *window = compose();
    QTest::keyClicks(line(*window, u"Subject"_s), u"x"_s);
    QTest::keyClick(body(*window), Qt::Key_Return, Qt::ControlModifier);
    press(*window, u"Send"_s);
    QVERIFY(window->findChild<NoticeBar *>()->isVisible());
    QVERIFY(window->isVisible());
    QVERIFY(m_world->reader().outbox().isEmpty());
}

void tst_composer::asksOnceForEverything()
{
    ComposerWindow *window = compose();
    QTest::keyClicks(line(*window, u"To"_s), u"bob@example.org,"_s);
    body(*window)->insertPlainText(u"지도를 첨부합니다."_s);
    press(*window, u"Send"_s);
    const QString question = window->findChild<NoticeBar *>()->text();
    QVERIFY(question.contains(u"subject"_s) && question.contains(u"attach"_s));
    QVERIFY(window->isVisible());
    press(*window, u"Send anyway"_s);
    QTRY_COMPARE(m_world->reader().outbox().size(), 1);
    QTRY_VERIFY(!window->isVisible());
}

void tst_composer::sendsAndUndoes()
{
    Preferences preferences = m_world->preferences().current();
    preferences.undoSendSeconds = 30;
    m_world->preferences().set(preferences);
    const store::PlacementKey original = m_world->deliver(m_account, Original);
    composeReply(m_world->services(), mime::ReplyKind::Sender, original);
    ComposerWindow *window = onlyWindow();
    QTest::keyClicks(body(*window), u"Nine is fine"_s);
    window->attachFiles({QUrl::fromLocalFile(m_world->file(u"map.bin"_s, "map"))});
    QTRY_COMPARE(files(*window)->count(), 1);
    const int caret = body(*window)->textCursor().position();
    QTRY_VERIFY(!m_world->reader().drafts().isEmpty());
    QTest::keyClick(window, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(m_world->reader().outbox().size(), 1);
    QTRY_VERIFY(!window->isVisible());
    const store::Submission row = m_world->reader().outbox().first();
    QCOMPARE(row.state, store::SubmissionState::Held);
    QCOMPARE(row.recipients, QStringList{u"seoyeon@example.org"_s});
    QCOMPARE(row.envelopeFrom, u"alice@example.org"_s);
    QCOMPARE(row.answered, original);
    const qint64 left = QDateTime::currentDateTimeUtc().secsTo(row.next);
    QVERIFY2(left > 20 && left <= 30, qPrintable(QString::number(left)));
    QVERIFY2(m_world->reader().drafts().isEmpty(), "the draft must go in the same transaction");

    QSignalSpy back(&m_world->services().submissions, &sync::Submissions::takenBack);
    m_world->services().submissions.takeBack(row.key);
    QTRY_COMPARE(back.count(), 1);
    reopenTakenBack(m_world->services(), row.key, back.first().at(1).toByteArray());
    QTRY_VERIFY(window->isVisible());
    QCOMPARE(onlyWindow(), window);
    QVERIFY(body(*window)->plainBody().startsWith(u"Nine is fine"_s));
    QCOMPARE(body(*window)->textCursor().position(), caret);
    QVERIFY2(body(*window)->document()->isUndoAvailable(), "the undo stack is gone");
    QCOMPARE(files(*window)->count(), 1);
    QTRY_COMPARE(m_world->reader().drafts().size(), 1);
    QVERIFY(m_world->reader().outbox().isEmpty());
}

void tst_composer::sentTextIsAsTyped()
{
    ComposerWindow *window = compose();
    QTest::keyClicks(line(*window, u"To"_s), u"bob@example.org,"_s);
    line(*window, u"Subject"_s)->insert(u"5월 항구 여행"_s);
    emit line(*window, u"Subject"_s)->textEdited({});
    const QString text =
        u"  indented\n\nA line that is much longer than seventy-eight characters stays one line, whatever "
        "old rules say about it.\nFrom here\n.\n아홉 시 😀 "_s;
    body(*window)->insertPlainText(text);
    press(*window, u"Send"_s);
    QTRY_COMPARE(m_world->reader().outbox().size(), 1);
    const mime::Message sent =
        mime::parse(m_world->reader().submissionContent(m_world->reader().outbox().first().key).value_or(QByteArray()));
    QCOMPARE(sent.body.text.endsWith(u'\n') ? sent.body.text.chopped(1) : sent.body.text, text);
    QCOMPARE(sent.envelope.subject.value_or(QString()), u"5월 항구 여행"_s);
    QVERIFY(!sent.body.textIsFlowed);
    QVERIFY(sent.body.html.isEmpty());
}

void tst_composer::keepsTheTextWhenTheOutboxFails()
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

void tst_composer::saysThatTheTextIsNotSaved()
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

void tst_composer::richTextMakesBothForms()
{
    ComposerWindow *window = compose();
    QTest::keyClicks(line(*window, u"To"_s), u"bob@example.org,"_s);
    QTest::keyClicks(line(*window, u"Subject"_s), u"x"_s);
    press(*window, u"Formatting"_s);
    QVERIFY(body(*window)->isRich());
    QTest::keyClicks(body(*window), u"plain "_s);
    press(*window, u"Bold"_s);
    QTest::keyClicks(body(*window), u"strong"_s);
    press(*window, u"Send"_s);
    QTRY_COMPARE(m_world->reader().outbox().size(), 1);
    const mime::Message sent =
        mime::parse(m_world->reader().submissionContent(m_world->reader().outbox().first().key).value_or(QByteArray()));
    QCOMPARE(sent.body.text.trimmed(), u"plain strong"_s);
    QVERIFY(sent.body.html.contains(u"<b>strong</b>"_s));
}

void tst_composer::pastedPictureGoesIntoRichText()
{
    ComposerWindow *window = compose();
    QImage picture(20, 10, QImage::Format_RGB32);
    picture.fill(Qt::red);
    auto *data = new QMimeData;
    data->setImageData(picture);
    QApplication::clipboard()->setMimeData(data);
    QTest::keySequence(body(*window), QKeySequence::Paste);
    QTRY_COMPARE(files(*window)->count(), 1); // plain text: a file
    press(*window, u"Formatting"_s);
    auto *again = new QMimeData;
    again->setImageData(picture);
    QApplication::clipboard()->setMimeData(again);
    QTest::keySequence(body(*window), QKeySequence::Paste);
    QCOMPARE(files(*window)->count(), 1); // rich text: in the text
    QCOMPARE(body(*window)->pictures().size(), 1);
    QVERIFY(body(*window)->htmlBody().contains(u"<img src=\"cid:"_s + body(*window)->pictures().first().contentId));
}

void tst_composer::mailtoFillsAndSavesNothing()
{
    composeMailto(m_world->services(),
        QUrl(u"mailto:bob@example.org?subject=Hi&body=<b>one</b>%0Atwo&bcc=spy@example.net&attach=/etc/passwd"_s));
    ComposerWindow *window = onlyWindow();
    QVERIFY(window);
    QCOMPARE(window->state().subject, u"Hi"_s);
    QVERIFY(body(*window)->plainBody().startsWith(u"<b>one</b>\ntwo"_s));
    QVERIFY2(line(*window, u"Bcc"_s)->isVisible(), "a hidden recipient must be seen");
    QCOMPARE(window->state().bcc.value(0).addr, u"spy@example.net"_s);
    QVERIFY(window->state().attachments.isEmpty());
    window->close();
    QTRY_VERIFY(!onlyWindow());
    QVERIFY2(m_world->reader().drafts().isEmpty(), "saved before the person did anything");
    const auto drafts = m_world->reader().mailboxByRole(m_account, store::Role::Drafts);
    QVERIFY(m_world->reader().rowKeys(drafts->key).isEmpty());
}

void tst_composer::opensWithFiles()
{
    composeFiles(m_world->services(), {m_world->file(u"a.txt"_s, "a"), m_world->file(u"b.txt"_s, "b")});
    ComposerWindow *window = onlyWindow();
    QTRY_COMPARE(files(*window)->count(), 2);
}

QTEST_MAIN(tst_composer)
#include "tst_composer.moc"
