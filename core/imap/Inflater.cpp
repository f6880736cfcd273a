// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Inflater.h"

#include "base/Limits.h"

#include <zlib.h>

namespace godwit::imap {

namespace {
constexpr int RawWindowBits = -15;
constexpr qsizetype PieceOctets = 64 * limits::KiB;
} // namespace

Inflater::Inflater() : m_stream(std::make_unique<z_stream_s>())
{
    inflateInit2(m_stream.get(), RawWindowBits);
}

Inflater::~Inflater()
{
    inflateEnd(m_stream.get());
}

Result<QByteArray> Inflater::next()
{
    if (pending() == 0 && !m_mayHoldMore)
        return QByteArray();
    QByteArray piece(PieceOctets, Qt::Uninitialized);
    m_stream->next_in = reinterpret_cast<Bytef *>(m_packed.data() + m_at);
    m_stream->avail_in = uInt(qMin(pending(), qsizetype(UINT_MAX)));
    m_stream->next_out = reinterpret_cast<Bytef *>(piece.data());
    m_stream->avail_out = uInt(PieceOctets);
    const uInt offered = m_stream->avail_in;
    const int status = inflate(m_stream.get(), Z_SYNC_FLUSH);
    if (status != Z_OK && status != Z_BUF_ERROR)
        return failure(MailError::Kind::Protocol, MailError::Detail::None, QStringLiteral("bad compressed data"));
    m_at += qsizetype(offered - m_stream->avail_in);
    m_mayHoldMore = m_stream->avail_out == 0;
    piece.resize(PieceOctets - qsizetype(m_stream->avail_out));
    if (m_at == m_packed.size()) {
        m_packed.clear();
        m_at = 0;
    } else if (m_at > limits::MiB) {
        m_packed.remove(0, m_at);
        m_at = 0;
    }
    return piece;
}

} // namespace godwit::imap
