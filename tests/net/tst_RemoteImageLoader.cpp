// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/RemoteImageLoader.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace godwit;
using net::RemoteImage;
using net::RemoteImageLoader;

namespace {

const QByteArray Png = QByteArray::fromBase64(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

QByteArray answer(const QByteArray &body, const QByteArray &headers = {})
{
    return "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n"
        + headers + "\r\n" + body;
}

QByteArray redirect(const QByteArray &target)
{
    return "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\nLocation: " + target + "\r\n\r\n";
}

/// Answers each path with fixed octets and remembers the requests.
class TinyServer : public QTcpServer {
public:
    TinyServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                m_partial[socket] += socket->readAll();
                if (!m_partial[socket].contains("\r\n\r\n"))
                    return;
                const QByteArray request = m_partial.take(socket);
                requests << request;
                socket->write(
                    answers.value(request.split(' ').value(1), "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"));
                socket->disconnectFromHost();
            });
        });
    }
    QUrl url(const QString &path) const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(serverPort()).arg(path));
    }

    QHash<QByteArray, QByteArray> answers;
    QByteArrayList requests;

private:
    QHash<QTcpSocket *, QByteArray> m_partial;
};

struct Outcome {
    bool answered = false;
    RemoteImage image;
};

} // namespace

class tst_RemoteImageLoader : public QObject {
    Q_OBJECT
private slots:
    void fetchesAnImageAndTellsNothing()
    {
        TinyServer server;
        server.answers["/a.png"] = answer(Png, "Content-Type: text/html\r\nSet-Cookie: id=1\r\n");
        RemoteImageLoader loader(local());
        for (int i = 0; i < 2; ++i) {
            const Outcome outcome = fetch(loader, server.url(QStringLiteral("/a.png")));
            QCOMPARE(outcome.image.content, Png);
            QCOMPARE(outcome.image.type, QByteArray("image/png"));
        }
        QCOMPARE(server.requests.size(), 2);
        for (const QByteArray &request : server.requests) {
            const QByteArray lower = request.toLower();
            QVERIFY(!lower.contains("cookie:"));
            QVERIFY(!lower.contains("referer:"));
            QVERIFY(lower.contains("user-agent: mozilla/5.0\r\n"));
            QVERIFY(!lower.contains("godwit") && !lower.contains("qt"));
        }
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::newRow("markup") << answer("<svg xmlns='http://www.w3.org/2000/svg'/>", "Content-Type: image/png\r\n");
        QTest::newRow("too large") << answer(Png + QByteArray(70'000, 'x'));
        QTest::newRow("redirect to a file") << redirect("file:///etc/passwd");
        QTest::newRow("redirect without end") << redirect("/first");
        QTest::newRow("an error with a picture") << QByteArray(answer(Png)).replace("200 OK", "404 No");
        QTest::newRow("nothing") << answer({});
    }
    void refuses()
    {
        QFETCH(QByteArray, first);
        TinyServer server;
        server.answers["/first"] = first;
        RemoteImageLoader loader(local());
        QVERIFY(fetch(loader, server.url(QStringLiteral("/first"))).image.content.isEmpty());
        QVERIFY2(server.requests.size() <= 4, "the first request and three redirects at most");
    }

    void followsThreeRedirects()
    {
        TinyServer server;
        server.answers["/1"] = redirect("/2");
        server.answers["/2"] = redirect("/3");
        server.answers["/3"] = redirect("/4");
        server.answers["/4"] = answer(Png);
        RemoteImageLoader loader(local());
        QCOMPARE(fetch(loader, server.url(QStringLiteral("/1"))).image.content, Png);
    }

    void refusesPrivateAddresses_data()
    {
        QTest::addColumn<QString>("host");
        for (const char *host : {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"})
            QTest::newRow(host) << QString::fromLatin1(host);
    }
    void refusesPrivateAddresses()
    {
        QFETCH(QString, host);
        TinyServer server;
        server.answers["/a.png"] = answer(Png);
        RemoteImageLoader loader(RemoteImageLoader::Rules{});
        const QUrl url(QStringLiteral("http://%1:%2/a.png").arg(host).arg(server.serverPort()));
        QVERIFY(url.isValid());
        QVERIFY(fetch(loader, url).image.content.isEmpty());
        QCOMPARE(server.requests.size(), 0);
    }

    void refusesOtherSchemes_data()
    {
        QTest::addColumn<QUrl>("url");
        for (const char *url :
            {"file:///etc/hostname", "ftp://127.0.0.1/a.png", "qrc:/a.png", "data:image/png,x", "http:///x"})
            QTest::newRow(url) << QUrl(QString::fromLatin1(url));
    }
    void refusesOtherSchemes()
    {
        QFETCH(QUrl, url);
        RemoteImageLoader loader(local());
        QVERIFY(fetch(loader, url).image.content.isEmpty());
    }

    void givesUpWhenTheServerIsSilent()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        auto rules = local();
        rules.time = std::chrono::milliseconds(50);
        RemoteImageLoader loader(rules);
        const QUrl url(QStringLiteral("http://127.0.0.1:%1/").arg(silent.serverPort()));
        QVERIFY(fetch(loader, url).image.content.isEmpty());
    }

    void resetDropsWhatIsUnderWay()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        auto loader = std::make_unique<RemoteImageLoader>(local());
        bool answered = false;
        loader->fetch(QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(silent.serverPort())),
            [&answered](const RemoteImage &) { answered = true; });
        QTRY_VERIFY(silent.hasPendingConnections());
        loader->reset();
        loader.reset();
        QCoreApplication::processEvents();
        QVERIFY(!answered);
    }

private:
    static RemoteImageLoader::Rules local()
    {
        RemoteImageLoader::Rules rules;
        rules.privateAddresses = true;
        rules.octets = 64 * limits::KiB;
        return rules;
    }
    static Outcome fetch(RemoteImageLoader &loader, const QUrl &url)
    {
        Outcome outcome;
        loader.fetch(url, [&outcome](const RemoteImage &image) { outcome = {true, image}; });
        if (!QTest::qWaitFor([&outcome] { return outcome.answered; }))
            qFatal("no answer");
        return outcome;
    }
};

QTEST_GUILESS_MAIN(tst_RemoteImageLoader)
#include "tst_RemoteImageLoader.moc"
