// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <memory>

struct z_stream_s;

namespace godwit::imap {

/// What goes out after COMPRESS DEFLATE: one raw deflate stream (RFC 4978, window of 15 bits) without an end.
class Deflater {
public:
    Deflater();
    ~Deflater();
    Deflater(const Deflater &) = delete;
    Deflater &operator=(const Deflater &) = delete;

    /// All of `octets` and whatever was held back: the other side can read them at once (Z_SYNC_FLUSH).
    QByteArray compress(QByteArrayView octets);

private:
    std::unique_ptr<z_stream_s> m_stream;
};

} // namespace godwit::imap
