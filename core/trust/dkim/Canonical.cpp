// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/dkim/Canonical.h"

namespace godwit::trust::dkim {

namespace {

/// The line at `at` without its end; `at` moves behind it.
QByteArrayView takeLine(QByteArrayView text, qsizetype &at)
{
    qsizetype end = text.indexOf('\n', at);
    const qsizetype next = end < 0 ? text.size() : end + 1;
    if (end < 0)
        end = text.size();
    else if (end > at && text[end - 1] == '\r')
        --end;
    const QByteArrayView line = text.sliced(at, end - at);
    at = next;
    return line;
}

bool isBlank(char octet)
{
    return octet == ' ' || octet == '\t';
}

/// Runs of blanks become one; those at the end go.
QByteArray relaxedLine(QByteArrayView line)
{
    QByteArray out;
    out.reserve(line.size());
    bool blank = false;
    for (const char octet : line) {
        if (isBlank(octet)) {
            blank = true;
            continue;
        }
        if (blank)
            out.append(' ');
        blank = false;
        out.append(octet);
    }
    return out;
}

bool needsRelaxing(QByteArrayView line)
{
    for (qsizetype at = 0; at < line.size(); ++at) {
        const bool single = line[at] == ' ' && at + 1 < line.size() && !isBlank(line[at + 1]);
        if (isBlank(line[at]) && !single)
            return true;
    }
    return false;
}

} // namespace

RawMessage cut(const QByteArray &raw)
{
    RawMessage out;
    const QByteArrayView text(raw);
    qsizetype at = 0;
    if (raw.startsWith("From "))
        takeLine(text, at); // of an mbox, no part of the message
    while (at < text.size()) {
        const QByteArrayView line = takeLine(text, at);
        if (line.isEmpty() || at > MaximumHeaderOctets)
            break;
        if (isBlank(line[0])) {
            if (!out.fields.isEmpty())
                out.fields.last().octets.append("\r\n").append(line);
            continue;
        }
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            out.fields.append({line.first(colon).trimmed().toByteArray().toLower(), line.toByteArray()});
        else
            out.fields.append({QByteArray(), line.toByteArray()}); // what folds behind it belongs to nothing
    }
    out.body = text.sliced(at);
    return out;
}

QByteArray canonicalField(const QByteArray &field, Canonicalisation how)
{
    if (how == Canonicalisation::Simple)
        return field;
    const qsizetype colon = field.indexOf(':');
    QByteArray value = field.sliced(colon + 1);
    value.replace("\r\n", "");
    const QByteArray relaxed = relaxedLine(value);
    return field.first(colon).trimmed().toLower() + ':' + (relaxed.startsWith(' ') ? relaxed.sliced(1) : relaxed);
}

void canonicalBody(QByteArrayView body, Canonicalisation how, const std::function<void(QByteArrayView)> &sink)
{
    static const QByteArray LineEnds = QByteArray("\r\n").repeated(512);
    qsizetype empty = 0; // lines that only count when something follows
    bool nothing = true;
    qsizetype at = 0;
    while (at < body.size()) {
        QByteArrayView line = takeLine(body, at);
        QByteArray changed;
        if (how == Canonicalisation::Relaxed && needsRelaxing(line)) {
            changed = relaxedLine(line);
            line = changed;
        }
        if (line.isEmpty()) {
            ++empty;
            continue;
        }
        for (qsizetype left = empty * 2; left > 0; left -= LineEnds.size())
            sink(QByteArrayView(LineEnds).first(qMin(left, LineEnds.size())));
        empty = 0;
        nothing = false;
        sink(line);
        sink("\r\n");
    }
    if (nothing && how == Canonicalisation::Simple)
        sink("\r\n");
}

} // namespace godwit::trust::dkim
