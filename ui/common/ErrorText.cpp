// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/ErrorText.h"

#include <QCoreApplication>

namespace godwit::ui {

namespace {

struct ErrorTexts {
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
public:
    static QString connection(MailError::Detail detail, const QString &host);
    static QString certificate(MailError::Detail detail, const QString &host);
    static QString other(MailError::Detail detail, const QString &host);
    static QString byKind(MailError::Kind kind, const QString &host);
};

QString ErrorTexts::connection(MailError::Detail detail, const QString &host)
{
    using Detail = MailError::Detail;
    switch (detail) {
    case Detail::HostNotFound:
        return tr("There is no server named %1. Check the spelling, or whether this computer is online.").arg(host);
    case Detail::ConnectionRefused:
        return tr("%1 does not answer on this port. Check the port number and the kind of encryption.").arg(host);
    case Detail::TimedOut:
        return tr("%1 did not answer in time. It will be tried again; if this stays, check the port or your network.")
            .arg(host);
    case Detail::ConnectionLost:
        return tr("The connection to %1 was lost. It will be tried again by itself.").arg(host);
    case Detail::StartTlsNotOffered:
        return tr("%1 does not offer encryption on this port. Choose SSL/TLS and its port instead.").arg(host);
    case Detail::StartTlsInjection:
        return tr("Something between here and %1 tampered with the connection, so it was closed. Try another network.")
            .arg(host);
    case Detail::PlainTextServer:
        return tr("%1 speaks without encryption at first on this port. Choose STARTTLS instead of SSL/TLS.").arg(host);
    case Detail::ClearTextNotAllowed:
        return tr("A connection without encryption is allowed only to this computer. Choose SSL/TLS or STARTTLS.");
    case Detail::PreauthRefused:
        return tr("%1 skipped signing in before the connection was encrypted, so it was closed. Choose SSL/TLS.")
            .arg(host);
    case Detail::ProtocolTooOld:
        return tr("%1 only knows encryption that is too old to be safe. Ask its administrator for TLS 1.2 or newer.")
            .arg(host);
    default:
        return {};
    }
}

QString ErrorTexts::certificate(MailError::Detail detail, const QString &host)
{
    using Detail = MailError::Detail;
    switch (detail) {
    case Detail::CertificateExpired:
        return tr("The certificate of %1 has expired. Check the date of this computer, or tell the server's "
                  "administrator.")
            .arg(host);
    case Detail::CertificateNotYetValid:
        return tr("The certificate of %1 is not valid yet. Check the date and time of this computer.").arg(host);
    case Detail::CertificateHostMismatch:
        return tr("The certificate belongs to another server, not to %1. Check the name of the server.").arg(host);
    case Detail::CertificateUntrusted:
        return tr("Nobody this computer trusts vouches for the certificate of %1. Look at it, and trust it only if you "
                  "know this server.")
            .arg(host);
    case Detail::CertificateWeak:
        return tr("The certificate of %1 uses a key that is too weak to be safe. Tell the server's administrator.")
            .arg(host);
    case Detail::CertificateOther:
        return tr("The certificate of %1 could not be checked. Look at it before you trust it.").arg(host);
    default:
        return {};
    }
}

QString ErrorTexts::other(MailError::Detail detail, const QString &host)
{
    using Detail = MailError::Detail;
    switch (detail) {
    case Detail::LoginDisabled:
        return tr("%1 offers no way to sign in that is safe here. Try SSL/TLS, or an app password from the provider.")
            .arg(host);
    case Detail::CredentialsMissing:
        return tr("The password for %1 is needed to go on.").arg(host);
    case Detail::TooLarge:
        return tr("The message is larger than %1 accepts. Make the attachments smaller.").arg(host);
    case Detail::DiskFull:
        return tr("The disk is full. Free some space; nothing that was stored is lost.");
    case Detail::DatabaseDamaged:
        return tr("The mail store is damaged. Make a copy of the profile folder, then check it with "
                  "“godwit-cli check-store”.");
    case Detail::NewerProfile:
        return tr("This profile was written by a newer Godwit. Install that version to open it.");
    case Detail::ProfileLocked:
        return tr("Another program is using this profile. Close it and try again.");
    case Detail::NotFound:
        return tr("It is not there any more; another program may have moved or deleted it.");
    case Detail::LimitExceeded:
        return tr("%1 sent more than is reasonable, so the connection was closed. It will be tried again.").arg(host);
    case Detail::UnknownOutcome:
        return tr("The connection broke before %1 confirmed. Nobody can know whether it was carried out: look, then "
                  "try again or give it up.")
            .arg(host);
    default:
        return {};
    }
}

QString ErrorTexts::byKind(MailError::Kind kind, const QString &host)
{
    using Kind = MailError::Kind;
    switch (kind) {
    case Kind::Refused:
        return tr("%1 refused this. Its own words are under Details.").arg(host);
    case Kind::NeedsLogin:
        return tr("%1 answered, but says that the user name or password is wrong. Enter the password again.").arg(host);
    case Kind::Temporary:
        return tr("%1 cannot do this right now. It will be tried again by itself.").arg(host);
    case Kind::Protocol:
        return tr(
            "%1 gave an answer that makes no sense. The connection is made again; if this stays, check that it is "
            "a mail server.")
            .arg(host);
    case Kind::Network:
        return tr("%1 cannot be reached. It will be tried again by itself.").arg(host);
    case Kind::Tls:
        return tr("A safe connection to %1 could not be made. Check the kind of encryption.").arg(host);
    case Kind::Storage:
        return tr("The mail could not be stored on this computer. Check that the disk is not full.");
    case Kind::Cancelled:
        return tr("This was cancelled.");
    }
    return {};
}

} // namespace

QString explain(const MailError &error)
{
    const QString host = error.host.isEmpty() ? ErrorTexts::tr("The server") : error.host;
    for (const auto &find : {ErrorTexts::connection, ErrorTexts::certificate, ErrorTexts::other}) {
        const QString text = find(error.detail, host);
        if (!text.isEmpty())
            return text;
    }
    return ErrorTexts::byKind(error.kind, host);
}

QString serverWords(const MailError &error)
{
    QString words = error.serverText.trimmed();
    if (!error.responseCode.isEmpty())
        words = QStringLiteral("[%1] %2").arg(QString::fromLatin1(error.responseCode), words).trimmed();
    return words;
}

} // namespace godwit::ui
