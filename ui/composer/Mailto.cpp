// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/Mailto.h"

#include "mime/Message.h"

#include <QUrlQuery>

namespace godwit::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaximumLinkCharacters = 64 * 1024;
constexpr qsizetype MaximumRecipients = 100;

/// RFC 6068 has no "+" for blanks; QUrl decoding leaves it alone.
QString decoded(QStringView text)
{
    return QUrl::fromPercentEncoding(text.toUtf8());
}

/// A header value: line ends and other control characters cannot start a new field (S-126).
QString oneLine(const QString &text)
{
    QString line;
    for (const QChar character : text) {
        if (character.category() == QChar::Other_Control || character == QChar::LineSeparator
            || character == QChar::ParagraphSeparator) {
            if (!line.endsWith(u' '))
                line += u' ';
        } else {
            line += character;
        }
    }
    return line.trimmed();
}

QString manyLines(QString text)
{
    text.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n');
    QString kept;
    for (const QChar character : text) {
        if (character == u'\n' || character == u'\t' || character.category() != QChar::Other_Control)
            kept += character;
    }
    return kept;
}

/// "," separates while it is encoded nowhere: RFC 6068 section 2.
void appendAddresses(mime::AddressList &addresses, QStringView encoded)
{
    for (const QStringView piece : encoded.split(u',', Qt::SkipEmptyParts)) {
        for (const mime::Address &address : mime::parseTypedAddresses(oneLine(decoded(piece)))) {
            if (addresses.size() < MaximumRecipients && !addresses.contains(address))
                addresses << address;
        }
    }
}

} // namespace

std::optional<Mailto> parseMailto(const QUrl &link)
{
    const QString text = link.toString(QUrl::FullyEncoded);
    if (!text.startsWith("mailto:"_L1, Qt::CaseInsensitive) || text.size() > MaximumLinkCharacters)
        return std::nullopt;
    const QStringView rest = QStringView(text).mid(7);
    const qsizetype fragment = rest.indexOf(u'#');
    const QStringView whole = fragment < 0 ? rest : rest.left(fragment);
    const qsizetype question = whole.indexOf(u'?');
    Mailto mailto;
    appendAddresses(mailto.to, question < 0 ? whole : whole.left(question));
    if (question < 0)
        return mailto;
    for (const QStringView field : whole.mid(question + 1).split(u'&', Qt::SkipEmptyParts)) {
        const qsizetype equals = field.indexOf(u'=');
        if (equals < 0)
            continue;
        const QString name = decoded(field.left(equals)).toLower();
        const QStringView value = field.mid(equals + 1);
        if (name == "to"_L1)
            appendAddresses(mailto.to, value);
        else if (name == "cc"_L1)
            appendAddresses(mailto.cc, value);
        else if (name == "bcc"_L1)
            appendAddresses(mailto.bcc, value);
        else if (name == "subject"_L1)
            mailto.subject = oneLine(decoded(value));
        else if (name == "body"_L1)
            mailto.body = manyLines(decoded(value));
        else if (name == "in-reply-to"_L1)
            mailto.inReplyTo =
                mime::parseEnvelope("In-Reply-To: " + oneLine(decoded(value)).toUtf8() + "\r\n\r\n").inReplyTo;
    }
    return mailto;
}

} // namespace godwit::ui
