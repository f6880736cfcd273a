// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/Limits.h"
#include "pop3/wire/Reply.h"

#include <deque>
#include <optional>

namespace godwit::pop3 {

/// Cuts the server's octets into replies.  Whether a body follows +OK depends on the command, so each command that is
/// sent says by expect() what its reply looks like; feed() may be given one octet or many.
class ReplyParser {
public:
    enum class Shape { Line, Body };

    void expect(Shape shape, qsizetype bodyLimit = limits::MessageOctets) { m_expected.push_back({shape, bodyLimit}); }
    qsizetype outstanding() const { return qsizetype(m_expected.size()); }
    void feed(QByteArrayView octets);
    /// The next complete reply, std::nullopt if more octets are needed.  Protocol: no status, or a reply that nothing
    /// asked for; Protocol/LimitExceeded: a line over ReplyLineOctets, a body that goes on for long after its limit.
    Result<std::optional<Reply>> next();
    /// Nothing is left, not even a piece of a line.
    bool isEmpty() const { return m_at == m_buffer.size() && !m_inBody; }

private:
    struct Expectation {
        Shape shape;
        qsizetype bodyLimit;
    };
    std::optional<MailError> takeStatus(QByteArrayView line);
    std::optional<MailError> takeBody(bool &complete);
    qsizetype takeLineStart(bool &complete);
    void store(QByteArrayView octets);

    QByteArray m_buffer;
    qsizetype m_at = 0; ///< octets of the buffer already consumed
    qsizetype m_scanned = 0; ///< octets of the buffer already searched for the end of a status line
    std::deque<Expectation> m_expected;
    Reply m_reply;
    bool m_inBody = false;
    bool m_atLineStart = true;
    char m_last = 0; ///< octet before m_at, inside a body
    bool m_bareLineFeeds = false; ///< the server ends its lines so
    qsizetype m_bodyOctets = 0;
};

} // namespace godwit::pop3
