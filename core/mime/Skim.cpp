// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Skim.h"

#include "mime/Envelope.h"
#include "mime/FirstText.h"
#include "mime/PartTree.h"

namespace godwit::mime {

Skimmed skim(const QByteArray &raw)
{
    const qsizetype start = messageStart(raw);
    const QByteArray octets = QByteArray::fromRawData(raw.constData() + start, raw.size() - start);
    const Address from = parseSender(octets);
    Message message;
    message.body.text = firstText(octets).remove(u'\r');
    const QString quick = snippet(message);
    if (!quick.isEmpty())
        return {quick, std::nullopt, from};
    message = parseParts(octets);
    return {snippet(message), int(message.body.attachments.size()), from};
}

} // namespace godwit::mime
