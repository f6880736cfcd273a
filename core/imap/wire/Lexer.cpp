// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/wire/Lexer.h"

#include "base/Limits.h"

#include <algorithm>
#include <cmath>

namespace godwit::imap {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool endsWord(char c)
{
    return isBlank(c) || c == '(' || c == ')';
}

} // namespace

void Lexer::skipBlanks()
{
    while (m_at < m_octets.size() && isBlank(m_octets[m_at]))
        ++m_at;
}

bool Lexer::atEnd()
{
    skipBlanks();
    return m_at >= m_octets.size();
}

char Lexer::peek()
{
    return atEnd() ? '\0' : m_octets[m_at];
}

bool Lexer::accept(char c)
{
    if (atEnd() || m_octets[m_at] != c)
        return false;
    ++m_at;
    return true;
}

/// Where the quoted string that starts at m_at closes: a quote followed by anything but a delimiter is a forgotten
/// backslash.
void Lexer::skipQuoted()
{
    for (++m_at; m_at < m_octets.size(); ++m_at) {
        const char c = m_octets[m_at];
        if (c == '\\' && m_at + 1 < m_octets.size()) {
            ++m_at;
            continue;
        }
        if (c != '"')
            continue;
        const char after = m_at + 1 < m_octets.size() ? m_octets[m_at + 1] : ' ';
        if (endsWord(after) || after == ']') {
            ++m_at;
            return;
        }
    }
}

Lexer::Token Lexer::quoted()
{
    const qsizetype start = m_at + 1;
    skipQuoted();
    qsizetype end = m_at;
    if (end > start && m_octets[end - 1] == '"')
        --end;
    const QByteArrayView raw = m_octets.sliced(start, end - start);
    Token token{Token::Kind::Quoted, {}};
    if (!std::any_of(raw.begin(), raw.end(), [](char c) { return c == '\\' || c == '\0' || c == '\r'; })) {
        token.text = raw.toByteArray();
        return token;
    }
    token.text.reserve(raw.size());
    for (qsizetype i = start; i < end; ++i) {
        char c = m_octets[i];
        if (c == '\\' && i + 1 < end)
            c = m_octets[++i];
        token.text += c == '\0' || c == '\r' ? '?' : c; // S-033
    }
    return token;
}

std::optional<Lexer::Token> Lexer::literal()
{
    qsizetype at = m_at + (m_octets[m_at] == '~' ? 2 : 1);
    qsizetype length = 0;
    const qsizetype digits = at;
    while (at < m_octets.size() && m_octets[at] >= '0' && m_octets[at] <= '9' && length <= limits::LiteralOctets)
        length = length * 10 + (m_octets[at++] - '0');
    if (at == digits)
        return std::nullopt;
    if (at < m_octets.size() && m_octets[at] == '+')
        ++at;
    if (at >= m_octets.size() || m_octets[at++] != '}')
        return std::nullopt;
    if (at < m_octets.size() && m_octets[at] == '\r')
        ++at;
    if (at >= m_octets.size() || m_octets[at++] != '\n')
        return std::nullopt;
    const qsizetype count = qMin(length, m_octets.size() - at);
    m_at = at + count;
    return Token{Token::Kind::Literal, m_octets.sliced(at, count).toByteArray()};
}

Lexer::Token Lexer::next()
{
    using Kind = Token::Kind;
    if (atEnd())
        return {};
    const char c = m_octets[m_at];
    if (c == '(' || c == ')') {
        ++m_at;
        return {c == '(' ? Kind::Open : Kind::Close, {}};
    }
    if (c == '"')
        return quoted();
    if (c == '{' || (c == '~' && m_at + 1 < m_octets.size() && m_octets[m_at + 1] == '{')) {
        if (auto token = literal())
            return *token;
    }
    QByteArray text = word();
    if (text.compare("NIL", Qt::CaseInsensitive) == 0)
        return {Kind::Nil, {}};
    return {Kind::Atom, std::move(text)};
}

QByteArray Lexer::string()
{
    if (peek() == '(') {
        value();
        return {};
    }
    if (peek() == ')')
        return {};
    return next().text;
}

QByteArray Lexer::word()
{
    skipBlanks();
    const qsizetype start = m_at;
    while (m_at < m_octets.size() && !endsWord(m_octets[m_at]))
        ++m_at;
    return m_octets.sliced(start, m_at - start).toByteArray();
}

QByteArray Lexer::itemName()
{
    skipBlanks();
    const qsizetype start = m_at;
    while (m_at < m_octets.size() && !endsWord(m_octets[m_at])) {
        if (m_octets[m_at++] != '[')
            continue;
        while (m_at < m_octets.size() && m_octets[m_at] != ']') {
            if (m_octets[m_at] == '"')
                skipQuoted();
            else
                ++m_at;
        }
    }
    return m_octets.sliced(start, m_at - start).toByteArray().toUpper();
}

std::optional<quint64> Lexer::number()
{
    if (peek() == '(' || peek() == ')')
        return std::nullopt;
    const QByteArray text = next().text;
    bool ok = false;
    const quint64 whole = text.toULongLong(&ok);
    if (ok && text[0] != '+' && text[0] != '-')
        return whole;
    const double real = text.toDouble(&ok); // mail.ru
    if (!ok || !(real >= 0) || real > 1e18)
        return std::nullopt;
    return quint64(std::llround(real));
}

QByteArrayList Lexer::strings()
{
    QByteArrayList texts;
    if (!accept('(')) {
        if (peek() != ')' && !atEnd()) {
            const Token token = next();
            if (token.isText())
                texts.append(token.text);
        }
        return texts;
    }
    while (!atEnd() && !accept(')')) {
        if (peek() == '(') {
            value();
            continue;
        }
        const Token token = next();
        if (token.isText())
            texts.append(token.text);
    }
    return texts;
}

QByteArrayView Lexer::value(bool *whole)
{
    skipBlanks();
    const qsizetype start = m_at;
    qsizetype depth = 0;
    bool good = true;
    while (!atEnd()) {
        const char c = m_octets[m_at];
        if (c == ')' && depth == 0)
            break;
        if (c == '(') {
            ++m_at;
            if (++depth > limits::ImapNestingDepth) {
                good = false; // S-027
                break;
            }
        } else if (c == ')') {
            ++m_at;
            --depth;
        } else if (c == '"') {
            skipQuoted();
        } else if (!((c == '{' || c == '~') && literal())) {
            const qsizetype before = m_at;
            while (m_at < m_octets.size() && !endsWord(m_octets[m_at]))
                ++m_at;
            if (m_at == before)
                ++m_at;
        }
        if (depth == 0)
            break;
    }
    good = good && depth == 0;
    if (!good)
        m_at = m_octets.size();
    if (whole)
        *whole = good;
    return m_octets.sliced(start, m_at - start);
}

std::optional<QList<UidSet::Range>> Lexer::parseRanges(QByteArrayView text)
{
    QList<UidSet::Range> ranges;
    quint64 current = 0;
    quint32 first = 0;
    bool digits = false;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        const char c = i < text.size() ? text[i] : ',';
        if (c >= '0' && c <= '9') {
            current = current * 10 + quint64(c - '0');
            digits = true;
            if (current > 0xffffffffU)
                return std::nullopt;
            continue;
        }
        if (!digits || current == 0 || (c != ':' && c != ',') || (c == ':' && first != 0))
            return std::nullopt;
        if (c == ':') {
            first = quint32(current);
        } else {
            ranges.append({first == 0 ? quint32(current) : first, quint32(current)});
            first = 0;
        }
        current = 0;
        digits = false;
    }
    return ranges;
}

std::optional<UidSet> Lexer::parseSet(QByteArrayView text)
{
    auto ranges = parseRanges(text);
    if (!ranges)
        return std::nullopt;
    return UidSet::fromRanges(std::move(*ranges));
}

} // namespace godwit::imap
