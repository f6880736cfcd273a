// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/Limits.h"
#include "base/MailError.h"

#include <optional>

namespace godwit::imap {

/// Cuts the server's octets into responses; a literal is part of the response that announced it (RFC 9051 section 4.3).
/// Knows nothing of sockets: feed() may be given one octet or a megabyte.  Never allocates what a literal announces.
class Framer {
public:
    void feed(QByteArrayView octets);
    /// The same; shares the array where nothing else waits.
    void adopt(const QByteArray &octets);
    /// The next complete response without its last line end, std::nullopt if more octets are needed.  It is a window on
    /// what was fed, good until the framer is fed or asked again.
    /// Errors: Protocol/LimitExceeded (line or literal too long), Protocol (a literal's length is no number).  After an
    /// error the stream cannot be read any further.
    Result<std::optional<QByteArrayView>> nextView();
    Result<std::optional<QByteArray>> next(); ///< a copy of it
    /// Octets fed and not handed out.
    qsizetype pending() const { return m_buffer.size() - m_start; }
    void clear();
    /// What was fed and not handed out, which is no IMAP (COMPRESS: the server's compressed stream begins there).
    QByteArray takePending();

private:
    /// The length that a line ending in `{n}`, `{n+}` or `~{n}` announces; std::nullopt: none.
    Result<std::optional<qsizetype>> announced(qsizetype lineStart, qsizetype lineEnd) const;
    bool carriesText() const;
    QByteArrayView hand(qsizetype end, qsizetype after);
    void forgetHandedOut();

    QByteArray m_buffer; ///< may be shared: only looked at through at() and constData()
    qsizetype m_start = 0; ///< of the response in m_buffer
    qsizetype m_lineStart = 0; ///< of the line being searched: the response, or what follows a literal
    qsizetype m_scanned = 0; ///< octets already searched for a line end, so that octet by octet stays linear
    qsizetype m_literalOctets = 0; ///< of all literals of the response so far
    qsizetype m_literalEnd = -1; ///< inside a literal: where it ends
};

} // namespace godwit::imap
