// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QtGlobal>
#include <chrono>
#include <optional>

namespace godwit::imap {

/// How fast octets come in while they come, from what a connection receives anyway.  The best burst counts: a server
/// that thinks in between makes a line look slower, never faster.
class LineSpeed {
public:
    void received(qint64 octets, std::chrono::milliseconds now);
    /// std::nullopt: too little has come to tell.
    std::optional<qint64> octetsPerSecond() const { return m_best; }

    /// Whether COMPRESS=DEFLATE saves time on such a line; an unknown one is taken for slow.  Measured: rows of a list
    /// shrink to a tenth, bodies to a sixth, and are packed at about 100 MB a second; above 32 MiB/s there is nothing
    /// to win, and a server's processor is asked for nothing.
    static bool isWorthCompressing(std::optional<qint64> octetsPerSecond);

private:
    std::chrono::milliseconds m_start{0}, m_last{0};
    qint64 m_octets = -1; ///< of the burst, without its first piece; -1: none yet
    std::optional<qint64> m_best;
};

} // namespace godwit::imap
