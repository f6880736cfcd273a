// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/HeaderText.h"

#include "mime/gmime/Glue.h"

namespace godwit::mime {

QByteArray withKnownCharsets(const QByteArray &raw)
{
    qsizetype at = raw.indexOf("=?");
    if (at < 0)
        return raw;
    QByteArray out;
    out.reserve(raw.size());
    qsizetype copied = 0;
    for (; at >= 0; at = raw.indexOf("=?", at + 2)) {
        const qsizetype end = raw.indexOf('?', at + 2);
        if (end < 0)
            break;
        const QByteArrayView label = QByteArrayView(raw).sliced(at + 2, end - at - 2);
        if (label.isEmpty() || label.size() > 60)
            continue;
        const qsizetype star = label.indexOf('*'); // RFC 2231 section 5: a language after the charset
        const QByteArray name = iconvName(star < 0 ? label : label.first(star));
        if (name.isEmpty())
            continue;
        out.append(raw.constData() + copied, at + 2 - copied);
        out.append(name);
        copied = at + 2 + label.size();
    }
    out.append(raw.constData() + copied, raw.size() - copied);
    return out;
}

QByteArray unfolded(QByteArrayView raw)
{
    QByteArray out(raw.trimmed().toByteArray());
    out.replace('\0', QByteArray());
    out.replace("\r\n", QByteArray());
    out.replace('\n', ' ');
    out.replace('\r', ' ');
    return out;
}

QString oneLine(const QString &text)
{
    QString out;
    out.reserve(text.size());
    bool blank = false;
    for (const QChar character : text) {
        const ushort code = character.unicode();
        if (character.isSpace() && code != 0x3000 && code != 0xA0) {
            blank = !out.isEmpty();
            continue;
        }
        if (blank)
            out.append(u' ');
        blank = false;
        out.append(code < 0x20 || code == 0x7F ? QChar(QChar::ReplacementCharacter) : character); // S-056
    }
    return out;
}

QString decodeHeaderText(const QByteArray &raw)
{
    startGMime();
    const QByteArray line = withKnownCharsets(unfolded(raw));
    const GString8 decoded(g_mime_utils_header_decode_text(parserOptions(), line.constData()));
    return decoded ? oneLine(QString::fromUtf8(decoded.get())) : QString();
}

} // namespace godwit::mime
