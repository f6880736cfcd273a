// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/html/SimplifiedWriter.h"

#include "base/Limits.h"
#include "mime/html/Css.h"
#include "mime/html/Elements.h"
#include "mime/html/Markup.h"

#include <algorithm>
#include <iterator>

namespace godwit::mime {

namespace {

// What QTextDocument 6.4 lays out in well under a second, measured.
constexpr int MaximumDepth = 24;
constexpr int MaximumElements = 20000;
constexpr qsizetype MaximumCharacters = 300000;
constexpr qsizetype MaximumLinks = 5000;
constexpr qsizetype LongestWord = 100;
constexpr int MaximumRows = 500;
constexpr int MaximumColumns = 12;

constexpr GumboTag Kept[] = {GUMBO_TAG_P, GUMBO_TAG_DIV, GUMBO_TAG_SPAN, GUMBO_TAG_BR, GUMBO_TAG_B, GUMBO_TAG_I,
    GUMBO_TAG_U, GUMBO_TAG_S, GUMBO_TAG_STRONG, GUMBO_TAG_EM, GUMBO_TAG_A, GUMBO_TAG_IMG, GUMBO_TAG_UL, GUMBO_TAG_OL,
    GUMBO_TAG_LI, GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_PRE, GUMBO_TAG_CODE, GUMBO_TAG_TT, GUMBO_TAG_H1, GUMBO_TAG_H2,
    GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6, GUMBO_TAG_HR, GUMBO_TAG_SUB, GUMBO_TAG_SUP,
    GUMBO_TAG_CENTER, GUMBO_TAG_DL, GUMBO_TAG_DT, GUMBO_TAG_DD, GUMBO_TAG_STRIKE, GUMBO_TAG_DEL, GUMBO_TAG_INS,
    GUMBO_TAG_KBD, GUMBO_TAG_SAMP, GUMBO_TAG_VAR, GUMBO_TAG_CITE};

bool isKept(GumboTag tag)
{
    return std::find(std::begin(Kept), std::end(Kept), tag) != std::end(Kept);
}

bool isTablePart(GumboTag tag)
{
    return tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_TR || tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH;
}

bool isTinyImage(const GumboNode *node)
{
    const auto tiny = [node](const char *name) {
        const char *value = attributeOf(node, name);
        return value && isSize(value) && !QByteArray(value).contains('%') && QByteArray(value).toDouble() <= 2;
    };
    return tiny("width") || tiny("height");
}

struct TableShape {
    const GumboNode *table;
    int rows = 0, cells = 0, columns = 0;
    bool nests = false;
};

} // namespace

QByteArray SimplifiedWriter::write(const GumboNode *document)
{
    findDataTables(document);
    walkTree(
        document, [this](const GumboNode *node) { return enter(node); },
        [this](const GumboNode *node) { leave(node); });
    return m_out.trimmed();
}

/// A table that holds no other one and has two rows and columns at least shows data; all others only lay out.
void SimplifiedWriter::findDataTables(const GumboNode *document)
{
    QList<TableShape> open;
    const auto enterNode = [this, &open](const GumboNode *node) {
        if (node->type != GUMBO_NODE_ELEMENT)
            return node->type == GUMBO_NODE_DOCUMENT;
        const GumboTag tag = node->v.element.tag;
        if (tag == GUMBO_TAG_TABLE) {
            for (TableShape &outer : open)
                outer.nests = true;
            open.append(TableShape{node});
            m_flattened = ++m_tables > limits::HtmlTableDepth || m_flattened;
            if (open.size() > 2)
                open.removeFirst(); // only the innermost matters; keeps this linear
        } else if (!open.isEmpty() && tag == GUMBO_TAG_TR) {
            ++open.last().rows;
            open.last().cells = 0;
        } else if (!open.isEmpty() && (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH)) {
            open.last().columns = std::max(open.last().columns, ++open.last().cells);
        }
        return elementRule(node) != ElementRule::Drop;
    };
    const auto leaveNode = [this, &open](const GumboNode *node) {
        if (node->type != GUMBO_NODE_ELEMENT || node->v.element.tag != GUMBO_TAG_TABLE)
            return;
        --m_tables;
        if (open.isEmpty() || open.constLast().table != node)
            return;
        const TableShape shape = open.takeLast();
        if (!shape.nests && shape.rows > 1 && shape.rows <= MaximumRows && shape.columns > 1
            && shape.columns <= MaximumColumns)
            m_dataTables.insert(node);
    };
    walkTree(document, enterNode, leaveNode);
}

bool SimplifiedWriter::enter(const GumboNode *node)
{
    switch (node->type) {
    case GUMBO_NODE_DOCUMENT:
        m_openTags.append(QByteArray());
        return true;
    case GUMBO_NODE_ELEMENT:
        return enterElement(node);
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_WHITESPACE:
        text(node);
        return false;
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_COMMENT:
    case GUMBO_NODE_TEMPLATE:
        break;
    }
    return false;
}

void SimplifiedWriter::breakIfPending()
{
    if (m_breakPending && m_lineStarted)
        m_out += "<br>";
    m_breakPending = false;
    m_lineStarted = true;
}

void SimplifiedWriter::text(const GumboNode *node)
{
    if (m_characters >= MaximumCharacters) {
        m_truncated = true;
        return;
    }
    const GumboNode *parent = node->parent;
    const GumboTag around = parent && parent->type == GUMBO_NODE_ELEMENT ? parent->v.element.tag : GUMBO_TAG_UNKNOWN;
    if (around == GUMBO_TAG_HEAD || around == GUMBO_TAG_HTML || around == GUMBO_TAG_TR || around == GUMBO_TAG_TABLE
        || around == GUMBO_TAG_TBODY)
        return;
    QString words = QString::fromUtf8(node->v.text.text);
    const bool blank = words.trimmed().isEmpty();
    if (blank && m_preformatted == 0 && (m_breakPending || !m_lineStarted))
        return;
    if (!blank)
        breakIfPending();
    QString broken;
    for (const QChar character : words) {
        const bool breaks = character.isSpace() || character == u'\u200B';
        if (!breaks && m_unbroken >= LongestWord && !character.isLowSurrogate()) { // S-080: soft breaks
            broken += u'\u200B';
            m_unbroken = 0;
        }
        m_unbroken = breaks ? 0 : m_unbroken + 1;
        broken += character;
        if (++m_characters >= MaximumCharacters)
            break;
    }
    if (!m_openLinks.isEmpty() && m_openLinks.constLast() >= 0)
        m_links[m_openLinks.constLast()].text += broken.left(1000);
    m_out += escapedText(broken.toUtf8().constData());
}

void SimplifiedWriter::image(const GumboNode *node)
{
    const char *source = attributeOf(node, "src");
    const auto address = source ? m_images.allow(QString::fromUtf8(source)) : std::nullopt;
    if (isTinyImage(node))
        return;
    const QByteArray alternative = QByteArray(attributeOf(node, "alt")).simplified().left(200);
    if (!address && alternative.isEmpty())
        return;
    breakIfPending();
    if (!address) {
        m_out += escapedText(alternative.constData());
        return;
    }
    m_out += "<img" + attributeMarkup("src", address->toUtf8());
    if (!alternative.isEmpty())
        m_out += attributeMarkup("alt", alternative);
    for (const char *name : {"width", "height"}) {
        const char *value = attributeOf(node, name);
        if (value && isSize(value) && !QByteArray(value).contains('%'))
            m_out += attributeMarkup(name, value);
    }
    m_out += '>';
}

QByteArray SimplifiedWriter::attributes(const GumboNode *node)
{
    QByteArray out;
    const GumboTag tag = node->v.element.tag;
    if (const char *style = attributeOf(node, "style")) {
        const QString declarations = css::simpleDeclarations(QString::fromUtf8(style));
        if (!declarations.isEmpty())
            out += attributeMarkup("style", declarations.toUtf8());
    }
    if (const char *align = attributeOf(node, "align"); align && isBlock(tag))
        out += attributeMarkup("align", QByteArray(align).left(16));
    if (const char *start = attributeOf(node, "start"); start && tag == GUMBO_TAG_OL)
        out += attributeMarkup("start", QByteArray::number(QByteArray(start).toInt()));
    if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) {
        const int columns = QByteArray(attributeOf(node, "colspan")).toInt();
        if (columns > 1 && columns <= MaximumColumns)
            out += attributeMarkup("colspan", QByteArray::number(columns));
    }
    if (tag == GUMBO_TAG_TABLE)
        out += " border=\"0\" cellspacing=\"0\" cellpadding=\"4\"";
    if (tag == GUMBO_TAG_A) {
        m_openLinks.append(-1);
        const Link link =
            m_links.size() < MaximumLinks ? readLink(QString::fromUtf8(attributeOf(node, "href")), {}) : Link();
        if (!link.target.isEmpty()) {
            out += attributeMarkup("href", link.target.toUtf8());
            m_openLinks.last() = m_links.size();
            m_links.append(link);
        }
    }
    return out;
}

void SimplifiedWriter::open(const GumboNode *node, QByteArray &close)
{
    const GumboTag tag = node->v.element.tag;
    const QByteArray name(gumbo_normalized_tagname(tag));
    ++m_elements;
    if (tag == GUMBO_TAG_BR) {
        m_out += "<br>";
        m_breakPending = m_lineStarted = false;
        return;
    }
    if (isBlock(tag) || isTablePart(tag)) {
        m_breakPending = m_lineStarted = false; // it begins a line by itself
        m_unbroken = 0;
    } else {
        breakIfPending();
    }
    m_out += '<' + name + attributes(node) + '>';
    if (isVoid(tag))
        return;
    if (tag == GUMBO_TAG_PRE) {
        ++m_preformatted;
        if (directText(node).startsWith('\n'))
            m_out += '\n';
    }
    ++m_depth;
    close = "</" + name + '>';
}

bool SimplifiedWriter::insideDataTable(const GumboNode *node) const
{
    for (const GumboNode *up = node; up && up->type == GUMBO_NODE_ELEMENT; up = up->parent) {
        if (up->v.element.tag == GUMBO_TAG_TABLE)
            return m_dataTables.contains(up);
    }
    return false;
}

bool SimplifiedWriter::enterElement(const GumboNode *node)
{
    const GumboTag tag = node->v.element.tag;
    if (elementRule(node) == ElementRule::Drop || isHidden(node))
        return false;
    if (tag == GUMBO_TAG_IMG) {
        image(node);
        return false;
    }
    const bool room = m_elements < MaximumElements && m_depth < MaximumDepth;
    QByteArray close;
    if (m_elements >= MaximumElements)
        m_flattened = true;
    if (room && (isTablePart(tag) ? insideDataTable(node) : isKept(tag)))
        open(node, close);
    else if (isBlock(tag) || isTablePart(tag) || tag == GUMBO_TAG_BR)
        m_breakPending = true;
    if (isVoid(tag))
        return false;
    m_openTags.append(close);
    return true;
}

void SimplifiedWriter::leave(const GumboNode *node)
{
    const QByteArray close = m_openTags.takeLast();
    if (node->type != GUMBO_NODE_ELEMENT)
        return;
    const GumboTag tag = node->v.element.tag;
    if (close.isEmpty()) {
        m_breakPending = m_breakPending || isBlock(tag) || isTablePart(tag);
        return;
    }
    m_out += close;
    --m_depth;
    if (tag == GUMBO_TAG_PRE)
        --m_preformatted;
    if (isBlock(tag) || isTablePart(tag))
        m_breakPending = m_lineStarted = false;
    if (tag == GUMBO_TAG_A && !m_openLinks.isEmpty()) {
        const qsizetype index = m_openLinks.takeLast();
        if (index >= 0)
            m_links[index] = readLink(m_links[index].target, m_links[index].text);
    }
}

} // namespace godwit::mime
