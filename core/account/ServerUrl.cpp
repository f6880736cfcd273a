// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/Settings.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace godwit::account {

quint16 defaultPort(const QString &protocol, net::Security security)
{
    const bool tls = security == net::Security::ImplicitTls;
    if (protocol == u"imap")
        return tls ? 993 : 143;
    if (protocol == u"pop3")
        return tls ? 995 : 110;
    if (protocol == u"smtp")
        return tls ? 465 : 587;
    return 0;
}

std::optional<ServerUrl> parseServerUrl(const QString &text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment()
        || (!url.path().isEmpty() && url.path() != u"/"))
        return std::nullopt;
    QString scheme = url.scheme();
    ServerUrl result;
    if (scheme.endsWith("+starttls"_L1)) {
        scheme.chop(9);
        result.endpoint.security = net::Security::StartTls;
    } else if (scheme.endsWith(u's')) {
        scheme.chop(1);
        result.endpoint.security = net::Security::ImplicitTls;
    } else {
        result.endpoint.security = net::Security::ClearText;
    }
    if (scheme != u"imap" && scheme != u"pop3" && scheme != u"smtp")
        return std::nullopt;
    result.protocol = scheme;
    result.endpoint.host = url.host();
    const int port = url.port(defaultPort(scheme, result.endpoint.security));
    if (port < 1 || port > 65535)
        return std::nullopt;
    result.endpoint.port = quint16(port);
    return result;
}

QString toUrl(const QString &protocol, const net::Endpoint &endpoint)
{
    QString scheme = protocol;
    if (endpoint.security == net::Security::ImplicitTls)
        scheme += u's';
    else if (endpoint.security == net::Security::StartTls)
        scheme += "+starttls"_L1;
    const QString host = endpoint.host.contains(u':') ? u'[' + endpoint.host + u']' : endpoint.host;
    return scheme + "://"_L1 + host + u':' + QString::number(endpoint.port);
}

} // namespace godwit::account
