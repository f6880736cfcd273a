// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/PieceWriter.h"

#include "base/Limits.h"

namespace godwit::imap {

namespace {
constexpr qsizetype ChunkOctets = 64 * limits::KiB;
constexpr qint64 HighWaterOctets = 256 * limits::KiB;
} // namespace

using Gate = Encoder::Gate;

void PieceWriter::start(const QByteArray &tag, QList<Encoder::Piece> pieces)
{
    m_tag = tag;
    m_pieces = std::move(pieces);
    m_next = m_offset = 0;
    m_granted = m_released = false;
    write();
}

bool PieceWriter::isOpen(const Encoder::Piece &piece) const
{
    switch (piece.gate) {
    case Gate::Open:
        return true;
    case Gate::Continuation:
        return m_granted;
    case Gate::ContinuationAndRelease:
        return m_granted && m_released;
    }
    return false;
}

bool PieceWriter::waitsForContinuation() const
{
    return isBusy() && m_offset == 0 && m_pieces[m_next].gate != Gate::Open && !m_granted;
}

void PieceWriter::continuation()
{
    m_granted = true;
    write();
}

void PieceWriter::release()
{
    m_released = true;
    write();
}

bool PieceWriter::isHeld() const
{
    return isBusy() && m_pieces.constLast().gate == Gate::ContinuationAndRelease;
}

void PieceWriter::answered()
{
    for (qsizetype i = m_next; i < m_pieces.size(); ++i) {
        const bool begun = i == m_next && m_offset > 0;
        if (m_pieces[i].gate != Gate::Open && !begun) {
            m_pieces.resize(i);
            return;
        }
    }
}

void PieceWriter::clear()
{
    m_pieces.clear();
    m_next = m_offset = 0;
}

void PieceWriter::write()
{
    QByteArray chunk;
    while (isBusy()) {
        const Encoder::Piece &piece = m_pieces[m_next];
        if (m_offset == 0 && !isOpen(piece))
            break;
        if (m_transport.unsentOctets() + chunk.size() > HighWaterOctets)
            break;
        const qsizetype count = qMin(ChunkOctets - chunk.size(), piece.octets.size() - m_offset);
        chunk += QByteArrayView(piece.octets).sliced(m_offset, count);
        m_offset += count;
        if (m_offset == piece.octets.size()) {
            m_granted = m_granted && piece.gate == Gate::Open;
            m_offset = 0;
            ++m_next;
        }
        if (chunk.size() == ChunkOctets) {
            send(std::exchange(chunk, {}));
        }
    }
    if (!isBusy())
        m_pieces.clear(), m_next = 0;
    if (!chunk.isEmpty())
        send(chunk);
}

void PieceWriter::send(const QByteArray &octets)
{
    const QByteArray packed = m_deflater ? m_deflater->compress(octets) : octets;
    m_plainOctetsOut += octets.size();
    m_octetsOut += packed.size();
    m_transport.send(packed);
}

} // namespace godwit::imap
