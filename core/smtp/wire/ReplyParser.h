// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "smtp/wire/Reply.h"

#include <optional>

namespace godwit::smtp {

/// Cuts the server's octets into replies; feed() may be given one octet or many.
class ReplyParser {
public:
    void feed(QByteArrayView octets) { m_buffer.append(octets); }
    /// The next complete reply, std::nullopt if more octets are needed.  Protocol (S-038): no three-digit code,
    /// different codes in one reply; Protocol/LimitExceeded (S-039): over ReplyLineOctets, ReplyLines or ReplyOctets.
    Result<std::optional<Reply>> next();
    /// Nothing is left, not even a piece of a line.
    bool isEmpty() const { return m_buffer.isEmpty() && m_lines == 0; }
    void clear() { *this = ReplyParser(); }

private:
    std::optional<MailError> take(QByteArrayView line, bool &last);

    QByteArray m_buffer;
    qsizetype m_scanned = 0; ///< octets already searched for the end of the line
    Reply m_reply; ///< being collected
    int m_lines = 0;
    qsizetype m_octets = 0;
};

} // namespace godwit::smtp
