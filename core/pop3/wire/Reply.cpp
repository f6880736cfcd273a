// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pop3/wire/Reply.h"

namespace godwit::pop3 {

using Kind = MailError::Kind;

QByteArrayList Reply::bodyLines() const
{
    QByteArrayList lines;
    for (qsizetype at = 0; at < body.size();) {
        const qsizetype end = body.indexOf('\n', at);
        QByteArray line = body.mid(at, end < 0 ? -1 : end - at);
        if (line.endsWith('\r'))
            line.chop(1);
        lines.append(line);
        if (end < 0)
            break;
        at = end + 1;
    }
    return lines;
}

MailError Reply::toError() const
{
    MailError error;
    QString shown = QString::fromUtf8(text.left(2048));
    for (QChar &c : shown) {
        if (c.category() == QChar::Other_Control)
            c = u' ';
    }
    error.serverText = shown.simplified().left(512);
    error.responseCode = responseCode;
    if (status != Status::Error)
        error.kind = Kind::Protocol;
    else if (responseCode == "IN-USE" || responseCode == "LOGIN-DELAY" || responseCode == "SYS/TEMP")
        error.kind = Kind::Temporary; // RFC 2449 section 8.1, RFC 3206
    else if (responseCode == "AUTH")
        error.kind = Kind::NeedsLogin;
    else
        error.kind = Kind::Refused;
    return error;
}

} // namespace godwit::pop3
