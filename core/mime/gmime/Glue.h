// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QString>
#include <gmime/gmime.h>
#include <memory>

/// What this folder shares about GMime.  Included by its .cpp files alone: no GMime type is seen outside.
namespace godwit::mime {

struct Unref {
    void operator()(void *object) const { g_object_unref(object); }
};
template <typename T> using GObjectPtr = std::unique_ptr<T, Unref>;

struct GFree {
    void operator()(void *memory) const { g_free(memory); }
};
using GString8 = std::unique_ptr<char, GFree>;

/// Starts GMime once, from whichever thread comes first.  Every function that calls GMime begins with it.
void startGMime();
/// Lenient everywhere, UTF-8 before windows-1252 for raw 8-bit octets.  Read-only, hence shared between threads.
GMimeParserOptions *parserOptions();

/// A stream over octets that the caller keeps alive; nothing is copied.
class BorrowedStream {
public:
    explicit BorrowedStream(const QByteArray &octets);
    BorrowedStream(const BorrowedStream &) = delete;
    BorrowedStream &operator=(const BorrowedStream &) = delete;
    GMimeStream *stream() const { return m_stream.get(); }

private:
    GByteArray m_array;
    GObjectPtr<GMimeStream> m_stream;
};

/// The one place where charset labels of the wild become names that iconv knows; empty for an unknown label.
/// CASES S-063: nothing outside of this table reaches iconv.
QByteArray iconvName(QByteArrayView label);

} // namespace godwit::mime
