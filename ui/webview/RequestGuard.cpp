// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/RequestGuard.h"

#include "ui/webview/MessageSchemes.h"

#include <QWebEngineUrlRequestInfo>

namespace godwit::ui {

void RequestGuard::allowDocument(const QUrl &document, bool remoteImages)
{
    m_document = document;
    m_remoteImages = remoteImages;
    m_remote.clear();
}

void RequestGuard::interceptRequest(QWebEngineUrlRequestInfo &info)
{
    const QUrl url = info.requestUrl();
    const QString scheme = url.scheme();
    const bool image = info.resourceType() == QWebEngineUrlRequestInfo::ResourceTypeImage;
    const bool plainGet = info.requestMethod() == "GET";
    if (scheme == schemes::Message && plainGet) {
        if (info.resourceType() == QWebEngineUrlRequestInfo::ResourceTypeMainFrame && url == m_document)
            return;
        if (image && m_remoteImages && url.host() == schemes::RemoteHost && !remoteImage(url).isEmpty())
            return;
    }
    if (image && (scheme == schemes::ContentId || scheme == u"data"))
        return;
    if (image && plainGet && m_remoteImages && (scheme == u"https" || scheme == u"http")) {
        const QString number = QString::number(m_remote.size() + 1);
        m_remote.insert(number, url);
        info.redirect(schemes::remoteUrl(number));
        return;
    }
    info.block(true);
}

} // namespace godwit::ui
