// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/AuthenticationResults.h"

#include <QByteArrayList>

namespace godwit::trust {

namespace {

/// What stands between two semicolons.
struct Piece {
    QByteArrayList words; ///< quoted strings without their quotes; `=` joins what stands around it
    QByteArray comment;
};

class Scanner {
public:
    explicit Scanner(const QByteArray &value) : m_value(value) { }

    /// False at the end of the field.
    bool next(Piece &piece)
    {
        if (m_at > m_value.size())
            return false;
        piece = {};
        m_word.clear();
        m_open = false;
        for (; m_at < m_value.size() && m_value[m_at] != ';'; ++m_at)
            step(piece);
        ++m_at;
        endWord(piece);
        return true;
    }

private:
    void step(Piece &piece)
    {
        const char octet = m_value[m_at];
        switch (octet) {
        case '(':
            takeComment(piece);
            break;
        case '"':
            takeQuoted(piece);
            break;
        case ' ':
        case '\t':
        case '\r':
        case '\n':
            m_blank = m_open;
            break;
        case '=':
            joinWord(piece);
            break;
        default:
            startAfterBlank(piece);
            m_word.append(octet);
            m_open = true;
            break;
        }
    }
    /// `=` with blanks around it belongs to the words beside it.
    void joinWord(Piece &piece)
    {
        if (!m_open && !piece.words.isEmpty())
            m_word = piece.words.takeLast();
        m_word.append('=');
        m_open = true;
        m_blank = false;
    }
    void startAfterBlank(Piece &piece)
    {
        if (m_blank && !m_word.endsWith('='))
            endWord(piece);
        m_blank = false;
    }
    void endWord(Piece &piece)
    {
        if (m_open && piece.words.size() <= AuthenticationResults::MaximumProperties)
            piece.words.append(m_word);
        m_word.clear();
        m_open = m_blank = false;
    }
    void takeComment(Piece &piece)
    {
        if (m_open)
            m_blank = true;
        const qsizetype start = m_at + 1;
        int depth = 0;
        for (; m_at < m_value.size(); ++m_at) {
            const char octet = m_value[m_at];
            if (octet == '\\')
                ++m_at;
            else if (octet == '(')
                ++depth;
            else if (octet == ')' && --depth == 0)
                break;
        }
        piece.comment +=
            (piece.comment.isEmpty() ? "" : " ") + m_value.mid(start, qMin(m_at, m_value.size()) - start).simplified();
    }
    void takeQuoted(Piece &piece)
    {
        startAfterBlank(piece);
        m_open = true;
        for (++m_at; m_at < m_value.size() && m_value[m_at] != '"'; ++m_at) {
            if (m_value[m_at] == '\\' && m_at + 1 < m_value.size())
                ++m_at;
            m_word.append(m_value[m_at]);
        }
    }

    const QByteArray &m_value;
    qsizetype m_at = 0;
    QByteArray m_word;
    bool m_open = false; ///< inside a word
    bool m_blank = false; ///< behind a word that `=` may still go on with
};

std::optional<AuthenticationResults::Result> readResult(const Piece &piece)
{
    if (piece.words.isEmpty())
        return std::nullopt;
    const QByteArray &first = piece.words.first();
    const qsizetype equals = first.indexOf('=');
    if (equals <= 0)
        return std::nullopt; // "none", or what nobody knows
    AuthenticationResults::Result out;
    out.method = first.first(equals).toLower();
    if (const qsizetype slash = out.method.indexOf('/'); slash >= 0)
        out.method.truncate(slash);
    out.result = first.sliced(equals + 1).toLower();
    out.comment = piece.comment;
    for (qsizetype at = 1; at < piece.words.size(); ++at) {
        const QByteArray &word = piece.words[at];
        const qsizetype sign = word.indexOf('=');
        if (sign <= 0)
            continue;
        const QByteArray name = word.first(sign).toLower();
        if (name == "reason")
            out.reason = word.sliced(sign + 1);
        else
            out.properties.append({name, word.sliced(sign + 1)});
    }
    return out;
}

} // namespace

QByteArray AuthenticationResults::Result::property(const char *name) const
{
    for (const Property &candidate : properties) {
        if (candidate.name == name)
            return candidate.value;
    }
    return {};
}

std::optional<AuthenticationResults> parseAuthenticationResults(const QByteArray &value)
{
    if (value.size() > AuthenticationResults::MaximumOctets)
        return std::nullopt;
    AuthenticationResults out;
    Scanner scanner(value);
    Piece piece;
    if (!scanner.next(piece))
        return std::nullopt;
    const bool anonymous = !piece.words.isEmpty() && piece.words.first().contains('=');
    if (!anonymous) {
        if (piece.words.isEmpty())
            return std::nullopt;
        out.authservId = piece.words.first().toLower();
    } else if (const auto result = readResult(piece)) {
        out.results.append(*result);
    }
    while (scanner.next(piece) && out.results.size() < AuthenticationResults::MaximumResults) {
        if (const auto result = readResult(piece))
            out.results.append(*result);
    }
    return out;
}

} // namespace godwit::trust
