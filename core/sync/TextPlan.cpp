// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/TextPlan.h"

#include <algorithm>

namespace godwit::sync {

using imap::BodyPart;
using imap::FetchData;

namespace {

bool isText(const BodyPart &part)
{
    return part.type == "text" && part.disposition != "attachment" && part.fileName().isEmpty()
        && !part.section.isEmpty();
}

/// Names and values as a server repeats them from any mail: only what is safe in a field of our own.
QByteArray quoted(const QByteArray &value)
{
    QByteArray text;
    for (const char c : value) {
        if (uchar(c) < 0x20 || c == 0x7f)
            continue;
        if (c == '"' || c == '\\')
            text += '\\';
        text += c;
    }
    return '"' + text + '"';
}

QByteArray token(const QByteArray &value, const QByteArray &otherwise)
{
    const bool safe = !value.isEmpty() && std::all_of(value.begin(), value.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.'
            || c == '+' || c == '_';
    });
    return safe ? value : otherwise;
}

QByteArray contentType(const BodyPart &part, const QByteArray &type, const QByteArray &fallback)
{
    QByteArray field = "Content-Type: " + type + '/' + token(part.subtype, fallback);
    for (const auto &[name, value] : part.parameters) {
        if (name.compare("boundary", Qt::CaseInsensitive) != 0 && token(name, {}) == name && !name.isEmpty())
            field += ";\r\n " + name + '=' + quoted(value);
    }
    return field;
}

/// Without the fields that describe the content, which is another now.
QByteArray withoutContentFields(const QByteArray &header)
{
    QByteArray kept;
    bool keeps = true;
    for (qsizetype at = 0; at < header.size();) {
        qsizetype end = header.indexOf('\n', at);
        end = end < 0 ? header.size() : end + 1;
        const QByteArray line = header.mid(at, end - at);
        at = end;
        const bool continues = line.startsWith(' ') || line.startsWith('\t');
        if (!continues) {
            if (line.trimmed().isEmpty())
                break;
            const QByteArray name = line.left(line.indexOf(':')).trimmed().toLower();
            keeps = !name.startsWith("content-") && name != "mime-version";
        }
        if (keeps)
            kept += line.endsWith('\n') ? line : line + "\r\n";
    }
    return kept;
}

} // namespace

TextPlan::TextPlan(const BodyPart &structure) : m_structure(structure)
{
    gather(m_structure);
    if (!m_leavesOut)
        m_sections.clear();
}

void TextPlan::gather(const BodyPart &part)
{
    if (part.isMultipart()) {
        for (const BodyPart &child : part.children)
            gather(child);
    } else if (isText(part)) {
        m_sections.append(part.section);
        m_octets += part.sizeOctets;
    } else {
        m_leavesOut = true;
    }
}

bool TextPlan::holdsText(const BodyPart &part) const
{
    return part.isMultipart()
        ? std::any_of(part.children.begin(), part.children.end(), [this](const BodyPart &c) { return holdsText(c); })
        : isText(part);
}

bool TextPlan::write(QByteArray &out, const BodyPart &part, const FetchData &data) const
{
    if (!part.isMultipart()) {
        const imap::BodySection *const text = data.section(part.section);
        if (!text || text->nil)
            return false;
        out += contentType(part, "text", "plain") + "\r\nContent-Transfer-Encoding: " + token(part.encoding, "8bit")
            + "\r\n\r\n" + text->content;
        return true;
    }
    const QByteArray boundary = "=_texts_" + part.section + '_';
    out += "Content-Type: multipart/" + token(part.subtype, "mixed") + "; boundary=\"" + boundary + "\"\r\n\r\n";
    for (const BodyPart &child : part.children) {
        if (!holdsText(child))
            continue;
        out += "--" + boundary + "\r\n";
        if (!write(out, child, data))
            return false;
        out += "\r\n";
    }
    out += "--" + boundary + "--\r\n";
    return true;
}

std::optional<QByteArray> TextPlan::assemble(const FetchData &data) const
{
    const imap::BodySection *const header = data.section("HEADER");
    if (!header || header->nil || m_sections.isEmpty())
        return std::nullopt;
    QByteArray message = withoutContentFields(header->content) + "MIME-Version: 1.0\r\n";
    return write(message, m_structure, data) ? std::optional(message) : std::nullopt;
}

} // namespace godwit::sync
