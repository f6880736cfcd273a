// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/Fingerprint.h"

namespace godwit::ui {

QString fingerprintText(const QByteArray &fingerprint)
{
    const qsizetype half = fingerprint.size() / 2;
    return QString::fromLatin1(fingerprint.left(half).toHex(':').toUpper()) + QStringLiteral(":\n")
        + QString::fromLatin1(fingerprint.mid(half).toHex(':').toUpper());
}

} // namespace godwit::ui
