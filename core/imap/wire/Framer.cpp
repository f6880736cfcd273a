// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/wire/Framer.h"

#include <cstring>

namespace godwit::imap {

using Kind = MailError::Kind;
using Detail = MailError::Detail;

void Framer::clear()
{
    *this = Framer();
}

QByteArray Framer::takePending()
{
    const QByteArray rest = m_buffer.mid(m_start);
    clear();
    return rest;
}

Result<std::optional<QByteArrayView>> Framer::nextView()
{
    if (m_start > 0 && m_start == m_buffer.size())
        forgetHandedOut();
    while (true) {
        if (m_literalEnd >= 0) {
            if (m_buffer.size() < m_literalEnd)
                return std::optional<QByteArrayView>();
            m_lineStart = m_scanned = std::exchange(m_literalEnd, -1);
        }
        // A literal that was announced too long swallows the end of its response; nothing valid goes on with "* ".
        if (m_lineStart > m_start && QByteArrayView(m_buffer).sliced(m_lineStart).startsWith("* "))
            return std::optional<QByteArrayView>(hand(m_lineStart, m_lineStart));
        const char *from = m_buffer.constData() + m_scanned;
        const auto *found =
            static_cast<const char *>(std::memchr(from, '\n', std::size_t(m_buffer.size() - m_scanned)));
        if (!found) {
            m_scanned = m_buffer.size();
            if (m_scanned - m_start - m_literalOctets > limits::ImapLineOctets)
                return failure(Kind::Protocol, Detail::LimitExceeded);
            return std::optional<QByteArrayView>();
        }
        const qsizetype newline = found - m_buffer.constData();
        const qsizetype lineEnd = newline > m_lineStart && m_buffer.at(newline - 1) == '\r' ? newline - 1 : newline;
        if (newline - m_start - m_literalOctets > limits::ImapLineOctets)
            return failure(Kind::Protocol, Detail::LimitExceeded);
        const auto literal = announced(m_lineStart, lineEnd);
        if (!literal)
            return tl::unexpected(literal.error());
        if (!*literal)
            return std::optional<QByteArrayView>(hand(lineEnd, newline + 1));
        m_literalOctets += **literal;
        if (m_literalOctets > limits::LiteralOctets)
            return failure(Kind::Protocol, Detail::LimitExceeded);
        m_literalEnd = newline + 1 + **literal;
    }
}

QByteArrayView Framer::hand(qsizetype end, qsizetype after)
{
    const QByteArrayView response(m_buffer.constData() + m_start, end - m_start);
    m_start = m_lineStart = m_scanned = after;
    m_literalOctets = 0;
    return response;
}

Result<std::optional<QByteArray>> Framer::next()
{
    const Result<std::optional<QByteArrayView>> view = nextView();
    if (!view)
        return tl::unexpected(view.error());
    return *view ? std::optional((*view)->toByteArray()) : std::nullopt;
}

void Framer::feed(QByteArrayView octets)
{
    forgetHandedOut();
    m_buffer.append(octets);
}

// Every octet of a first sync comes by here: it was copied on its way in, into a response and into its literal, and now
// the last of them only.
void Framer::adopt(const QByteArray &octets)
{
    forgetHandedOut();
    if (m_buffer.isEmpty())
        m_buffer = octets;
    else
        m_buffer.append(octets);
}

void Framer::forgetHandedOut()
{
    constexpr qsizetype CompactOctets = 64 * limits::KiB;
    if (m_start < m_buffer.size() && (m_start <= CompactOctets || m_start <= m_buffer.size() / 2))
        return;
    m_buffer = m_start < m_buffer.size() ? m_buffer.mid(m_start) : QByteArray();
    m_lineStart -= m_start;
    m_scanned -= m_start;
    if (m_literalEnd >= 0)
        m_literalEnd -= m_start;
    m_start = 0;
}

/// Status responses and continuation requests end in text for people, where `{5}` means nothing.
bool Framer::carriesText() const
{
    const QByteArrayView line = QByteArrayView(m_buffer).sliced(m_start);
    if (!line.startsWith("* "))
        return true; // tagged, or `+`
    for (const char *word : {"* OK", "* NO", "* BAD", "* BYE", "* PREAUTH", "* ["}) {
        const auto length = qsizetype(std::strlen(word));
        if (line.size() > length && line.first(length).compare(word, Qt::CaseInsensitive) == 0
            && (word[2] == '[' || line[length] == ' '))
            return true;
    }
    return false;
}

Result<std::optional<qsizetype>> Framer::announced(qsizetype lineStart, qsizetype lineEnd) const
{
    if (lineEnd <= lineStart || m_buffer.at(lineEnd - 1) != '}' || (lineStart == m_start && carriesText()))
        return std::optional<qsizetype>();
    constexpr qsizetype LongestLength = 40;
    qsizetype open = lineEnd - 2;
    while (open >= lineStart && m_buffer.at(open) != '{' && lineEnd - open < LongestLength)
        --open;
    if (open < lineStart || m_buffer.at(open) != '{')
        return std::optional<qsizetype>();
    QByteArrayView digits = QByteArrayView(m_buffer).sliced(open + 1, lineEnd - open - 2);
    for (const char c : digits) {
        if ((c < '0' || c > '9') && c != '+' && c != '-' && c != ' ')
            return std::optional<qsizetype>(); // braces, but no length
    }
    if (digits.endsWith('+'))
        digits.chop(1);
    qsizetype octets = 0;
    if (digits.isEmpty() || (digits.size() > 1 && digits[0] == '0'))
        return failure(Kind::Protocol, Detail::None, QStringLiteral("bad literal length"));
    for (const char c : digits) {
        if (c < '0' || c > '9')
            return failure(Kind::Protocol, Detail::None, QStringLiteral("bad literal length"));
        octets = octets * 10 + (c - '0');
        if (octets > limits::LiteralOctets)
            return failure(Kind::Protocol, Detail::LimitExceeded);
    }
    return std::optional<qsizetype>(octets);
}

} // namespace godwit::imap
