// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QString>

/// Mailbox names of RFC 3501 section 5.1.3.
namespace godwit::imap::modifiedUtf7 {

/// Never fails: a broken shift is shown as it stands, raw UTF-8 (or else Latin-1) is read as such.
QString decode(QByteArrayView wire);
QByteArray encode(QStringView text);

} // namespace godwit::imap::modifiedUtf7
