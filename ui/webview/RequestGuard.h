// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QHash>
#include <QUrl>
#include <QWebEngineUrlRequestInterceptor>

namespace godwit::ui {

/// Sees every request of the engine and refuses all but the document itself, its embedded pictures and, when they were
/// allowed, remote pictures, which it turns into requests to our own scheme.
class RequestGuard : public QWebEngineUrlRequestInterceptor {
    Q_OBJECT
public:
    using QWebEngineUrlRequestInterceptor::QWebEngineUrlRequestInterceptor;

    void allowDocument(const QUrl &document, bool remoteImages);
    void interceptRequest(QWebEngineUrlRequestInfo &info) override;
    /// What a redirected picture stood for; empty when nobody redirected it.
    QUrl remoteImage(const QUrl &request) const { return m_remote.value(request.path().mid(1)); }

private:
    QUrl m_document;
    bool m_remoteImages = false;
    QHash<QString, QUrl> m_remote; ///< by number
};

} // namespace godwit::ui
