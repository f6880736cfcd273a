// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/reader/HtmlView.h"

#include <QWebEnginePage>

namespace godwit::ui {

/// A page that goes nowhere by itself: links are handed to the client, everything else is refused.
class MessagePage : public QWebEnginePage {
    Q_OBJECT
public:
    MessagePage(QWebEngineProfile *profile, HtmlViewClient &client, QObject *parent = nullptr);

    void open(const QUrl &document);

protected:
    bool acceptNavigationRequest(const QUrl &url, NavigationType type, bool isMainFrame) override;
    QWebEnginePage *createWindow(WebWindowType type) override;
    QStringList chooseFiles(
        FileSelectionMode mode, const QStringList &oldFiles, const QStringList &acceptedMimeTypes) override;
    void javaScriptConsoleMessage(
        JavaScriptConsoleMessageLevel level, const QString &message, int lineNumber, const QString &sourceId) override;

private:
    void refuseRequests();
    void followLink(const QUrl &url);

    HtmlViewClient &m_client;
    QUrl m_expected; ///< the one main-frame load that may begin
    QUrl m_document;
};

} // namespace godwit::ui
