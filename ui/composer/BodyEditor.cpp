// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/BodyEditor.h"

#include "ui/common/Theme.h"
#include "ui/composer/LocalFile.h"
#include "ui/composer/QuoteHighlighter.h"
#include "ui/composer/RichText.h"

#include <QAbstractTextDocumentLayout>
#include <QImage>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>

namespace godwit::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int BarWidth = 3;
constexpr int BarStep = 13;
constexpr int MaximumPictureWidth = 600;
constexpr int Margin = 16;
constexpr int LineHeightPercent = 120;
} // namespace

BodyEditor::BodyEditor(QWidget *parent) : QTextEdit(parent), m_highlighter(new QuoteHighlighter(document()))
{
    setAccessibleName(tr("Message text"));
    setFrameShape(QFrame::NoFrame);
    setAcceptRichText(false);
    setTabChangesFocus(false);
    document()->setDocumentMargin(Margin);
    setLineWrapMode(QTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
}

void BodyEditor::setRich(bool rich)
{
    if (rich == m_rich)
        return;
    const QSignalBlocker quiet(this);
    const int caret = textCursor().position();
    if (rich) {
        richtext::fromPlainToRich(*document(), plainBody());
    } else {
        const QString text = richtext::toPlain(*document());
        document()->clear();
        setCurrentCharFormat({});
        QTextCursor cursor(document());
        cursor.setBlockFormat({});
        cursor.insertText(text, {});
    }
    m_rich = rich;
    setAcceptRichText(rich);
    m_highlighter->setPlain(!rich);
    spaceLines();
    QTextCursor cursor = textCursor();
    cursor.setPosition(qMin(caret, document()->characterCount() - 1));
    setTextCursor(cursor);
}

/// A little air between the lines; new blocks take it over from the one before.
void BodyEditor::spaceLines()
{
    QTextBlockFormat format;
    format.setLineHeight(LineHeightPercent, QTextBlockFormat::ProportionalHeight);
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    cursor.mergeBlockFormat(format);
}

void BodyEditor::setPlainBody(const QString &text)
{
    m_rich = false;
    setAcceptRichText(false);
    setPlainText(text);
    spaceLines();
    m_highlighter->setPlain(true);
}

void BodyEditor::setHtmlBody(const QString &html, const QList<ComposeAttachment> &pictures)
{
    for (const ComposeAttachment &picture : pictures)
        m_pictures.insert(picture.contentId, picture);
    m_rich = true;
    setAcceptRichText(true);
    richtext::fromHtml(*document(), html);
    spaceLines();
    m_highlighter->setPlain(false);
}

QString BodyEditor::plainBody() const
{
    return richtext::toPlain(*document());
}

QString BodyEditor::htmlBody() const
{
    return m_rich ? richtext::toHtml(*document()) : QString();
}

QList<ComposeAttachment> BodyEditor::pictures() const
{
    QList<ComposeAttachment> shown;
    if (!m_rich)
        return shown;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QString name = it.fragment().charFormat().toImageFormat().name();
            const auto picture = m_pictures.constFind(name.mid(4));
            if (name.startsWith("cid:"_L1) && picture != m_pictures.constEnd())
                shown << *picture;
        }
    }
    return shown;
}

void BodyEditor::setIntro(const QString &intro)
{
    m_highlighter->setIntro(intro);
}

void BodyEditor::insertPicture(const ComposeAttachment &picture)
{
    const QImage image = QImage::fromData(picture.content);
    if (image.isNull())
        return;
    m_pictures.insert(picture.contentId, picture);
    QTextImageFormat format;
    format.setName("cid:"_L1 + picture.contentId);
    const int room = qMin(MaximumPictureWidth, qMax(200, viewport()->width() - 2 * Margin));
    if (image.width() > room)
        format.setWidth(room);
    textCursor().insertImage(format);
}

bool BodyEditor::replaceLines(const QString &before, const QString &after)
{
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        const int end = block.position() + int(before.size());
        if (end > document()->characterCount() - 1)
            break;
        cursor.setPosition(end, QTextCursor::KeepAnchor);
        if (cursor.selectedText().replace(QChar::ParagraphSeparator, u'\n') != before)
            continue;
        cursor.insertText(after);
        return true;
    }
    return false;
}

bool BodyEditor::canInsertFromMimeData(const QMimeData *source) const
{
    return !LocalFile::offeredFiles(source).isEmpty() || source->hasImage() || QTextEdit::canInsertFromMimeData(source);
}

void BodyEditor::insertFromMimeData(const QMimeData *source)
{
    const QList<QUrl> files = LocalFile::offeredFiles(source);
    if (!files.isEmpty()) {
        emit filesOffered(files);
        return;
    }
    if (source->hasImage() && !source->hasText()) {
        emit pictureOffered(qvariant_cast<QImage>(source->imageData()));
        return;
    }
    if (m_rich && source->hasHtml()) {
        // Through our own subset: nothing that the source hides in its markup comes along.
        QTextDocument pasted;
        richtext::fromHtml(pasted, source->html());
        textCursor().insertHtml(richtext::toHtml(pasted));
        return;
    }
    if (source->hasText())
        textCursor().insertText(source->text(), m_rich ? currentCharFormat() : QTextCharFormat());
}

/// Return inside a quote makes room for an answer between its lines.
bool BodyEditor::breakQuote()
{
    QTextCursor cursor = textCursor();
    if (cursor.hasSelection())
        return false;
    const QTextBlock block = cursor.block();
    const richtext::QuoteMark mark =
        m_rich ? richtext::QuoteMark{richtext::quoteLevel(block), 0} : richtext::quoteMark(block.text());
    if (mark.level == 0)
        return false;
    const int at = cursor.positionInBlock();
    cursor.beginEditBlock();
    if (at <= mark.prefix) {
        cursor.movePosition(QTextCursor::StartOfBlock);
        cursor.insertBlock();
        cursor.movePosition(QTextCursor::PreviousBlock);
    } else if (at >= block.length() - 1) {
        cursor.insertBlock();
    } else {
        cursor.insertBlock();
        cursor.insertBlock();
        if (!m_rich)
            cursor.insertText(block.text().left(mark.prefix));
        cursor.movePosition(QTextCursor::PreviousBlock);
    }
    if (m_rich)
        richtext::setQuoteLevel(cursor, 0);
    cursor.endEditBlock();
    setTextCursor(cursor);
    return true;
}

/// Backspace before the first character of a quoted block takes one level away.
bool BodyEditor::unquoteAtStart()
{
    QTextCursor cursor = textCursor();
    const int level = richtext::quoteLevel(cursor.block());
    if (!m_rich || level == 0 || cursor.hasSelection() || !cursor.atBlockStart())
        return false;
    richtext::setQuoteLevel(cursor, level - 1);
    return true;
}

void BodyEditor::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::ControlModifier)) {
        event->ignore(); // the window sends
        return;
    }
    if (enter && event->modifiers() == Qt::NoModifier && breakQuote())
        return;
    if (event->key() == Qt::Key_Backspace && event->modifiers() == Qt::NoModifier && unquoteAtStart())
        return;
    QTextEdit::keyPressEvent(event);
}

void BodyEditor::paintEvent(QPaintEvent *event)
{
    QTextEdit::paintEvent(event);
    QPainter painter(viewport());
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::colors().accent);
    const QAbstractTextDocumentLayout *layout = document()->documentLayout();
    const QPointF offset(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
    QTextBlock block = cursorForPosition(QPoint(0, event->rect().top())).block();
    if (block.previous().isValid())
        block = block.previous();
    qreal above = 0; // the end of the block before: bars of one quote are one bar
    int levelAbove = 0;
    for (; block.isValid(); block = block.next()) {
        const QRectF place = layout->blockBoundingRect(block).translated(offset);
        if (place.top() > event->rect().bottom())
            break;
        const int level = m_rich ? richtext::quoteLevel(block) : richtext::quoteMark(block.text()).level;
        const int step = m_rich ? BarStep : BarWidth * 2;
        for (int i = 0; i < level; ++i) {
            const qreal top = i < levelAbove ? above : place.top();
            painter.drawRect(QRectF(Margin + offset.x() + i * step, top, BarWidth, place.bottom() - top));
        }
        above = place.bottom();
        levelAbove = level;
    }
}

void BodyEditor::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter)
        m_highlighter->rehighlight();
}

QVariant BodyEditor::loadResource(int type, const QUrl &name)
{
    const auto picture = m_pictures.constFind(name.toString().mid(4));
    if (type == QTextDocument::ImageResource && name.scheme() == "cid"_L1 && picture != m_pictures.constEnd())
        return QImage::fromData(picture->content);
    return QByteArray(""); // an empty answer: a null one makes Qt look for a local file
}

} // namespace godwit::ui
