// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/html/Sanitiser.h"

#include <QRegularExpression>
#include <QUrl>

namespace godwit::mime {

namespace {

constexpr qsizetype MaximumCharacters = 8192;

/// What the RFC 3986 grammar refuses and mail is full of, percent-encoded; nothing when it must not be opened at all.
QString strictForm(const QString &href)
{
    QString out;
    for (const QChar character : href.trimmed()) {
        const ushort code = character.unicode();
        if (code == '\t' || code == '\n' || code == '\r')
            continue; // WHATWG URL section 4.4 drops them, also in the middle of a scheme
        if (code < 0x20 || code == 0x7F || character == u'\\' || character.category() == QChar::Other_Format)
            return {};
        if (QStringView(u" \"<>{}|^`").contains(character))
            out += u'%' + QString::number(code, 16).toUpper();
        else
            out += character;
    }
    return out;
}

QString bareHost(QString host)
{
    host = host.toLower();
    if (host.startsWith(u"www."))
        host.remove(0, 4);
    while (host.endsWith(u'.'))
        host.chop(1);
    return host;
}

/// The host that the words of a link name, in ASCII; empty when they name none.
QString hostInText(const QString &text)
{
    static const QRegularExpression address(
        QStringLiteral("^\\W*(?:(https?)://)?((?:[\\w-]+\\.)+([\\w-]{2,}))(?::\\d+)?(?:[/?#]\\S*)?\\W*$"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    static const QStringList domains =
        QStringLiteral("com net org edu gov info biz io co me app dev kr jp cn tw hk de fr uk it es nl be ch at se no "
                       "dk fi pl cz ru ua br mx in au nz ca us eu")
            .split(u' ');
    if (text.size() > 300)
        return {};
    const QRegularExpressionMatch match = address.match(text.trimmed());
    if (!match.hasMatch())
        return {};
    const bool certain = !match.captured(1).isEmpty() || match.captured(2).startsWith(u"www.", Qt::CaseInsensitive);
    if (!certain && !domains.contains(match.captured(3).toLower()))
        return {}; // a file name, a version, an abbreviation
    return bareHost(QString::fromLatin1(QUrl::toAce(match.captured(2))));
}

} // namespace

Link readLink(const QString &href, const QString &text)
{
    Link link;
    link.text = text.simplified().left(200);
    if (href.size() > MaximumCharacters)
        return link;
    QUrl url(strictForm(href), QUrl::StrictMode);
    const QString scheme = url.scheme();
    if (!url.isValid() || url.isRelative())
        return link;
    if (scheme == u"mailto") {
        link.target = url.toString(QUrl::FullyEncoded);
        return link;
    }
    if ((scheme != u"http" && scheme != u"https") || url.host().isEmpty())
        return link;
    url.setUserInfo(QString()); // `bank@evil` only ever serves to mislead (S-085)
    link.host = url.host(QUrl::FullyEncoded);
    link.target = url.toString(QUrl::FullyEncoded);
    const QString claimed = hostInText(link.text);
    const QString real = bareHost(link.host);
    if (!claimed.isEmpty() && claimed != real && !real.endsWith(u'.' + claimed))
        link.claimedHost = claimed;
    return link;
}

} // namespace godwit::mime
