// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ReaderView that deals with the web view and with remote images.
#include "ui/common/NoticeBar.h"
#include "ui/reader/FindBar.h"
#include "ui/reader/ReaderView.h"
#include "ui/reader/TextView.h"

#include <QCoreApplication>
#include <QPointer>
#include <QStackedWidget>
#include <QThreadPool>

namespace godwit::ui {

bool ReaderView::showOriginal(double scrollPosition)
{
    if (!m_html) {
        m_html = m_tools.html.create(*this, m_body);
        if (!m_html)
            return false;
        m_html->widget()->setAccessibleName(tr("Message"));
        m_html->setZoom(m_zoom);
        m_body->addWidget(m_html->widget());
    }
    m_html->showDocument(
        {m_message->original.html, m_message->images, m_message->remoteImagesAllowed}, ++m_ticket, scrollPosition);
    m_body->setCurrentWidget(m_html->widget());
    m_text->showNothing();
    return true;
}

void ReaderView::showRemoteNotice()
{
    if (m_mode == ViewMode::Plain || m_message->remoteImagesAllowed || !m_message->original.hasRemoteContent) {
        m_remoteBar->clear();
        return;
    }
    QList<NoticeBar::Step> steps{{tr("Load once"), [this] {
                                      loadRemoteImages(false);
                                  }}};
    if (m_message->message.envelope.from.size() == 1 && m_message->verdict.mayCountAsSender())
        steps << NoticeBar::Step{tr("Always for this sender"), [this] {
                                     loadRemoteImages(true);
                                 }};
    m_remoteBar->showNotice(NoticeBar::Kind::Warning, tr("Remote images are not loaded."), steps);
    m_remoteBar->setIconName(QStringLiteral("image"));
}

void ReaderView::loadRemoteImages(bool alwaysForSender)
{
    if (!m_message)
        return;
    if (alwaysForSender) {
        Preferences preferences = m_tools.preferences.current();
        preferences.remoteImageSenders.insert(m_message->message.envelope.from.value(0).addr.toLower());
        m_tools.preferences.set(preferences);
    }
    m_loader.load(m_message->raw, {true, {}, false}, ++m_ticket);
}

void ReaderView::reread(const ReadMessagePtr &message)
{
    m_message = message;
    m_mode = canShow(ViewMode::Original) ? ViewMode::Original : m_mode;
    showBody(scrollPosition());
}

void ReaderView::htmlPainted(quint64 ticket)
{
    if (ticket == m_ticket && m_mode == ViewMode::Original && m_message)
        emit painted(QStringLiteral("html"));
}

void ReaderView::htmlLinkActivated(const QUrl &target)
{
    followLink(target);
}

void ReaderView::htmlLinkHovered(const QString &target)
{
    emit linkHovered(target);
}

void ReaderView::htmlFound(int matches)
{
    if (m_find->isVisible())
        m_find->showMatches(matches);
}

void ReaderView::htmlPagedPastEnd()
{
    emit nextRequested();
}

void ReaderView::htmlContextMenu(const QPoint &globalPosition, const QUrl &link, const QString &selectedText)
{
    showContextMenu(globalPosition, link, selectedText);
}

void ReaderView::fetchRemoteImage(const QUrl &url, std::function<void(const HtmlImage &)> answer)
{
    if (!m_message || !m_message->remoteImagesAllowed) {
        answer({});
        return;
    }
    m_remote.fetch(url, [answer](const net::RemoteImage &image) { answer({image.type, image.content}); });
}

/// For the native view; decoded by a worker.
void ReaderView::fetchForText(const QUrl &url)
{
    fetchRemoteImage(url, [this, url, shown = m_message](const HtmlImage &image) {
        const QPointer<ReaderView> self(this);
        QThreadPool::globalInstance()->start([self, url, shown, image] {
            const QImage picture = image.content.isEmpty() ? QImage() : decodeImage(image);
            const auto show = [self, url, shown, picture] {
                if (self && self->m_message == shown)
                    self->m_text->showImage(url, picture);
            };
            QMetaObject::invokeMethod(QCoreApplication::instance(), show, Qt::QueuedConnection);
        });
    });
}

} // namespace godwit::ui
