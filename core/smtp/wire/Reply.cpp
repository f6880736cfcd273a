// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/wire/Reply.h"

namespace godwit::smtp {

using Kind = MailError::Kind;

QString Reply::text() const
{
    QString text = QString::fromUtf8(lines.join(' ').left(2048));
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control)
            c = u' ';
    }
    return text.simplified().left(512);
}

MailError Reply::toError() const
{
    MailError error;
    error.serverText = text();
    error.responseCode = enhancedCode.isEmpty() ? QByteArray::number(code) : enhancedCode;
    if (code == 530 || code == 534 || code == 535 || code == 538)
        error.kind = Kind::NeedsLogin;
    else if (code / 100 == 4)
        error.kind = Kind::Temporary;
    else if (code / 100 == 5)
        error.kind = Kind::Refused;
    else
        error.kind = Kind::Protocol;
    if ((code == 552 && (enhancedCode.isEmpty() || enhancedCode == "5.3.4")) || enhancedCode == "5.2.3")
        error.detail = MailError::Detail::TooLarge;
    return error;
}

} // namespace godwit::smtp
