// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/HeaderText.h"
#include "mime/Message.h"

namespace godwit::mime {

namespace {

/// "On Monday A wrote:", "2026년 … 작성:" before a quote.
bool introducesQuote(QStringView line, QStringView next)
{
    return line.endsWith(u':') && next.startsWith(u'>');
}

bool isRule(QStringView line)
{
    return line.size() > 2
        && std::all_of(line.begin(), line.end(), [](QChar c) { return c.isPunct() || c.isSymbol(); });
}

} // namespace

QString snippet(const Message &message, qsizetype characters)
{
    const QStringView text =
        QStringView(message.body.text).first(std::min<qsizetype>(message.body.text.size(), 64 * 1024));
    const QList<QStringView> lines = text.split(u'\n');
    QString out;
    QString quoted;
    for (qsizetype at = 0; at < lines.size() && out.size() < characters * 2; ++at) {
        const QStringView line = lines[at].trimmed();
        if (lines[at] == u"-- " || lines[at] == u"--")
            break;
        if (line.startsWith(u'>')) {
            if (quoted.size() < characters * 2)
                quoted += line.sliced(1).toString() + u' ';
            continue;
        }
        if (line.isEmpty() || isRule(line) || (at + 1 < lines.size() && introducesQuote(line, lines[at + 1].trimmed())))
            continue;
        out += line.toString() + u' ';
    }
    out = oneLine(out.isEmpty() ? quoted : out);
    if (out.size() <= characters)
        return out;
    out.truncate(out.at(characters - 1).isHighSurrogate() ? characters - 1 : characters);
    return out.trimmed();
}

} // namespace godwit::mime
