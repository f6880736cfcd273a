// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/MailNumbers.h"

#include <QByteArrayList>
#include <optional>

namespace godwit::imap {

/// Reads the words of one framed response, leniently (NOTES of every server that ever shipped): it never fails, it
/// stops at the end.
class Lexer {
public:
    struct Token {
        enum class Kind { End, Open, Close, Nil, Atom, Quoted, Literal };
        Kind kind = Kind::End;
        QByteArray text;
        bool isText() const { return kind >= Kind::Atom; }
        bool isString() const { return kind >= Kind::Quoted; }
    };

    explicit Lexer(QByteArrayView octets) : m_octets(octets) { }

    bool atEnd();
    /// The next octet that is no blank, 0 at the end.
    char peek();
    /// Takes `c` if it is next.
    bool accept(char c);
    Token next();
    /// Atom, quoted string or literal; empty for NIL, a list or nothing.  A list is skipped.
    QByteArray string();
    /// A run of octets up to a blank or parenthesis; quotes mean nothing.
    QByteArray word();
    /// A FETCH item's name with its [section] and <origin>, upper case.
    QByteArray itemName();
    /// Digits, also `9.3736e+06`; std::nullopt (and the word is taken) for anything else.
    std::optional<quint64> number();
    /// The text of a list or of a single string; NIL and nested lists give nothing.
    QByteArrayList strings();
    /// One value of any kind as it stands.  Empty when there is none; `whole` is false when its parentheses do not
    /// balance or go deeper than limits::ImapNestingDepth, and then everything that is left is taken.
    QByteArrayView value(bool *whole = nullptr);
    QByteArrayView rest() const { return m_octets.sliced(m_at); }
    qsizetype position() const { return m_at; }
    void moveTo(qsizetype position) { m_at = qMin(position, m_octets.size()); }

    /// `1:4,9`; std::nullopt if any of it is wrong.
    static std::optional<QList<UidSet::Range>> parseRanges(QByteArrayView text);
    static std::optional<UidSet> parseSet(QByteArrayView text);

private:
    void skipBlanks();
    Token quoted();
    std::optional<Token> literal();
    void skipQuoted();

    QByteArrayView m_octets;
    qsizetype m_at = 0;
};

} // namespace godwit::imap
