// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/reader/HtmlView.h"

#include <QObject>
#include <QPointer>

class QWebEngineProfile;
class QWebEngineView;

namespace godwit::ui {

class MessagePage;
class MessageSchemes;
class RequestGuard;

/// One browser view with a profile of its own that remembers nothing (gui-stack: off the record, no cache, no cookies).
class WebView : public QObject, public HtmlView {
    Q_OBJECT
public:
    WebView(HtmlViewClient &client, QWidget *parent);
    ~WebView() override;

    QWidget *widget() override;
    void showDocument(const HtmlDocument &document, quint64 ticket, double scrollPosition) override;
    void clear() override;
    void setZoom(double factor) override;
    void find(const QString &text, FindDirection direction) override;
    double scrollPosition() const override;
    void pageDown() override;
    void copySelection() override;
    void selectAll() override;
    QString selectedText() const override;

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void loadFinished(bool ok);
    void watchInput();
    void scrollTo(double position);

    HtmlViewClient &m_client;
    QWebEngineProfile *m_profile;
    RequestGuard *m_guard;
    MessageSchemes *m_schemes;
    MessagePage *m_page;
    QPointer<QWebEngineView> m_view;
    quint64 m_ticket = 0;
    bool m_loading = false;
    bool m_shows = false; ///< a message, and not the empty document
    double m_scrollAfterLoad = 0;
    double m_zoom = 1.0;
};

} // namespace godwit::ui
