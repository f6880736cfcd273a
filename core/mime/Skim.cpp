// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Skim.h"

#include "mime/Envelope.h"
#include "mime/FirstText.h"
#include "mime/PartTree.h"

namespace godwit::mime {

namespace {

/// Empty where only a real parser can tell.  What is read first is nearly always enough: a snippet that is full would
/// not change with more text.
QString quickSnippet(const QByteArray &octets)
{
    constexpr qsizetype Full = 158;
    QString found;
    for (const Reach reach : {Reach::Screenful, Reach::Far}) {
        const FirstText first = firstText(octets, reach);
        Message message;
        message.body.text = first.text;
        message.body.text.remove(u'\r');
        found = snippet(message);
        if (!first.isCut || found.size() >= Full)
            break;
    }
    return found;
}

} // namespace

Skimmed skim(const QByteArray &raw)
{
    const qsizetype start = messageStart(raw);
    const QByteArray octets = QByteArray::fromRawData(raw.constData() + start, raw.size() - start);
    const Address from = parseSender(octets);
    const QString quick = quickSnippet(octets);
    if (!quick.isEmpty())
        return {quick, std::nullopt, from};
    const Message message = parseParts(octets);
    return {snippet(message), int(message.body.attachments.size()), from};
}

} // namespace godwit::mime
