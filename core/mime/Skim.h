// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "mime/Address.h"

#include <QByteArray>
#include <QString>
#include <optional>

namespace godwit::mime {

/// What the message list shows of a body.
struct Skimmed {
    QString snippet;
    std::optional<int> attachments; ///< only where all of the message had to be read
    Address from; ///< by the rule of SenderLine.h, whatever a server makes of a malformed line
};

/// snippet(parse(raw)) for bulk mail: reads the beginning of the first text only, and all where that holds no words.
/// Thread-safe.
///
/// Reading whole messages for their first line was half of the processor time of a first sync: what costs is the
/// decoding and the charsets of megabytes that the list never shows.
Skimmed skim(const QByteArray &raw);

} // namespace godwit::mime
