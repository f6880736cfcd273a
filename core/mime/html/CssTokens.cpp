// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/html/CssTokens.h"

namespace godwit::mime::css {

namespace {

bool isNameStart(QChar c)
{
    return c.isLetter() || c == u'_' || c.unicode() >= 0x80;
}

bool isName(QChar c)
{
    return isNameStart(c) || (c >= u'0' && c <= u'9') || c == u'-';
}

bool isSpace(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\n' || c == u'\r' || c == u'\f';
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isHex(QChar c)
{
    return isDigit(c) || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

class Lexer {
public:
    explicit Lexer(QStringView source) : m_source(source) { }
    QList<Token> run();

private:
    QChar at(qsizetype ahead = 0) const { return m_at + ahead < m_source.size() ? m_source[m_at + ahead] : QChar(); }
    bool ended() const { return m_at >= m_source.size(); }
    bool startsWith(QStringView text) const { return m_source.sliced(m_at).startsWith(text); }
    bool isEscape(qsizetype ahead = 0) const
    {
        return at(ahead) == u'\\' && m_at + ahead + 1 < m_source.size() && at(ahead + 1) != u'\n';
    }
    bool beginsName() const;
    bool beginsNumber() const;
    void skipComment();
    QString escape();
    QString name();
    Token number();
    Token string(QChar quote);
    Token nameLike();
    Token url();
    Token one();

    QStringView m_source;
    qsizetype m_at = 0;
};

bool Lexer::beginsName() const
{
    if (at() == u'-')
        return isNameStart(at(1)) || at(1) == u'-' || isEscape(1);
    return isNameStart(at()) || isEscape();
}

bool Lexer::beginsNumber() const
{
    const qsizetype sign = at() == u'+' || at() == u'-' ? 1 : 0;
    return isDigit(at(sign)) || (at(sign) == u'.' && isDigit(at(sign + 1)));
}

void Lexer::skipComment()
{
    const qsizetype end = m_source.indexOf(QStringView(u"*/"), m_at + 2);
    m_at = end < 0 ? m_source.size() : end + 2;
}

QString Lexer::escape()
{
    ++m_at;
    if (!isHex(at()))
        return m_source.sliced(m_at++, 1).toString();
    uint code = 0;
    for (int digits = 0; digits < 6 && isHex(at()); ++digits, ++m_at)
        code = code * 16 + uint(QString(at()).toUInt(nullptr, 16));
    if (isSpace(at()) && !ended())
        ++m_at;
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        code = QChar::ReplacementCharacter;
    return QString::fromUcs4(reinterpret_cast<const char32_t *>(&code), 1);
}

QString Lexer::name()
{
    QString out;
    while (!ended()) {
        if (isName(at()))
            out += m_source[m_at++];
        else if (isEscape())
            out += escape();
        else
            break;
    }
    return out;
}

Token Lexer::number()
{
    Token token{Token::Number, {}, {}, {}};
    const qsizetype start = m_at;
    if (at() == u'+' || at() == u'-')
        ++m_at;
    while (isDigit(at()))
        ++m_at;
    if (at() == u'.' && isDigit(at(1))) {
        ++m_at;
        while (isDigit(at()))
            ++m_at;
    }
    token.number = m_source.sliced(start, m_at - start).toString();
    if (at() == u'%') {
        ++m_at;
        token.kind = Token::Percentage;
    } else if (beginsName()) {
        token.kind = Token::Dimension;
        token.text = name();
    }
    return token;
}

Token Lexer::string(QChar quote)
{
    Token token{Token::Text, {}, {}, {}};
    ++m_at;
    while (!ended()) {
        const QChar character = at();
        if (character == quote) {
            ++m_at;
            return token;
        }
        if (character == u'\n')
            break;
        if (character == u'\\') {
            if (at(1) == u'\n')
                m_at += 2;
            else if (m_at + 1 < m_source.size())
                token.text += escape();
            else
                ++m_at;
            continue;
        }
        token.text += character;
        ++m_at;
    }
    token.kind = ended() ? Token::Text : Token::Bad;
    return token;
}

Token Lexer::url()
{
    Token token{Token::Url, {}, {}, {}};
    while (!ended() && isSpace(at()))
        ++m_at;
    if (at() == u'"' || at() == u'\'') {
        const Token text = string(at());
        token.text = text.text;
        if (text.kind == Token::Bad)
            token.kind = Token::Bad;
        while (!ended() && isSpace(at()))
            ++m_at;
        if (at() != u')')
            token.kind = Token::Bad;
    }
    while (!ended() && at() != u')') {
        if (isEscape())
            token.text += escape();
        else
            token.text += m_source[m_at++];
    }
    if (!ended())
        ++m_at;
    token.text = token.text.trimmed();
    return token;
}

Token Lexer::nameLike()
{
    Token token{Token::Ident, name(), {}, {}};
    if (at() != u'(')
        return token;
    ++m_at;
    if (token.text.compare(u"url", Qt::CaseInsensitive) == 0)
        return url();
    token.kind = Token::Function;
    token.text = token.text.toLower();
    return token;
}

Token Lexer::one()
{
    const QChar character = at();
    if (isSpace(character)) {
        while (!ended() && isSpace(at()))
            ++m_at;
        return {Token::Space, {}, {}, {}};
    }
    if (character == u'"' || character == u'\'')
        return string(character);
    if (beginsNumber())
        return number();
    if (beginsName())
        return nameLike();
    if (character == u'#' && (isName(at(1)) || isEscape(1))) {
        ++m_at;
        return {Token::Hash, name(), {}, {}};
    }
    if (character == u'@') {
        ++m_at;
        if (beginsName())
            return {Token::AtKeyword, name().toLower(), {}, {}};
        return {};
    }
    ++m_at;
    return {character == u'\\' ? Token::Bad : Token::Delim, {}, {}, character};
}

QList<Token> Lexer::run()
{
    QList<Token> tokens;
    while (!ended()) {
        if (startsWith(u"/*"))
            skipComment();
        else if (startsWith(u"<!--"))
            m_at += 4;
        else if (startsWith(u"-->"))
            m_at += 3;
        else
            tokens.append(one());
    }
    return tokens;
}

} // namespace

QList<Token> tokenise(QStringView source)
{
    return Lexer(source).run();
}

} // namespace godwit::mime::css
