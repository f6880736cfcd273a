// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/MailError.h"

#include <chrono>

namespace godwit::sync {

/// How many connections an account may hold at once.  A server that refuses another one is right: for a day there are
/// fewer, and nobody needs to hear of it (NOTES section 2.8).
class ConnectionPool {
public:
    explicit ConnectionPool(int maximum) : m_maximum(std::max(maximum, 1)) { }

    int allowed(std::chrono::milliseconds now) const { return now < m_loweredUntil ? m_lowered : m_maximum; }
    /// One more than `held` was refused, or did not last.
    void refused(int held, std::chrono::milliseconds now);
    /// [LIMIT] of RFC 5530, or what servers without it say in words.
    static bool isLimit(const MailError &error);

private:
    int m_maximum = 3;
    int m_lowered = 3;
    std::chrono::milliseconds m_loweredUntil{0};
};

} // namespace godwit::sync
