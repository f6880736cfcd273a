// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/html/Css.h"

#include "mime/html/CssTokens.h"

#include <algorithm>
#include <cstring>
#include <iterator>

namespace godwit::mime::css {

namespace {

constexpr qsizetype MaximumCharacters = 1024 * 1024;
constexpr int MaximumNesting = 6;
constexpr double MaximumLength = 10000; ///< nothing in a mail is that large on purpose (S-077)

// Sorted.  Nothing that positions outside of the flow, loads, animates or runs.
constexpr const char *Properties[] = {"align-content", "align-items", "align-self", "background", "background-color",
    "background-image", "background-position", "background-repeat", "background-size", "border", "border-bottom",
    "border-bottom-color", "border-bottom-left-radius", "border-bottom-right-radius", "border-bottom-style",
    "border-bottom-width", "border-collapse", "border-color", "border-left", "border-left-color", "border-left-style",
    "border-left-width", "border-radius", "border-right", "border-right-color", "border-right-style",
    "border-right-width", "border-spacing", "border-style", "border-top", "border-top-color", "border-top-left-radius",
    "border-top-right-radius", "border-top-style", "border-top-width", "border-width", "box-shadow", "box-sizing",
    "caption-side", "clear", "color", "color-scheme", "column-gap", "direction", "display", "empty-cells", "flex",
    "flex-basis", "flex-direction", "flex-grow", "flex-shrink", "flex-wrap", "float", "font", "font-family",
    "font-size", "font-style", "font-variant", "font-weight", "gap", "height", "hyphens", "justify-content",
    "letter-spacing", "line-height", "list-style", "list-style-image", "list-style-position", "list-style-type",
    "margin", "margin-bottom", "margin-left", "margin-right", "margin-top", "max-height", "max-width", "min-height",
    "min-width", "opacity", "overflow", "overflow-wrap", "padding", "padding-bottom", "padding-left", "padding-right",
    "padding-top", "row-gap", "tab-size", "table-layout", "text-align", "text-decoration", "text-decoration-color",
    "text-decoration-line", "text-decoration-style", "text-indent", "text-overflow", "text-shadow", "text-transform",
    "unicode-bidi", "vertical-align", "visibility", "white-space", "width", "word-break", "word-spacing", "word-wrap"};

// No colours: what they stood on is gone in the simplified view, and white on white helps nobody.
constexpr const char *SimpleProperties[] = {
    "font-style", "font-weight", "text-align", "text-decoration", "vertical-align", "white-space"};

constexpr const char *Functions[] = {"calc", "clamp", "hsl", "hsla", "linear-gradient", "max", "min", "radial-gradient",
    "repeating-linear-gradient", "rgb", "rgba"};

constexpr const char *PseudoClasses[] = {
    "active", "first-child", "first-of-type", "hover", "last-child", "last-of-type", "link", "visited"};

template <std::size_t Count> bool contains(const char *const (&sorted)[Count], const QString &name)
{
    const QByteArray key = name.toLatin1();
    const auto less = [](const char *left, const char *right) {
        return std::strcmp(left, right) < 0;
    };
    return std::binary_search(std::begin(sorted), std::end(sorted), key.constData(), less);
}

bool isSafeName(const QString &name)
{
    if (name.isEmpty() || name == u"-" || (name[0] >= u'0' && name[0] <= u'9')
        || (name[0] == u'-' && (name.size() < 2 || (name[1] >= u'0' && name[1] <= u'9'))))
        return false;
    return std::all_of(
        name.begin(), name.end(), [](QChar c) { return c.isLetterOrNumber() || c == u'-' || c == u'_'; });
}

bool isColour(const QString &digits)
{
    return digits.size() >= 3 && digits.size() <= 8 && std::all_of(digits.begin(), digits.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    });
}

bool isSafeText(const QString &text)
{
    return std::all_of(text.begin(), text.end(),
        [](QChar c) { return c.isLetterOrNumber() || QStringView(u" -_.,+()&'").contains(c); });
}

/// One value, written anew from its tokens.  Fails at the first token that is not known to be harmless.
class ValueWriter {
public:
    ValueWriter(const QString &property, ImagePolicy *images) : m_property(property), m_images(images) { }
    /// Empty when the declaration is to be dropped.
    QString write(const QList<Token> &tokens, qsizetype from, qsizetype to);

private:
    bool take(const Token &token);
    bool takeDelim(QChar delim);
    bool takeUrl(const QString &address);
    bool isSafeNumber(const Token &token) const;
    void component(const QString &text)
    {
        if (!m_out.isEmpty() && !m_tight)
            m_out += u' ';
        m_out += text;
        m_tight = false;
    }

    const QString m_property;
    ImagePolicy *m_images;
    QString m_out;
    bool m_tight = true; ///< nothing between the last thing written and the next
    int m_depth = 0;
};

bool ValueWriter::isSafeNumber(const Token &token) const
{
    const double value = token.number.toDouble();
    if (value < 0 && m_depth == 0 && (m_property.startsWith(u"margin") || m_property == u"text-indent"))
        return false; // would paint over its neighbours (S-077)
    return value <= MaximumLength && value >= -MaximumLength;
}

bool ValueWriter::takeUrl(const QString &address)
{
    if (!m_images
        || !(m_property == u"background" || m_property == u"background-image" || m_property.startsWith(u"list-style")))
        return false;
    const auto allowed = m_images->allow(address);
    if (!allowed)
        return false;
    QString safe;
    for (const QChar character : *allowed) {
        if (QStringView(u"\"'()<>\\ \n\r\f\t").contains(character))
            safe += u'%' + QString::number(character.unicode(), 16).toUpper().rightJustified(2, u'0');
        else
            safe += character;
    }
    component(QStringLiteral("url(\"%1\")").arg(safe));
    return true;
}

bool ValueWriter::takeDelim(QChar delim)
{
    if (delim == u',') {
        m_out += u',';
        m_tight = false;
        return true;
    }
    if (delim == u')') {
        m_out += u')';
        m_tight = false;
        return --m_depth >= 0;
    }
    if (delim == u'(' && m_depth > 0 && m_depth < MaximumNesting) {
        component(QStringLiteral("("));
        m_tight = true;
        ++m_depth;
        return true;
    }
    const bool arithmetic = m_depth > 0 && (delim == u'+' || delim == u'-' || delim == u'*');
    if (delim != u'/' && !arithmetic)
        return false;
    component(QString(delim));
    return true;
}

bool ValueWriter::take(const Token &token)
{
    switch (token.kind) {
    case Token::Space:
        return true;
    case Token::Ident:
        if (!isSafeName(token.text))
            return false;
        component(token.text);
        return true;
    case Token::Number:
    case Token::Percentage:
        if (!isSafeNumber(token))
            return false;
        component(token.number + (token.kind == Token::Percentage ? QStringLiteral("%") : QString()));
        return true;
    case Token::Dimension:
        if (!isSafeNumber(token) || token.text.size() > 4 || !isSafeName(token.text))
            return false;
        component(token.number + token.text);
        return true;
    case Token::Hash:
        if (!isColour(token.text))
            return false;
        component(u'#' + token.text);
        return true;
    case Token::Text:
        if (m_property != u"font" && m_property != u"font-family")
            return false;
        if (!isSafeText(token.text))
            return false;
        component(u'"' + token.text + u'"');
        return true;
    case Token::Function:
        if (!contains(Functions, token.text) || m_depth >= MaximumNesting)
            return false;
        component(token.text + u'(');
        m_tight = true;
        ++m_depth;
        return true;
    case Token::Url:
        return takeUrl(token.text);
    case Token::Delim:
        return takeDelim(token.delim);
    case Token::AtKeyword:
    case Token::Bad:
        break;
    }
    return false;
}

QString ValueWriter::write(const QList<Token> &tokens, qsizetype from, qsizetype to)
{
    for (qsizetype at = from; at < to; ++at) {
        if (tokens[at].is(u'!')) { // nothing but `important` may follow
            qsizetype word = at + 1;
            while (word < to && tokens[word].kind == Token::Space)
                ++word;
            const bool important = word < to && tokens[word].kind == Token::Ident
                && tokens[word].text.compare(u"important", Qt::CaseInsensitive) == 0;
            if (!important || m_out.isEmpty() || m_depth != 0)
                return {};
            return m_out + QStringLiteral(" !important");
        }
        if (!take(tokens[at]))
            return {};
    }
    return m_depth == 0 ? m_out : QString();
}

enum class Allowed { All, Simple };

QString writeDeclarations(
    const QList<Token> &tokens, qsizetype from, qsizetype to, Allowed allowed, ImagePolicy *images)
{
    QString out;
    qsizetype at = from;
    while (at < to) {
        qsizetype end = at;
        for (int depth = 0; end < to && (depth > 0 || !tokens[end].is(u';')); ++end) {
            if (tokens[end].kind == Token::Function || tokens[end].is(u'('))
                ++depth;
            else if (tokens[end].is(u')'))
                depth = std::max(0, depth - 1);
        }
        while (at < end && tokens[at].kind == Token::Space)
            ++at;
        qsizetype colon = at + 1;
        while (colon < end && tokens[colon].kind == Token::Space)
            ++colon;
        if (at < end && tokens[at].kind == Token::Ident && colon < end && tokens[colon].is(u':')) {
            const QString property = tokens[at].text.toLower();
            const bool known =
                allowed == Allowed::All ? contains(Properties, property) : contains(SimpleProperties, property);
            const QString value = known ? ValueWriter(property, images).write(tokens, colon + 1, end) : QString();
            if (!value.isEmpty())
                out += (out.isEmpty() ? QString() : QStringLiteral("; ")) + property + QStringLiteral(": ") + value;
        }
        at = end + 1;
    }
    return out;
}

/// A selector list written anew; empty when something in it is not known.
QString writeSelector(const QList<Token> &tokens, qsizetype from, qsizetype to)
{
    QString out;
    bool space = false;
    for (qsizetype at = from; at < to; ++at) {
        const Token &token = tokens[at];
        if (token.kind == Token::Space) {
            space = !out.isEmpty();
            continue;
        }
        const bool combinator = token.is(u',') || token.is(u'>') || token.is(u'+') || token.is(u'~');
        if (space && !combinator && !QStringView(u",>+~").contains(out.back()))
            out += u' ';
        space = false;
        if (token.kind == Token::Ident && isSafeName(token.text)) {
            out += token.text;
        } else if (token.kind == Token::Hash && isSafeName(token.text)) {
            out += u'#' + token.text;
        } else if (combinator || token.is(u'*')) {
            out += token.delim;
        } else if (token.is(u'.') && at + 1 < to && tokens[at + 1].kind == Token::Ident
            && isSafeName(tokens[at + 1].text)) {
            out += u'.' + tokens[++at].text;
        } else if (token.is(u':') && at + 1 < to && tokens[at + 1].kind == Token::Ident
            && contains(PseudoClasses, tokens[at + 1].text.toLower())) {
            out += u':' + tokens[++at].text.toLower();
        } else {
            return {};
        }
    }
    return out;
}

QString writeMediaQuery(const QList<Token> &tokens, qsizetype from, qsizetype to)
{
    QString out;
    for (qsizetype at = from; at < to; ++at) {
        const Token &token = tokens[at];
        const bool tight = out.isEmpty() || out.back() == u'(' || out.back() == u' ';
        if (token.kind == Token::Space)
            continue;
        if (token.kind == Token::Ident && isSafeName(token.text))
            out += (tight ? QString() : QStringLiteral(" ")) + token.text;
        else if (token.kind == Token::Number)
            out += (tight ? QString() : QStringLiteral(" ")) + token.number;
        else if (token.kind == Token::Dimension && isSafeName(token.text))
            out += (tight ? QString() : QStringLiteral(" ")) + token.number + token.text;
        else if (token.is(u'('))
            out += tight ? QStringLiteral("(") : QStringLiteral(" (");
        else if (token.is(u')') || token.is(u',') || token.is(u':'))
            out += token.delim;
        else
            return {};
    }
    return out;
}

qsizetype endOfBlock(const QList<Token> &tokens, qsizetype open, qsizetype to)
{
    int depth = 0;
    for (qsizetype at = open; at < to; ++at) {
        if (tokens[at].is(u'{'))
            ++depth;
        else if (tokens[at].is(u'}') && --depth == 0)
            return at;
    }
    return to;
}

QString writeRules(const QList<Token> &tokens, qsizetype from, qsizetype to, int depth, ImagePolicy &images)
{
    QString out;
    qsizetype at = from;
    while (at < to) {
        if (tokens[at].kind == Token::Space || tokens[at].is(u'}') || tokens[at].is(u';')) {
            ++at;
            continue;
        }
        const bool atRule = tokens[at].kind == Token::AtKeyword;
        qsizetype open = at;
        while (open < to && !tokens[open].is(u'{') && !(atRule && tokens[open].is(u';')))
            ++open;
        if (open >= to)
            break;
        if (tokens[open].is(u';')) { // @import, @charset, @namespace
            at = open + 1;
            continue;
        }
        const qsizetype close = endOfBlock(tokens, open, to);
        if (!atRule) {
            const QString selector = writeSelector(tokens, at, open);
            const QString body =
                selector.isEmpty() ? QString() : writeDeclarations(tokens, open + 1, close, Allowed::All, &images);
            if (!body.isEmpty())
                out += selector + QStringLiteral(" { ") + body + QStringLiteral(" }\n");
        } else if (tokens[at].text == u"media" && depth < MaximumNesting) {
            const QString query = writeMediaQuery(tokens, at + 1, open);
            const QString body = query.isEmpty() ? QString() : writeRules(tokens, open + 1, close, depth + 1, images);
            if (!body.isEmpty())
                out += QStringLiteral("@media ") + query + QStringLiteral(" {\n") + body + QStringLiteral("}\n");
        }
        at = close + 1;
    }
    return out;
}

} // namespace

QString cleanDeclarations(QStringView source, ImagePolicy &images)
{
    const QList<Token> tokens = tokenise(source.left(MaximumCharacters));
    return writeDeclarations(tokens, 0, tokens.size(), Allowed::All, &images);
}

QString cleanStyleSheet(QStringView source, ImagePolicy &images)
{
    const QList<Token> tokens = tokenise(source.left(MaximumCharacters));
    return writeRules(tokens, 0, tokens.size(), 0, images);
}

QString simpleDeclarations(QStringView source)
{
    const QList<Token> tokens = tokenise(source.left(MaximumCharacters));
    return writeDeclarations(tokens, 0, tokens.size(), Allowed::Simple, nullptr);
}

} // namespace godwit::mime::css
