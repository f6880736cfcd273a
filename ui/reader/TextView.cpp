// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/TextView.h"

#include "ui/common/Theme.h"

#include <QAbstractTextDocumentLayout>
#include <QContextMenuEvent>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextFrame>
#include <array>
#include <limits>

namespace godwit::ui {

namespace {

constexpr int SideMargin = 24;
constexpr int TopMargin = 8;
constexpr int QuoteBar = 3;
constexpr qsizetype FirstSlice = 120; // paragraphs: more than a screen
constexpr qsizetype Slice = 150; // a few milliseconds

QColor quoteColor(int level)
{
    const Colors &colors = Theme::colors();
    const std::array<QColor, 4> shades{colors.accent, colors.good, colors.warning, QColor(0x8a, 0x6f, 0xd8)};
    return shades.at(size_t(level - 1) % shades.size());
}

QImage nothing()
{
    QImage image(1, 1, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    return image;
}

} // namespace

TextView::TextView(QWidget *parent) : QTextBrowser(parent)
{
    setAccessibleName(tr("Message"));
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setUndoRedoEnabled(false);
    setAcceptDrops(false);
    setTextInteractionFlags(Qt::TextBrowserInteraction);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    connect(this, &QTextBrowser::anchorClicked, this, &TextView::followLink);
    m_slices.setInterval(0);
    connect(&m_slices, &QTimer::timeout, this, [this] { writeSlice(Slice); });
}

void TextView::showText(const QList<mime::TextParagraph> &paragraphs, bool fixedWidth)
{
    m_isHtml = false;
    m_html.clear();
    m_images.clear();
    m_wanted.clear();
    m_folded = FoldedText(paragraphs, fixedWidth);
    rebuild();
    m_tellPainted = true;
    viewport()->update();
}

void TextView::showSimplified(const QString &html, const QHash<QString, QImage> &images)
{
    m_isHtml = true;
    m_folded = {};
    m_html = html;
    m_images = images;
    m_wanted.clear();
    rebuild();
    m_tellPainted = true;
    viewport()->update();
}

void TextView::showNothing()
{
    m_folded = {};
    m_html.clear();
    m_images.clear();
    m_wanted.clear();
    m_tellPainted = false;
    m_slices.stop();
    clear();
}

void TextView::setZoom(double factor)
{
    if (qFuzzyCompare(factor, m_zoom))
        return;
    m_zoom = factor;
    prepareDocument();
}

int TextView::findText(const QString &text, FindDirection direction)
{
    if (text.isEmpty()) {
        QTextCursor cursor = textCursor();
        cursor.clearSelection();
        setTextCursor(cursor);
        setExtraSelections({});
        return 0;
    }
    if (m_folded.hasFolded())
        setQuotesFolded(false); // what is folded is searched too
    finishBuilding();
    QList<QTextEdit::ExtraSelection> matches;
    QTextCharFormat mark;
    mark.setBackground(Theme::colors().selection);
    for (QTextCursor at = document()->find(text); !at.isNull(); at = document()->find(text, at))
        matches.append({at, mark});
    setExtraSelections(matches);
    QTextDocument::FindFlags flags;
    flags.setFlag(QTextDocument::FindBackward, direction == FindDirection::Backward);
    // Typing on must not jump from a match that still fits.
    QTextCursor start = textCursor();
    if (direction == FindDirection::Forward && !start.selectedText().isEmpty()
        && start.selectedText().compare(text, Qt::CaseInsensitive) != 0)
        start.setPosition(start.selectionStart());
    QTextCursor found = document()->find(text, start, flags);
    if (found.isNull() && !matches.isEmpty())
        found = direction == FindDirection::Forward ? matches.first().cursor : matches.last().cursor;
    if (!found.isNull())
        setTextCursor(found);
    return int(matches.size());
}

double TextView::scrollPosition() const
{
    return verticalScrollBar()->value();
}

void TextView::setScrollPosition(double position)
{
    m_wantedPosition = m_slices.isActive() ? position : 0;
    verticalScrollBar()->setValue(int(position));
}

void TextView::setQuotesFolded(bool folded)
{
    m_folded.setAllFolded(folded);
    rebuild();
}

QVariant TextView::loadResource(int type, const QUrl &name)
{
    // Never the base class: it opens local files.  Never nothing for an image: the layout would then open the name as a
    // file by itself.
    if (type != QTextDocument::ImageResource)
        return QByteArray();
    if (name.scheme() == u"cid") {
        const auto image = m_images.constFind(name.path(QUrl::FullyDecoded));
        if (image != m_images.cend())
            return fitted(*image);
    } else if (m_isHtml && (name.scheme() == u"https" || name.scheme() == u"http")) {
        const auto image = m_images.constFind(name.toString());
        if (image != m_images.cend())
            return fitted(*image);
        if (!m_wanted.contains(name)) {
            m_wanted.insert(name);
            QMetaObject::invokeMethod( // the layout is under way
                this, [this, name] { emit imageWanted(name); }, Qt::QueuedConnection);
        }
    }
    return nothing();
}

QImage TextView::fitted(const QImage &image) const
{
    const int room = qMax(64, viewport()->width() - 2 * SideMargin - 8);
    return image.width() > room ? image.scaledToWidth(room, Qt::SmoothTransformation) : image;
}

void TextView::showImage(const QUrl &url, const QImage &image)
{
    if (!m_wanted.contains(url) || image.isNull())
        return;
    m_images.insert(url.toString(), image);
    document()->addResource(QTextDocument::ImageResource, url, fitted(image));
    document()->markContentsDirty(0, document()->characterCount());
}

void TextView::doSetSource(const QUrl &, QTextDocument::ResourceType)
{
    // A reader of mail has no place to go to.
}

void TextView::paintEvent(QPaintEvent *event)
{
    QTextBrowser::paintEvent(event);
    paintQuoteBars();
    if (std::exchange(m_tellPainted, false))
        QMetaObject::invokeMethod(this, &TextView::painted, Qt::QueuedConnection);
}

void TextView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Space || (event->modifiers() & ~Qt::ShiftModifier) != Qt::NoModifier) {
        QTextBrowser::keyPressEvent(event);
        return;
    }
    if (event->modifiers().testFlag(Qt::ShiftModifier))
        verticalScrollBar()->setValue(verticalScrollBar()->value() - page());
    else
        pageDown();
}

void TextView::pageDown()
{
    QScrollBar *bar = verticalScrollBar();
    if (bar->value() >= bar->maximum())
        emit pagedPastEnd();
    else
        bar->setValue(bar->value() + page());
}

int TextView::page() const
{
    return qMax(1, viewport()->height() - 2 * fontMetrics().height());
}

void TextView::contextMenuEvent(QContextMenuEvent *event)
{
    const QUrl link(anchorAt(event->pos()));
    emit contextMenuRequested(event->globalPos(), link.scheme() == FoldedText::FoldScheme ? QUrl() : link);
}

void TextView::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        restyle();
}

void TextView::prepareDocument()
{
    QFont shown = m_folded.isFixedWidth() ? QFontDatabase::systemFont(QFontDatabase::FixedFont) : font();
    if (shown.pointSizeF() > 0)
        shown.setPointSizeF(shown.pointSizeF() * m_zoom);
    else
        shown.setPixelSize(int(shown.pixelSize() * m_zoom));
    document()->setDefaultFont(shown);
    QTextFrameFormat margins = document()->rootFrame()->frameFormat();
    margins.setLeftMargin(SideMargin);
    margins.setRightMargin(SideMargin);
    margins.setTopMargin(TopMargin);
    margins.setBottomMargin(SideMargin);
    document()->rootFrame()->setFrameFormat(margins);
}

void TextView::rebuild()
{
    const double position = scrollPosition();
    m_slices.stop();
    if (m_isHtml) {
        const Colors &colors = Theme::colors();
        document()->setDefaultStyleSheet(QStringLiteral("a { color: %1; text-decoration: none; } "
                                                        "blockquote { color: %2; margin: 4px 0 4px 16px; } "
                                                        "p { margin-top: 0; margin-bottom: 10px; }")
                                             .arg(colors.accent.name(), colors.dimmedText.name()));
        setHtml(m_html);
        QTextBlockFormat airy;
        airy.setLineHeight(textmeasure::LineHeight, QTextBlockFormat::ProportionalHeight);
        QTextCursor all(document());
        all.select(QTextCursor::Document);
        all.mergeBlockFormat(airy);
    } else {
        clear();
        m_folded.restart();
        m_slices.start();
        writeSlice(FirstSlice);
    }
    prepareDocument();
    setTextCursor(QTextCursor(document()));
    setScrollPosition(position);
}

void TextView::writeSlice(qsizetype paragraphs)
{
    if (!m_folded.writeSlice(*document(), paragraphs))
        return;
    m_slices.stop();
    if (m_wantedPosition > 0)
        setScrollPosition(m_wantedPosition);
}

void TextView::finishBuilding()
{
    if (m_slices.isActive())
        writeSlice(std::numeric_limits<qsizetype>::max());
}

void TextView::paintQuoteBars()
{
    QPainter painter(viewport());
    painter.setPen(Qt::NoPen);
    const double top = verticalScrollBar()->value();
    const double left = horizontalScrollBar()->value();
    QAbstractTextDocumentLayout *layout = document()->documentLayout();
    const auto areaOf = [layout, left, top](const QTextBlock &block) {
        return layout->blockBoundingRect(block).translated(-left, -top);
    };
    const auto levelOf = [](const QTextBlock &block) {
        return block.isValid() ? block.blockFormat().intProperty(QTextFormat::BlockQuoteLevel) : 0;
    };
    for (QTextBlock block = cursorForPosition({0, 0}).block(); block.isValid(); block = block.next()) {
        const QRectF area = areaOf(block);
        if (area.top() > viewport()->height())
            break;
        const QTextBlock next = block.next();
        for (int bar = 1; bar <= levelOf(block); ++bar) {
            // Through the space between the lines.
            const double bottom = levelOf(next) >= bar ? areaOf(next).top() : area.bottom();
            painter.setBrush(quoteColor(bar));
            painter.drawRect(QRectF(
                SideMargin - left + (bar - 1) * textmeasure::QuoteStep, area.top(), QuoteBar, bottom - area.top()));
        }
    }
}

void TextView::followLink(const QUrl &link)
{
    if (link.scheme() != FoldedText::FoldScheme) {
        emit linkActivated(link);
        return;
    }
    m_folded.toggle(link.path().toLongLong());
    rebuild();
}

void TextView::restyle()
{
    if (m_styling || (m_folded.isEmpty() && m_html.isEmpty()))
        return;
    m_styling = true;
    rebuild();
    m_styling = false;
}

} // namespace godwit::ui
