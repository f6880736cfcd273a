// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/LinkFinder.h"

#include "mime/html/Sanitiser.h"

#include <QRegularExpression>

namespace godwit::ui {

namespace {

constexpr qsizetype LongestText = 100'000;  // longer paragraphs are no prose
constexpr int MostLinks = 500;

/// Cuts `.,;:!?` and what closes a bracket that was not opened inside.
qsizetype trimmedLength(QStringView address)
{
    qsizetype length = address.size();
    while (length > 0) {
        const QChar last = address.at(length - 1);
        const QStringView head = address.first(length);
        if (QStringView(u".,;:!?'\"*_~。、，」』）").contains(last)
            || (last == u')' && head.count(u')') > head.count(u'('))
            || (last == u']' && head.count(u']') > head.count(u'[')))
            --length;
        else
            break;
    }
    return length;
}

} // namespace

QList<FoundLink> findLinks(const QString &text)
{
    static const QRegularExpression Address(
        QStringLiteral(R"((?:https?://|mailto:|\bwww\.)[^\s<>"\x{200b}\x{3000}]+|\b[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    QList<FoundLink> links;
    if (text.size() > LongestText || !(text.contains(u':') || text.contains(u'@') || text.contains(u"www.", Qt::CaseInsensitive)))
        return links;
    auto matches = Address.globalMatch(text);
    while (matches.hasNext() && links.size() < MostLinks) {
        const QRegularExpressionMatch match = matches.next();
        const qsizetype length = trimmedLength(match.capturedView());
        QString address = match.captured().left(length);
        const QString shown = address;
        if (address.startsWith(u"www.", Qt::CaseInsensitive))
            address.prepend(QStringLiteral("http://"));
        else if (!address.contains(u"://") && !address.startsWith(u"mailto:", Qt::CaseInsensitive))
            address.prepend(QStringLiteral("mailto:"));
        const mime::Link link = mime::readLink(address, shown);
        if (!link.target.isEmpty())
            links.append({match.capturedStart(), length, link.target});
    }
    return links;
}

} // namespace godwit::ui
