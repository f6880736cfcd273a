// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/Clock.h"
#include "net/Endpoint.h"

#include <QByteArrayList>
#include <memory>

namespace godwit::imap {

struct SessionOptions {
    net::Endpoint endpoint;
    QString serverName; ///< MailError::host; the endpoint's host when empty
    std::shared_ptr<Clock> clock;
    std::chrono::milliseconds silenceLimit{60'000}; ///< without an octet while something is awaited
    /// The same for NOOP and for the end of IDLE, which ask whether the link is alive (S-042).
    std::chrono::milliseconds probeLimit{20'000};
    std::chrono::milliseconds commandLimit{1'800'000}; ///< from sending to the tagged response (S-043)
    std::chrono::milliseconds greetingLimit{30'000};
    std::chrono::milliseconds logoutLimit{3'000};
    enum class Compression { Never, WhereOffered };
    /// What Session::compress() does: the caller's policy, since on a fast line it costs more than it saves.
    Compression compression = Compression::Never;
    /// Capabilities that the account's owner does not want used, whatever is offered: the last word after the quirks.
    QByteArrayList switchedOff;
    int logLines = 200; ///< of SessionReport::log; 0: none is kept
};

} // namespace godwit::imap
