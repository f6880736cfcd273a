// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QString>

namespace godwit::mime {

/// The source of an attached message (message/rfc822, message/global) of `raw`, named by its section number as in
/// Part::path.  Empty when there is none.  Thread-safe.
QByteArray embeddedMessage(const QByteArray &raw, const QString &path);

} // namespace godwit::mime
