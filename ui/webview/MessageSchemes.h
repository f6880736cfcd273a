// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/reader/HtmlView.h"

#include <QWebEngineUrlSchemeHandler>

namespace godwit::ui {

class RequestGuard;

namespace schemes {
constexpr QLatin1String Message("godwit-msg"); ///< godwit-msg://msg/ID: host syntax, else each mail costs a renderer
constexpr QLatin1String ContentId("cid"); ///< RFC 2392
constexpr QLatin1String MessageHost("msg");
constexpr QLatin1String RemoteHost("remote");
/// Before the first profile of the process.
void registerAll();
QUrl documentUrl(quint64 id);
QUrl remoteUrl(const QString &number);
} // namespace schemes

/// Answers the engine from memory: the document, its embedded pictures, and pictures that our own loader fetched.
class MessageSchemes : public QWebEngineUrlSchemeHandler {
    Q_OBJECT
public:
    MessageSchemes(RequestGuard &guard, HtmlViewClient &client, QObject *parent = nullptr);

    /// The new document's address.
    QUrl setDocument(const HtmlDocument &document);
    void clear();
    void requestStarted(QWebEngineUrlRequestJob *job) override;

private:
    void answerDocument(QWebEngineUrlRequestJob *job);
    void answerRemote(QWebEngineUrlRequestJob *job);

    RequestGuard &m_guard;
    HtmlViewClient &m_client;
    HtmlDocument m_document;
    QUrl m_url;
    quint64 m_lastId = 0;
};

} // namespace godwit::ui
