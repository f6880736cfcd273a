// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/html/Sanitiser.h"
#include "ui/reader/HtmlViewFactory.h"

#include <QApplication>
#include <QBuffer>
#include <QDesktopServices>
#include <QImage>
#include <QPluginLoader>
#include <QSet>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QVBoxLayout>
#include <QWebEnginePage>
#include <QWebEngineSettings>
#include <QWebEngineView>
#include <QWidget>
#include <unistd.h>

using namespace godwit;
using namespace godwit::ui;

namespace {

constexpr const char *FlagsVariable = "QTWEBENGINE_CHROMIUM_FLAGS";

/// Counts who knocks; answers nothing useful.
class Listener : public QTcpServer {
public:
    Listener()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                ++connections;
                connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                    const QByteArray request = socket->readAll();
                    if (const QByteArray path = request.split(' ').value(1); !path.isEmpty())
                        paths.insert(path);
                    socket->write("HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                    socket->disconnectFromHost();
                });
            }
        });
    }
    QString base() const { return QStringLiteral("http://127.0.0.1:%1/").arg(serverPort()); }

    int connections = 0;
    QSet<QByteArray> paths;
};

struct Client final : HtmlViewClient {
    void htmlPainted(quint64 ticket) override { painted << ticket; }
    void htmlLinkActivated(const QUrl &target) override { activated << target; }
    void htmlLinkHovered(const QString &target) override { hovered = target; }
    void htmlFound(int count) override { matches = count; }
    void htmlPagedPastEnd() override { ++pastEnd; }
    void htmlContextMenu(const QPoint &, const QUrl &link, const QString &) override { menuLinks << link; }
    void fetchRemoteImage(const QUrl &url, std::function<void(const HtmlImage &)> answer) override
    {
        remote << url;
        answer(remoteAnswer);
    }

    QList<quint64> painted;
    QList<QUrl> activated, menuLinks, remote;
    QString hovered;
    int matches = -1, pastEnd = 0;
    HtmlImage remoteAnswer;
};

/// Ways of markup to make a reader fetch something; `%` stands for the address, each gets a number of its own.
const char *const Vectors[] = {
    R"~(<img src="%">)~",
    R"~(<img srcset="% 1x, %?2 2x">)~",
    R"~(<picture><source srcset="%"><img></picture>)~",
    R"~(<img loading="lazy" src="%">)~",
    R"~(<input type="image" src="%">)~",
    R"~(<table background="%"><tr><td background="%?td">x</td></tr></table>)~",
    R"~(<div style="width:9px;height:9px;background:url(%)">x</div>)~",
    R"~(<div style="width:9px;height:9px;background-image:u\72l('%')">x</div>)~",
    R"~(<div style="background:image-set('%' 1x)">x</div>)~",
    R"~(<style>@import url(%);</style>)~",
    R"~(<style>@import "%";</style>)~",
    R"~(<style>@font-face{font-family:q;src:url(%)} p.q{font-family:q}</style><p class="q">x</p>)~",
    R"~(<ul style="list-style-image:url(%)"><li>x</li></ul>)~",
    R"~(<div style="cursor:url(%),auto">x</div>)~",
    R"~(<div style="border:1px solid;border-image:url(%) 1">x</div>)~",
    R"~(<div style="mask-image:url(%);-webkit-mask-image:url(%?webkit)">x</div>)~",
    R"~(<style>i.c::before{content:url(%)}</style><i class="c">x</i>)~",
    R"~(<iframe src="%"></iframe>)~",
    R"~(<iframe srcdoc="&lt;img src='%'&gt;"></iframe>)~",
    R"~(<iframe src="data:text/html,<img src='%'>"></iframe>)~",
    R"~(<object data="%"></object>)~",
    R"~(<embed src="%">)~",
    R"~(<video src="%" autoplay></video>)~",
    R"~(<video poster="%"></video>)~",
    R"~(<audio src="%" autoplay></audio>)~",
    R"~(<svg width="9" height="9"><image href="%" width="9" height="9"/></svg>)~",
    R"~(<svg width="9" height="9"><image xlink:href="%" width="9" height="9"/></svg>)~",
    R"~(<svg><filter id="f"><feImage href="%"/></filter><rect width="9" height="9" filter="url(#f)"/></svg>)~",
    R"~(<svg><style>@import url(%);</style></svg>)~",
    R"~(<noscript><img src="%"></noscript>)~",
    R"~(<link rel="stylesheet" href="%">)~",
    R"~(<link rel="icon" href="%">)~",
    R"~(<link rel="prefetch" href="%">)~",
    R"~(<link rel="preload" as="image" href="%">)~",
    R"~(<link rel="preconnect" href="%"><link rel="dns-prefetch" href="%">)~",
    R"~(<script src="%"></script>)~",
    R"~(<script>new Image().src = "%"; fetch("%?fetch");</script>)~",
    R"~(<img src="x:" onerror="this.src='%'">)~",
    R"~(<math><mi href="%">x</mi></math>)~",
    R"~(<a href="%" ping="%?ping">x</a>)~",
    R"~(<meta http-equiv="x-dns-prefetch-control" content="on">)~",
    R"~(<meta http-equiv="Content-Security-Policy" content="default-src *">)~",
    R"~(<base href="%"><img src="relative.png">)~",
};
constexpr int VectorsThatFireUnguarded = 25; // the engine itself leaves some of them alone

QString hostilePage(const QString &base)
{
    QString page;
    int number = 0;
    for (const char *vector : Vectors)
        page += QString::fromLatin1(vector).replace(u'%', base + QString::number(number++)) + u'\n';
    return page;
}

HtmlImage redSquare()
{
    QImage image(200, 200, QImage::Format_RGB32);
    image.fill(QColor(220, 20, 30));
    HtmlImage out{"image/png", {}};
    QBuffer buffer(&out.content);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return out;
}

/// The program's own page without any of its rules.
class OpenPage : public QWebEnginePage {
public:
    using QWebEnginePage::QWebEnginePage;
};

} // namespace

class tst_webview : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        m_loader.setFileName(QCoreApplication::applicationDirPath() + QStringLiteral("/../../plugins/godwit-webview"));
        m_factory = qobject_cast<HtmlViewFactory *>(m_loader.instance());
        QVERIFY2(m_factory, qPrintable(m_loader.errorString()));
        m_flags = qgetenv(FlagsVariable);
        // Without names only addresses are left, and loopback is made to work: what holds then is not the dead
        // resolver.
        qputenv(FlagsVariable, "--disable-gpu --host-resolver-rules=\"MAP * ~NOTFOUND , EXCLUDE 127.0.0.1\"");
        for (const char *scheme : {"mailto", "smb", "file", "http", "https"})
            QDesktopServices::setUrlHandler(QString::fromLatin1(scheme), this, "openedByEngine");
    }

    void cleanupTestCase()
    {
        for (const char *scheme : {"mailto", "smb", "file", "http", "https"})
            QDesktopServices::unsetUrlHandler(QString::fromLatin1(scheme));
    }

    void init()
    {
        m_client = {};
        m_window = std::make_unique<QWidget>();
        auto *layout = new QVBoxLayout(m_window.get());
        layout->setContentsMargins(0, 0, 0, 0);
        m_view = m_factory->create(m_client, m_window.get());
        layout->addWidget(m_view->widget());
        m_window->resize(600, 400);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    void cleanup()
    {
        QVERIFY(m_openedByEngine.isEmpty());
        m_view.reset();
        m_window.reset();
    }

    void appendsToTheEnginesFlags()
    {
        QVERIFY(m_flags.contains("--disable-gpu"));
        QVERIFY(m_flags.contains("--host-resolver-rules=\"MAP * ~NOTFOUND\""));
    }

    void viewAloneReachesNothing()
    {
        Listener guarded;
        Listener open;
        show({hostilePage(guarded.base()), {}, false});
        QCOMPARE(m_client.painted, QList<quint64>{m_ticket});

        // The same page in an engine without rules: shows that the vectors fire, and gives the guarded ones their time.
        QWebEngineView unguarded;
        unguarded.setPage(new OpenPage(&unguarded));
        unguarded.resize(600, 400);
        unguarded.show();
        unguarded.setHtml(hostilePage(open.base()), QUrl(open.base()));
        QTRY_VERIFY2_WITH_TIMEOUT(
            open.paths.size() >= VectorsThatFireUnguarded, qPrintable(QString::number(open.paths.size())), 20000);
        QCOMPARE(guarded.connections, 0);
        QVERIFY(m_client.remote.isEmpty());
        QVERIFY(m_client.activated.isEmpty());
    }

    void cleanerAloneReachesNothing()
    {
        Listener cleaned;
        Listener open;
        const auto load = [](QWebEngineView &view, const QString &html, const QString &base) {
            view.setPage(new OpenPage(&view));
            view.resize(600, 400);
            view.show();
            view.setHtml(html, QUrl(base));
        };
        QWebEngineView first;
        QSignalSpy loaded(&first, &QWebEngineView::loadFinished);
        load(first, mime::sanitise(hostilePage(cleaned.base())).html, cleaned.base());
        QTRY_COMPARE_WITH_TIMEOUT(loaded.size(), 1, 20000);
        QWebEngineView second;
        load(second, hostilePage(open.base()), open.base());
        QTRY_VERIFY_WITH_TIMEOUT(open.paths.size() >= VectorsThatFireUnguarded, 20000);
        QCOMPARE(cleaned.connections, 0);
    }

    void cleanedRemoteImagesComeFromTheClient()
    {
        Listener listener;
        m_client.remoteAnswer = redSquare();
        mime::SanitiseOptions options;
        options.remoteImages = mime::RemoteImages::Allowed;
        const auto cleaned = mime::sanitise(
            QStringLiteral("<body style=\"margin:0\"><img src=\"%1one.png\">").arg(listener.base()), options);
        QVERIFY(cleaned.hasRemoteContent);
        show({cleaned.html, {}, true});
        QTRY_COMPARE_WITH_TIMEOUT(pixel(60, 60), QColor(220, 20, 30), 10000);
        QCOMPARE(m_client.remote, QList<QUrl>{QUrl(listener.base() + QStringLiteral("one.png"))});
        QCOMPARE(listener.connections, 0);
    }

    void metaRefreshGoesNowhere()
    {
        Listener guarded;
        Listener open;
        const QString page = QStringLiteral("<meta http-equiv=\"refresh\" content=\"0;url=%1r\"><p>text</p>");
        show({page.arg(guarded.base()), {}, false});
        QWebEngineView unguarded;
        unguarded.setHtml(page.arg(open.base()), QUrl(open.base()));
        QTRY_VERIFY_WITH_TIMEOUT(open.paths.contains("/r"), 20000);
        QCOMPARE(guarded.connections, 0);
        QVERIFY(m_client.activated.isEmpty());
    }

    void remoteImagesComeFromTheClientAlone()
    {
        Listener listener;
        m_client.remoteAnswer = redSquare();
        show({QStringLiteral("<body style='margin:0'><img src='%1one.png'><iframe src='%1frame'></iframe>"
                             "<link rel=stylesheet href='%1style'>")
                  .arg(listener.base()),
            {}, true});
        QTRY_COMPARE_WITH_TIMEOUT(pixel(50, 50), QColor(220, 20, 30), 10000);
        QCOMPARE(m_client.remote, QList<QUrl>{QUrl(listener.base() + QStringLiteral("one.png"))});
        QCOMPARE(listener.connections, 0);
    }

    void showsEmbeddedImagesOfThisMessageAlone()
    {
        show({QStringLiteral("<body style='margin:0'><img width=200 height=200 src='cid:a%25b@example.org'>"),
            {{QStringLiteral("a%b@example.org"), redSquare()}}, false});
        QTRY_COMPARE_WITH_TIMEOUT(pixel(50, 50), QColor(220, 20, 30), 10000);
        show({QStringLiteral("<body style='margin:0'><img width=200 height=200 src='cid:other@example.org'>"), {},
            false});
        QTRY_VERIFY_WITH_TIMEOUT(pixel(50, 50) != QColor(220, 20, 30), 10000);
    }

    void followsOnlyLinksOfKnownSchemes_data()
    {
        QTest::addColumn<QString>("href");
        QTest::addColumn<bool>("followed");
        QTest::newRow("https") << "https://example.org/a?b=c" << true;
        QTest::newRow("new window") << "https://example.org/w\" target=\"_blank" << true;
        QTest::newRow("mailto") << "mailto:kim@example.org" << true;
        QTest::newRow("file") << "file:///etc/passwd" << false;
        QTest::newRow("javascript") << "javascript:alert(1)" << false;
        QTest::newRow("data") << "data:text/html,x" << false;
        QTest::newRow("qrc") << "qrc:/x" << false;
        QTest::newRow("smb") << "smb://host/share" << false;
    }
    void followsOnlyLinksOfKnownSchemes()
    {
        QFETCH(QString, href);
        QFETCH(bool, followed);
        const auto block = [](const QString &target) {
            return QStringLiteral("<a style='display:block;height:100px;background:#eee' href=\"%1\">x</a>")
                .arg(target);
        };
        // The other links are there to know that the first click was dealt with: mailto takes another way.
        const QUrl https(QStringLiteral("https://second.example/"));
        const QUrl mailto(QStringLiteral("mailto:third@example.org"));
        show({QStringLiteral("<body style='margin:0'>") + block(href) + block(https.toString())
                + block(mailto.toString()),
            {}, false});
        QTRY_COMPARE_WITH_TIMEOUT(pixel(300, 70), QColor(0xee, 0xee, 0xee), 10000);
        for (const int y : {50, 150, 250})
            click(y);
        QTRY_VERIFY_WITH_TIMEOUT(m_client.activated.contains(https) && m_client.activated.contains(mailto), 10000);
        QCOMPARE(m_client.activated.size(), followed ? 3 : 2);
        QCOMPARE(m_client.activated.contains(QUrl(href.section(u'"', 0, 0))), followed);
    }

    void spacePagesAndThenAsksForTheNext()
    {
        show({QStringLiteral("<body style='margin:0'><div style='height:900px;background:#eee'>x</div>"), {}, false});
        QTRY_COMPARE_WITH_TIMEOUT(pixel(300, 100), QColor(0xee, 0xee, 0xee), 10000);
        m_view->widget()->setFocus();
        for (int i = 0; i < 20 && m_client.pastEnd == 0; ++i) {
            const double before = m_view->scrollPosition();
            QTest::keyClick(m_view->widget()->focusProxy(), Qt::Key_Space);
            QTRY_VERIFY_WITH_TIMEOUT(m_client.pastEnd > 0 || m_view->scrollPosition() > before, 10000);
        }
        QCOMPARE(m_client.pastEnd, 1);
        QVERIFY(m_view->scrollPosition() > 400);
        m_view->pageDown();
        QTRY_COMPARE_WITH_TIMEOUT(m_client.pastEnd, 2, 10000);
        // The next message pages anew, at once: what is known of the last one's end is not used for it.
        show({QStringLiteral("<body style='margin:0'><div style='height:3000px;background:#dde'>x</div>"), {}, false});
        m_view->pageDown();
        QTRY_VERIFY_WITH_TIMEOUT(m_view->scrollPosition() > 200, 10000);
        QCOMPARE(m_client.pastEnd, 2);
    }

    void returnsToTheReadingPosition()
    {
        show({QStringLiteral("<div style='height:3000px'>x</div>"), {}, false}, 700);
        QTRY_COMPARE_WITH_TIMEOUT(m_view->scrollPosition(), 700.0, 10000);
    }

    void finds()
    {
        show({QStringLiteral("<p>One bird, two birds.</p>"), {}, false});
        m_view->find(QStringLiteral("bird"), FindDirection::Forward);
        QTRY_COMPARE_WITH_TIMEOUT(m_client.matches, 2, 10000);
        m_view->find(QStringLiteral("fish"), FindDirection::Forward);
        QTRY_COMPARE_WITH_TIMEOUT(m_client.matches, 0, 10000);
    }

public slots:
    void openedByEngine(const QUrl &url) { m_openedByEngine << url; }

private:
    void show(const HtmlDocument &document, double scroll = 0)
    {
        m_client.painted.clear();
        m_view->showDocument(document, ++m_ticket, scroll);
        QTRY_COMPARE_WITH_TIMEOUT(m_client.painted.value(0), m_ticket, 20000);
    }
    QColor pixel(int x, int y) { return m_view->widget()->grab().toImage().pixelColor(x, y); }
    void click(int y) { QTest::mouseClick(m_view->widget()->focusProxy(), Qt::LeftButton, {}, QPoint(300, y)); }

    QPluginLoader m_loader;
    HtmlViewFactory *m_factory = nullptr;
    QByteArray m_flags;
    QList<QUrl> m_openedByEngine;
    Client m_client;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<HtmlView> m_view;
    quint64 m_ticket = 0;
};

int main(int argc, char *argv[])
{
    if (geteuid() == 0)
        qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1"); // the engine refuses to start as root with it
    qputenv(FlagsVariable, "--disable-gpu");
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    tst_webview test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_webview.moc"
