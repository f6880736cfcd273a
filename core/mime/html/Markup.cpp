// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/html/Markup.h"

#include "mime/html/GumboTree.h"

#include <QRegularExpression>
#include <algorithm>

namespace godwit::mime {

QByteArray escapedText(const char *text)
{
    QByteArray out;
    for (const char *at = text; *at; ++at) {
        switch (*at) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        default:
            if (uchar(*at) >= 0x20 || *at == '\n' || *at == '\t')
                out += *at;
        }
    }
    return out;
}

QByteArray escapedAttribute(const QByteArray &value)
{
    QByteArray out = escapedText(value.constData());
    out.replace('"', "&quot;");
    return out;
}

QByteArray attributeMarkup(const char *name, const QByteArray &value)
{
    return QByteArray(" ") + name + "=\"" + escapedAttribute(value) + '"';
}

QByteArray directText(const GumboNode *element)
{
    QByteArray out;
    const GumboVector &children = element->v.element.children;
    for (unsigned at = 0; at < children.length; ++at) {
        const auto *child = static_cast<const GumboNode *>(children.data[at]);
        if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE)
            out += child->v.text.text;
    }
    return out;
}

bool isSize(const QByteArray &value)
{
    constexpr int Largest = 10000;
    QByteArray number = value.trimmed();
    if (number.endsWith('%'))
        number.chop(1);
    else if (number.toLower().endsWith("px"))
        number.chop(2);
    bool ok = false;
    const double size = number.toDouble(&ok);
    return ok && size >= 0 && size <= Largest;
}

bool isHidden(const GumboNode *node)
{
    if (attributeOf(node, "hidden"))
        return true;
    const char *style = attributeOf(node, "style");
    if (!style)
        return false;
    static const QRegularExpression nothing(
        QStringLiteral("(font-size:0(px|pt|em|%)?(;|!|$)|opacity:0(\\.0+)?(;|!|$))"));
    QString packed = QString::fromUtf8(QByteArray(style).left(4096)).toLower();
    const auto mentions = [&packed](const char16_t *word) {
        return packed.contains(QStringView(word));
    };
    if (!mentions(u"none") && !mentions(u"hid") && !mentions(u"size") && !mentions(u"opacity"))
        return false; // nearly all
    packed.remove(u' ').remove(u'\n').remove(u'\t').remove(u'\r');
    if (mentions(u"display:none") || mentions(u"visibility:hidden") || mentions(u"mso-hide:all"))
        return true;
    return (mentions(u"font-size:0") || mentions(u"opacity:0")) && nothing.match(packed).hasMatch();
}

} // namespace godwit::mime
