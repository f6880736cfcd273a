// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/Compression.h"

#include "base/Limits.h"

#include <algorithm>
#include <memory>
#include <zstd.h>

namespace godwit::store {

namespace {

constexpr qsizetype SmallestWorthwhile = 256;
// Packing was a sixth of the processor time of a first sync.  Level -10 takes two fifths of the time of level 1 and
// makes the store 6 % larger, since most of it are attachments; what there is to win in markup every level finds.
constexpr int Level = -10;

/// Whether nearly all of it is base64: a quarter could be saved, at more than all the rest of storing it costs.
bool isMostlyBase64(const QByteArray &octets)
{
    constexpr qsizetype Large = 4 * 1024, Samples = 8, SampleOctets = 160;
    if (octets.size() < Large)
        return false;
    qsizetype dense = 0;
    for (qsizetype i = 0; i < Samples; ++i) {
        const QByteArrayView sample =
            QByteArrayView(octets).sliced((octets.size() - SampleOctets) / Samples * i, SampleOctets);
        dense += std::all_of(sample.begin(), sample.end(), [](char c) {
            return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/'
                || c == '=' || c == '\r' || c == '\n';
        });
    }
    return dense >= Samples - 2;
}

struct FreeContext {
    void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx *context) const { ZSTD_freeDCtx(context); }
};

} // namespace

Packed pack(const QByteArray &octets)
{
    Packed packed;
    packed.octets = octets.size();
    packed.data = octets.isNull() ? QByteArray("") : octets;
    if (octets.size() < SmallestWorthwhile || isMostlyBase64(octets))
        return packed;
    static thread_local const std::unique_ptr<ZSTD_CCtx, FreeContext> context([] {
        ZSTD_CCtx *fresh = ZSTD_createCCtx();
        ZSTD_CCtx_setParameter(fresh, ZSTD_c_compressionLevel, Level);
        ZSTD_CCtx_setParameter(fresh, ZSTD_c_checksumFlag, 1); // a flipped bit must not pass for the message
        return fresh;
    }());
    QByteArray data(qsizetype(ZSTD_compressBound(std::size_t(octets.size()))), Qt::Uninitialized);
    const std::size_t written = ZSTD_compress2(
        context.get(), data.data(), std::size_t(data.size()), octets.constData(), std::size_t(octets.size()));
    if (ZSTD_isError(written) || written > std::size_t(octets.size()) / 10 * 9)
        return packed;
    data.truncate(qsizetype(written));
    packed.encoding = Packed::Zstd;
    packed.data = data;
    return packed;
}

std::optional<QByteArray> unpack(const Packed &packed)
{
    if (packed.encoding == Packed::Plain)
        return packed.data.size() == packed.octets ? std::optional(packed.data) : std::nullopt;
    if (packed.encoding != Packed::Zstd || packed.octets < 0 || packed.octets > 4 * limits::MessageOctets)
        return std::nullopt;
    static thread_local const std::unique_ptr<ZSTD_DCtx, FreeContext> context(ZSTD_createDCtx());
    QByteArray octets(qsizetype(packed.octets), Qt::Uninitialized);
    const std::size_t written = ZSTD_decompressDCtx(context.get(), octets.data(), std::size_t(octets.size()),
        packed.data.constData(), std::size_t(packed.data.size()));
    if (ZSTD_isError(written) || written != std::size_t(packed.octets))
        return std::nullopt;
    return octets;
}

} // namespace godwit::store
