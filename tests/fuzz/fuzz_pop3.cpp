// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"
#include "pop3/Capabilities.h"
#include "pop3/Listings.h"
#include "pop3/wire/ReplyParser.h"

using namespace godwit;
using namespace godwit::pop3;

namespace {

constexpr qsizetype BodyLimit = 2000;

struct Replies {
    QList<Reply> replies;
    bool failed = false;
};

/// The first octet says which replies are bodies, as the commands in flight would.
Replies read(const QByteArray &input, qsizetype octetsPerRead)
{
    Replies result;
    ReplyParser parser;
    const auto shapes = uchar(input.at(0));
    for (int i = 0; i < 64; ++i) {
        const bool body = (shapes >> (i % 8)) & 1;
        parser.expect(body ? ReplyParser::Shape::Body : ReplyParser::Shape::Line, BodyLimit);
    }
    const QByteArrayView stream = QByteArrayView(input).sliced(1);
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
    fuzz::expect(reply.body.size() <= BodyLimit + 2, "a body keeps to its limit");
    reply.toError();
    const QByteArrayList lines = reply.bodyLines();
    const Capabilities capabilities = Capabilities::fromCapa(lines);
    capabilities.mechanisms();
    capabilities.toWire();
    parseStat(reply.text);
    for (const ListedSize &size : parseList(lines))
        fuzz::expect(size.octets >= 0, "no size is negative");
    parseUidl(lines);
}

} // namespace

/// Replies do not depend on how their octets arrive.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray input = fuzz::octets(data, size);
    const Replies whole = read(input, input.size());
    const Replies pieces = read(input, 1);
    fuzz::expect(whole.failed == pieces.failed, "an error does not depend on the reads");
    fuzz::expect(whole.replies.size() == pieces.replies.size(), "replies do not depend on the reads");
    for (qsizetype i = 0; i < whole.replies.size(); ++i) {
        fuzz::expect(whole.replies.at(i).body == pieces.replies.at(i).body, "nor do their bodies");
        use(whole.replies.at(i));
    }
    return 0;
}
