// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/wire/FetchParser.h"

#include "imap/wire/BodyStructureParser.h"
#include "imap/wire/EnvelopeParser.h"

#include <QTimeZone>

namespace godwit::imap {

namespace {

constexpr const char *Months = "janfebmaraprmayjunjulaugsepoctnovdec";

bool isKnownName(const QByteArray &name)
{
    for (const char *known : {"UID", "FLAGS", "INTERNALDATE", "RFC822.SIZE", "MODSEQ", "ENVELOPE", "BODYSTRUCTURE",
             "BODY", "EMAILID", "THREADID", "X-GM-MSGID", "X-GM-THRID", "X-GM-LABELS", "PREVIEW", "RFC822",
             "RFC822.HEADER", "RFC822.TEXT", "SAVEDATE"}) {
        if (name == known)
            return true;
    }
    return name.startsWith("BODY[") || name.startsWith("BINARY");
}

/// Whether the value was forgotten and the next word is an item's name already (Yandex).
bool valueIsMissing(Lexer lexer)
{
    const char next = lexer.peek();
    if (next == '\0' || next == ')')
        return true;
    if (next >= '0' && next <= '9')
        return false;
    return next != '(' && next != '"' && next != '{' && next != '~' && isKnownName(lexer.itemName());
}

BodySection sectionNamed(const QByteArray &item)
{
    BodySection section;
    const qsizetype open = item.indexOf('[');
    if (open < 0) {
        // RFC822, RFC822.HEADER, RFC822.TEXT
        section.section = item == "RFC822" ? QByteArray() : item.mid(7);
        return section;
    }
    const qsizetype close = item.lastIndexOf(']');
    section.section = item.mid(open + 1, (close < 0 ? item.size() : close) - open - 1).trimmed();
    const qsizetype origin = item.indexOf('<', qMax(close, qsizetype(0)));
    if (origin >= 0)
        section.origin = item.mid(origin + 1).split('>').constFirst().split('.').constFirst().toULongLong();
    return section;
}

void readSection(Lexer &lexer, const QByteArray &item, FetchData &data)
{
    BodySection section = sectionNamed(item);
    section.decoded = item.startsWith("BINARY[");
    if (lexer.peek() == '(') {
        lexer.value();
        data.oddItems.append(item);
        section.nil = true;
    } else {
        const Lexer::Token token = lexer.next();
        section.content = token.text;
        section.nil = !token.isText();
    }
    data.sections.append(section);
}

/// A value whose parentheses do not balance takes everything that is left, so that only this message suffers.
QByteArrayView wholeValue(Lexer &lexer, const QByteArray &item, FetchData &data)
{
    bool whole = false;
    const QByteArrayView value = lexer.value(&whole);
    if (!whole)
        data.oddItems.append(item);
    return value;
}

void readStructure(Lexer &lexer, const QByteArray &item, FetchData &data)
{
    const QByteArrayView value = wholeValue(lexer, item, data);
    const bool isOdd = data.oddItems.contains(item);
    if (item == "ENVELOPE") {
        data.envelope = isOdd ? std::nullopt : parseEnvelopeList(value);
        if (!data.envelope && !isOdd)
            data.oddItems.append(item);
        return;
    }
    data.bodyStructure = isOdd ? std::nullopt : parseBodyStructure(value);
    if (!data.bodyStructure && !isOdd)
        data.oddItems.append(item);
}

QByteArray onlyText(QByteArrayView value)
{
    const QByteArrayList texts = Lexer(value).strings();
    return texts.isEmpty() ? QByteArray() : texts.constLast();
}

void readNumber(Lexer &lexer, const QByteArray &item, FetchData &data)
{
    QByteArrayView value = wholeValue(lexer, item, data);
    if (value.startsWith('('))
        value = value.sliced(1);
    const std::optional<quint64> number = Lexer(value).number();
    if (item == "UID" && number && *number > 0 && *number <= 0xffffffffU)
        data.uid.value = quint32(*number);
    else if (item == "RFC822.SIZE" && number && *number <= quint64(INT64_MAX))
        data.sizeOctets = qint64(*number);
    else if (item == "MODSEQ" && number && *number <= quint64(INT64_MAX))
        data.modSeq.value = *number;
    else if (item != "MODSEQ") // Zoho sends -1
        data.oddItems.append(item);
}

void readItem(Lexer &lexer, const QByteArray &item, FetchData &data, Names names)
{
    if (item.startsWith("BODY[") || item.startsWith("BINARY[") || item.startsWith("RFC822")) {
        if (item == "RFC822.SIZE")
            readNumber(lexer, item, data);
        else
            readSection(lexer, item, data);
    } else if (item == "UID" || item == "MODSEQ") {
        readNumber(lexer, item, data);
    } else if (item == "FLAGS") {
        data.flags = Flags::fromWire(Lexer(wholeValue(lexer, item, data)).strings());
    } else if (item == "INTERNALDATE") {
        data.internalDate = parseInternalDate(lexer.string());
    } else if (item == "ENVELOPE" || item == "BODYSTRUCTURE" || item == "BODY") {
        readStructure(lexer, item, data);
    } else if (item == "EMAILID" || item == "X-GM-MSGID") {
        data.emailId = onlyText(wholeValue(lexer, item, data));
    } else if (item == "THREADID" || item == "X-GM-THRID") {
        data.threadId = onlyText(wholeValue(lexer, item, data));
    } else if (item == "PREVIEW") {
        const QByteArrayList texts = Lexer(wholeValue(lexer, item, data)).strings();
        if (!texts.isEmpty())
            data.preview = texts.constLast();
    } else if (item == "SAVEDATE") {
        data.saveDate = parseInternalDate(lexer.string());
    } else if (item == "X-GM-LABELS") {
        data.labels.emplace();
        for (const QByteArray &label : Lexer(wholeValue(lexer, item, data)).strings())
            data.labels->append(Mailbox::fromWire(label, names).wireName);
    } else {
        lexer.value(); // something that was not asked for
    }
}

/// `(UID 7 FLAGS (\Seen work))`, with MODSEQ and in any order, of plain atoms: what a comparison of all flags brings by
/// the hundred thousand.  Octet by octet through the lexer, word by word in arrays of their own, it took longer than
/// the server needs to send it.
class FlagsLine {
public:
    explicit FlagsLine(QByteArrayView list) : m_octets(list) { }

    /// false: it is anything else, or odd in any way.
    bool read(FetchData &data)
    {
        skip(" ");
        if (!skip("("))
            return false;
        do {
            if (!item(data))
                return false;
        } while (skip(" "));
        return skip(")") && m_at == m_octets.size() && data.uid && data.flags;
    }

private:
    bool skip(QByteArrayView text)
    {
        if (!m_octets.sliced(m_at).startsWith(text))
            return false;
        m_at += text.size();
        return true;
    }
    bool item(FetchData &data)
    {
        quint64 number = 0;
        if (skip("UID ")) {
            if (!digits(number) || number == 0 || number > 0xffffffffU)
                return false;
            data.uid.value = quint32(number);
            return true;
        }
        if (skip("MODSEQ (")) {
            if (!digits(number) || number > quint64(INT64_MAX) || !skip(")"))
                return false;
            data.modSeq.value = number;
            return true;
        }
        return skip("FLAGS (") && !data.flags && flags(data.flags.emplace());
    }
    bool digits(quint64 &number)
    {
        const qsizetype start = m_at;
        for (; m_at < m_octets.size() && m_at - start < 18 && m_octets[m_at] >= '0' && m_octets[m_at] <= '9'; ++m_at)
            number = number * 10 + quint64(m_octets[m_at] - '0');
        return m_at > start;
    }
    bool flags(Flags &flags)
    {
        while (!skip(")")) {
            const qsizetype start = m_at;
            while (m_at < m_octets.size() && m_octets[m_at] != ' ' && m_octets[m_at] != ')') {
                const char c = m_octets[m_at++];
                if (c <= ' ' || c == '(' || c == '"' || c == '{' || c == '~')
                    return false;
            }
            const QByteArrayView name = m_octets.sliced(start, m_at - start);
            if (name.isEmpty() || name.compare("NIL", Qt::CaseInsensitive) == 0)
                return false;
            if (const auto known = flagFromWire(name))
                flags.set(*known, true);
            else
                flags.add(name.toByteArray());
            if (!skip(" ") && (m_at >= m_octets.size() || m_octets[m_at] != ')'))
                return false;
        }
        return true;
    }

    QByteArrayView m_octets;
    qsizetype m_at = 0;
};

} // namespace

std::optional<QDateTime> parseInternalDate(QByteArrayView text)
{
    const QByteArrayList words = text.toByteArray().simplified().split(' ');
    if (words.size() < 2)
        return std::nullopt;
    const QByteArrayList date = words[0].split('-');
    const QByteArrayList time = words[1].split(':');
    if (date.size() != 3 || time.size() < 2 || date[1].size() < 3)
        return std::nullopt;
    const qsizetype month = QByteArrayView(Months).indexOf(date[1].left(3).toLower());
    const QDate day(date[2].toInt(), month < 0 ? 0 : int(month / 3) + 1, date[0].toInt());
    const QTime clock(time[0].toInt(), time[1].toInt(), time.size() > 2 ? qMin(time[2].toInt(), 59) : 0);
    if (!day.isValid() || day.year() < 1 || !clock.isValid())
        return std::nullopt;
    int offset = 0;
    if (words.size() > 2 && words[2].size() == 5) {
        const int value = qAbs(words[2].mid(1).toInt());
        offset = (value / 100 * 60 + value % 100) * 60 * (words[2][0] == '-' ? -1 : 1);
    }
    return QDateTime(day, clock, Qt::UTC).addSecs(-offset);
}

FetchData parseFetch(QByteArrayView list, Names names)
{
    FetchData data;
    if (FlagsLine(list).read(data))
        return data;
    data = {};
    Lexer lexer(list);
    lexer.accept('(');
    while (!lexer.atEnd()) {
        if (lexer.accept(')'))
            break;
        if (lexer.peek() == '(') {
            lexer.value();
            continue;
        }
        const QByteArray item = lexer.itemName();
        if (!valueIsMissing(lexer)) {
            readItem(lexer, item, data, names);
            continue;
        }
        if (item.startsWith("BODY[") || item.startsWith("BINARY[")) {
            BodySection section = sectionNamed(item);
            section.nil = true;
            data.sections.append(section);
        } else if (isKnownName(item)) {
            data.oddItems.append(item);
        }
    }
    return data;
}

const BodySection *FetchData::section(QByteArrayView name) const
{
    const QByteArray wanted = name.toByteArray().toUpper();
    for (const BodySection &candidate : sections) {
        if (candidate.section == wanted)
            return &candidate;
    }
    return nullptr;
}

const BodySection *FetchData::headerFields() const
{
    for (const BodySection &candidate : sections) {
        if (candidate.section.startsWith("HEADER.FIELDS"))
            return &candidate;
    }
    return nullptr;
}

} // namespace godwit::imap
