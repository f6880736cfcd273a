// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/RemoteImageLoader.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QNetworkCookie>
#include <QNetworkCookieJar>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QPointer>
#include <QTimer>
#include <algorithm>

namespace godwit::net {

namespace {

/// Keeps and sends nothing.
class NoCookies final : public QNetworkCookieJar {
public:
    using QNetworkCookieJar::QNetworkCookieJar;
    QList<QNetworkCookie> cookiesForUrl(const QUrl &) const override { return {}; }
    bool setCookiesFromUrl(const QList<QNetworkCookie> &, const QUrl &) override { return false; }
};

bool isPublic(const QHostAddress &address)
{
    QHostAddress plain = address;
    bool mapped = false;
    const quint32 v4 = address.toIPv4Address(&mapped); // ::ffff:10.0.0.1 is 10.0.0.1
    if (mapped)
        plain = QHostAddress(v4);
    if (!plain.isGlobal() || plain.isMulticast() || plain.isBroadcast() || plain.isUniqueLocalUnicast()
        || plain.isSiteLocal())
        return false;
    // Qt counts private networks (RFC 1918) as global; shared (RFC 6598), test and NAT64 ranges are no web server
    // either.
    static const QList<std::pair<QHostAddress, int>> Special{{QHostAddress(QStringLiteral("0.0.0.0")), 8},
        {QHostAddress(QStringLiteral("10.0.0.0")), 8}, {QHostAddress(QStringLiteral("100.64.0.0")), 10},
        {QHostAddress(QStringLiteral("172.16.0.0")), 12}, {QHostAddress(QStringLiteral("192.0.0.0")), 24},
        {QHostAddress(QStringLiteral("192.168.0.0")), 16}, {QHostAddress(QStringLiteral("198.18.0.0")), 15},
        {QHostAddress(QStringLiteral("64:ff9b::")), 96}, {QHostAddress(QStringLiteral("2002::")), 16}};
    return std::none_of(Special.begin(), Special.end(),
        [&plain](const auto &range) { return plain.isInSubnet(range.first, range.second); });
}

bool hasProxy()
{
    const auto type = QNetworkProxy::applicationProxy().type();
    return type != QNetworkProxy::NoProxy && type != QNetworkProxy::DefaultProxy;
}

} // namespace

QByteArray sniffImageType(const QByteArray &content)
{
    if (content.startsWith("\x89PNG\r\n\x1a\n"))
        return "image/png";
    if (content.startsWith("\xff\xd8\xff"))
        return "image/jpeg";
    if (content.startsWith("GIF87a") || content.startsWith("GIF89a"))
        return "image/gif";
    if (content.startsWith("RIFF") && content.mid(8, 4) == "WEBP")
        return "image/webp";
    return {};
}

/// One picture with its redirects.  Deletes itself when it is through.
class RemoteImageLoader::Job : public QObject {
public:
    Job(RemoteImageLoader &loader, Answer answer)
        : QObject(&loader), m_loader(loader), m_answer(std::move(answer)), m_redirectsLeft(loader.m_rules.redirects)
    {
        auto *limit = new QTimer(this);
        limit->setSingleShot(true);
        connect(limit, &QTimer::timeout, this, [this] { finish({}); });
        limit->start(loader.m_rules.time);
    }

    void open(const QUrl &url)
    {
        m_url = url;
        m_url.setUserInfo({});
        m_url.setFragment({});
        const QString scheme = url.scheme();
        if (!url.isValid() || url.host().isEmpty() || (scheme != u"http" && scheme != u"https")) {
            finish({});
            return;
        }
        if (hasProxy()) {
            send(m_url, {}); // the proxy resolves names; ours must not leak them
            return;
        }
        QHostInfo::lookupHost(url.host(), this, [this](const QHostInfo &info) { resolved(info); });
    }

private:
    void resolved(const QHostInfo &info)
    {
        for (const QHostAddress &address : info.addresses()) {
            if (!m_loader.m_rules.privateAddresses && !isPublic(address))
                continue;
            QUrl direct = m_url;
            direct.setHost(address.toString());
            send(direct, m_url.host(QUrl::FullyEncoded));
            return;
        }
        finish({});
    }

    /// `host`: the name that `url`'s address stands for; empty when the name is in `url`.
    void send(const QUrl &url, const QString &host)
    {
        QNetworkRequest request(url);
        if (!host.isEmpty()) {
            const QString port = m_url.port() > 0 ? u':' + QString::number(m_url.port()) : QString();
            const QString name = host.contains(u':') ? u'[' + host + u']' : host;
            request.setRawHeader("Host", (name + port).toLatin1());
            request.setPeerVerifyName(host);
        }
        request.setRawHeader("User-Agent", "Mozilla/5.0");
        request.setRawHeader("Accept", "image/png,image/jpeg,image/gif,image/webp");
        request.setRawHeader("Accept-Language", "en");
        request.setRawHeader("Accept-Encoding", "identity");
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
        request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
        request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
        request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
        m_reply = m_loader.m_network.get(request);
        m_reply->setParent(this);
        connect(m_reply, &QNetworkReply::readyRead, this, &Job::read);
        connect(m_reply, &QNetworkReply::finished, this, &Job::finished);
    }

    void read()
    {
        m_content += m_reply->readAll();
        if (m_content.size() > m_loader.m_rules.octets)
            finish({});
    }

    void finished()
    {
        if (!m_reply)
            return;
        const QVariant location = m_reply->attribute(QNetworkRequest::RedirectionTargetAttribute);
        if (location.isValid()) {
            if (m_redirectsLeft-- <= 0) {
                finish({});
                return;
            }
            m_reply->disconnect(this);
            m_reply->deleteLater();
            m_reply = nullptr;
            m_content.clear();
            const QUrl target = m_url.resolved(location.toUrl());
            if (m_url.scheme() == u"https" && target.scheme() != u"https")
                finish({}); // no way back into clear text
            else
                open(target);
            return;
        }
        if (m_reply->error() != QNetworkReply::NoError) {
            finish({});
            return;
        }
        m_content += m_reply->readAll();
        const QByteArray type = sniffImageType(m_content);
        if (type.isEmpty() || m_content.size() > m_loader.m_rules.octets)
            finish({});
        else
            finish({type, m_content});
    }

    void finish(const RemoteImage &image)
    {
        if (m_reply) {
            m_reply->disconnect(this);
            m_reply->abort();
            m_reply = nullptr;
        }
        if (Answer answer = std::exchange(m_answer, {})) {
            deleteLater();
            answer(image);
        }
    }

    RemoteImageLoader &m_loader;
    Answer m_answer;
    QUrl m_url;
    QPointer<QNetworkReply> m_reply;
    QByteArray m_content;
    int m_redirectsLeft;
};

RemoteImageLoader::RemoteImageLoader(const Rules &rules, QObject *parent) : QObject(parent), m_rules(rules)
{
    m_network.setCookieJar(new NoCookies(&m_network));
    m_network.setAutoDeleteReplies(false);
}

RemoteImageLoader::~RemoteImageLoader()
{
    reset();
}

void RemoteImageLoader::fetch(const QUrl &url, Answer answer)
{
    auto *job = new Job(*this, std::move(answer));
    if (++m_started > m_rules.images)
        QMetaObject::invokeMethod(
            job, [job] { job->open(QUrl()); }, Qt::QueuedConnection);
    else
        QMetaObject::invokeMethod(
            job, [job, url] { job->open(url); }, Qt::QueuedConnection);
}

void RemoteImageLoader::reset()
{
    const QObjectList jobs = children(); // nothing else is a child
    qDeleteAll(jobs);
    m_started = 0;
}

} // namespace godwit::net
