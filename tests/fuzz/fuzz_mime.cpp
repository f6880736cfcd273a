// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"
#include "base/Limits.h"
#include "mime/Compose.h"
#include "mime/PartSource.h"
#include "mime/Text.h"

using namespace godwit;
using namespace godwit::mime;

namespace {

qsizetype longestLine(const QByteArray &octets)
{
    qsizetype longest = 0;
    for (const QByteArray &line : octets.split('\n'))
        longest = qMax(longest, line.size() - (line.endsWith('\r') ? 1 : 0));
    return longest;
}

void readIt(const QByteArray &raw, const Message &message)
{
    fuzz::expect(message.parts.size() <= limits::MimeParts, "there are not too many parts");
    for (const QList<qsizetype> &indexes : {message.body.attachments, message.body.inlineImages}) {
        for (const qsizetype index : indexes)
            fuzz::expect(index >= 0 && index < message.parts.size(), "the body names parts that are there");
    }
    const QString preview = snippet(message);
    fuzz::expect(preview.size() <= 170 && !preview.contains(u'\n'), "a snippet is one short line");
    for (const Part &part : message.parts) {
        if (part.container)
            embeddedMessage(raw, part.path);
        const QString name = cleanFileName(part.filename.value_or(QString()), QStringLiteral("x"));
        const bool inside = !name.isEmpty() && !name.contains(u'/') && !name.startsWith(u'.') && name.size() <= 120;
        fuzz::expect(inside, "a file name stays in its folder");
    }
    const auto flow = !message.body.textIsFlowed ? TextFlow::Fixed
        : message.body.textDelSp                 ? TextFlow::FlowedDelSp
                                                 : TextFlow::Flowed;
    readPlainText(message.body.text, flow);
}

void answerIt(const Message &message)
{
    for (const ReplyKind kind : {ReplyKind::All, ReplyKind::List, ReplyKind::Forward}) {
        Draft draft = makeReply(message, kind, {QStringLiteral("me@example.org")}, QStringLiteral("They wrote:"));
        draft.from.addr = QStringLiteral("me@example.org");
        const auto built = build(draft);
        if (!built)
            continue; // an address of theirs is none
        fuzz::expect(isSevenBit(*built), "an answer needs no 8BITMIME");
        fuzz::expect(longestLine(*built) <= 998, "an answer's lines fit");
    }
}

} // namespace

/// Any octets are some message: readable, answerable, and fit to be sent.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray raw = fuzz::octets(data, size);
    const Message message = parse(raw);
    readIt(raw, message);
    answerIt(message);
    for (const bool eightBit : {false, true}) {
        const QByteArray wire = prepareForTransfer(raw, eightBit);
        fuzz::expect(eightBit || isSevenBit(wire), "what is sent without 8BITMIME is 7 bit");
        fuzz::expect(longestLine(wire) <= 998, "lines on the wire fit");
        fuzz::expect(!wire.contains('\0'), "there is no NUL on the wire");
        fuzz::expect(wire.count('\r') == wire.count("\r\n") && wire.count('\n') == wire.count("\r\n"), "CRLF only");
    }
    return 0;
}
