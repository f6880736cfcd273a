// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/wire/StatusResponse.h"

namespace godwit::imap {

namespace {

bool isOneOf(const QByteArray &code, std::initializer_list<const char *> names)
{
    for (const char *name : names) {
        if (code == name)
            return true;
    }
    return false;
}

/// What Exchange Online says in words only while it is overloaded, or the mailbox is not ready (NO, or BAD).
bool saysLater(const StatusResponse &status)
{
    return status.text.contains(QLatin1String("throttled"), Qt::CaseInsensitive)
        || status.text.contains(QLatin1String("authenticated but not connected"), Qt::CaseInsensitive);
}

} // namespace

UidSet code::MessageLimit::remaining(const UidSet &asked) const
{
    return last.value < 2 ? UidSet() : asked.intersected(UidSet::range({1}, {last.value - 1}));
}

MailError toError(const StatusResponse &status)
{
    MailError error;
    const QByteArray &code = status.code.name;
    error.kind = MailError::Kind::Refused;
    if (status.kind == StatusResponse::Kind::Bye)
        error.kind = MailError::Kind::Network;
    else if (isOneOf(code, {"UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG", "EXPUNGEISSUED", "THROTTLED"})
        || (code.isEmpty() && saysLater(status)))
        error.kind = MailError::Kind::Temporary;
    else if (isOneOf(code, {"AUTHENTICATIONFAILED", "AUTHORIZATIONFAILED", "EXPIRED"}))
        error.kind = MailError::Kind::NeedsLogin;
    if (isOneOf(code, {"NONEXISTENT", "TRYCREATE"}))
        error.detail = MailError::Detail::NotFound;
    else if (isOneOf(code, {"TOOBIG", "APPENDLIMIT"}))
        error.detail = MailError::Detail::TooLarge;
    error.responseCode = code;
    error.serverText = status.text;
    return error;
}

MailError toLoginError(const StatusResponse &status)
{
    MailError error = toError(status);
    if (status.kind != StatusResponse::Kind::No || error.kind != MailError::Kind::Refused)
        return error;
    // Servers without RFC 5530 say why in words only; a limit on connections must not look like a wrong password.
    const bool isBusy = status.text.contains(QLatin1String("too many"), Qt::CaseInsensitive)
        || status.text.contains(QLatin1String("temporar"), Qt::CaseInsensitive)
        || status.text.contains(QLatin1String("try again later"), Qt::CaseInsensitive);
    if (isBusy)
        error.kind = MailError::Kind::Temporary;
    else if (!isOneOf(error.responseCode, {"PRIVACYREQUIRED", "CONTACTADMIN", "NOPERM", "CANNOT", "CLIENTBUG"}))
        error.kind = MailError::Kind::NeedsLogin;
    return error;
}

} // namespace godwit::imap
