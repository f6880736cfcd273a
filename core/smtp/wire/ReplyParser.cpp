// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/wire/ReplyParser.h"

#include "base/Limits.h"

namespace godwit::smtp {

namespace {

MailError broken(MailError::Detail detail, QByteArrayView line)
{
    MailError error;
    error.kind = MailError::Kind::Protocol;
    error.detail = detail;
    error.serverText = QString::fromLatin1(line.first(qMin<qsizetype>(line.size(), 80))).simplified();
    return error;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// RFC 2034: class "." subject "." detail, then a space or the end.
QByteArrayView enhancedCode(QByteArrayView text)
{
    qsizetype at = 0;
    for (int part = 0; part < 3; ++part) {
        const qsizetype start = at;
        while (at < text.size() && at - start < 3 && isDigit(text[at]))
            ++at;
        if (at == start || (part == 0 && (at - start != 1 || (text[0] != '2' && text[0] != '4' && text[0] != '5'))))
            return {};
        if (part < 2 && (at == text.size() || text[at++] != '.'))
            return {};
    }
    return at == text.size() || text[at] == ' ' ? text.first(at) : QByteArrayView();
}

} // namespace

std::optional<MailError> ReplyParser::take(QByteArrayView line, bool &last)
{
    using Detail = MailError::Detail;
    const bool hasCode = line.size() >= 3 && line[0] >= '2' && line[0] <= '5' && isDigit(line[1]) && isDigit(line[2]);
    if (!hasCode || (line.size() > 3 && line[3] != ' ' && line[3] != '-'))
        return broken(Detail::None, line);
    const int code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
    if (m_lines > 0 && code != m_reply.code)
        return broken(Detail::None, line);
    m_octets += line.size();
    if (++m_lines > limits::ReplyLines || m_octets > limits::ReplyOctets)
        return broken(Detail::LimitExceeded, line);
    m_reply.code = code;
    last = line.size() == 3 || line[3] == ' ';
    QByteArrayView text = line.size() > 4 ? line.sliced(4) : QByteArrayView();
    const QByteArrayView enhanced = code >= 400 || code / 100 == 2 ? enhancedCode(text) : QByteArrayView();
    if (!enhanced.isEmpty()) {
        m_reply.enhancedCode = enhanced.toByteArray();
        text = text.sliced(qMin(text.size(), enhanced.size() + 1));
    }
    m_reply.lines.append(text.toByteArray());
    return {};
}

Result<std::optional<Reply>> ReplyParser::next()
{
    for (;;) {
        const qsizetype end = m_buffer.indexOf('\n', m_scanned);
        if ((end < 0 ? m_buffer.size() : end) > limits::ReplyLineOctets)
            return tl::unexpected(broken(MailError::Detail::LimitExceeded, m_buffer));
        if (end < 0) {
            m_scanned = m_buffer.size();
            return std::optional<Reply>();
        }
        QByteArrayView line = QByteArrayView(m_buffer).first(end);
        if (line.endsWith('\r'))
            line.chop(1);
        bool last = false;
        const std::optional<MailError> error = take(line, last);
        m_buffer.remove(0, end + 1);
        m_scanned = 0;
        if (error)
            return tl::unexpected(*error);
        if (last) {
            m_lines = 0;
            m_octets = 0;
            return std::optional<Reply>(std::exchange(m_reply, Reply()));
        }
    }
}

} // namespace godwit::smtp
