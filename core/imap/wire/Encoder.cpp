// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/wire/Encoder.h"

#include <QLocale>
#include <algorithm>

namespace godwit::imap {

namespace {

bool isAtomCharacter(char c)
{
    return c > ' ' && c < '\x7f' && !QByteArrayView("(){%*\"\\]").contains(c);
}

bool isAtom(QByteArrayView text)
{
    constexpr qsizetype LongestAtom = 500;
    if (text.isEmpty() || text.size() > LongestAtom || text.compare("NIL", Qt::CaseInsensitive) == 0)
        return false;
    return std::all_of(text.begin(), text.end(), isAtomCharacter);
}

QByteArray quoted(QByteArrayView text)
{
    QByteArray result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            result += '\\';
        result += c;
    }
    return result + '"';
}

/// NUL cannot be said in IMAP4rev1 at all.
QByteArray withoutNul(QByteArrayView text)
{
    return text.toByteArray().replace('\0', QByteArray());
}

} // namespace

Encoder::Encoder(const QByteArray &tag, const Capabilities &capabilities, Names names)
    : m_capabilities(capabilities), m_names(names)
{
    m_pieces.append(Piece{});
    atom(tag);
}

bool Encoder::canBeQuoted(QByteArrayView text) const
{
    constexpr qsizetype LongestQuoted = 1000;
    const auto isPlain = [](char c) {
        return c >= ' ' && c < '\x7f';
    };
    if (text.size() > LongestQuoted)
        return false;
    if (std::all_of(text.begin(), text.end(), isPlain))
        return true;
    const auto isPlainOrHigh = [&isPlain](char c) {
        return isPlain(c) || uchar(c) >= 0x80;
    };
    return speaksUtf8() && std::all_of(text.begin(), text.end(), isPlainOrHigh)
        && QString::fromUtf8(text).toUtf8() == text;
}

void Encoder::separate()
{
    if (m_needsBlank)
        m_pieces.last().octets += ' ';
    m_needsBlank = true;
}

void Encoder::write(QByteArrayView octets)
{
    separate();
    m_pieces.last().octets += octets;
}

Encoder &Encoder::atom(QByteArrayView word)
{
    write(word);
    return *this;
}

Encoder &Encoder::number(quint64 value)
{
    write(QByteArray::number(value));
    return *this;
}

Encoder &Encoder::astring(QByteArrayView text)
{
    return isAtom(text) ? atom(text) : string(text);
}

Encoder &Encoder::string(QByteArrayView text)
{
    if (canBeQuoted(text))
        write(quoted(text));
    else
        announce(withoutNul(text), false);
    return *this;
}

Encoder &Encoder::mailbox(const Mailbox &mailbox)
{
    return mailbox.isInbox() ? atom("INBOX") : astring(mailbox.toWire(m_names));
}

Encoder &Encoder::labels(const QByteArrayList &names)
{
    open();
    for (const QByteArray &name : names) {
        if (name.startsWith('\\') && isAtom(QByteArrayView(name).sliced(1)))
            atom(name);
        else
            string(Mailbox{name}.toWire(m_names));
    }
    return close();
}

Encoder &Encoder::privateString(QByteArrayView text)
{
    return secret(text);
}

Encoder &Encoder::flags(const QByteArrayList &names)
{
    open();
    for (const QByteArray &name : names) {
        if (isAtom(name.startsWith('\\') ? QByteArrayView(name).sliced(1) : QByteArrayView(name)))
            atom(name);
    }
    return close();
}

Encoder &Encoder::dateTime(const QDateTime &time)
{
    write('"' + QLocale::c().toString(time.toUTC(), QStringLiteral("dd-MMM-yyyy HH:mm:ss")).toLatin1() + " +0000\"");
    return *this;
}

Encoder &Encoder::open()
{
    write("(");
    m_needsBlank = false;
    return *this;
}

Encoder &Encoder::close()
{
    m_needsBlank = false;
    write(")");
    return *this;
}

Encoder &Encoder::literal(const QByteArray &octets)
{
    announce(octets, true);
    return *this;
}

Encoder &Encoder::literal8(const QByteArray &octets)
{
    announce(octets, true, "~{");
    return *this;
}

Encoder &Encoder::secret(QByteArrayView text)
{
    separate();
    m_needsBlank = false;
    if (!canBeQuoted(text)) {
        announce(withoutNul(text), true);
        return *this;
    }
    m_pieces.append(Piece{quoted(text), Gate::Open, true});
    m_pieces.append(Piece{});
    m_needsBlank = true;
    return *this;
}

Encoder &Encoder::credential(const QByteArray &word)
{
    separate();
    m_pieces.append(Piece{word, Gate::Open, true});
    m_pieces.append(Piece{});
    return *this;
}

void Encoder::announce(const QByteArray &octets, bool isSecret, const char *start)
{
    const bool goesOn = m_capabilities.allowsNonSynchronising(octets.size());
    write(start + QByteArray::number(octets.size()) + (goesOn ? "+}\r\n" : "}\r\n"));
    m_pieces.append(Piece{octets, goesOn ? Gate::Open : Gate::Continuation, isSecret});
    m_pieces.append(Piece{});
}

Encoder &Encoder::continuationLine(const QByteArray &line, Gate gate, bool isSecret)
{
    if (!m_lineEnded)
        m_pieces.last().octets += "\r\n";
    m_lineEnded = true;
    m_pieces.append(Piece{line + "\r\n", gate, isSecret});
    return *this;
}

QList<Encoder::Piece> Encoder::finish()
{
    if (!m_lineEnded)
        m_pieces.last().octets += "\r\n";
    m_lineEnded = true;
    return std::move(m_pieces);
}

} // namespace godwit::imap
