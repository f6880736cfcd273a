// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/MessagePage.h"

#include <QColor>
#include <QWebEngineCertificateError>
#include <QWebEngineClientCertificateSelection>
#include <QWebEngineFileSystemAccessRequest>
#include <QWebEngineFullScreenRequest>
#include <QWebEngineNewWindowRequest>
#include <QWebEngineQuotaRequest>
#include <QWebEngineRegisterProtocolHandlerRequest>
#include <QWebEngineSettings>

namespace godwit::ui {

namespace {

void restrict(QWebEngineSettings &settings)
{
    using S = QWebEngineSettings;
    for (const S::WebAttribute off :
        {S::JavascriptEnabled, S::JavascriptCanOpenWindows, S::JavascriptCanAccessClipboard, S::JavascriptCanPaste,
            S::LocalStorageEnabled, S::LocalContentCanAccessRemoteUrls, S::LocalContentCanAccessFileUrls,
            S::HyperlinkAuditingEnabled, S::PluginsEnabled, S::PdfViewerEnabled, S::FullScreenSupportEnabled,
            S::ScreenCaptureEnabled, S::WebGLEnabled, S::Accelerated2dCanvasEnabled, S::AutoLoadIconsForPage,
            S::TouchIconsEnabled, S::ErrorPageEnabled, S::AllowRunningInsecureContent,
            S::AllowGeolocationOnInsecureOrigins, S::AllowWindowActivationFromJavaScript, S::DnsPrefetchEnabled,
            S::NavigateOnDropEnabled, S::FocusOnNavigationEnabled})
        settings.setAttribute(off, false);
    settings.setAttribute(S::WebRTCPublicInterfacesOnly, true);
    settings.setAttribute(S::PlaybackRequiresUserGesture, true);
    settings.setAttribute(S::AutoLoadImages, true);
    // Not "disallow": a mailto: that was clicked would never get as far as acceptNavigationRequest(), which refuses
    // all.
    settings.setUnknownUrlSchemePolicy(S::AllowUnknownUrlSchemesFromUserInteraction);
}

} // namespace

MessagePage::MessagePage(QWebEngineProfile *profile, HtmlViewClient &client, QObject *parent)
    : QWebEnginePage(profile, parent), m_client(client)
{
    restrict(*settings());
    setBackgroundColor(Qt::white);
    setAudioMuted(true);
    refuseRequests();
}

void MessagePage::open(const QUrl &document)
{
    m_expected = document;
    m_document = document;
    load(document);
}

bool MessagePage::acceptNavigationRequest(const QUrl &url, NavigationType type, bool isMainFrame)
{
    if (isMainFrame && !m_expected.isEmpty() && url == m_expected && type != NavigationTypeLinkClicked) {
        m_expected.clear();
        return true;
    }
    if (type != NavigationTypeLinkClicked)
        return false;
    if (url.adjusted(QUrl::RemoveFragment) == m_document && url.hasFragment())
        return isMainFrame; // a jump inside the message
    followLink(url);
    return false;
}

QWebEnginePage *MessagePage::createWindow(WebWindowType)
{
    return nullptr;
}

QStringList MessagePage::chooseFiles(FileSelectionMode, const QStringList &, const QStringList &)
{
    return {};
}

void MessagePage::javaScriptConsoleMessage(JavaScriptConsoleMessageLevel, const QString &, int, const QString &)
{
    // The engine reports what the policy refused; that quotes the message, so it goes nowhere.
}

void MessagePage::refuseRequests()
{
    connect(this, &QWebEnginePage::newWindowRequested, this, [this](QWebEngineNewWindowRequest &request) {
        if (request.isUserInitiated())
            followLink(request.requestedUrl()); // target="_blank", a middle click
    });
    connect(this, &QWebEnginePage::featurePermissionRequested, this,
        [this](const QUrl &origin, Feature feature) { setFeaturePermission(origin, feature, PermissionDeniedByUser); });
    connect(this, &QWebEnginePage::fullScreenRequested, this,
        [](QWebEngineFullScreenRequest request) { request.reject(); });
    connect(this, &QWebEnginePage::quotaRequested, this, [](QWebEngineQuotaRequest request) { request.reject(); });
    connect(this, &QWebEnginePage::registerProtocolHandlerRequested, this,
        [](QWebEngineRegisterProtocolHandlerRequest request) { request.reject(); });
    connect(this, &QWebEnginePage::fileSystemAccessRequested, this,
        [](QWebEngineFileSystemAccessRequest request) { request.reject(); });
    connect(this, &QWebEnginePage::selectClientCertificate, this,
        [](QWebEngineClientCertificateSelection selection) { selection.selectNone(); });
    connect(this, &QWebEnginePage::certificateError, this,
        [](QWebEngineCertificateError error) { error.rejectCertificate(); });
}

void MessagePage::followLink(const QUrl &url)
{
    const QString scheme = url.scheme();
    if (scheme != u"https" && scheme != u"http" && scheme != u"mailto")
        return;
    // From here on nothing of the engine is on the stack.
    QMetaObject::invokeMethod(
        this, [this, url] { m_client.htmlLinkActivated(url); }, Qt::QueuedConnection);
}

} // namespace godwit::ui
