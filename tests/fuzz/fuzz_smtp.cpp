// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"
#include "smtp/Capabilities.h"
#include "smtp/wire/DotStuffing.h"
#include "smtp/wire/Envelope.h"
#include "smtp/wire/ReplyParser.h"

using namespace godwit;
using namespace godwit::smtp;

namespace {

struct Replies {
    QList<Reply> replies;
    bool failed = false;
};

Replies read(const QByteArray &stream, qsizetype octetsPerRead)
{
    Replies result;
    ReplyParser parser;
    for (qsizetype at = 0; at < stream.size() && !result.failed; at += octetsPerRead) {
        parser.feed(fuzz::piece(stream, at, octetsPerRead));
        for (;;) {
            const auto next = parser.next();
            result.failed = !next;
            if (!next || !*next)
                break;
            result.replies.append(**next);
        }
    }
    return result;
}

void use(const Reply &reply)
{
    fuzz::expect(reply.code >= 200 && reply.code <= 599, "a reply has a code");
    fuzz::expect(reply.text().size() <= 512, "a server's text is short");
    reply.toError();
    const Capabilities capabilities = Capabilities::fromEhlo(reply.lines);
    capabilities.sizeLimit();
    capabilities.mechanisms();
    capabilities.toWire();
}

void send(const QByteArray &octets)
{
    const QByteArray stuffed = dotStuffed(octets);
    fuzz::expect(stuffed.isEmpty() || stuffed.endsWith("\r\n"), "data ends with a line");
    fuzz::expect(!("\r\n" + stuffed).contains("\r\n.\r\n"), "no line of the data ends it");
    fuzz::expect(
        stuffed.count('\r') == stuffed.count("\r\n") && stuffed.count('\n') == stuffed.count("\r\n"), "CRLF only");
    const QString text = QString::fromUtf8(octets);
    if (const auto mailbox = mailboxOctets(text)) {
        for (const char c : *mailbox)
            fuzz::expect(c != '\r' && c != '\n' && c != '\0' && c != '>', "no address ends its command");
    }
    Envelope::make(text.section(u' ', 0, 0), text.section(u' ', 1).split(u' '));
}

} // namespace

/// Replies do not depend on how their octets arrive; nothing we are given breaks out of a command or out of the data.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray stream = fuzz::octets(data, size);
    const Replies whole = read(stream, qMax(stream.size(), qsizetype(1)));
    const Replies pieces = read(stream, 1);
    fuzz::expect(whole.failed == pieces.failed, "an error does not depend on the reads");
    fuzz::expect(whole.replies.size() == pieces.replies.size(), "replies do not depend on the reads");
    for (qsizetype i = 0; i < whole.replies.size(); ++i) {
        fuzz::expect(whole.replies.at(i).lines == pieces.replies.at(i).lines, "nor do their lines");
        use(whole.replies.at(i));
    }
    send(stream);
    return 0;
}
