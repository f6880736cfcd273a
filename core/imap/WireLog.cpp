// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/WireLog.h"

#include "imap/wire/Lexer.h"
#include "imap/wire/StatusParser.h"

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

bool isOneOf(const QByteArray &word, std::initializer_list<const char *> words)
{
    for (const char *candidate : words) {
        if (word == candidate)
            return true;
    }
    return false;
}

/// Responses whose values are no part of a message.
bool mayBeQuoted(const QByteArray &name)
{
    return isOneOf(name,
        {"CAPABILITY", "ENABLED", "ESEARCH", "FLAGS", "ID", "LIST", "LSUB", "MYRIGHTS", "NAMESPACE", "QUOTA",
            "QUOTAROOT", "SEARCH", "SORT", "STATUS", "VANISHED", "XLIST"});
}

/// Names of the items, and the values of those that are numbers, dates and flags.
QByteArray fetchItems(QByteArrayView list)
{
    QByteArray line;
    Lexer lexer(list);
    lexer.accept('(');
    while (!lexer.atEnd() && !lexer.accept(')') && line.size() < LongestLine) {
        if (lexer.peek() == '(') {
            lexer.value();
            continue;
        }
        const QByteArray item = lexer.itemName();
        const QByteArrayView value = lexer.value();
        if (isOneOf(item, {"UID", "FLAGS", "MODSEQ", "RFC822.SIZE", "INTERNALDATE"}))
            line += ' ' + item + ' ' + printable(value);
        else if (isOneOf(item, {"ENVELOPE", "BODYSTRUCTURE", "PREVIEW", "EMAILID", "THREADID", "SAVEDATE"})
            || item.startsWith("BODY[") || item.startsWith("BINARY[") || item.startsWith("X-GM-"))
            line += ' ' + item;
    }
    return line.isEmpty() ? QByteArray("()") : '(' + line.mid(1) + ')';
}

QByteArray untagged(QByteArrayView octets)
{
    Lexer lexer(octets);
    const QByteArray name = lexer.word().toUpper();
    if (name.startsWith('[') || statusKind(name) || mayBeQuoted(name))
        return printable(octets);
    bool isNumber = false;
    name.toUInt(&isNumber);
    const QByteArray about = isNumber ? lexer.word().toUpper() : QByteArray();
    if (isOneOf(about, {"EXISTS", "RECENT", "EXPUNGE"}))
        return name + ' ' + about;
    if (isOneOf(about, {"FETCH", "UIDFETCH"}))
        return name + ' ' + about + ' ' + fetchItems(lexer.rest()) + ' ' + elided(octets.size());
    return elided(octets.size()); // perhaps a piece of a message that was framed wrongly
}

} // namespace

QByteArray command(const QList<Encoder::Piece> &pieces)
{
    QByteArray line = "C: ";
    for (const Encoder::Piece &piece : pieces) {
        if (piece.secret || piece.octets.size() > LongestLine)
            line += elided(piece.octets.size());
        else if (!piece.octets.isEmpty() && piece.octets != "\r\n")
            line += piece.octets.startsWith(' ') ? ' ' + printable(piece.octets) + ' ' : printable(piece.octets) + ' ';
    }
    return line.trimmed();
}

QByteArray response(QByteArrayView octets)
{
    if (octets.startsWith('+'))
        return "S: + " + elided(octets.size());
    if (octets.startsWith('*'))
        return "S: * " + untagged(octets.sliced(1));
    Lexer lexer(octets);
    lexer.word();
    const bool isTagged = statusKind(lexer.word()).has_value();
    return "S: " + (isTagged ? printable(octets) : elided(octets.size()));
}

bool isWorthKeeping(QByteArrayView octets)
{
    if (!octets.startsWith("* "))
        return true;
    Lexer lexer(octets.sliced(2, qMin(octets.size() - 2, qsizetype(40))));
    const QByteArray name = lexer.word().toUpper();
    if (!name.isEmpty() && name[0] >= '0' && name[0] <= '9')
        return lexer.word().compare("EXISTS", Qt::CaseInsensitive) == 0;
    return statusKind(name) || isOneOf(name, {"CAPABILITY", "ENABLED", "ID", "NAMESPACE", "QUOTA", "QUOTAROOT"});
}

} // namespace godwit::imap::wireLog
