// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Compose.h"
#include "ui/ComposerTest.h"
#include "ui/common/NoticeBar.h"
#include "ui/composer/Composer.h"

#include <QSignalSpy>
#include <QTest>

using namespace godwit;
using namespace godwit::ui;
using namespace godwit::test;
using namespace Qt::StringLiterals;

/// Answering, and what leads to the outbox.
class tst_composer_sending : public ComposerTest {
    Q_OBJECT
private slots:
    void quotesBelowTheCaret();
    void answersAll();
    void saysWhereAnAnswerGoes();
    void forwardKeepsAttachments();
    void enterSplitsAQuote();
    void refusesWithoutRecipients();
    void asksOnceForEverything();
    void sendsAndUndoes();
    void sentTextIsAsTyped();
};

void tst_composer_sending::quotesBelowTheCaret()
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

void tst_composer_sending::answersAll()
{
    composeReply(m_world->services(), mime::ReplyKind::All, m_world->deliver(m_account, Original));
    ComposerWindow *window = onlyWindow();
    const QStringList all = envelopeRecipients(window->state());
    QVERIFY(all.contains(u"seoyeon@example.org"_s) && all.contains(u"jonas@example.org"_s));
    QVERIFY(!all.contains(u"alice@example.org"_s));
}

void tst_composer_sending::saysWhereAnAnswerGoes() // S-091
{
    const QByteArray elsewhere = "Reply-To: kim.private@example.net\r\n" + Original;
    composeReply(m_world->services(), mime::ReplyKind::Sender, m_world->deliver(m_account, elsewhere));
    ComposerWindow *window = onlyWindow();
    QVERIFY(window);
    QCOMPARE(pills(*window), QStringList{u"kim.private@example.net"_s});
    QCOMPARE(window->findChild<NoticeBar *>()->text(),
        u"This answer goes to kim.private@example.net, not to seoyeon@example.org, where the message says it comes "
        "from."_s);
    window->close();
    composeReply(m_world->services(), mime::ReplyKind::Forward, m_world->deliver(m_account, elsewhere));
    QVERIFY(onlyWindow());
    QVERIFY(!onlyWindow()->findChild<NoticeBar *>()->isVisible());
}

void tst_composer_sending::forwardKeepsAttachments()
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

void tst_composer_sending::enterSplitsAQuote()
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

void tst_composer_sending::refusesWithoutRecipients()
{
    ComposerWindow *window = compose();
    QTest::keyClicks(line(*window, u"Subject"_s), u"x"_s);
    QTest::keyClick(body(*window), Qt::Key_Return, Qt::ControlModifier);
    press(*window, u"Send"_s);
    QVERIFY(window->findChild<NoticeBar *>()->isVisible());
    QVERIFY(window->isVisible());
    QVERIFY(m_world->reader().outbox().isEmpty());
}

void tst_composer_sending::asksOnceForEverything()
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

void tst_composer_sending::sendsAndUndoes()
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

void tst_composer_sending::sentTextIsAsTyped()
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

QTEST_MAIN(tst_composer_sending)
#include "tst_composer_sending.moc"
