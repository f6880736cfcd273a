// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/Deflater.h"
#include "imap/wire/Encoder.h"
#include "net/Transport.h"

namespace godwit::imap {

/// Sends the pieces of one command at a time: holds back at gates, and while the transport has enough to do, so that a
/// large message is not copied into its buffers whole.
class PieceWriter {
public:
    explicit PieceWriter(net::Transport &transport) : m_transport(transport) { }

    /// Only when not busy.
    void start(const QByteArray &tag, QList<Encoder::Piece> pieces);
    /// As much as can go now; also call it when the transport sent something.
    void write();
    bool isBusy() const { return m_next < m_pieces.size(); }
    /// The command being sent.
    const QByteArray &tag() const { return m_tag; }
    /// A `+` is what it waits for.
    bool waitsForContinuation() const;
    void continuation();
    /// Opens Gate::ContinuationAndRelease.
    void release();
    bool isReleased() const { return m_released; }
    /// Whether a piece is left that waits for release().
    bool isHeld() const;
    /// The command was answered early: what is behind a gate is dropped, octets that a literal announced still go out.
    void answered();
    void clear();
    /// From now on everything is packed; only when not busy.
    void startCompression() { m_deflater = std::make_unique<Deflater>(); }
    qint64 octetsOut() const { return m_octetsOut; } ///< on the wire
    qint64 plainOctetsOut() const { return m_plainOctetsOut; } ///< before they were packed

private:
    bool isOpen(const Encoder::Piece &piece) const;
    void send(const QByteArray &octets);

    net::Transport &m_transport;
    QByteArray m_tag;
    QList<Encoder::Piece> m_pieces;
    qsizetype m_next = 0;
    qsizetype m_offset = 0;
    bool m_granted = false; ///< `+` came for piece m_next
    bool m_released = false;
    qint64 m_octetsOut = 0;
    qint64 m_plainOctetsOut = 0;
    std::unique_ptr<Deflater> m_deflater;
};

} // namespace godwit::imap
