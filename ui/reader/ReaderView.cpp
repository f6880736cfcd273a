// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/ReaderView.h"

#include "ui/common/Buttons.h"
#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"
#include "ui/common/Icons.h"
#include "ui/common/NoticeBar.h"
#include "ui/reader/FindBar.h"
#include "ui/reader/MessageHeader.h"
#include "ui/reader/SourceWindow.h"
#include "ui/reader/TextView.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace godwit::ui {

ReaderView::ReaderView(const Tools &tools, QWidget *parent)
    : QWidget(parent), m_tools(tools), m_loader(tools.profile), m_remote(tools.imageRules), m_signatures(tools.names),
      m_header(new MessageHeader(this)), m_remoteBar(new NoticeBar(this)), m_restBar(new NoticeBar(this)),
      m_notice(new NoticeBar(this)), m_hint(new QLabel(this)), m_find(new FindBar(this)),
      m_body(new QStackedWidget(this)), m_text(new TextView(m_body)), m_attachmentArea(new QWidget(this)),
      m_attachments(new AttachmentList(tools.files, m_attachmentArea)),
      m_saveAll(new FlatButton(QStringLiteral("save"), {}, m_attachmentArea))
{
    setProperty("pane", QStringLiteral("paper"));
    setAttribute(Qt::WA_StyledBackground);
    buildLayout();
    connectParts();
    showNothing();
}

ReaderView::~ReaderView() = default;

void ReaderView::buildLayout()
{
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    m_hint->setProperty("role", QStringLiteral("small"));
    m_notice->setDismissable(true);
    auto *bars = new QVBoxLayout;
    bars->setContentsMargins(24, 0, 24, 8);
    bars->setSpacing(8);
    bars->addWidget(m_remoteBar);
    bars->addWidget(m_restBar);
    bars->addWidget(m_notice);
    bars->addWidget(m_hint);

    auto *inset = new QHBoxLayout;
    inset->setContentsMargins(20, 0, 20, 0);
    inset->addWidget(m_attachments, 1);
    inset->addWidget(m_saveAll, 0, Qt::AlignVCenter);
    auto *attachments = new QVBoxLayout(m_attachmentArea);
    attachments->setContentsMargins(0, 0, 0, 6);
    attachments->setSpacing(6);
    attachments->addWidget(hairline(Qt::Horizontal, m_attachmentArea));
    attachments->addLayout(inset);

    m_body->addWidget(m_text);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addLayout(bars);
    layout->addWidget(m_find);
    layout->addWidget(m_body, 1);
    layout->addWidget(m_attachmentArea);
}

void ReaderView::connectParts()
{
    connect(
        &m_loader, &MessageLoader::loaded, this, [this](quint64, const ReadMessagePtr &message) { reread(message); });
    connect(m_header, &MessageHeader::composeTo, this, &ReaderView::composeTo);
    connect(&m_signatures, &SignatureCheck::done, this,
        [this](const ReadMessagePtr &message, const trust::Verdict &verdict) {
            m_header->showVerdict(verdict, suspiciousLine(*message));
        });
    connect(m_text, &TextView::linkActivated, this, &ReaderView::followLink);
    connect(m_text, &QTextBrowser::highlighted, this, [this](const QUrl &link) {
        const QString scheme = link.scheme();
        emit linkHovered(scheme.startsWith(u"godwit") ? QString() : link.toString(QUrl::FullyEncoded));
    });
    connect(m_text, &TextView::imageWanted, this, &ReaderView::fetchForText);
    connect(m_text, &TextView::pagedPastEnd, this, &ReaderView::nextRequested);
    connect(m_text, &TextView::contextMenuRequested, this, [this](const QPoint &position, const QUrl &link) {
        showContextMenu(position, link, m_text->textCursor().selectedText());
    });
    connect(m_text, &TextView::painted, this, [this] {
        if (m_message && m_mode != ViewMode::Original)
            emit painted(m_mode == ViewMode::Plain ? QStringLiteral("text") : QStringLiteral("simplified"));
    });
    connect(m_find, &FindBar::findRequested, this, [this](const QString &text, FindDirection direction) {
        if (m_mode == ViewMode::Original && m_html)
            m_html->find(text, direction);
        else
            m_find->showMatches(m_text->findText(text, direction));
    });
    connect(m_find, &FindBar::closed, this, [this](bool hadFocus) {
        if (m_html)
            m_html->find({}, FindDirection::Forward);
        m_text->findText({}, FindDirection::Forward);
        if (hadFocus)
            focusTarget()->setFocus();
    });
    connect(m_attachments, &AttachmentList::openRequested, this, &ReaderView::openAttachment);
    connect(m_attachments, &AttachmentList::saveRequested, this, &ReaderView::saveAttachments);
    connect(m_saveAll, &QToolButton::clicked, this, [this] { saveAttachments(m_attachments->attachments()); });
    connect(m_attachments, &AttachmentList::copyFailed, this,
        [this](const MailError &error) { tellFailure(error, tr("The file could not be written.")); });
}

/// The line that names the sender, as it stands, where something is wrong with it.
QString ReaderView::suspiciousLine(const ReadMessage &message)
{
    const bool fine =
        message.evidence.fault == mime::SenderFault::None || message.evidence.fault == mime::SenderFault::Missing;
    return fine ? QString() : mime::senderLine(message.message.headers);
}

ReadingRules ReaderView::rules(const Preferences &preferences)
{
    return {
        preferences.remoteImages == RemoteImages::Always, preferences.remoteImageSenders, preferences.checkSignatures};
}

void ReaderView::showMessage(
    const ReadMessagePtr &message, const QDateTime &date, const QSet<QString> &self, double scrollPosition)
{
    m_loader.cancel();
    m_remote.reset();
    m_message = message;
    m_date = date;
    m_self = self;
    m_find->close();
    m_restBar->clear();
    m_notice->clear();
    m_header->showEnvelope(message->message.envelope, date, self);
    m_header->showVerdict(message->verdict, suspiciousLine(*message));
    m_header->show();
    m_mode = defaultMode();
    showAttachments();
    showBody(scrollPosition);
    m_signatures.start(message);
}

void ReaderView::tellExcerpt(qint64 octets)
{
    offerRest(tr("To save data only the text of this message was fetched, without attachments and pictures."),
        tr("Fetch all of it (%1)").arg(humanSize(octets)));
}

void ReaderView::tellRestFailed(const MailError &error)
{
    offerRest(tr("The rest of this message could not be fetched.") + u' ' + explain(error), tr("Try again"));
}

void ReaderView::offerRest(const QString &text, const QString &step)
{
    m_restBar->showNotice(NoticeBar::Kind::Information, text, {{step, [this] {
                                                                    m_restBar->showNotice(NoticeBar::Kind::Information,
                                                                        tr("The rest is being fetched…"));
                                                                    emit restRequested();
                                                                }}});
}

void ReaderView::showNothing()
{
    m_loader.cancel();
    m_signatures.cancel();
    m_remote.reset();
    m_message.reset();
    m_header->hide();
    m_remoteBar->clear();
    m_restBar->clear();
    m_notice->clear();
    m_hint->hide();
    m_find->close();
    m_attachmentArea->hide();
    m_attachments->setAttachments({}, {});
    m_text->showNothing();
    m_body->setCurrentWidget(m_text);
    if (m_html)
        m_html->clear();
    emit linkHovered({});
}

bool ReaderView::canShow(ViewMode mode) const
{
    if (!m_message)
        return false;
    switch (mode) {
    case ViewMode::Plain:
        return true;
    case ViewMode::Simplified:
        return m_message->hasHtml;
    case ViewMode::Original:
        break;
    }
    return m_message->hasHtml && m_tools.html.state() == HtmlViewLoader::State::Available;
}

ViewMode ReaderView::defaultMode() const
{
    if (!m_message->hasHtml)
        return ViewMode::Plain;
    const bool engine = m_message->needsEngine || m_message->remoteImagesAllowed;
    if (isTooLargeForNativeView() && !(engine && canShow(ViewMode::Original)))
        return ViewMode::Plain;
    return engine && canShow(ViewMode::Original) ? ViewMode::Original : ViewMode::Simplified;
}

/// A page on which the native layout would hold the window up (S-080).
bool ReaderView::isTooLargeForNativeView() const
{
    constexpr qsizetype MostNativeHtml = 200'000;
    return m_message->simplified.html.size() > MostNativeHtml;
}

void ReaderView::setViewMode(ViewMode mode)
{
    if (mode == m_mode || !canShow(mode))
        return;
    m_find->close();
    m_mode = mode;
    showBody(0);
}

double ReaderView::scrollPosition() const
{
    return m_mode == ViewMode::Original && m_html ? m_html->scrollPosition() : m_text->scrollPosition();
}

void ReaderView::setZoom(double factor)
{
    m_zoom = qBound(0.5, factor, 4.0);
    m_text->setZoom(m_zoom);
    if (m_html)
        m_html->setZoom(m_zoom);
}

void ReaderView::openFind()
{
    const QString selected =
        m_mode == ViewMode::Original && m_html ? m_html->selectedText() : m_text->textCursor().selectedText();
    constexpr qsizetype OneLine = 80;
    m_find->open(selected.size() <= OneLine && !selected.contains(QChar::ParagraphSeparator) ? selected : QString());
}

void ReaderView::showSource()
{
    if (!m_message)
        return;
    auto *window = new SourceWindow(
        tr("Source: %1").arg(m_message->message.envelope.subject.value_or(QString())), m_message->raw, this);
    window->show();
}

void ReaderView::pageDown()
{
    if (m_mode == ViewMode::Original && m_html)
        m_html->pageDown();
    else
        m_text->pageDown();
}

QWidget *ReaderView::focusTarget() const
{
    return m_mode == ViewMode::Original && m_html ? m_html->widget() : m_text;
}

void ReaderView::showBody(double scrollPosition)
{
    if (m_mode == ViewMode::Original && !showOriginal(scrollPosition))
        m_mode = ViewMode::Simplified;
    if (m_mode != ViewMode::Original) {
        if (m_html)
            m_html->clear();
        m_body->setCurrentWidget(m_text);
        if (m_mode == ViewMode::Plain)
            m_text->showText(m_message->text, m_message->fixedWidth);
        else
            m_text->showSimplified(m_message->simplified.html, m_message->decoded);
        m_text->setScrollPosition(scrollPosition);
    }
    showHints();
    showRemoteNotice();
    emit viewModeChanged(m_mode);
}

void ReaderView::showHints()
{
    QStringList hints;
    if (m_message->message.truncated || (m_mode != ViewMode::Plain && m_message->original.truncated))
        hints << tr("This message is too large or too deeply nested to be shown whole. Its source is complete.");
    if (m_mode == ViewMode::Plain && m_message->hasHtml && isTooLargeForNativeView() && !canShow(ViewMode::Original))
        hints << tr("Shown as plain text, because this page is very large.");
    if (m_mode == ViewMode::Plain && m_message->textCut)
        hints << tr("Only the beginning of this very long text is shown. View source shows more.");
    if (m_mode == ViewMode::Simplified && m_message->needsEngine) {
        switch (m_tools.html.state()) {
        case HtmlViewLoader::State::Available:
            break;
        case HtmlViewLoader::State::NotInstalled:
            hints << tr("Shown simplified, because the web view is not installed.");
            break;
        case HtmlViewLoader::State::NoSandbox:
            hints << tr("Shown simplified, because the web view cannot be sandboxed here.");
            break;
        }
    }
    m_hint->setText(hints.join(u'\n'));
    m_hint->setVisible(!hints.isEmpty());
}

void ReaderView::followLink(const QUrl &target)
{
    const QString scheme = target.scheme();
    if (scheme == u"mailto") {
        emit mailtoClicked(target);
        return;
    }
    if (!m_message || (scheme != u"http" && scheme != u"https"))
        return; // S-087
    const auto open = [target] {
        QDesktopServices::openUrl(target);
    };
    const QString address = target.toString(QUrl::FullyEncoded);
    for (const mime::Link &link : m_message->original.links) {
        if (link.target != address || link.claimedHost.isEmpty())
            continue;
        m_notice->showNotice(NoticeBar::Kind::Warning,
            tr("The text of this link names %1, but it leads to %2.").arg(link.claimedHost, link.host),
            {{tr("Open %1").arg(link.host), open}});
        return; // S-084
    }
    open();
}

void ReaderView::showContextMenu(const QPoint &globalPosition, const QUrl &link, const QString &selectedText)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool original = m_mode == ViewMode::Original && m_html;
    if (!link.isEmpty()) {
        connect(menu->addAction(icon(QStringLiteral("open")), tr("Open link")), &QAction::triggered, this,
            [this, link] { followLink(link); });
        connect(menu->addAction(icon(QStringLiteral("link")), tr("Copy link address")), &QAction::triggered, this,
            [link] { QGuiApplication::clipboard()->setText(link.toString(QUrl::FullyEncoded)); });
        menu->addSeparator();
    }
    QAction *copy = menu->addAction(icon(QStringLiteral("copy")), tr("Copy"));
    copy->setEnabled(!selectedText.isEmpty());
    connect(copy, &QAction::triggered, this, [this, original] {
        if (original)
            m_html->copySelection();
        else
            m_text->copy();
    });
    connect(menu->addAction(tr("Select all")), &QAction::triggered, this, [this, original] {
        if (original)
            m_html->selectAll();
        else
            m_text->selectAll();
    });
    if (m_mode == ViewMode::Plain) {
        menu->addSeparator();
        connect(menu->addAction(tr("Fold all quotes")), &QAction::triggered, m_text,
            [this] { m_text->setQuotesFolded(true); });
        connect(menu->addAction(tr("Unfold all quotes")), &QAction::triggered, m_text,
            [this] { m_text->setQuotesFolded(false); });
    }
    menu->popup(globalPosition);
}

} // namespace godwit::ui
