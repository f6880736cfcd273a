// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/MailError.h"

#include <iterator>

namespace godwit {

namespace {

constexpr const char *KindNames[] = {"refused", "sign-in needed", "temporary failure", "protocol error",
    "network error", "TLS error", "storage error", "cancelled"};

constexpr const char *DetailNames[] = {"", "host not found", "connection refused", "timed out", "connection lost",
    "STARTTLS not offered", "data injected before STARTTLS", "clear-text server on a TLS port",
    "clear text not allowed", "certificate expired", "certificate not yet valid", "certificate for another host",
    "certificate not trusted", "certificate too weak", "certificate not accepted", "no TLS 1.2 or better",
    "no usable sign-in method", "no password known", "PREAUTH before TLS", "too large", "disk full", "database damaged",
    "newer profile", "profile in use", "not found", "limit exceeded", "outcome unknown"};

} // namespace

tl::unexpected<MailError> failure(MailError::Kind kind, MailError::Detail detail, const QString &serverText)
{
    MailError error;
    error.kind = kind;
    error.detail = detail;
    error.serverText = serverText.left(512);
    return tl::unexpected<MailError>(std::move(error));
}

QString describe(const MailError &error)
{
    QString text = QString::fromLatin1(KindNames[std::size_t(error.kind)]);
    if (error.detail != MailError::Detail::None)
        text += QStringLiteral(" (%1)").arg(QLatin1String(DetailNames[std::size_t(error.detail)]));
    if (!error.host.isEmpty())
        text += QStringLiteral(" at ") + error.host;
    if (!error.responseCode.isEmpty())
        text += QStringLiteral(" [%1]").arg(QString::fromLatin1(error.responseCode));
    if (!error.serverText.isEmpty())
        text += QStringLiteral(": ") + error.serverText;
    return text;
}

} // namespace godwit
