// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/MailFile.h"

#include "base/Limits.h"
#include "mime/Message.h"

#include <QFileInfo>
#include <QLocale>

namespace godwit::cli {

namespace {

using Kind = MailError::Kind;
using Detail = MailError::Detail;

/// "From ", ">From ", ">>From ": the number of `>`, -1 for other lines.
qsizetype quotedFrom(const QByteArray &line)
{
    qsizetype quotes = 0;
    while (quotes < line.size() && line.at(quotes) == '>')
        ++quotes;
    return line.mid(quotes, 5) == "From " ? quotes : -1;
}

/// "From someone@example.org Tue Nov 14 22:13:20 2023"
QDateTime dateOfFromLine(const QByteArray &line)
{
    const QString text = QString::fromLatin1(line).simplified().section(u' ', 2);
    QDateTime date = QLocale::c().toDateTime(text.section(u' ', 0, 4), QStringLiteral("ddd MMM d hh:mm:ss yyyy"));
    date.setTimeSpec(Qt::UTC);
    return date;
}

Flags statusFlags(const QByteArray &raw)
{
    Flags flags;
    const qsizetype end = raw.indexOf("\r\n\r\n");
    for (const QByteArray &line : raw.left(end < 0 ? raw.size() : end).split('\n')) {
        const QByteArray name = line.left(line.indexOf(':')).toLower();
        const QByteArray value = line.mid(name.size() + 1);
        if (name == "status" && value.contains('R'))
            flags.set(Flag::Seen, true);
        if (name != "x-status")
            continue;
        flags.set(Flag::Answered, value.contains('A'));
        flags.set(Flag::Flagged, value.contains('F'));
        flags.set(Flag::Draft, value.contains('T'));
    }
    return flags;
}

tl::unexpected<MailError> readError(const QFile &file)
{
    return failure(Kind::Storage, Detail::None, QStringLiteral("%1: %2").arg(file.fileName(), file.errorString()));
}

} // namespace

QByteArray withCrlf(const QByteArray &octets)
{
    QByteArray result;
    result.reserve(octets.size() + octets.size() / 40);
    for (qsizetype i = 0; i < octets.size(); ++i) {
        const char c = octets.at(i);
        if (c == '\n' && (i == 0 || octets.at(i - 1) != '\r'))
            result.append('\r');
        result.append(c);
    }
    return result;
}

Result<void> MailFileReader::open(const QString &name)
{
    m_file.setFileName(name);
    if (!QFileInfo(name).isFile() || !m_file.open(QIODevice::ReadOnly))
        return failure(Kind::Storage, Detail::NotFound, QStringLiteral("%1 cannot be read").arg(name));
    m_isMbox = m_file.peek(5) == "From ";
    if (m_isMbox)
        m_fromLine = m_file.readLine(limits::KiB);
    return {};
}

Result<QByteArray> MailFileReader::line()
{
    // In small pieces: asked for the longest line that may come, QFile takes memory for that, line by line.
    QByteArray read;
    while (!read.endsWith('\n') && read.size() <= limits::MessageOctets) { // the caller sees that it is too large
        const QByteArray piece = m_file.readLine(64 * limits::KiB);
        if (piece.isEmpty())
            break;
        read += piece;
    }
    if (read.isEmpty() && m_file.error() != QFileDevice::NoError)
        return readError(m_file);
    return read;
}

Result<std::optional<FileMessage>> MailFileReader::next()
{
    if (m_file.atEnd() && (!m_isMbox || m_fromLine.isEmpty()))
        return std::optional<FileMessage>();
    FileMessage message;
    message.date = m_isMbox ? dateOfFromLine(m_fromLine) : QDateTime();
    m_fromLine.clear();
    QByteArray raw;
    while (!m_file.atEnd()) {
        auto read = line();
        if (!read)
            return tl::unexpected(read.error());
        const qsizetype quotes = m_isMbox ? quotedFrom(*read) : -1;
        if (quotes == 0 && (raw.endsWith("\n\n") || raw.endsWith("\n\r\n") || raw.isEmpty())) {
            m_fromLine = *read;
            break;
        }
        raw += quotes > 0 ? read->mid(1) : *read;
        if (raw.size() > limits::MessageOctets)
            return failure(
                Kind::Storage, Detail::TooLarge, QStringLiteral("%1: a message is too large").arg(m_file.fileName()));
    }
    if (m_isMbox && (raw.endsWith("\n\n") || raw.endsWith("\n\r\n"))) // the blank line belongs to the mbox
        raw.chop(raw.endsWith("\r\n") ? 2 : 1);
    message.raw = withCrlf(raw);
    message.flags = statusFlags(message.raw);
    return std::optional(message);
}

QByteArray toMbox(const QByteArray &raw, const QString &sender, const QDateTime &date)
{
    const QString from = sender.isEmpty() || sender.contains(u' ') ? QStringLiteral("MAILER-DAEMON") : sender;
    QByteArray out = "From " + from.toUtf8() + ' '
        + QLocale::c().toString(date.toUTC(), QStringLiteral("ddd MMM d hh:mm:ss yyyy")).toLatin1() + '\n';
    const QByteArray text = QByteArray(raw).replace("\r\n", "\n");
    for (qsizetype start = 0; start < text.size();) {
        qsizetype end = text.indexOf('\n', start);
        end = end < 0 ? text.size() : end;
        const QByteArray line = text.mid(start, end - start);
        if (quotedFrom(line) >= 0)
            out += '>';
        out += line + '\n';
        start = end + 1;
    }
    return out + '\n';
}

QByteArray maildirInfo(const Flags &flags)
{
    QByteArray info = "2,"; // in ASCII order
    for (const auto &[flag, letter] :
        {std::pair(Flag::Draft, 'D'), std::pair(Flag::Flagged, 'F'), std::pair(Flag::Forwarded, 'P'),
            std::pair(Flag::Answered, 'R'), std::pair(Flag::Seen, 'S'), std::pair(Flag::Deleted, 'T')}) {
        if (flags.has(flag))
            info += letter;
    }
    return info;
}

} // namespace godwit::cli
