// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/NoticeBar.h"
#include "ui/reader/ReaderView.h"
#include "ui/reader/TextView.h"

#include <QApplication>
#include <QBuffer>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <unistd.h>

using namespace godwit;
using namespace godwit::ui;

namespace {

constexpr const char *SandboxVariable = "QTWEBENGINE_DISABLE_SANDBOX";
const QColor Red(220, 20, 30);

QByteArray redPng()
{
    QImage image(200, 200, QImage::Format_RGB32);
    image.fill(Red);
    QByteArray out;
    QBuffer buffer(&out);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return out;
}

/// Serves one picture under every path.
class PictureServer : public QTcpServer {
public:
    PictureServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                requests << socket->readAll();
                const QByteArray body = redPng();
                socket->write("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nConnection: close\r\nContent-Length: "
                    + QByteArray::number(body.size()) + "\r\n\r\n" + body);
                socket->disconnectFromHost();
            });
        });
    }
    QByteArray url() const { return "http://127.0.0.1:" + QByteArray::number(serverPort()) + "/hero.png"; }
    QByteArrayList requests;
};

QByteArray newsletter(const QByteArray &image, const QByteArray &from = "letters@trailnotes.example")
{
    return "From: Trail Notes <" + from
        + ">\r\nTo: alice@example.org\r\nSubject: Spring routes\r\n"
          "Date: Sat, 14 Nov 2026 09:15:00 +0900\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
          "<table width=\"600\" style=\"background:#ffffff\"><tr><td><img width=\"200\" height=\"200\" src=\""
        + image + "\"><p>The coast path</p></td></tr></table>\r\n";
}

} // namespace

class tst_readerhtml : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_profile = std::make_unique<QTemporaryDir>();
        m_preferences = std::make_unique<PreferencesStore>(m_profile->path());
        m_html = std::make_unique<HtmlViewLoader>();
        m_files = std::make_unique<AttachmentFiles>(m_profile->path());
        net::RemoteImageLoader::Rules rules;
        rules.privateAddresses = true;
        m_view = std::make_unique<ReaderView>(
            ReaderView::Tools{*m_preferences, *m_html, *m_files, m_profile->path(), rules});
        m_view->resize(680, 600);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }
    void cleanup()
    {
        m_view.reset();
        qputenv(SandboxVariable, "1");
    }

    void showsANewsletterInTheWebView()
    {
        QSignalSpy painted(m_view.get(), &ReaderView::painted);
        QCOMPARE(m_html->state(), HtmlViewLoader::State::Available);
        show(newsletter("https://img.example/hero.png"));
        QCOMPARE(m_view->viewMode(), ViewMode::Original);
        QTRY_COMPARE_WITH_TIMEOUT(painted.size(), 1, 20000);
        QCOMPARE(painted.first().first().toString(), QStringLiteral("html"));
        QVERIFY(m_view->focusTarget()->isVisible());
        QCOMPARE(m_view->focusTarget()->accessibleName(), QStringLiteral("Message"));
    }

    void switchesBetweenThreeViews()
    {
        show(newsletter("https://img.example/hero.png"));
        QSignalSpy painted(m_view.get(), &ReaderView::painted);
        for (const auto &[mode, kind] : {std::pair(ViewMode::Plain, "text"),
                 std::pair(ViewMode::Simplified, "simplified"), std::pair(ViewMode::Original, "html")}) {
            painted.clear();
            m_view->setViewMode(mode);
            QCOMPARE(m_view->viewMode(), mode);
            QTRY_VERIFY_WITH_TIMEOUT(!painted.isEmpty(), 20000);
            QCOMPARE(painted.last().first().toString(), QString::fromLatin1(kind));
        }
        m_view->setViewMode(ViewMode::Plain);
        QVERIFY(m_view->findChild<TextView *>()->toPlainText().contains(u"The coast path"));
    }

    void loadsRemoteImagesOnceWhenAsked()
    {
        PictureServer server;
        QSignalSpy painted(m_view.get(), &ReaderView::painted);
        show(newsletter(server.url()));
        QTRY_COMPARE_WITH_TIMEOUT(painted.size(), 1, 20000);
        QCOMPARE(server.requests.size(), 0);
        QVERIFY(notices().contains(u"Remote images are not loaded."));
        press(QStringLiteral("Load once"));
        QTRY_VERIFY_WITH_TIMEOUT(showsRed(), 20000);
        QCOMPARE(server.requests.size(), 1);
        const QByteArray request = server.requests.first().toLower();
        QVERIFY(!request.contains("cookie") && !request.contains("referer") && !request.contains("godwit"));
        QVERIFY(!notices().contains(u"Remote images"));
        QVERIFY(m_preferences->current().remoteImageSenders.isEmpty());
        // Once: the next time it asks again.
        show(newsletter(server.url()));
        QVERIFY(notices().contains(u"Remote images are not loaded."));
    }

    void remembersASender()
    {
        PictureServer server;
        show(newsletter(server.url()));
        press(QStringLiteral("Always for this sender"));
        QTRY_VERIFY_WITH_TIMEOUT(showsRed(), 20000);
        QCOMPARE(
            m_preferences->current().remoteImageSenders, QSet<QString>{QStringLiteral("letters@trailnotes.example")});
        show(newsletter(server.url(), "Letters@TrailNotes.example"));
        QVERIFY(m_view->message()->remoteImagesAllowed);
        QVERIFY(!notices().contains(u"Remote images"));
        show(newsletter(server.url(), "other@trailnotes.example"));
        QVERIFY(!m_view->message()->remoteImagesAllowed);
        QVERIFY(notices().contains(u"Remote images are not loaded."));
    }

    void showsItSimplifiedWhereTheEngineHasNoSandbox()
    {
        qunsetenv(SandboxVariable);
        HtmlViewLoader unaided;
        if (geteuid() != 0 && unaided.state() == HtmlViewLoader::State::Available)
            return; // it has one: the other tests have shown what it does
        QCOMPARE(unaided.state(), HtmlViewLoader::State::NoSandbox);
        ReaderView view(ReaderView::Tools{*m_preferences, unaided, *m_files, m_profile->path(), {}});
        view.show();
        view.showMessage(readMessage(newsletter("https://img.example/hero.png"), {}), QDateTime(), {});
        QCOMPARE(view.viewMode(), ViewMode::Simplified);
        QVERIFY(view.findChild<TextView *>()->toPlainText().contains(u"The coast path"));
        QVERIFY(!view.canShow(ViewMode::Original));
        QString words;
        for (const QLabel *label : view.findChildren<QLabel *>())
            words += label->isVisible() ? label->text() : QString();
        QVERIFY2(words.contains(u"cannot be sandboxed here"), qPrintable(words));
    }

    void loadsRemoteImagesIntoTheSimplifiedView()
    {
        PictureServer server;
        m_view->setViewMode(ViewMode::Simplified);
        show(newsletter(server.url()));
        m_view->setViewMode(ViewMode::Simplified);
        QCOMPARE(m_view->viewMode(), ViewMode::Simplified);
        auto *text = m_view->findChild<TextView *>();
        QSignalSpy wanted(text, &TextView::imageWanted);
        // Whatever gets past the cleaner: nobody is asked without leave.
        text->showSimplified(QString::fromLatin1("<img src=\"" + server.url() + "\">"), {});
        QTRY_COMPARE(wanted.size(), 1);
        QCOMPARE(server.requests.size(), 0);
        Preferences preferences = m_preferences->current();
        preferences.remoteImages = RemoteImages::Always;
        m_preferences->set(preferences);
        show(newsletter(server.url()));
        m_view->setViewMode(ViewMode::Simplified);
        const auto red = [text] {
            const QImage image = text->viewport()->grab().toImage();
            int count = 0;
            for (int y = 0; y < image.height(); y += 4) {
                for (int x = 0; x < image.width(); x += 4)
                    count += image.pixelColor(x, y) == Red ? 1 : 0;
            }
            return count;
        };
        QTRY_VERIFY_WITH_TIMEOUT(red() > 1000, 20000);
    }

private:
    void show(const QByteArray &raw)
    {
        m_view->showMessage(readMessage(raw, ReaderView::rules(m_preferences->current())), QDateTime(), {});
    }
    QString notices() const
    {
        QString words;
        for (const NoticeBar *bar : m_view->findChildren<NoticeBar *>())
            words += bar->isVisible() ? bar->text() : QString();
        return words;
    }
    void press(const QString &words)
    {
        for (QPushButton *button : m_view->findChildren<QPushButton *>()) {
            if (button->text() == words && button->isVisible()) {
                QTest::mouseClick(button, Qt::LeftButton);
                return;
            }
        }
        QFAIL(qPrintable(words));
    }
    bool showsRed() const
    {
        return m_view->viewMode() == ViewMode::Original
            && m_view->focusTarget()->grab().toImage().pixelColor(100, 100) == Red;
    }

    std::unique_ptr<QTemporaryDir> m_profile;
    std::unique_ptr<PreferencesStore> m_preferences;
    std::unique_ptr<HtmlViewLoader> m_html;
    std::unique_ptr<AttachmentFiles> m_files;
    std::unique_ptr<ReaderView> m_view;
};

int main(int argc, char *argv[])
{
    qputenv("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu");
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    if (HtmlViewLoader().state() == HtmlViewLoader::State::NoSandbox)
        qputenv(SandboxVariable, "1"); // as root, and in a chroot, the engine refuses to start with it
    tst_readerhtml test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_readerhtml.moc"
