// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Compose.h"
#include "ui/ComposerTest.h"
#include "ui/common/NoticeBar.h"
#include "ui/composer/Composer.h"
#include "ui/composer/RecipientPill.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QImage>
#include <QMimeData>
#include <QTest>

using namespace godwit;
using namespace godwit::ui;
using namespace godwit::test;
using namespace Qt::StringLiterals;

/// Opening, recipients, forms of text.
class tst_composer : public ComposerTest {
    Q_OBJECT
private slots:
    void opensEmptyAndForgetsUntouched();
    void everyWidgetHasAName();
    void typesRecipientsAsPills();
    void completesFromAddressesSeen();
    void wholeAddressIsNeverReplaced();
    void backspaceAndDelRemovePills();
    void marksInvalidAddresses();
    void showsCcOnDemand();
    void signatureFollowsTheAccount();
    void richTextMakesBothForms();
    void pastedPictureGoesIntoRichText();
    void mailtoFillsAndSavesNothing();
    void opensWithFiles();
};

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
