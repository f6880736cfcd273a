// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/gmime/Glue.h"

#include <mutex>

namespace godwit::mime {

void startGMime()
{
    static std::once_flag once;
    std::call_once(once, [] { g_mime_init(); });
}

GMimeParserOptions *parserOptions()
{
    static GMimeParserOptions *const options = [] {
        startGMime();
        GMimeParserOptions *made = g_mime_parser_options_new();
        const char *charsets[] = {"utf-8", "windows-1252", nullptr};
        g_mime_parser_options_set_fallback_charsets(made, charsets);
        g_mime_parser_options_set_allow_addresses_without_domain(made, TRUE);
        return made;
    }();
    return options;
}

BorrowedStream::BorrowedStream(const QByteArray &octets)
    : m_array{reinterpret_cast<guint8 *>(const_cast<char *>(octets.constData())), guint(octets.size())}, // only read
      m_stream(g_mime_stream_mem_new_with_byte_array(&m_array))
{
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(m_stream.get()), FALSE);
}

} // namespace godwit::mime
