// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"
#include "imap/Inflater.h"

using namespace godwit;
using namespace godwit::imap;

namespace {

constexpr qsizetype PieceOctets = 64 * 1024;
constexpr qsizetype EnoughOctets = 4 * 1024 * 1024; ///< a bomb: what comes out comes in pieces, and may be left there

struct Unpacked {
    QByteArray octets;
    bool failed = false;
};

Unpacked unpack(const QByteArray &packed, qsizetype octetsPerRead)
{
    Unpacked result;
    Inflater inflater;
    for (qsizetype at = 0; at < packed.size() && !result.failed; at += octetsPerRead) {
        inflater.feed(fuzz::piece(packed, at, octetsPerRead).toByteArray());
        for (;;) {
            const auto next = inflater.next();
            result.failed = !next;
            if (!next || next->isEmpty() || result.octets.size() > EnoughOctets)
                break;
            fuzz::expect(next->size() <= PieceOctets, "it comes in pieces");
            result.octets += *next;
        }
        if (result.octets.size() > EnoughOctets)
            break;
    }
    return result;
}

} // namespace

/// COMPRESS=DEFLATE (RFC 4978): what comes out does not depend on how it came in.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray packed = fuzz::octets(data, size);
    const Unpacked whole = unpack(packed, qMax(packed.size(), qsizetype(1)));
    const Unpacked pieces = unpack(packed, 3);
    if (whole.octets.size() > EnoughOctets || pieces.octets.size() > EnoughOctets)
        return 0;
    fuzz::expect(whole.failed == pieces.failed, "an error does not depend on the reads");
    // Before an error zlib may have given more or less of what came before it.
    fuzz::expect(whole.failed || whole.octets == pieces.octets, "octets do not depend on the reads");
    return 0;
}
