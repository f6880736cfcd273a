// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ReaderFixture.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/NoticeBar.h"
#include "ui/reader/FindBar.h"
#include "ui/reader/MessageHeader.h"
#include "ui/reader/PrintedMessage.h"

#include <QApplication>
#include <QBuffer>
#include <QLabel>
#include <QLineEdit>
#include <QPrinter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace godwit;
using namespace godwit::ui;

namespace {

QByteArray png(const QColor &color, int size = 40)
{
    QImage image(size, size, QImage::Format_RGB32);
    image.fill(color);
    QByteArray out;
    QBuffer buffer(&out);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return out;
}

/// A person who believes the results of one server.
trust::Surroundings believing(const char *server)
{
    trust::Surroundings around;
    around.hasAccount = true;
    around.received = 9;
    around.servers = {trust::configuredServer(QString::fromLatin1(server))};
    return around;
}

} // namespace

class tst_reader : public godwit::test::ReaderFixture {
    Q_OBJECT
private slots:
    void showsWhoTheAddressAlwaysAndWhen()
    {
        show(plainMail("Hello\r\n"));
        const QString words = labels(m_view->findChild<MessageHeader *>());
        QVERIFY(words.contains(u"Harbour trip"));
        QVERIFY(words.contains(u"Seoyeon Kim"));
        QVERIFY(words.contains(u"kim@example.org"));
        QVERIFY2(words.contains(u"to you and Bob"), qPrintable(words));
        QVERIFY(words.contains(u"2026"));
    }

    void keepsTheAddressWhereThereIsLittleRoom()
    {
        show(
            plainMail("Hello\r\n").replace("Seoyeon Kim", "Seoyeon Kim of the Harbour Walks Association of the North"));
        for (const int width : {900, 480, 330}) {
            m_view->resize(width, 600);
            QCoreApplication::processEvents();
            auto *header = m_view->findChild<MessageHeader *>();
            const ElidedLabel *address = nullptr;
            for (const ElidedLabel *label : header->findChildren<ElidedLabel *>())
                address = label->fullText() == u"kim@example.org" ? label : address;
            QVERIFY(address);
            QVERIFY2(address->width() >= address->fontMetrics().horizontalAdvance(address->fullText()),
                qPrintable(QString::number(width)));
        }
    }

    void marksAMalformedSender_data() // S-049
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QString>("words");
        QTest::newRow("two angle parts") << QByteArray("Kim <kim@example.org> <mallory@evil.example>")
                                         << QStringLiteral("malformed");
        QTest::newRow("no brackets") << QByteArray("Kim kim@example.org") << QStringLiteral("malformed");
        QTest::newRow("group") << QByteArray("Friends: kim@example.org, mallory@evil.example;")
                               << QStringLiteral("names a group");
        QTest::newRow("twice") << QByteArray("Kim <kim@example.org>\r\nFrom: <mallory@evil.example>")
                               << QStringLiteral("more than once");
    }
    void marksAMalformedSender()
    {
        QFETCH(QByteArray, from);
        QFETCH(QString, words);
        ui::Preferences trusting = m_preferences->current();
        trusting.remoteImageSenders = {QStringLiteral("kim@example.org")};
        m_preferences->set(trusting);
        const QByteArray good = htmlMail("<p>Hello</p><img src=\"https://img.example/a.png\">");
        show(QByteArray(good).replace("Seoyeon Kim <kim@example.org>", from));
        auto *header = m_view->findChild<MessageHeader *>();
        QVERIFY2(labels(header).contains(words), qPrintable(labels(header)));
        QVERIFY2(labels(header).contains(u"kim@example.org"), "by the rule: the first mailbox of the first line");
        QVERIFY2(notices().contains(u"Remote images are not loaded."), "no trust because of a name");
        QVERIFY2(!button(QStringLiteral("Always for this sender")), "nor from now on");
        QTest::mouseClick(header->findChild<QWidget *>(QStringLiteral("toggleDetails")), Qt::LeftButton);
        const QString line = QString::fromUtf8(from.left(from.indexOf('\r')));
        QVERIFY2(labels(header).contains(line), "as it stands in the message");

        show(good);
        QVERIFY2(!labels(header).contains(words), "only where it is so");
        QVERIFY(!notices().contains(u"Remote images"));
    }

    void saysThatAMessageIsForged()
    {
        show("Authentication-Results: mx.example.net; dmarc=fail\r\n" + plainMail("Hello\r\n"),
            believing("example.net"));
        auto *header = m_view->findChild<MessageHeader *>();
        auto *bar = header->findChild<NoticeBar *>(QStringLiteral("trustBar"));
        QVERIFY(bar->isVisible());
        QCOMPARE(bar->text(), QStringLiteral("This message does not come from example.org, although it says so."));
        QCOMPARE(bar->accessibleName(), bar->text());
        QCOMPARE(bar->property("kind").toString(), QStringLiteral("error"));
        QPushButton *details = button(QStringLiteral("Details"));
        QVERIFY(details);
        QVERIFY2(details->focusPolicy() & Qt::TabFocus, "by keyboard too");
        QTest::keyClick(details, Qt::Key_Space);
        QVERIFY2(labels(header).contains(u"Checked by mx.example.net"), qPrintable(labels(header)));

        show(plainMail("Hello\r\n"));
        QVERIFY2(!bar->isVisible() && !labels(header).contains(u"mx.example.net"), "only where it is so");
    }

    void markOfAConfirmedSenderIsUnobtrusive()
    {
        show("Authentication-Results: mx.example.net; dmarc=pass\r\n" + plainMail("Hello\r\n"),
            believing("example.net"));
        auto *header = m_view->findChild<MessageHeader *>();
        QVERIFY(!header->findChild<NoticeBar *>(QStringLiteral("trustBar"))->isVisible());
        QVERIFY(!header->findChild<QLabel *>(QStringLiteral("trustNote"))->isVisible());
        auto *mark = header->findChild<QToolButton *>(QStringLiteral("confirmed"));
        QVERIFY(mark->isVisible());
        QCOMPARE(mark->accessibleName(), QStringLiteral("Confirmed: this message comes from example.org."));
        QTest::keyClick(mark, Qt::Key_Space);
        QVERIFY(header->isExpanded());
        QVERIFY2(labels(header).contains(u"Checked by mx.example.net"), qPrintable(labels(header)));
        show("Authentication-Results: mx.example.net; dmarc=pass\r\n" + plainMail("Hello\r\n"));
        QVERIFY2(!mark->isVisible(), "anybody may have written that line");
    }

    void firstContactIsALine()
    {
        trust::Surroundings around;
        around.hasAccount = true;
        around.received = 1;
        show(plainMail("Hello\r\n"), around);
        auto *note = m_view->findChild<QLabel *>(QStringLiteral("trustNote"));
        QVERIFY(note->isVisible());
        QCOMPARE(note->text(), QStringLiteral("This is the first message from this address."));
        QVERIFY(!m_view->findChild<NoticeBar *>(QStringLiteral("trustBar"))->isVisible());
    }

    void imagesOfASenderCountForTheSenderAlone() // S-083
    {
        ui::Preferences trusting = m_preferences->current();
        trusting.remoteImageSenders = {QStringLiteral("kim@example.org")};
        m_preferences->set(trusting);
        const QByteArray mail = htmlMail("<img src=\"https://img.example/a.png\">");
        show("Authentication-Results: mx.example.net; dmarc=fail\r\n" + mail, believing("example.net"));
        QVERIFY(notices().contains(u"Remote images are not loaded."));
        QVERIFY(!button(QStringLiteral("Always for this sender")));
        show("Authentication-Results: mx.example.net; dmarc=pass\r\n" + mail, believing("example.net"));
        QVERIFY(!notices().contains(u"Remote images"));
    }

    void everythingFromTheMessageIsPlainText()
    {
        show(mailWith({{"<b>x<b>.pdf", "application/pdf", "x"}})
                 .replace("Harbour trip", "<img src=file:///etc/passwd><b>bold"));
        for (const QLabel *label : m_view->findChildren<QLabel *>()) {
            if (!label->text().isEmpty())
                QCOMPARE(label->textFormat(), Qt::PlainText);
        }
        QVERIFY(labels(m_view->findChild<MessageHeader *>()).contains(u"<img src=file:///etc/passwd><b>bold"));
        for (const QWidget *widget : m_view->findChildren<QWidget *>())
            QVERIFY2(!Qt::mightBeRichText(widget->toolTip()) || !widget->toolTip().contains(u"<img"), "a tool tip");
    }

    void expandsRecipientsUpToTheLimit()
    {
        QByteArray many = "a0@example.org";
        for (int i = 1; i < 700; ++i)
            many += ",\r\n a" + QByteArray::number(i) + "@example.org";
        show(plainMail("x").replace("alice@example.org, Bob <bob@example.org>", many));
        auto *header = m_view->findChild<MessageHeader *>();
        QVERIFY(!header->isExpanded());
        QTest::mouseClick(header->findChild<QWidget *>(QStringLiteral("toggleDetails")), Qt::LeftButton);
        QVERIFY(header->isExpanded());
        const QString words = labels(header);
        QVERIFY(words.contains(u"a499@example.org"));
        QVERIFY(!words.contains(u"a500@example.org"));
        QVERIFY(words.contains(u"200"));
        QVERIFY2(header->height() < 400, "the message must stay in sight");
    }

    void paintsPlainText()
    {
        QSignalSpy painted(m_view.get(), &ReaderView::painted);
        show(plainMail("Hello,\r\nthe ferry leaves at 09:40.\r\n"));
        QTRY_COMPARE(painted.size(), 1);
        QCOMPARE(painted.first().first().toString(), QStringLiteral("text"));
        QCOMPARE(m_view->viewMode(), ViewMode::Plain);
        QVERIFY(text()->toPlainText().contains(u"the ferry leaves at 09:40."));
        QCOMPARE(text()->accessibleName(), QStringLiteral("Message"));
        QVERIFY(!m_view->canShow(ViewMode::Original));
        QVERIFY(!m_view->canShow(ViewMode::Simplified));
    }

    void reflowsFormatFlowed()
    {
        show(plainMail("This is one \r\nparagraph of \r\nthree lines.\r\n\r\nAnd another.\r\n",
            "text/plain; charset=utf-8; format=flowed"));
        QVERIFY2(text()->toPlainText().contains(u"This is one paragraph of three lines."),
            qPrintable(text()->toPlainText()));
    }

    void quotesHaveTheirLevelAndFold()
    {
        QByteArray body = "My answer.\r\n\r\nKim wrote:\r\n";
        for (int i = 0; i < 20; ++i)
            body += "> line " + QByteArray::number(i) + "\r\n>> deep " + QByteArray::number(i) + "\r\n";
        show(plainMail(body));
        QVERIFY(!text()->toPlainText().contains(u"line 3"));
        QVERIFY(text()->toPlainText().contains(u"Show 40 quoted line"));
        activateLink(QStringLiteral("Show 40"));
        QVERIFY(text()->toPlainText().contains(u"line 3"));
        QCOMPARE(quoteLevel(QStringLiteral("line 3")), 1);
        QCOMPARE(quoteLevel(QStringLiteral("deep 3")), 2);
        QCOMPARE(quoteLevel(QStringLiteral("My answer.")), 0);
        activateLink(QStringLiteral("Hide 40"));
        QVERIFY(!text()->toPlainText().contains(u"line 3"));
        QVERIFY2(m_opened.isEmpty(), "folding is no link to the outside");
    }

    void linksShowTheirTargetAndOpenOnlyKnownSchemes()
    {
        show(plainMail("See https://example.org/a?b=c, file:///etc/passwd and javascript:alert(1).\r\nWrite to "
                       "kim@example.org\r\n"));
        QSignalSpy hovered(m_view.get(), &ReaderView::linkHovered);
        QSignalSpy mailto(m_view.get(), &ReaderView::mailtoClicked);
        QCOMPARE(anchor(QStringLiteral("example.org/a")), QStringLiteral("https://example.org/a?b=c"));
        QVERIFY(anchor(QStringLiteral("/etc/passwd")).isEmpty());
        QVERIFY(anchor(QStringLiteral("javascript")).isEmpty());
        QTest::mouseMove(text()->viewport(), pointOf(QStringLiteral("example.org/a")));
        QTRY_VERIFY(!hovered.isEmpty() && hovered.last().first().toString() == u"https://example.org/a?b=c");
        activateLink(QStringLiteral("example.org/a"));
        QCOMPARE(m_opened, QList<QUrl>{QUrl(QStringLiteral("https://example.org/a?b=c"))});
        activateLink(QStringLiteral("kim@example.org"));
        QCOMPARE(mailto.size(), 1);
        QCOMPARE(m_opened.size(), 1);
    }

    void refusesOtherSchemesEvenWhenTheyGotIntoTheView()
    {
        show(plainMail("x"));
        for (const char *address :
            {"file:///etc/passwd", "javascript:alert(1)", "smb://host/x", "qrc:/x", "data:text/html,x"})
            emit text()->anchorClicked(QUrl(QString::fromLatin1(address)));
        QVERIFY(m_opened.isEmpty());
    }

    void warnsWhenALinkNamesAnotherHost()
    {
        show(htmlMail("<p>Go to <a href=\"https://evil.example/\">https://bank.example/</a> now.</p>"));
        activateLink(QStringLiteral("bank.example"));
        QVERIFY(m_opened.isEmpty());
        const QString notice = notices();
        QVERIFY(notice.contains(u"bank.example") && notice.contains(u"evil.example"));
        press(QStringLiteral("Open evil.example"));
        QCOMPARE(m_opened, QList<QUrl>{QUrl(QStringLiteral("https://evil.example/"))});
    }

    void dimsTheSignature()
    {
        show(plainMail("Hello\r\n\r\n-- \r\nKim\r\n"));
        const QTextBlock body = block(QStringLiteral("Hello"));
        const QTextBlock signature = block(QStringLiteral("Kim"));
        QVERIFY(body.begin().fragment().charFormat().foreground()
            != signature.begin().fragment().charFormat().foreground());
    }

    void showsPatchesInFixedWidth()
    {
        show(plainMail("diff --git a/x b/x\r\n--- a/x\r\n+++ b/x\r\n@@ -1 +1 @@\r\n-  a\r\n+  b\r\n"));
        QVERIFY(QFontInfo(text()->document()->defaultFont()).fixedPitch());
        show(plainMail("Hello\r\n"));
        QVERIFY(!QFontInfo(text()->document()->defaultFont()).fixedPitch());
    }

    void spacePagesAndThenAsksForTheNext()
    {
        show(plainMail(QByteArray("A line of text.\r\n").repeated(120)));
        QSignalSpy next(m_view.get(), &ReaderView::nextRequested);
        text()->setFocus();
        for (int i = 0; i < 50 && next.isEmpty(); ++i) {
            const double before = text()->scrollPosition();
            QTest::keyClick(text(), Qt::Key_Space);
            QVERIFY(!next.isEmpty() || text()->scrollPosition() > before);
        }
        QCOMPARE(next.size(), 1);
        QTest::keyClick(text(), Qt::Key_Space, Qt::ShiftModifier);
        QCOMPARE(next.size(), 1);
    }

    void findsInTheMessageAlsoInFoldedQuotes()
    {
        show(plainMail("Top.\r\n\r\n" + QByteArray("> heron\r\n").repeated(30)));
        m_view->openFind();
        auto *field = m_view->findChild<FindBar *>()->findChild<QLineEdit *>();
        QVERIFY(field->isVisible());
        QTest::keyClicks(field, QStringLiteral("heron"));
        QVERIFY(labels(m_view->findChild<FindBar *>()).contains(u"30"));
        QCOMPARE(text()->textCursor().selectedText(), QStringLiteral("heron"));
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!field->isVisible());
        QCOMPARE(QApplication::focusWidget(), text());
        // Another message closes it without taking the focus from where the person is.
        show(mailWith({{"b.pdf", "application/pdf", "x"}}));
        m_view->openFind();
        m_view->findChild<AttachmentList *>()->setFocus();
        QVERIFY(m_view->findChild<AttachmentList *>()->hasFocus());
        show(mailWith({{"a.pdf", "application/pdf", "x"}}));
        QVERIFY(!field->isVisible());
        QVERIFY(QApplication::focusWidget() != text());
    }

    void showsSimpleHtmlInTheNativeView()
    {
        QSignalSpy painted(m_view.get(), &ReaderView::painted);
        show(htmlMail("<p>Hello <b>Alice</b></p><script>alert(1)</script>"));
        QCOMPARE(m_view->viewMode(), ViewMode::Simplified);
        QTRY_COMPARE(painted.size(), 1);
        QCOMPARE(painted.first().first().toString(), QStringLiteral("simplified"));
        QVERIFY(text()->toPlainText().contains(u"Hello Alice"));
        QVERIFY(!text()->toPlainText().contains(u"alert"));
        m_view->setViewMode(ViewMode::Plain);
        QCOMPARE(m_view->viewMode(), ViewMode::Plain);
    }

    void saysThatItIsSimplifiedWithoutTheWebView()
    {
        show(htmlMail("<table width=600 bgcolor=red><tr><td style=\"padding:20px\">Spring routes</td></tr></table>"));
        QCOMPARE(m_view->viewMode(), ViewMode::Simplified);
        QVERIFY(text()->toPlainText().contains(u"Spring routes"));
        QVERIFY(labels(m_view.get()).contains(u"the web view is not installed"));
        show(plainMail("Hello"));
        QVERIFY(!labels(m_view.get()).contains(u"the web view is not installed"));
    }

    void saysThatRemoteImagesAreNotLoaded()
    {
        show(htmlMail("<p>Hello</p><img src=\"https://tracker.example/x.png\">"));
        QVERIFY(notices().contains(u"Remote images are not loaded."));
        QVERIFY(button(QStringLiteral("Load once")));
        QVERIFY(button(QStringLiteral("Always for this sender")));
        show(htmlMail("<p>Hello</p>"));
        QVERIFY(!notices().contains(u"Remote images"));
    }

    void nativeViewOpensNoResource_data()
    {
        QTest::addColumn<QString>("source");
        QTest::newRow("file url") << "file://%1";
        QTest::newRow("path") << "%1";
        QTest::newRow("resource") << "qrc:/icons/godwit.svg";
        QTest::newRow("short resource") << ":/icons/godwit.svg";
        QTest::newRow("share") << "//host/share.png";
        QTest::newRow("http") << "http://127.0.0.1:1/x.png";
    }
    void nativeViewOpensNoResource()
    {
        QFETCH(QString, source);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("secret.png"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(png(Qt::red, 100));
        file.close();
        // The cleaner is taken away: the view must hold by itself.
        const QString address = QString(source).replace(QStringLiteral("%1"), path);
        text()->showSimplified(QStringLiteral("<link rel=stylesheet href=\"%1\"><img src=\"%1\">").arg(address), {});
        QCOMPARE(redPixels(), 0);
        QCOMPARE(text()->document()->resource(QTextDocument::ImageResource, QUrl(address)).value<QImage>().size(),
            QSize(1, 1));
        QCOMPARE(
            text()->document()->resource(QTextDocument::StyleSheetResource, QUrl(address)).toByteArray(), QByteArray());
    }

    void showsAPageThatIsTooLargeAsText()
    {
        show(htmlMail("<table>" + QByteArray("<tr><td>heron<td>b").repeated(20'000)));
        QCOMPARE(m_view->viewMode(), ViewMode::Plain);
        QVERIFY(text()->toPlainText().contains(u"heron"));
        QVERIFY(labels(m_view.get()).contains(u"very large"));
    }

    void showsEmbeddedImages()
    {
        const QByteArray related =
            "--r\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Here: <img src=\"cid:pic@x\"></p>\r\n"
            "--r\r\nContent-Type: image/png\r\nContent-ID: <pic@x>\r\nContent-Disposition: "
            "inline\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + png(Qt::red, 60).toBase64() + "\r\n--r--\r\n";
        show(plainMail(related, "multipart/related; boundary=r"));
        QTRY_VERIFY(redPixels() > 3000);
        QVERIFY(!m_view->findChild<AttachmentList *>()->isVisible());
    }

    void printsWithoutLoadingAnything()
    {
        const ReadMessagePtr message =
            readMessage(htmlMail("<p>Paper <b>words</b> <img src=\"https://tracker.example/x.png\"></p>"), {});
        PrintedMessage printed(*message, message->message.envelope.date.value_or(QDateTime()), false);
        const QString words = printed.toPlainText();
        for (const char *expected : {"Harbour trip", "kim@example.org", "bob@example.org", "Paper words", "2026"})
            QVERIFY2(words.contains(QString::fromLatin1(expected)), qPrintable(words));
        const QUrl file = QUrl::fromLocalFile(QStringLiteral("/etc/hostname"));
        QCOMPARE(printed.resource(QTextDocument::ImageResource, file).value<QImage>().size(), QSize(1, 1));
        QTemporaryDir target;
        QPrinter printer;
        printer.setOutputFormat(QPrinter::PdfFormat);
        printer.setOutputFileName(target.filePath(QStringLiteral("m.pdf")));
        printed.print(&printer);
        QVERIFY(contentOf(target.filePath(QStringLiteral("m.pdf"))).startsWith("%PDF"));
    }

    void zooms()
    {
        show(plainMail("Hello"));
        const double before = text()->document()->defaultFont().pointSizeF();
        m_view->setZoom(1.5);
        QVERIFY(text()->document()->defaultFont().pointSizeF() > before * 1.4);
        m_view->setZoom(1);
        QCOMPARE(text()->document()->defaultFont().pointSizeF(), before);
    }

    void forgetsTheMessageWhenThereIsNone()
    {
        show(mailWith({{"a.pdf", "application/pdf", "x"}}));
        m_view->showNothing();
        QVERIFY(text()->toPlainText().isEmpty());
        QVERIFY(!m_view->findChild<AttachmentList *>()->isVisible());
        QVERIFY(!m_view->findChild<MessageHeader *>()->isVisible());
    }

    void longTextComesWhole()
    {
        QByteArray body;
        for (int i = 0; i < 3000; ++i)
            body += (i % 50 < 10 ? "> quoted " : "line ") + QByteArray::number(i) + "\r\n";
        show(plainMail(body));
        text()->setScrollPosition(20'000);
        QTRY_VERIFY(text()->toPlainText().contains(u"line 2999"));
        QCOMPARE(text()->scrollPosition(), 20'000.0);
        QCOMPARE(text()->toPlainText().count(QStringLiteral("quoted 1")),
            QString::fromLatin1(body).count(QStringLiteral("quoted 1")));
        show(plainMail(body));
        m_view->openFind();
        QTest::keyClicks(m_view->findChild<FindBar *>()->findChild<QLineEdit *>(), QStringLiteral("line 2999"));
        QCOMPARE(text()->textCursor().selectedText(), QStringLiteral("line 2999"));
    }

    void hostileTextIsShownQuickly_data()
    {
        QTest::addColumn<QByteArray>("mail");
        QTest::newRow("one word of 2 MB") << plainMail(QByteArray(2'000'000, 'x'));
        QTest::newRow("100000 quote levels") << plainMail(QByteArray(100'000, '>'));
        QTest::newRow("20000 lines") << plainMail(QByteArray("> a line of text\r\n").repeated(20'000));
        QTest::newRow("20000 quotes") << plainMail(QByteArray("> a line of text\r\n\r\n").repeated(20'000));
        QTest::newRow("tables 60 deep") << htmlMail(QByteArray("<table><tr><td>a").repeated(60));
        QTest::newRow("200000 inline tags") << htmlMail(QByteArray("<b>a</b>").repeated(200'000));
        QTest::newRow("20000 rows") << htmlMail("<table>" + QByteArray("<tr><td>a<td>b").repeated(20'000));
        QTest::newRow("a word of 200 kB") << htmlMail("<p>" + QByteArray(200'000, 'x'));
    }
    void hostileTextIsShownQuickly()
    {
        QFETCH(QByteArray, mail);
        const ReadMessagePtr message = readMessage(mail, {}); // a worker's business
        QSignalSpy painted(m_view.get(), &ReaderView::painted);
        QElapsedTimer timer;
        timer.start();
        m_view->showMessage(message, QDateTime(), {});
        QTRY_COMPARE_WITH_TIMEOUT(painted.size(), 1, 10'000);
        QVERIFY2(timer.elapsed() < 2500, qPrintable(QString::number(timer.elapsed())));
    }

private:
    QTextBlock block(const QString &words) const { return text()->document()->find(words).block(); }
    int quoteLevel(const QString &words) const
    {
        return block(words).blockFormat().intProperty(QTextFormat::BlockQuoteLevel);
    }
    QPoint pointOf(const QString &words) const
    {
        QTextCursor cursor = text()->document()->find(words);
        cursor.setPosition((cursor.anchor() + cursor.position()) / 2);
        return text()->cursorRect(cursor).center();
    }
    QString anchor(const QString &words) const
    {
        const QTextCursor cursor = text()->document()->find(words);
        return cursor.charFormat().anchorHref();
    }
    void activateLink(const QString &words)
    {
        QTest::mouseClick(text()->viewport(), Qt::LeftButton, {}, pointOf(words));
    }
    int redPixels() const
    {
        const QImage image = text()->grab().toImage();
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                count += image.pixelColor(x, y) == QColor(Qt::red) ? 1 : 0;
        }
        return count;
    }
};

int main(int argc, char *argv[])
{
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    QApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English));
    tst_reader test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_reader.moc"
