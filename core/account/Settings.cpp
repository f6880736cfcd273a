// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/Settings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace godwit::account {

namespace {

QString incomingName(Incoming incoming)
{
    switch (incoming) {
    case Incoming::Imap:
        return u"imap"_s;
    case Incoming::Pop3:
        return u"pop3"_s;
    case Incoming::None:
        break;
    }
    return u"none"_s;
}

Incoming incomingFrom(const QString &name)
{
    if (name == u"pop3")
        return Incoming::Pop3;
    return name == u"none" ? Incoming::None : Incoming::Imap;
}

QString leaveName(LeaveOnServer leave)
{
    switch (leave) {
    case LeaveOnServer::Always:
        return u"always"_s;
    case LeaveOnServer::DeleteAfterFetch:
        return u"delete-after-fetch"_s;
    case LeaveOnServer::DeleteAfterDays:
        break;
    }
    return u"delete-after-days"_s;
}

/// What is not understood leaves mail on the server.
LeaveOnServer leaveFrom(const QString &name)
{
    if (name == u"delete-after-fetch")
        return LeaveOnServer::DeleteAfterFetch;
    return name == u"delete-after-days" ? LeaveOnServer::DeleteAfterDays : LeaveOnServer::Always;
}

QString bodyName(BodyPolicy policy)
{
    switch (policy) {
    case BodyPolicy::Everything:
        break;
    case BodyPolicy::HeadersOnly:
        return u"headers"_s;
    case BodyPolicy::RecentDays:
        return u"days"_s;
    }
    return u"everything"_s;
}

BodyPolicy bodyFrom(const QString &name)
{
    return name == u"headers" ? BodyPolicy::HeadersOnly
        : name == u"days"     ? BodyPolicy::RecentDays
                              : BodyPolicy::Everything;
}

QJsonArray exceptionsToJson(const QList<net::CertificateException> &exceptions)
{
    QJsonArray array;
    for (const net::CertificateException &exception : exceptions) {
        array.append(QJsonObject{{u"protocol"_s, exception.protocol}, {u"host"_s, exception.host},
            {u"port"_s, int(exception.port)}, {u"sha256"_s, QString::fromLatin1(exception.fingerprint.toHex())}});
    }
    return array;
}

QList<net::CertificateException> exceptionsFromJson(const QJsonArray &array)
{
    QList<net::CertificateException> exceptions;
    for (const QJsonValue &value : array) {
        const QJsonObject object = value.toObject();
        net::CertificateException exception;
        exception.protocol = object.value("protocol"_L1).toString();
        exception.host = object.value("host"_L1).toString();
        exception.port = quint16(object.value("port"_L1).toInt());
        exception.fingerprint = QByteArray::fromHex(object.value("sha256"_L1).toString().toLatin1());
        if (!exception.host.isEmpty() && !exception.fingerprint.isEmpty())
            exceptions.append(exception);
    }
    return exceptions;
}

} // namespace

QByteArray Settings::toJson() const
{
    QJsonObject object{
        {u"label"_s, label},
        {u"name"_s, name},
        {u"email"_s, email},
        {u"incoming"_s, incomingName(incoming)},
        {u"outgoingUser"_s, outgoingUser},
        {u"leaveOnServer"_s, leaveName(leaveOnServer)},
        {u"leaveDays"_s, leaveDays},
        {u"bodies"_s, bodyName(bodyPolicy)},
        {u"bodyDays"_s, bodyDays},
        {u"connections"_s, maximumConnections},
        {u"signature"_s, signature},
        {u"enabled"_s, enabled},
        {u"secretId"_s, secretId},
    };
    if (incoming != Incoming::None) {
        object.insert("incomingServer"_L1, toUrl(incomingProtocol(), incomingServer));
        object.insert("incomingUser"_L1, incomingUser);
    }
    if (sends())
        object.insert("outgoingServer"_L1, toUrl(u"smtp"_s, outgoingServer));
    if (!passwordCommand.isEmpty())
        object.insert("passwordCommand"_L1, passwordCommand);
    if (!extraCaFile.isEmpty())
        object.insert("extraCaFile"_L1, extraCaFile);
    if (!exceptions.isEmpty())
        object.insert("certificateExceptions"_L1, exceptionsToJson(exceptions));
    QJsonObject bodies;
    for (auto entry = mailboxBodies.cbegin(); entry != mailboxBodies.cend(); ++entry) {
        bodies.insert(QString::number(entry.key().value),
            QJsonObject{{u"keep"_s, bodyName(entry->policy)}, {u"days"_s, entry->days}});
    }
    if (!bodies.isEmpty())
        object.insert("mailboxBodies"_L1, bodies);
    if (!authServers.isEmpty())
        object.insert("authServers"_L1, QJsonArray::fromStringList(authServers));
    if (serverSavesSent)
        object.insert("serverSavesSent"_L1, *serverSavesSent);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<Settings> Settings::fromJson(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return std::nullopt;
    const QJsonObject object = document.object();
    Settings settings;
    settings.label = object.value("label"_L1).toString();
    settings.name = object.value("name"_L1).toString();
    settings.email = object.value("email"_L1).toString();
    settings.incoming = incomingFrom(object.value("incoming"_L1).toString());
    settings.incomingUser = object.value("incomingUser"_L1).toString();
    settings.outgoingUser = object.value("outgoingUser"_L1).toString();
    settings.passwordCommand = object.value("passwordCommand"_L1).toString();
    settings.extraCaFile = object.value("extraCaFile"_L1).toString();
    settings.exceptions = exceptionsFromJson(object.value("certificateExceptions"_L1).toArray());
    settings.leaveOnServer = leaveFrom(object.value("leaveOnServer"_L1).toString());
    settings.leaveDays = object.value("leaveDays"_L1).toInt();
    settings.bodyPolicy = bodyFrom(object.value("bodies"_L1).toString());
    settings.bodyDays = object.value("bodyDays"_L1).toInt(settings.bodyDays);
    settings.maximumConnections = std::clamp(object.value("connections"_L1).toInt(3), 1, 15);
    const QJsonObject bodies = object.value("mailboxBodies"_L1).toObject();
    for (auto entry = bodies.constBegin(); entry != bodies.constEnd(); ++entry) {
        const QJsonObject rule = entry->toObject();
        settings.mailboxBodies.insert(store::MailboxKey{entry.key().toLongLong()},
            {bodyFrom(rule.value("keep"_L1).toString()), rule.value("days"_L1).toInt(BodyRule().days)});
    }
    if (const QJsonValue saves = object.value("serverSavesSent"_L1); saves.isBool())
        settings.serverSavesSent = saves.toBool();
    for (const QJsonValue &server : object.value("authServers"_L1).toArray())
        settings.authServers.append(server.toString());
    settings.signature = object.value("signature"_L1).toString();
    settings.enabled = object.value("enabled"_L1).toBool(true);
    settings.secretId = object.value("secretId"_L1).toString();
    if (settings.incoming != Incoming::None) {
        const auto url = parseServerUrl(object.value("incomingServer"_L1).toString());
        if (!url || url->protocol != settings.incomingProtocol())
            return std::nullopt;
        settings.incomingServer = url->endpoint;
    }
    if (object.contains("outgoingServer"_L1)) {
        const auto url = parseServerUrl(object.value("outgoingServer"_L1).toString());
        if (!url || url->protocol != u"smtp")
            return std::nullopt;
        settings.outgoingServer = url->endpoint;
    }
    return settings;
}

} // namespace godwit::account
