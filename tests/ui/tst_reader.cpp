// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/ElidedLabel.h"
#include "ui/common/NoticeBar.h"
#include "ui/reader/FindBar.h"
#include "ui/reader/MessageHeader.h"
#include "ui/reader/MessageWindow.h"
#include "ui/reader/PrintedMessage.h"
#include "ui/reader/ReaderView.h"
#include "ui/reader/SourceWindow.h"
#include "ui/reader/TextView.h"

#include <QApplication>
#include <QBuffer>
#include <QDesktopServices>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPrinter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>

using namespace godwit;
using namespace godwit::ui;

namespace {

QByteArray plainMail(const QByteArray &body, const QByteArray &contentType = "text/plain; charset=utf-8",
    const QByteArray &subject = "Harbour trip")
{
    return "From: Seoyeon Kim <kim@example.org>\r\nTo: alice@example.org, Bob <bob@example.org>\r\nSubject: " + subject
        + "\r\nDate: Sat, 14 Nov 2026 09:15:00 +0900\r\nMIME-Version: 1.0\r\nContent-Type: " + contentType
        + "\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + body;
}

QByteArray htmlMail(const QByteArray &html)
{
    return plainMail(html, "text/html; charset=utf-8");
}

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

const QStringList Schemes{
    QStringLiteral("http"), QStringLiteral("https"), QStringLiteral("file"), QStringLiteral("mailto")};

struct File {
    QByteArray name, type, content;
};

QByteArray mailWith(const QList<File> &files)
{
    QByteArray body = "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSee the files.\r\n";
    for (const File &file : files) {
        const bool message = file.type == "message/rfc822";
        body += "--b\r\nContent-Type: " + file.type + "\r\nContent-Disposition: attachment; filename=\"" + file.name
            + "\"\r\n"
            + (message ? QByteArray("\r\n") + file.content
                       : "Content-Transfer-Encoding: base64\r\n\r\n" + file.content.toBase64())
            + "\r\n";
    }
    return plainMail(body + "--b--\r\n", "multipart/mixed; boundary=b");
}

QByteArray everyOctet()
{
    QByteArray all;
    for (int i = 0; i < 3000; ++i)
        all += char(i * 7);
    return all;
}

} // namespace

class tst_reader : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_profile = std::make_unique<QTemporaryDir>();
        m_preferences = std::make_unique<PreferencesStore>(m_profile->path());
        m_html = std::make_unique<HtmlViewLoader>(QStringLiteral("/nowhere/godwit-webview.so"));
        m_files = std::make_unique<AttachmentFiles>(m_profile->path());
        m_view =
            std::make_unique<ReaderView>(ReaderView::Tools{*m_preferences, *m_html, *m_files, m_profile->path(), {}});
        m_view->resize(680, 600);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        m_opened.clear();
    }
    void initTestCase()
    {
        for (const QString &scheme : Schemes)
            QDesktopServices::setUrlHandler(scheme, this, "opened");
    }
    void cleanupTestCase()
    {
        for (const QString &scheme : Schemes)
            QDesktopServices::unsetUrlHandler(scheme);
    }
    void cleanup()
    {
        m_view.reset();
        m_files.reset();
    }

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

    void savesAnAttachmentByteForByte()
    {
        show(mailWith({{"all.bin", "application/octet-stream", everyOctet()}}));
        auto *list = m_view->findChild<AttachmentList *>();
        QVERIFY(list->isVisible());
        QCOMPARE(list->count(), 1);
        QVERIFY(list->item(0)->data(Qt::AccessibleTextRole).toString().contains(u"all.bin"));
        list->setFocus();
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_S, Qt::ControlModifier);
        QTemporaryDir target;
        auto *dialog = m_view->findChild<QFileDialog *>();
        QTRY_VERIFY(dialog && dialog->isVisible());
        QCOMPARE(QFileInfo(dialog->selectedFiles().value(0)).fileName(), QStringLiteral("all.bin"));
        accept(dialog, target.filePath(QStringLiteral("saved.bin")));
        QTRY_VERIFY(notices().contains(u"Saved in"));
        QCOMPARE(contentOf(target.filePath(QStringLiteral("saved.bin"))), everyOctet());
        QCOMPARE(QDir(target.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }

    void savesAllWithoutReplacingAnything()
    {
        show(mailWith(
            {{"a.txt", "text/plain", "one"}, {"a.txt", "text/plain", "two"}, {"../../b.txt", "text/plain", "three"}}));
        auto *list = m_view->findChild<AttachmentList *>();
        list->setFocus();
        list->selectAll();
        QTest::keyClick(list, Qt::Key_S, Qt::ControlModifier);
        QTemporaryDir target;
        QFile existing(target.filePath(QStringLiteral("a.txt")));
        QVERIFY(existing.open(QIODevice::WriteOnly));
        existing.write("mine");
        existing.close();
        auto *dialog = m_view->findChild<QFileDialog *>();
        QTRY_VERIFY(dialog && dialog->isVisible());
        emit dialog->fileSelected(target.path());
        dialog->reject();
        QCOMPARE(contentOf(target.filePath(QStringLiteral("a.txt"))), QByteArray("mine"));
        QCOMPARE(contentOf(target.filePath(QStringLiteral("a (2).txt"))), QByteArray("one"));
        QCOMPARE(contentOf(target.filePath(QStringLiteral("a (3).txt"))), QByteArray("two"));
        QCOMPARE(QDir(target.path()).entryList(QDir::Files | QDir::Hidden).size(), 4);
    }

    void saveReplacesALinkAndNotWhatItLeadsTo()
    {
        QTemporaryDir target;
        const QString victim = target.filePath(QStringLiteral("victim"));
        QVERIFY(AttachmentFiles::save(victim, "precious"));
        const QString link = target.filePath(QStringLiteral("link"));
        QVERIFY(QFile::link(victim, link));
        QVERIFY(AttachmentFiles::save(link, "new"));
        QCOMPARE(contentOf(victim), QByteArray("precious"));
        QCOMPARE(contentOf(link), QByteArray("new"));
        QVERIFY(!QFileInfo(link).isSymLink());
        QVERIFY(!AttachmentFiles::save(target.filePath(QStringLiteral("no/such/folder")), "x"));
    }

    void opensAPrivateCopyAndRemovesIt()
    {
        show(mailWith({{"..\xe2\x80\xae"
                        "fdp.report.pdf",
            "application/pdf", everyOctet()}}));
        auto *list = m_view->findChild<AttachmentList *>();
        list->setFocus();
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(m_opened.size(), 1);
        const QString path = m_opened.first().toLocalFile();
        QCOMPARE(contentOf(path), everyOctet());
        QVERIFY(path.startsWith(m_profile->path()));
        QVERIFY(!QFileInfo(path).fileName().contains(QChar(0x202e)));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
            | QFile::WriteOther | QFile::ExeOther;
        QCOMPARE(QFile::permissions(path) & (others | QFile::ExeOwner), QFile::Permissions());
        QCOMPARE(QFile::permissions(QFileInfo(path).path()) & others, QFile::Permissions());
        m_view.reset();
        m_files.reset();
        QVERIFY(!QFile::exists(path));
        QCOMPARE(QDir(m_profile->path()).entryList({QStringLiteral("opened")}).size(), 0);
    }

    void removesWhatACrashLeft()
    {
        const QString left = m_profile->path() + QStringLiteral("/opened/abc");
        QVERIFY(QDir().mkpath(left));
        QVERIFY(AttachmentFiles::save(left + QStringLiteral("/secret.pdf"), "x"));
        const auto mine = m_files->temporaryCopy(QStringLiteral("mine.pdf"), "x");
        QVERIFY(mine);
        const AttachmentFiles files(m_profile->path());
        QVERIFY(!QFile::exists(left));
        QVERIFY2(QFile::exists(*mine), "another object of this run has it open");
    }

    void asksBeforeAProgramIsOpened_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<bool>("program");
        QTest::newRow("exe") << QByteArray("setup.exe") << QByteArray("application/octet-stream") << true;
        QTest::newRow("desktop") << QByteArray("a.DESKTOP") << QByteArray("text/plain") << true;
        QTest::newRow("script") << QByteArray("a.sh") << QByteArray("text/plain") << true;
        QTest::newRow("jar") << QByteArray("a.jar") << QByteArray("application/pdf") << true;
        QTest::newRow("appimage") << QByteArray("a.AppImage") << QByteArray("application/octet-stream") << true;
        QTest::newRow("spaces") << QByteArray("photo.jpg                .exe") << QByteArray("image/jpeg") << true;
        QTest::newRow("html") << QByteArray("invoice.html") << QByteArray("text/html") << false;
        QTest::newRow("svg") << QByteArray("drawing.svg") << QByteArray("image/svg+xml") << false;
        QTest::newRow("html by type") << QByteArray("invoice") << QByteArray("text/html") << false;
    }
    void asksBeforeAProgramIsOpened()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, type);
        QFETCH(bool, program);
        show(mailWith({{name, type, "content"}}));
        auto *list = m_view->findChild<AttachmentList *>();
        list->setFocus();
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Return);
        QVERIFY(m_opened.isEmpty());
        if (program) {
            press(QStringLiteral("Open anyway"));
            QCOMPARE(m_opened.size(), 1);
            QVERIFY(!QFileInfo(m_opened.first().toLocalFile()).isExecutable());
        } else {
            QVERIFY(!button(QStringLiteral("Open anyway")));
            press(QStringLiteral("Show its source"));
            auto *source = m_view->findChild<SourceWindow *>();
            QTRY_VERIFY(source && source->isVisible());
            source->close();
        }
    }

    void dragsOutAFileThatIsWrittenWhenItIsDropped()
    {
        show(mailWith({{"photo of us.jpg", "image/jpeg", everyOctet()}}));
        auto *list = m_view->findChild<AttachmentList *>();
        const std::unique_ptr<QMimeData> data(list->model()->mimeData({list->model()->index(0, 0)}));
        QVERIFY(data->hasUrls());
        QVERIFY2(!QFile::exists(m_profile->path() + QStringLiteral("/opened")), "not before it is dropped (S-119)");
        const QList<QUrl> urls = data->urls();
        QCOMPARE(urls.size(), 1);
        QCOMPARE(urls.first().fileName(), QStringLiteral("photo of us.jpg"));
        QCOMPARE(contentOf(urls.first().toLocalFile()), everyOctet());
        QCOMPARE(data->urls(), urls);
    }

    void opensAnAttachedMessageInAWindow_data()
    {
        const QByteArray inner = plainMail("Inner words.\r\n", "text/plain", "The inner one");
        QTest::addColumn<QByteArray>("mail");
        QTest::newRow("as it should be") << mailWith({{"inner.eml", "message/rfc822", inner}});
        QTest::newRow("as a file") << mailWith({{"inner.eml", "application/octet-stream", inner}});
        QTest::newRow("in base64") << mailWith(
            {{"inner.eml", "message/x-rfc822",
                inner}}).replace("message/x-rfc822", "message/rfc822");
        QTest::newRow("alone") << plainMail(inner, "message/rfc822");
    }
    void opensAnAttachedMessageInAWindow()
    {
        QFETCH(QByteArray, mail);
        show(mail);
        auto *list = m_view->findChild<AttachmentList *>();
        QCOMPARE(list->count(), 1);
        list->setFocus();
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Return);
        auto *window = m_view->findChild<MessageWindow *>();
        QTRY_VERIFY(window && window->isVisible());
        QTRY_COMPARE(window->windowTitle(), QStringLiteral("The inner one"));
        QVERIFY(window->findChild<TextView *>()->toPlainText().contains(u"Inner words."));
        window->close();
    }

    void savesTheWholeMessage()
    {
        const QByteArray raw = plainMail("Hello\r\n");
        show(raw);
        m_view->saveMessage();
        auto *dialog = m_view->findChild<QFileDialog *>();
        QTRY_VERIFY(dialog && dialog->isVisible());
        QCOMPARE(QFileInfo(dialog->selectedFiles().value(0)).fileName(),
            QStringLiteral("2026-11-14 Seoyeon Kim - Harbour trip.eml"));
        QTemporaryDir target;
        accept(dialog, target.filePath(QStringLiteral("m.eml")));
        QTRY_COMPARE(contentOf(target.filePath(QStringLiteral("m.eml"))), raw);
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

public slots:
    void opened(const QUrl &url) { m_opened << url; }

private:
    void show(const QByteArray &raw)
    {
        const ReadMessagePtr message = readMessage(raw, ReaderView::rules(m_preferences->current()));
        m_view->showMessage(
            message, message->message.envelope.date.value_or(QDateTime()), {QStringLiteral("alice@example.org")});
    }
    TextView *text() const { return m_view->findChild<TextView *>(); }
    static QString labels(const QWidget *parent)
    {
        QStringList words;
        for (const QLabel *label : parent->findChildren<QLabel *>()) {
            if (!label->isVisible())
                continue;
            const auto *elided = qobject_cast<const ElidedLabel *>(label);
            words << (elided ? elided->fullText() : label->text());
        }
        return words.join(u'\n');
    }
    QString notices() const
    {
        QStringList words;
        for (const NoticeBar *bar : m_view->findChildren<NoticeBar *>())
            words << (bar->isVisible() ? bar->text() : QString());
        return words.join(u'\n');
    }
    QPushButton *button(const QString &words) const
    {
        for (QPushButton *candidate : m_view->findChildren<QPushButton *>()) {
            if (candidate->text() == words && candidate->isVisible())
                return candidate;
        }
        return nullptr;
    }
    void press(const QString &words)
    {
        QPushButton *found = button(words);
        QVERIFY2(found, qPrintable(words));
        QTest::mouseClick(found, Qt::LeftButton);
    }
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
    static void accept(QFileDialog *dialog, const QString &path)
    {
        auto *field = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
        QVERIFY(field);
        field->setText(path);
        QTest::keyClick(field, Qt::Key_Return);
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be opened");
    }

    std::unique_ptr<QTemporaryDir> m_profile;
    std::unique_ptr<PreferencesStore> m_preferences;
    std::unique_ptr<HtmlViewLoader> m_html;
    std::unique_ptr<AttachmentFiles> m_files;
    std::unique_ptr<ReaderView> m_view;
    QList<QUrl> m_opened;
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
