// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/Domain.h"

#include <QUrl>
#include <algorithm>
#include <libpsl.h>

namespace godwit::trust {

namespace {

constexpr qsizetype MaximumDomain = 255;

bool isHostName(const QByteArray &name)
{
    return !name.isEmpty() && name.size() <= MaximumDomain && !name.startsWith('.') && !name.contains("..")
        && std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
           });
}

} // namespace

QString asciiDomain(const QString &domain)
{
    QString name = domain.trimmed();
    while (name.endsWith(u'.'))
        name.chop(1);
    if (name.isEmpty() || name.size() > MaximumDomain)
        return {};
    QByteArray ascii = name.toLower().toLatin1();
    if (QString::fromLatin1(ascii) != name.toLower() || !isHostName(ascii))
        ascii = QUrl::toAce(name, QUrl::IgnoreIDNWhitelist).toLower();
    return isHostName(ascii) ? QString::fromLatin1(ascii) : QString();
}

QString domainOf(const QString &addr)
{
    const qsizetype at = addr.lastIndexOf(u'@');
    return at < 0 ? QString() : asciiDomain(addr.mid(at + 1));
}

QString organisationalDomain(const QString &domain)
{
    const QByteArray name = domain.toLatin1();
    const char *registered = psl_registrable_domain(psl_builtin(), name.constData());
    return registered ? QString::fromLatin1(registered) : domain;
}

bool sameOrganisation(const QString &one, const QString &other)
{
    return !one.isEmpty() && organisationalDomain(one) == organisationalDomain(other);
}

QString unicodeDomain(const QString &domain)
{
    return domain.contains(u"xn--") ? QUrl::fromAce(domain.toLatin1(), QUrl::IgnoreIDNWhitelist) : domain;
}

QString shownDomain(const QString &domain)
{
    const QString words = unicodeDomain(domain);
    return words == domain ? domain : QStringLiteral("%1 (%2)").arg(domain, words);
}

} // namespace godwit::trust
