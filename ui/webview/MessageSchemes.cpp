// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/MessageSchemes.h"

#include "ui/webview/RequestGuard.h"

#include <QBuffer>
#include <QPointer>
#include <QWebEngineUrlRequestJob>
#include <QWebEngineUrlScheme>

namespace godwit::ui {

namespace schemes {

void registerAll()
{
    QWebEngineUrlScheme message(QByteArray(Message.data(), Message.size()));
    message.setSyntax(QWebEngineUrlScheme::Syntax::Host);
    QWebEngineUrlScheme::registerScheme(message);
    QWebEngineUrlScheme contentId(QByteArray(ContentId.data(), ContentId.size()));
    contentId.setSyntax(QWebEngineUrlScheme::Syntax::Path);
    QWebEngineUrlScheme::registerScheme(contentId);
}

QUrl documentUrl(quint64 id)
{
    return QUrl(Message + QStringLiteral("://") + MessageHost + u'/' + QString::number(id));
}

QUrl remoteUrl(const QString &number)
{
    return QUrl(Message + QStringLiteral("://") + RemoteHost + u'/' + number);
}

} // namespace schemes

namespace {

void reply(QWebEngineUrlRequestJob *job, const QByteArray &type, const QByteArray &content)
{
    auto *buffer = new QBuffer(job); // goes with the job
    buffer->setData(content);
    buffer->open(QIODevice::ReadOnly);
    job->reply(type, buffer);
}

/// Before the first octet of the message.  DNS prefetching must be refused here: nothing later can see a look-up that
/// `<meta http-equiv="x-dns-prefetch-control" content="on">` in a mail would cause.
QByteArray head(bool remoteImages)
{
    QByteArray policy("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
                      "frame-src 'none'; img-src cid: data:");
    if (remoteImages)
        policy += " http: https: godwit-msg:";
    return "<!DOCTYPE html><html><head><meta http-equiv=\"x-dns-prefetch-control\" content=\"off\">"
           "<meta http-equiv=\"Content-Security-Policy\" content=\""
        + policy
        + "\">"
          "<meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\">"
          "<style>html{color-scheme:light}body{margin:16px 24px;font-family:sans-serif;font-size:14px;"
          "overflow-wrap:break-word}img{max-width:100%}img:not([src]):not([alt]),img:not([src])[alt=\"\"]{visibility:"
          "hidden}pre{white-space:pre-wrap}"
          "blockquote{margin:8px 0 8px 4px;padding-left:12px;border-left:3px solid #b9c3cf}</style></head>\n";
}

} // namespace

MessageSchemes::MessageSchemes(RequestGuard &guard, HtmlViewClient &client, QObject *parent)
    : QWebEngineUrlSchemeHandler(parent), m_guard(guard), m_client(client)
{ }

QUrl MessageSchemes::setDocument(const HtmlDocument &document)
{
    m_document = document;
    m_url = schemes::documentUrl(++m_lastId);
    m_guard.allowDocument(m_url, document.remoteImages);
    return m_url;
}

void MessageSchemes::clear()
{
    m_document = {};
    m_url.clear();
    m_guard.allowDocument({}, false);
}

void MessageSchemes::requestStarted(QWebEngineUrlRequestJob *job)
{
    const QUrl url = job->requestUrl();
    if (url.scheme() == schemes::ContentId) {
        const QString id = QUrl::fromPercentEncoding(url.path(QUrl::FullyEncoded).toUtf8());
        const auto image = m_document.images.constFind(id);
        if (image != m_document.images.cend())
            reply(job, image->type, image->content);
        else
            job->fail(QWebEngineUrlRequestJob::UrlNotFound);
    } else if (url == m_url) {
        answerDocument(job);
    } else if (url.host() == schemes::RemoteHost) {
        answerRemote(job);
    } else {
        job->fail(QWebEngineUrlRequestJob::RequestDenied);
    }
}

void MessageSchemes::answerDocument(QWebEngineUrlRequestJob *job)
{
    reply(job, "text/html;charset=utf-8", head(m_document.remoteImages) + m_document.html.toUtf8());
}

void MessageSchemes::answerRemote(QWebEngineUrlRequestJob *job)
{
    const QUrl remote = m_guard.remoteImage(job->requestUrl());
    if (!m_document.remoteImages || remote.isEmpty()) {
        job->fail(QWebEngineUrlRequestJob::RequestDenied);
        return;
    }
    const QPointer<QWebEngineUrlRequestJob> waiting(job);
    m_client.fetchRemoteImage(remote, [waiting](const HtmlImage &image) {
        if (!waiting)
            return;
        if (image.content.isEmpty())
            waiting->fail(QWebEngineUrlRequestJob::RequestFailed);
        else
            reply(waiting, image.type, image.content);
    });
}

} // namespace godwit::ui
