// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/html/OriginalWriter.h"

#include "mime/html/Css.h"
#include "mime/html/Elements.h"
#include "mime/html/Markup.h"

namespace godwit::mime {

namespace {

constexpr int MaximumDepth = 200;
constexpr qsizetype MaximumAttribute = 4096;
constexpr qsizetype MaximumLinks = 5000;

bool takesBackground(GumboTag tag)
{
    return tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_TR || tag == GUMBO_TAG_TD
        || tag == GUMBO_TAG_TH;
}

} // namespace

QByteArray OriginalWriter::write(const GumboNode *document)
{
    walkTree(
        document, [this](const GumboNode *node) { return enter(node); },
        [this](const GumboNode *node) { leave(node); });
    const QByteArray policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
                              "frame-src 'none'; img-src "
        + m_images.sources();
    QByteArray out = "<!DOCTYPE html>\n<html" + m_direction
        + "><head><meta http-equiv=\"x-dns-prefetch-control\" content=\"off\">"
          "<meta http-equiv=\"Content-Security-Policy\" content=\""
        + policy + "\"><meta charset=\"utf-8\">";
    if (!m_styles.isEmpty())
        out += "<style>\n" + m_styles + "</style>";
    out += "</head><body" + m_bodyAttributes + '>' + m_body.trimmed() + "</body></html>";
    return out;
}

bool OriginalWriter::enter(const GumboNode *node)
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

void OriginalWriter::text(const GumboNode *node)
{
    const GumboNode *parent = node->parent;
    if (parent && parent->type == GUMBO_NODE_ELEMENT
        && (parent->v.element.tag == GUMBO_TAG_HEAD || parent->v.element.tag == GUMBO_TAG_HTML))
        return; // white space between head and body
    m_body += escapedText(node->v.text.text);
    if (!m_openLinks.isEmpty() && m_openLinks.constLast() >= 0) {
        QString &words = m_links[m_openLinks.constLast()].text;
        if (words.size() < 1000)
            words += QString::fromUtf8(QByteArray(node->v.text.text).left(2000));
    }
}

void OriginalWriter::takeStyle(const GumboNode *node)
{
    QString sheet = QString::fromUtf8(directText(node));
    const char *media = attributeOf(node, "media");
    if (media && *media)
        sheet = QStringLiteral("@media %1 {%2}").arg(QString::fromUtf8(media), sheet);
    m_styles += css::cleanStyleSheet(sheet, m_images).toUtf8();
}

bool OriginalWriter::enterElement(const GumboNode *node)
{
    const GumboTag tag = node->v.element.tag;
    const bool html = node->v.element.tag_namespace == GUMBO_NAMESPACE_HTML;
    if (html && tag == GUMBO_TAG_STYLE) {
        takeStyle(node);
        return false;
    }
    const ElementRule rule = elementRule(node);
    if (rule == ElementRule::Drop)
        return false;
    QByteArray close;
    if (tag == GUMBO_TAG_BODY) {
        m_bodyAttributes = startTag(node);
    } else if (tag == GUMBO_TAG_HTML) {
        const QByteArray direction = QByteArray(attributeOf(node, "dir")).toLower();
        if (direction == "rtl" || direction == "ltr")
            m_direction = attributeMarkup("dir", direction);
    } else if (rule == ElementRule::Keep && m_depth < MaximumDepth) {
        const char *name = gumbo_normalized_tagname(tag);
        if (tag == GUMBO_TAG_A)
            m_openLinks.append(-1);
        m_body += QByteArray("<") + name + startTag(node) + '>';
        if (tag == GUMBO_TAG_PRE && directText(node).startsWith('\n'))
            m_body += '\n'; // a parser drops the first one
        if (isVoid(tag))
            return false;
        close = QByteArray("</") + name + '>';
        ++m_depth;
    } else if (rule == ElementRule::Keep) {
        m_truncated = true;
    }
    m_openTags.append(close);
    return true;
}

void OriginalWriter::leave(const GumboNode *node)
{
    const QByteArray close = m_openTags.takeLast();
    if (close.isEmpty())
        return;
    m_body += close;
    --m_depth;
    if (node->v.element.tag == GUMBO_TAG_A && !m_openLinks.isEmpty()) {
        const qsizetype index = m_openLinks.takeLast();
        if (index >= 0)
            m_links[index] = readLink(m_links[index].target, m_links[index].text);
    }
}

QByteArray OriginalWriter::startTag(const GumboNode *node)
{
    QByteArray out;
    const GumboVector &attributes = node->v.element.attributes;
    for (unsigned at = 0; at < attributes.length; ++at)
        out += attribute(node, *static_cast<const GumboAttribute *>(attributes.data[at]));
    return out;
}

QByteArray OriginalWriter::attribute(const GumboNode *node, const GumboAttribute &attribute)
{
    const QByteArray name(attribute.name);
    const QByteArray value(attribute.value);
    const GumboTag tag = node->v.element.tag;
    if (name == "style") {
        const QString declarations = css::cleanDeclarations(QString::fromUtf8(value), m_images);
        return declarations.isEmpty() ? QByteArray() : attributeMarkup("style", declarations.toUtf8());
    }
    if (tag == GUMBO_TAG_A && name == "href")
        return linkAttribute(attribute);
    if ((tag == GUMBO_TAG_IMG && name == "src") || (takesBackground(tag) && name == "background")) {
        const auto address = m_images.allow(QString::fromUtf8(value));
        return address ? attributeMarkup(attribute.name, address->toUtf8()) : QByteArray();
    }
    if (tag == GUMBO_TAG_IMG && name == "srcset")
        m_images.noteRemote(QString::fromUtf8(value).trimmed().section(u' ', 0, 0));
    if (tag == GUMBO_TAG_BODY && (name == "text" || name == "link" || name == "vlink"))
        return attributeMarkup(attribute.name, value.left(64));
    if (!isPlainAttribute(attribute.name) || value.size() > MaximumAttribute)
        return {};
    if ((name == "width" || name == "height") && !isSize(value))
        return {};
    return attributeMarkup(attribute.name, value);
}

QByteArray OriginalWriter::linkAttribute(const GumboAttribute &attribute)
{
    if (m_links.size() >= MaximumLinks) {
        m_truncated = true;
        return {};
    }
    const Link link = readLink(QString::fromUtf8(attribute.value), {});
    if (link.target.isEmpty())
        return {};
    m_openLinks.last() = m_links.size();
    m_links.append(link);
    return attributeMarkup("href", link.target.toUtf8());
}

} // namespace godwit::mime
