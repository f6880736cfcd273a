// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Deflater.h"

#include "base/Limits.h"

#include <zlib.h>

namespace godwit::imap {

namespace {
constexpr int RawWindowBits = -15;
constexpr int MemoryLevel = 8;
} // namespace

Deflater::Deflater() : m_stream(std::make_unique<z_stream_s>())
{
    deflateInit2(m_stream.get(), Z_DEFAULT_COMPRESSION, Z_DEFLATED, RawWindowBits, MemoryLevel, Z_DEFAULT_STRATEGY);
}

Deflater::~Deflater()
{
    deflateEnd(m_stream.get());
}

QByteArray Deflater::compress(QByteArrayView octets)
{
    constexpr qsizetype PieceOctets = 16 * limits::KiB;
    QByteArray out;
    qsizetype used = 0;
    m_stream->next_in = reinterpret_cast<Bytef *>(const_cast<char *>(octets.data()));
    m_stream->avail_in = uInt(octets.size());
    do {
        out.resize(used + PieceOctets);
        m_stream->next_out = reinterpret_cast<Bytef *>(out.data() + used);
        m_stream->avail_out = uInt(PieceOctets);
        deflate(m_stream.get(), Z_SYNC_FLUSH);
        used += PieceOctets - qsizetype(m_stream->avail_out);
    } while (m_stream->avail_out == 0);
    out.resize(used);
    return out;
}

} // namespace godwit::imap
