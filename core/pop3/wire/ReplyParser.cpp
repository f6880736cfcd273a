// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pop3/wire/ReplyParser.h"

#include <cstring>

namespace godwit::pop3 {

using Detail = MailError::Detail;

namespace {

MailError broken(Detail detail, QByteArrayView line)
{
    MailError error;
    error.kind = MailError::Kind::Protocol;
    error.detail = detail;
    error.serverText = QString::fromLatin1(line.first(qMin<qsizetype>(line.size(), 80))).simplified();
    return error;
}

/// How far over its limit a body is read and thrown away, so that the messages after it can still be fetched.
constexpr qsizetype ToleratedExcess = 4;

} // namespace

void ReplyParser::feed(QByteArrayView octets)
{
    if (m_at == m_buffer.size()) {
        m_buffer.clear();
    } else if (m_at > 0) {
        m_buffer.remove(0, m_at);
    }
    m_scanned -= qMin(m_scanned, m_at);
    m_at = 0;
    m_buffer.append(octets);
}

Result<std::optional<Reply>> ReplyParser::next()
{
    if (!m_inBody) {
        const qsizetype end = m_buffer.indexOf('\n', qMax(m_at, m_scanned));
        if ((end < 0 ? m_buffer.size() : end) - m_at > limits::ReplyLineOctets)
            return tl::unexpected(broken(Detail::LimitExceeded, QByteArrayView(m_buffer).sliced(m_at)));
        if (end < 0) {
            m_scanned = m_buffer.size();
            return std::optional<Reply>();
        }
        QByteArrayView line = QByteArrayView(m_buffer).sliced(m_at, end - m_at);
        m_bareLineFeeds = !line.endsWith('\r');
        if (!m_bareLineFeeds)
            line.chop(1);
        const std::optional<MailError> error = takeStatus(line);
        m_at = m_scanned = end + 1;
        if (error)
            return tl::unexpected(*error);
    }
    if (m_inBody) {
        bool complete = false;
        const std::optional<MailError> error = takeBody(complete);
        if (error)
            return tl::unexpected(*error);
        if (!complete)
            return std::optional<Reply>();
    }
    m_inBody = false;
    m_scanned = m_at;
    m_expected.pop_front();
    return std::optional<Reply>(std::exchange(m_reply, Reply()));
}

std::optional<MailError> ReplyParser::takeStatus(QByteArrayView line)
{
    QByteArrayView text;
    m_reply = Reply();
    if (line.startsWith("+OK")) {
        text = line.sliced(3);
    } else if (line.startsWith("-ERR")) {
        m_reply.status = Reply::Status::Error;
        text = line.sliced(4);
    } else if (line.startsWith('+')) {
        m_reply.status = Reply::Status::Continue;
        text = line.sliced(1);
    } else {
        return broken(Detail::None, line);
    }
    if (!text.isEmpty() && text[0] != ' ' && m_reply.status != Reply::Status::Continue)
        return broken(Detail::None, line);
    if (m_expected.empty())
        return broken(Detail::None, line); // S-030
    text = text.trimmed();
    const qsizetype close = text.startsWith('[') ? text.indexOf(']') : -1;
    if (close > 0 && m_reply.status == Reply::Status::Error) {
        m_reply.responseCode = text.sliced(1, close - 1).trimmed().toByteArray().toUpper();
        // "[LOGIN-DELAY 30]", "[SYS/TEMP/x]": the kind is what counts.
        const qsizetype space = m_reply.responseCode.indexOf(' ');
        if (space > 0)
            m_reply.responseCode.truncate(space);
        text = text.sliced(close + 1).trimmed();
    }
    m_reply.text = text.toByteArray();
    m_inBody = m_expected.front().shape == Shape::Body && m_reply.isOk();
    m_atLineStart = true;
    m_last = 0;
    m_bodyOctets = 0;
    return {};
}

/// Looks at the start of a line of the body: the end of the body (`complete`), a stuffed dot, or nothing special.
/// Returns the octets to skip, -1 when more have to come first.
qsizetype ReplyParser::takeLineStart(bool &complete)
{
    const QByteArrayView rest = QByteArrayView(m_buffer).sliced(m_at);
    if (rest[0] != '.')
        return 0;
    if (rest.size() == 1 || (rest.size() == 2 && rest[1] == '\r'))
        return -1;
    const bool crlf = rest[1] == '\r' && rest[2] == '\n';
    const bool lf = m_bareLineFeeds && rest[1] == '\n'; // a few servers end every line so
    complete = crlf || lf;
    return crlf ? 3 : lf ? 2 : 1;
}

std::optional<MailError> ReplyParser::takeBody(bool &complete)
{
    while (m_at < m_buffer.size()) {
        if (m_atLineStart) {
            const qsizetype skip = takeLineStart(complete);
            if (skip < 0)
                return {};
            m_at += skip;
            m_atLineStart = false;
            m_last = 0;
            if (complete)
                return {};
            if (m_at == m_buffer.size())
                return {};
        }
        const char *const from = m_buffer.constData() + m_at;
        const auto *const feedAt =
            static_cast<const char *>(std::memchr(from, '\n', std::size_t(m_buffer.size() - m_at)));
        const qsizetype count = feedAt ? feedAt - from + 1 : m_buffer.size() - m_at;
        if (feedAt) {
            const char before = count > 1 ? from[count - 2] : m_last;
            m_atLineStart = m_bareLineFeeds || before == '\r';
        }
        m_last = from[count - 1];
        store(QByteArrayView(from, count));
        m_at += count;
        if (m_bodyOctets / ToleratedExcess > m_expected.front().bodyLimit)
            return broken(Detail::LimitExceeded, {});
    }
    return {};
}

void ReplyParser::store(QByteArrayView octets)
{
    m_bodyOctets += octets.size();
    if (m_bodyOctets > m_expected.front().bodyLimit) {
        m_reply.truncated = true;
        m_reply.body.clear();
        m_reply.body.squeeze();
        return;
    }
    m_reply.body.append(octets);
}

} // namespace godwit::pop3
