// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ErrorSentences.h"

namespace godwit {

namespace {

using Kind = MailError::Kind;
using Detail = MailError::Detail;

struct DetailSentence {
    Detail detail;
    const char *text;
};

constexpr DetailSentence DetailSentences[] = {
    {Detail::HostNotFound, "The server %1 cannot be found: check its name and your network."},
    {Detail::ConnectionRefused, "The server %1 refuses connections: check the port."},
    {Detail::TimedOut, "The server %1 does not answer in time."},
    {Detail::ConnectionLost, "The connection to %1 was lost."},
    {Detail::StartTlsNotOffered, "The server %1 does not offer STARTTLS, so nothing was sent to it: use implicit TLS."},
    {Detail::StartTlsInjection,
        "Data was injected into the connection to %1 before it was encrypted, so it was closed."},
    {Detail::PlainTextServer, "The server %1 does not speak TLS on this port: try STARTTLS."},
    {Detail::ClearTextNotAllowed, "Clear text is allowed on this computer only, not with %1: use TLS."},
    {Detail::CertificateExpired, "The certificate of %1 has expired."},
    {Detail::CertificateNotYetValid, "The certificate of %1 is not valid yet: check the clock of this computer."},
    {Detail::CertificateHostMismatch, "The certificate that %1 shows belongs to another server."},
    {Detail::CertificateUntrusted, "The certificate of %1 is not signed by anybody whom this computer trusts."},
    {Detail::CertificateWeak, "The certificate of %1 is too weak."},
    {Detail::CertificateOther, "The certificate of %1 cannot be accepted."},
    {Detail::ProtocolTooOld, "The server %1 offers no TLS 1.2 or better."},
    {Detail::LoginDisabled, "The server %1 offers no way to sign in that this program knows."},
    {Detail::CredentialsMissing, "No password is known for this account: give one with --password-command."},
    {Detail::PreauthRefused, "The server %1 says we are signed in although we are not, so the connection was closed."},
    {Detail::TooLarge, "The message is larger than the server accepts."},
    {Detail::DiskFull, "The disk is full."},
    {Detail::DatabaseDamaged, "The mail store is damaged: run check-store."},
    {Detail::NewerProfile, "This profile was written by a newer version of the program."},
    {Detail::ProfileLocked, "Another program is using this profile."},
    {Detail::NotFound, "There is no such thing here."},
    {Detail::LimitExceeded, "The server sent more than can be accepted."},
    {Detail::UnknownOutcome, "The connection broke before the server answered: nobody can know whether it was done."},
};

const char *kindSentence(Kind kind)
{
    switch (kind) {
    case Kind::Refused:
        return "It was refused.";
    case Kind::NeedsLogin:
        return "Signing in to %1 failed: check the user name and the password.";
    case Kind::Temporary:
        return "The server cannot do this just now: try again later.";
    case Kind::Protocol:
        return "The server %1 sent something that makes no sense.";
    case Kind::Network:
        return "The server %1 cannot be reached.";
    case Kind::Tls:
        return "No secure connection to %1 is possible.";
    case Kind::Storage:
        return "The mail store cannot be read or written.";
    case Kind::Cancelled:
        return "It was cancelled.";
    }
    return "It failed.";
}

} // namespace

QString errorSentence(const MailError &error)
{
    const char *text = kindSentence(error.kind);
    for (const DetailSentence &entry : DetailSentences) {
        if (entry.detail == error.detail)
            text = entry.text;
    }
    QString sentence = QString::fromLatin1(text);
    if (error.host.isEmpty())
        sentence.replace(QStringLiteral(" %1"), QString());
    else
        sentence.replace(QStringLiteral("%1"), error.host);
    QString words;
    for (const QChar character : error.serverText)
        words.append(character.isPrint() ? character : QChar(u' ')); // S-056: nothing of it drives a terminal
    words = words.simplified();
    if (!words.isEmpty())
        sentence += QStringLiteral(" (%1)").arg(words);
    return sentence;
}

} // namespace godwit
