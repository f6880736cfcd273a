// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/WireLog.h"

namespace godwit::imap::wireLog {

namespace {

constexpr qsizetype LongestLine = 200;

QByteArray elided(qsizetype octets)
{
    return '<' + QByteArray::number(octets) + " octets>";
}

QByteArray printable(QByteArrayView text)
{
    QByteArray line = text.first(qMin(text.size(), LongestLine)).toByteArray();
    for (char &c : line) {
        if (static_cast<unsigned char>(c) < 0x20)
            c = ' ';
    }
    return line.trimmed() + (text.size() > LongestLine ? "..." : "");
}

/// FETCH, SEARCH and whatever carries a literal tell of messages.
bool isAboutMessages(QByteArrayView octets)
{
    const QByteArrayList words = octets.first(qMin(octets.size(), qsizetype(60))).toByteArray().toUpper().split(' ');
    return octets.contains('\n') || words.value(2).startsWith("FETCH") || words.value(2).startsWith("UIDFETCH")
        || words.value(1) == "ID" || words.value(1).startsWith("+");
}

} // namespace

QByteArray command(const QList<Encoder::Piece> &pieces)
{
    QByteArray line = "C: ";
    for (const Encoder::Piece &piece : pieces)
        line +=
            piece.secret || piece.octets.size() > LongestLine ? elided(piece.octets.size()) : printable(piece.octets);
    return line;
}

QByteArray response(QByteArrayView octets)
{
    if (octets.startsWith('+') || isAboutMessages(octets)) {
        const QByteArray start = octets.first(qMin(octets.size(), qsizetype(24))).toByteArray();
        const qsizetype list = start.indexOf('(');
        return "S: " + printable(list < 0 ? start.left(2) : start.left(list)) + ' ' + elided(octets.size());
    }
    return "S: " + printable(octets);
}

} // namespace godwit::imap::wireLog
