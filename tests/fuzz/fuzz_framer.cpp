// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"
#include "imap/wire/Framer.h"
#include "imap/wire/Lexer.h"

using namespace godwit;
using namespace godwit::imap;

namespace {

struct Framed {
    QByteArrayList responses;
    bool failed = false;
};

Framed frame(const QByteArray &stream, qsizetype octetsPerRead)
{
    Framed framed;
    Framer framer;
    for (qsizetype at = 0; at < stream.size() && !framed.failed; at += octetsPerRead) {
        framer.feed(fuzz::piece(stream, at, octetsPerRead));
        for (;;) {
            const auto next = framer.next();
            framed.failed = !next;
            if (!next || !*next)
                break;
            framed.responses.append(**next);
        }
    }
    fuzz::expect(framer.pending() >= 0 && framer.pending() <= stream.size(), "no octet is handed out twice");
    return framed;
}

void readWords(const QByteArray &response)
{
    Lexer words(response);
    while (words.next().kind != Lexer::Token::Kind::End)
        fuzz::expect(words.position() <= response.size(), "the lexer stops at the end");
    // Every other way to take something must get on or say that nothing is left.
    Lexer mixed(response);
    for (qsizetype turn = 0; !mixed.atEnd() && turn <= response.size(); ++turn) {
        const qsizetype before = mixed.position();
        switch (turn % 6) {
        case 0:
            mixed.string();
            break;
        case 1:
            mixed.itemName();
            break;
        case 2:
            mixed.number();
            break;
        case 3:
            mixed.strings();
            break;
        case 4:
            mixed.value();
            break;
        default:
            mixed.word();
        }
        if (mixed.position() == before)
            mixed.next();
        fuzz::expect(mixed.position() <= response.size(), "no way of reading goes past the end");
    }
    Lexer::parseRanges(response);
    if (const auto set = Lexer::parseSet(response))
        fuzz::expect(set->isEmpty() || Lexer::parseSet(set->toWire()) == *set, "a set survives the wire");
}

} // namespace

/// The framer's cuts do not depend on how the octets arrive; the lexer ends, whatever it is asked for.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray stream = fuzz::octets(data, size);
    const Framed whole = frame(stream, qMax(stream.size(), qsizetype(1)));
    for (const qsizetype octetsPerRead : {qsizetype(1), qsizetype(7)}) {
        const Framed pieces = frame(stream, octetsPerRead);
        fuzz::expect(pieces.failed == whole.failed, "an error does not depend on the reads");
        fuzz::expect(pieces.responses == whole.responses, "responses do not depend on the reads");
    }
    for (const QByteArray &response : whole.responses)
        readWords(response);
    readWords(stream);
    return 0;
}
