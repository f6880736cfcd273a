// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/MailError.h"

#include <memory>

struct z_stream_s;

namespace godwit::imap {

/// What comes in after COMPRESS DEFLATE (RFC 4978).  It keeps the packed octets and unpacks a piece at a time, so that
/// a stream that unpacks to a thousand times its size never takes more memory than the framer's limits allow (S-041).
class Inflater {
public:
    Inflater();
    ~Inflater();
    Inflater(const Inflater &) = delete;
    Inflater &operator=(const Inflater &) = delete;

    void feed(const QByteArray &packed) { m_packed += packed; }
    /// The next octets, at most 64 KiB; empty: more packed octets are needed.  Error Protocol: no deflate stream, or
    /// its end, which RFC 4978 does not know.
    Result<QByteArray> next();
    /// Packed octets that wait.
    qsizetype pending() const { return m_packed.size() - m_at; }

private:
    std::unique_ptr<z_stream_s> m_stream;
    QByteArray m_packed;
    qsizetype m_at = 0;
    bool m_mayHoldMore = false; ///< the last piece was full: zlib may have more without further input
};

} // namespace godwit::imap
