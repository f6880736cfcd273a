// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Limits.h"
#include "mime/Base64Lines.h"
#include "mime/Envelope.h"
#include "mime/HeaderText.h"
#include "mime/Masking.h"
#include "mime/Message.h"
#include "mime/PartTree.h"
#include "mime/gmime/Glue.h"

namespace godwit::mime {

namespace {

QString lower(const char *text)
{
    return QString::fromUtf8(text).trimmed().toLower();
}

bool isMessage(GMimeObject *object)
{
    GMimeContentType *type = g_mime_object_get_content_type(object);
    return g_mime_content_type_is_type(type, "message", "rfc822")
        || g_mime_content_type_is_type(type, "message", "global");
}

/// What GMime makes of octets.  They are borrowed: keep them.
class Parsed {
public:
    explicit Parsed(const QByteArray &octets)
        : m_masked(preparedForGMime(octets, m_truncated)), m_stream(m_masked),
          m_parser(g_mime_parser_new_with_stream(m_stream.stream()))
    {
        g_mime_parser_set_persist_stream(m_parser.get(), TRUE);
        m_message.reset(g_mime_parser_construct_message(m_parser.get(), parserOptions()));
    }
    bool truncated() const { return m_truncated; }
    GMimeMessage *message() const { return m_message.get(); }
    GMimeObject *root() const { return m_message ? g_mime_message_get_mime_part(m_message.get()) : nullptr; }

private:
    bool m_truncated = false;
    QByteArray m_masked; ///< same length as the octets, so that offsets agree
    BorrowedStream m_stream;
    GObjectPtr<GMimeParser> m_parser;
    GObjectPtr<GMimeMessage> m_message;
};

/// Walks what GMime built and turns it into values.
class Walker {
public:
    Walker(const QByteArray &raw, Message &message) : m_raw(raw), m_message(message) { }

    /// The content of a message whose own section number is `prefix`; empty for the outermost.
    PartNode body(GMimeObject *object, const QString &prefix, int depth);

private:
    PartNode node(GMimeObject *object, const QString &path, int depth);
    PartNode children(GMimeMultipart *multipart, const QString &prefix, int depth);
    PartNode leaf(GMimeObject *object, const QString &path);
    PartNode embedded(GMimeMessagePart *object, const QString &path, int depth);
    void encoded(qsizetype index, const QString &path, int depth);
    void describe(GMimeObject *object, Part &part) const;
    QByteArray content(GMimePart *object) const;
    bool full()
    {
        if (m_message.parts.size() < limits::MimeParts)
            return false;
        m_message.truncated = true;
        return true;
    }

    const QByteArray &m_raw;
    Message &m_message;
    int m_messages = 0;
};

QString childPath(const QString &prefix, int number)
{
    return prefix.isEmpty() ? QString::number(number) : prefix + u'.' + QString::number(number);
}

PartNode Walker::body(GMimeObject *object, const QString &prefix, int depth)
{
    if (GMIME_IS_MULTIPART(object) && g_mime_multipart_get_count(GMIME_MULTIPART(object)) > 0)
        return children(GMIME_MULTIPART(object), prefix, depth);
    return node(object, childPath(prefix, 1), depth);
}

PartNode Walker::node(GMimeObject *object, const QString &path, int depth)
{
    if (depth >= limits::MimeDepth) {
        m_message.truncated = true;
        return leaf(object, path);
    }
    if (GMIME_IS_MULTIPART(object) && g_mime_multipart_get_count(GMIME_MULTIPART(object)) > 0)
        return children(GMIME_MULTIPART(object), path, depth);
    if (GMIME_IS_MESSAGE_PART(object) && isMessage(object))
        return embedded(GMIME_MESSAGE_PART(object), path, depth);
    PartNode made = leaf(object, path);
    if (made.part >= 0 && isMessage(object))
        encoded(made.part, path, depth);
    return made;
}

/// A message in base64, which RFC 2046 section 5.2.1 forbids and Outlook writes.
void Walker::encoded(qsizetype index, const QString &path, int depth)
{
    const QByteArray raw = std::exchange(m_message.parts[index].content, {});
    m_message.parts[index].container = true;
    if (m_messages >= limits::NestedMessages) {
        m_message.truncated = true;
        return;
    }
    const Parsed parsed(raw);
    if (!parsed.root())
        return;
    Walker inner(raw, m_message);
    inner.m_messages = m_messages + 1;
    inner.body(parsed.root(), path, depth + 1);
}

PartNode Walker::children(GMimeMultipart *multipart, const QString &prefix, int depth)
{
    PartNode made;
    GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(multipart));
    made.multipart = lower(g_mime_content_type_get_media_subtype(type));
    if (const char *start = g_mime_content_type_get_parameter(type, "start"))
        made.start = QString::fromUtf8(start).remove(u'<').remove(u'>').trimmed();
    const int count = g_mime_multipart_get_count(multipart);
    for (int at = 0; at < count && !full(); ++at)
        made.children.append(node(g_mime_multipart_get_part(multipart, at), childPath(prefix, at + 1), depth + 1));
    return made;
}

PartNode Walker::leaf(GMimeObject *object, const QString &path)
{
    PartNode made;
    if (full())
        return made;
    Part part;
    part.path = path;
    describe(object, part);
    if (GMIME_IS_PART(object))
        part.content = content(GMIME_PART(object));
    else if (const char *text =
                 GMIME_IS_MULTIPART(object) ? g_mime_multipart_get_prologue(GMIME_MULTIPART(object)) : nullptr)
        part.content = text; // no boundary was ever found: this is all there is
    made.part = m_message.parts.size();
    m_message.parts.append(part);
    return made;
}

PartNode Walker::embedded(GMimeMessagePart *object, const QString &path, int depth)
{
    PartNode made = leaf(GMIME_OBJECT(object), path);
    if (made.part < 0)
        return made;
    m_message.parts[made.part].container = true;
    GMimeMessage *inner = g_mime_message_part_get_message(object);
    GMimeObject *root = inner ? g_mime_message_get_mime_part(inner) : nullptr;
    if (!root) {
        Part empty;
        empty.path = childPath(path, 1);
        empty.type = QStringLiteral("text/plain");
        m_message.parts.append(empty);
        return made;
    }
    if (m_messages >= limits::NestedMessages) {
        m_message.truncated = true;
        return made;
    }
    ++m_messages;
    body(root, path, depth + 1);
    --m_messages;
    return made;
}

void Walker::describe(GMimeObject *object, Part &part) const
{
    GMimeContentType *type = g_mime_object_get_content_type(object);
    part.type =
        lower(g_mime_content_type_get_media_type(type)) + u'/' + lower(g_mime_content_type_get_media_subtype(type));
    if (const char *charset = g_mime_content_type_get_parameter(type, "charset"))
        part.charset = lower(charset);
    if (const char *format = g_mime_content_type_get_parameter(type, "format"))
        part.formatFlowed = lower(format) == u"flowed";
    if (const char *delSp = g_mime_content_type_get_parameter(type, "delsp"))
        part.delSp = lower(delSp) == u"yes";
    const char *name = g_mime_content_type_get_parameter(type, "name");
    if (GMimeContentDisposition *disposition = g_mime_object_get_content_disposition(object)) {
        part.disposition = lower(g_mime_content_disposition_get_disposition(disposition));
        if (const char *filename = g_mime_content_disposition_get_parameter(disposition, "filename"))
            name = filename;
    }
    constexpr qsizetype MaximumName = 1024;
    if (name)
        part.filename = oneLine(QString::fromUtf8(name)).left(MaximumName);
    if (const char *id = g_mime_object_get_content_id(object))
        part.contentId = oneLine(QString::fromUtf8(id)).remove(u'<').remove(u'>');
    if (const char *encoding = g_mime_object_get_header(object, "Content-Transfer-Encoding"))
        part.transferEncoding = QByteArray(encoding).trimmed().toLower();
}

QByteArray decodeBase64(QByteArrayView octets)
{
    GMimeEncoding state;
    g_mime_encoding_init_decode(&state, GMIME_CONTENT_ENCODING_BASE64);
    QByteArray out(octets.size() / 4 * 3 + 16, Qt::Uninitialized);
    const DecodedLines lines = decodeBase64Lines(octets, out.data());
    const QByteArrayView rest = octets.sliced(lines.taken);
    qsizetype made =
        lines.made + qsizetype(g_mime_encoding_step(&state, rest.data(), size_t(rest.size()), out.data() + lines.made));
    // S-062: without padding GMime keeps the last quantum to itself
    if (state.state == 2) {
        out[made++] = char(state.save >> 4);
    } else if (state.state == 3) {
        out[made++] = char(state.save >> 10);
        out[made++] = char(state.save >> 2);
    }
    out.truncate(made);
    return out;
}

QByteArray decodeOther(QByteArrayView octets, GMimeContentEncoding encoding)
{
    GMimeEncoding state;
    g_mime_encoding_init_decode(&state, encoding);
    if (encoding == GMIME_CONTENT_ENCODING_UUENCODE) { // the decoder wants to be told that "begin 644 name" went by
        qsizetype begin = octets.startsWith("begin ") ? 0 : octets.indexOf("\nbegin ");
        if (begin >= 0) {
            begin = octets.indexOf('\n', begin + 1);
            octets = begin < 0 ? QByteArrayView() : octets.sliced(begin + 1);
        }
        state.state |= GMIME_UUDECODE_STATE_BEGIN;
    }
    QByteArray out(qsizetype(g_mime_encoding_outlen(&state, size_t(octets.size()))) + 8, Qt::Uninitialized);
    out.truncate(qsizetype(g_mime_encoding_flush(&state, octets.data(), size_t(octets.size()), out.data())));
    return out;
}

QByteArray decoded(QByteArrayView octets, GMimeContentEncoding encoding)
{
    switch (encoding) {
    case GMIME_CONTENT_ENCODING_BASE64:
        return decodeBase64(octets);
    case GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE:
    case GMIME_CONTENT_ENCODING_UUENCODE:
        return decodeOther(octets, encoding);
    default:
        return octets.toByteArray();
    }
}

QByteArray Walker::content(GMimePart *object) const
{
    GMimeDataWrapper *wrapper = g_mime_part_get_content(object);
    GMimeStream *stream = wrapper ? g_mime_data_wrapper_get_stream(wrapper) : nullptr;
    if (!stream)
        return {};
    const qsizetype from = std::clamp<qsizetype>(stream->bound_start, 0, m_raw.size());
    const qsizetype to =
        stream->bound_end < 0 ? m_raw.size() : std::clamp<qsizetype>(stream->bound_end, from, m_raw.size());
    const QByteArrayView octets = QByteArrayView(m_raw).sliced(from, to - from);
    return decoded(octets, g_mime_data_wrapper_get_encoding(wrapper));
}

void takeHeaders(GMimeMessage *gmessage, Message &message)
{
    GMimeHeaderList *list = g_mime_object_get_header_list(GMIME_OBJECT(gmessage));
    const int count = g_mime_header_list_get_count(list);
    qsizetype octets = 0;
    for (int at = 0; at < count; ++at) {
        GMimeHeader *header = g_mime_header_list_get_header_at(list, at);
        HeaderField field{unmaskedName(g_mime_header_get_name(header)),
            unfolded(QByteArrayView(g_mime_header_get_raw_value(header)))};
        const qsizetype room = limits::HeaderShownOctets - octets - field.name.size();
        if (room <= 0 || field.value.size() > room) {
            message.truncated = true;
            if (room <= 0)
                break;
            field.value.truncate(room);
        }
        octets += field.name.size() + field.value.size();
        message.headers.append(field);
    }
}

} // namespace

Message parse(const QByteArray &raw)
{
    startGMime();
    Message message;
    const qsizetype start = messageStart(raw);
    const QByteArray octets = QByteArray::fromRawData(raw.constData() + start, raw.size() - start);
    const Parsed parsed(octets);
    if (!parsed.message())
        return message;
    message.truncated = parsed.truncated();
    takeHeaders(parsed.message(), message);
    message.envelope = envelopeOf(message.headers);
    if (GMimeObject *root = parsed.root()) {
        const PartNode tree = Walker(octets, message).body(root, {}, 0);
        message.body = chooseBody(tree, message.parts);
        message.truncated =
            message.truncated || std::any_of(message.parts.cbegin(), message.parts.cend(), [](const Part &part) {
                return part.type.startsWith(u"text/") && part.content.size() > limits::HtmlOctets;
            });
    }
    return message;
}

QByteArray decodeTransfer(QByteArrayView octets, const QByteArray &encoding)
{
    return decoded(octets, g_mime_content_encoding_from_string(encoding.constData()));
}

Message parseParts(const QByteArray &octets)
{
    startGMime();
    Message message;
    const Parsed parsed(octets);
    if (GMimeObject *root = parsed.root()) {
        const PartNode tree = Walker(octets, message).body(root, {}, 0);
        message.body = chooseBody(tree, message.parts);
    }
    return message;
}

} // namespace godwit::mime
