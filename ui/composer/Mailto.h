// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "mime/Address.h"

#include <QStringList>
#include <QUrl>
#include <optional>

namespace godwit::ui {

/// What a mailto: link may ask for (RFC 6068 section 2): recipients, subject, plain text, what it answers.  Everything
/// else in it, files above all, is dropped (S-089, S-090).
struct Mailto {
    mime::AddressList to, cc, bcc;
    QString subject; ///< one line
    QString body; ///< plain text, LF
    QStringList inReplyTo; ///< without angle brackets
};

/// std::nullopt when it is no mailto: link.  `link` in its encoded form.
std::optional<Mailto> parseMailto(const QUrl &link);

} // namespace godwit::ui
