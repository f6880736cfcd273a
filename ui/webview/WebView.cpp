// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/WebView.h"

#include "ui/webview/MessagePage.h"
#include "ui/webview/MessageSchemes.h"
#include "ui/webview/RequestGuard.h"

#include <QChildEvent>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QWebEngineContextMenuRequest>
#include <QWebEngineCookieStore>
#include <QWebEngineDownloadRequest>
#include <QWebEngineFindTextResult>
#include <QWebEngineProfile>
#include <QWebEngineScript>
#include <QWebEngineView>

namespace godwit::ui {

namespace {

/// Whether there was anything left to scroll to.
constexpr const char *PageDown =
    "(() => {"
    "  const heights = [document.documentElement, document.body].map(e => e ? e.scrollHeight : 0);"
    "  const end = Math.max(...heights) - window.innerHeight;"
    "  const more = end - window.scrollY > 2;"
    "  if (more) window.scrollBy(0, window.innerHeight * 0.9);"
    "  return more;"
    "})()";

} // namespace

WebView::WebView(HtmlViewClient &client, QWidget *parent)
    : m_client(client), m_profile(new QWebEngineProfile), m_guard(new RequestGuard(this)),
      m_schemes(new MessageSchemes(*m_guard, client, this)), m_page(nullptr), m_view(new QWebEngineView(parent))
{
    m_profile->setHttpCacheType(QWebEngineProfile::NoCache);
    m_profile->setPersistentCookiesPolicy(QWebEngineProfile::NoPersistentCookies);
    m_profile->setSpellCheckEnabled(false);
    m_profile->cookieStore()->setCookieFilter([](const QWebEngineCookieStore::FilterRequest &) { return false; });
    m_profile->setUrlRequestInterceptor(m_guard);
    m_profile->installUrlSchemeHandler(QByteArray(schemes::Message.data(), schemes::Message.size()), m_schemes);
    m_profile->installUrlSchemeHandler(QByteArray(schemes::ContentId.data(), schemes::ContentId.size()), m_schemes);
    connect(m_profile, &QWebEngineProfile::downloadRequested, this,
        [](QWebEngineDownloadRequest *download) { download->cancel(); });

    m_page = new MessagePage(m_profile, client, this);
    m_view->setPage(m_page);
    m_view->setAcceptDrops(false);
    m_view->setContextMenuPolicy(Qt::DefaultContextMenu);
    m_view->installEventFilter(this);
    connect(m_page, &QWebEnginePage::loadFinished, this, &WebView::loadFinished);
    connect(m_page, &QWebEnginePage::linkHovered, this,
        [this](const QString &target) { m_client.htmlLinkHovered(target); });
    watchInput();
}

WebView::~WebView()
{
    // In this order: the engine complains when a profile goes before its pages.
    delete m_view;
    delete m_page;
    delete m_profile;
}

QWidget *WebView::widget()
{
    return m_view;
}

void WebView::showDocument(const HtmlDocument &document, quint64 ticket, double scrollPosition)
{
    m_ticket = ticket;
    m_loading = true;
    m_shows = true;
    m_scrollAfterLoad = scrollPosition;
    m_page->open(m_schemes->setDocument(document));
}

void WebView::clear()
{
    if (!std::exchange(m_shows, false))
        return;
    m_loading = false;
    m_page->open(m_schemes->setDocument({})); // an empty document; the last one is forgotten
}

void WebView::setZoom(double factor)
{
    m_zoom = factor;
    m_page->setZoomFactor(factor);
}

void WebView::find(const QString &text, FindDirection direction)
{
    QWebEnginePage::FindFlags flags;
    flags.setFlag(QWebEnginePage::FindBackward, direction == FindDirection::Backward);
    const QPointer<WebView> self(this);
    m_page->findText(text, flags, [self](const QWebEngineFindTextResult &result) {
        if (self)
            self->m_client.htmlFound(result.numberOfMatches());
    });
}

double WebView::scrollPosition() const
{
    return m_page->scrollPosition().y();
}

/// The page itself says whether there was more of it: what the engine told us of its size and position may still be
/// about the document before.
void WebView::pageDown()
{
    if (m_loading)
        return;
    const auto paged = [self = QPointer<WebView>(this), ticket = m_ticket](const QVariant &moved) {
        if (self && self->m_ticket == ticket && moved.isValid() && !moved.toBool())
            self->m_client.htmlPagedPastEnd();
    };
    m_page->runJavaScript(QString::fromLatin1(PageDown), QWebEngineScript::ApplicationWorld, paged);
}

void WebView::copySelection()
{
    m_page->triggerAction(QWebEnginePage::Copy);
}

void WebView::selectAll()
{
    m_page->triggerAction(QWebEnginePage::SelectAll);
}

QString WebView::selectedText() const
{
    return m_page->selectedText();
}

bool WebView::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::ChildPolished:
    case QEvent::ChildAdded:
        watchInput();
        break;
    case QEvent::ContextMenu:
        if (watched == m_view) {
            const auto *menu = static_cast<QContextMenuEvent *>(event);
            const auto *request = m_view->lastContextMenuRequest();
            m_client.htmlContextMenu(menu->globalPos(), request ? request->linkUrl() : QUrl(), m_page->selectedText());
            return true;
        }
        break;
    case QEvent::KeyPress: {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier) {
            pageDown();
            return true;
        }
        break;
    }
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void WebView::loadFinished(bool)
{
    // It comes again after each navigation that was refused, and for the empty document.
    if (!m_loading)
        return;
    m_loading = false;
    m_page->setZoomFactor(m_zoom); // the engine keeps zoom by host, and forgets it with a new renderer
    if (m_scrollAfterLoad > 0)
        scrollTo(m_scrollAfterLoad);
    m_client.htmlPainted(m_ticket);
}

void WebView::watchInput()
{
    // Keys go to the engine's own child, which it may replace.
    if (QWidget *input = m_view->focusProxy())
        input->installEventFilter(this);
}

void WebView::scrollTo(double position)
{
    m_page->runJavaScript(QStringLiteral("window.scrollTo(0, %1)").arg(position), QWebEngineScript::ApplicationWorld);
}

} // namespace godwit::ui
