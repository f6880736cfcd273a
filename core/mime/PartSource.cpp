// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/PartSource.h"

#include "base/Limits.h"
#include "mime/Masking.h"
#include "mime/gmime/Glue.h"

#include <QStringList>

namespace godwit::mime {

namespace {

QByteArray written(GMimeObject *object)
{
    const GObjectPtr<GMimeStream> stream(g_mime_stream_mem_new());
    g_mime_object_write_to_stream(object, nullptr, stream.get());
    const GByteArray *octets = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
    return QByteArray(reinterpret_cast<const char *>(octets->data), qsizetype(octets->len));
}

/// A message in base64, which RFC 2046 section 5.2.1 forbids and Outlook writes.
QByteArray decoded(GMimePart *part)
{
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    if (!content)
        return {};
    const GObjectPtr<GMimeStream> stream(g_mime_stream_mem_new());
    g_mime_data_wrapper_write_to_stream(content, stream.get());
    const GByteArray *octets = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
    return QByteArray(reinterpret_cast<const char *>(octets->data), qsizetype(octets->len));
}

/// One step along a section number (RFC 9051 section 6.4.5.1): the content of a message that is no multipart is its 1.
GMimeObject *child(GMimeObject *object, int number)
{
    if (GMIME_IS_MESSAGE_PART(object)) {
        GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
        object = inner ? g_mime_message_get_mime_part(inner) : nullptr;
        if (object && !GMIME_IS_MULTIPART(object))
            return number == 1 ? object : nullptr;
    }
    if (!object || !GMIME_IS_MULTIPART(object) || number < 1
        || number > g_mime_multipart_get_count(GMIME_MULTIPART(object)))
        return nullptr;
    return g_mime_multipart_get_part(GMIME_MULTIPART(object), number - 1);
}

} // namespace

QByteArray embeddedMessage(const QByteArray &raw, const QString &path)
{
    startGMime();
    bool truncated = false;
    const QByteArray masked = preparedForGMime(raw, truncated);
    const BorrowedStream stream(masked);
    const GObjectPtr<GMimeParser> parser(g_mime_parser_new_with_stream(stream.stream()));
    const GObjectPtr<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), parserOptions()));
    GMimeObject *object = message ? g_mime_message_get_mime_part(message.get()) : nullptr;
    const QStringList steps = path.split(u'.');
    if (!object || steps.size() > limits::MimeDepth)
        return {};
    bool first = true;
    for (const QString &step : steps) {
        const int number = step.toInt();
        if (std::exchange(first, false) && !GMIME_IS_MULTIPART(object)) {
            if (number != 1)
                return {};
            continue; // the only part of a message that is no multipart
        }
        object = child(object, number);
        if (!object)
            return {};
    }
    if (GMIME_IS_MESSAGE_PART(object)) {
        GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
        return inner ? written(GMIME_OBJECT(inner)) : QByteArray();
    }
    GMimeContentType *type = g_mime_object_get_content_type(object);
    const bool isMessage = g_mime_content_type_is_type(type, "message", "*");
    return GMIME_IS_PART(object) && isMessage ? decoded(GMIME_PART(object)) : QByteArray();
}

} // namespace godwit::mime
