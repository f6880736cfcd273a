// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <cstdio>
#include <cstdlib>

/// What every file fuzz_*.cpp defines: one input, read in every way that its code offers.  libFuzzer drives it (preset
/// `fuzz`), and Replay.cpp without libFuzzer (`./dev test`).
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size);

namespace godwit::fuzz {

inline QByteArray octets(const unsigned char *data, std::size_t size)
{
    return {reinterpret_cast<const char *>(data), qsizetype(size)};
}

/// What one read from the network brings.
inline QByteArrayView piece(QByteArrayView stream, qsizetype at, qsizetype count)
{
    return stream.sliced(at, qMin(count, stream.size() - at));
}

/// What must hold for every input whatsoever; ends the program, so that whoever drives it keeps the input.
inline void expect(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "this does not hold: %s\n", what);
    std::abort();
}

} // namespace godwit::fuzz
