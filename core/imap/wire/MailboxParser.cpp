// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/wire/MailboxParser.h"

#include <algorithm>

namespace godwit::imap {

namespace {

constexpr qsizetype MaximumQuotas = 1000;

std::optional<quint32> number32(const std::optional<quint64> &value)
{
    return value && *value <= 0xffffffffU ? std::optional<quint32>(quint32(*value)) : std::nullopt;
}

/// A name at the end of a line that is no string may hold blanks (Exchange).
QByteArray nameToTheEnd(Lexer &lexer, const char *stop)
{
    const char first = lexer.peek();
    if (first == '"' || first == '{' || first == '~')
        return lexer.next().text;
    const QByteArrayView rest = lexer.rest();
    const qsizetype end = rest.indexOf(QByteArrayView(stop));
    const QByteArrayView name = end < 0 ? rest : rest.first(end);
    lexer.moveTo(lexer.position() + name.size());
    return name.trimmed().toByteArray();
}

/// RFC 8474 section 7; Cyrus 3.6 sends octets from anywhere.
bool isObjectId(const QByteArray &text)
{
    constexpr qsizetype LongestId = 255;
    return !text.isEmpty() && text.size() <= LongestId && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
    });
}

/// Values beyond 63 bits, and those that are no number, are no limit and no usage.
qint64 amount(Lexer &lexer)
{
    const std::optional<quint64> value = lexer.number();
    return value ? qint64(qMin(*value, quint64(INT64_MAX))) : 0;
}

} // namespace

ListData parseList(Lexer lexer, ListData::Kind kind, Names names)
{
    ListData data;
    data.kind = kind;
    for (const QByteArray &attribute : lexer.strings()) {
        if (attribute.size() > 1)
            data.attributes.append(attribute.toLower());
    }
    const Lexer::Token delimiter = lexer.next();
    if (delimiter.isText() && !delimiter.text.isEmpty())
        data.delimiter = delimiter.text[0];
    data.mailbox = Mailbox::fromWire(nameToTheEnd(lexer, " ("), names);
    if (!lexer.accept('('))
        return data;
    while (!lexer.atEnd() && !lexer.accept(')')) {
        const QByteArray item = lexer.string().toUpper();
        const QByteArrayList values = Lexer(lexer.value()).strings();
        if (item == "OLDNAME" && !values.isEmpty())
            data.oldName = Mailbox::fromWire(values.constFirst(), names).wireName;
    }
    return data;
}

MailboxStatus parseMailboxStatus(Lexer lexer, Names names)
{
    MailboxStatus status;
    status.mailbox = Mailbox::fromWire(nameToTheEnd(lexer, " ("), names);
    lexer.accept('(');
    while (!lexer.atEnd() && !lexer.accept(')')) {
        const QByteArray item = lexer.string().toUpper();
        if (lexer.peek() == '(') {
            const QByteArrayList values = Lexer(lexer.value()).strings();
            if (item == "MAILBOXID" && isObjectId(values.value(0)))
                status.mailboxId = values.constFirst();
            continue;
        }
        if (lexer.peek() == ')' || item.isEmpty())
            continue;
        const std::optional<quint64> value = lexer.number();
        if (item == "MESSAGES")
            status.messages = number32(value);
        else if (item == "UNSEEN")
            status.unseen = number32(value);
        else if (item == "UIDNEXT")
            status.uidNext.value = number32(value).value_or(0);
        else if (item == "UIDVALIDITY")
            status.uidValidity.value = number32(value).value_or(0);
        else if (item == "HIGHESTMODSEQ" && value && *value <= quint64(INT64_MAX))
            status.highestModSeq.value = *value;
        else if (item == "SIZE" && value && *value <= quint64(INT64_MAX))
            status.sizeOctets = qint64(*value);
        else if (item == "APPENDLIMIT" && value && *value <= quint64(INT64_MAX))
            status.appendLimit = qint64(*value);
    }
    return status;
}

NamespaceData parseNamespace(Lexer lexer, Names names)
{
    NamespaceData data;
    for (QList<NamespaceData::Entry> *list : {&data.personal, &data.otherUsers, &data.shared}) {
        if (!lexer.accept('(')) {
            lexer.next(); // NIL
            continue;
        }
        while (!lexer.atEnd() && !lexer.accept(')')) {
            Lexer entry(lexer.value());
            entry.accept('(');
            const QByteArray prefix = entry.string();
            const Lexer::Token delimiter = entry.next();
            list->append({Mailbox::fromWire(prefix, names).wireName,
                delimiter.isText() && !delimiter.text.isEmpty() ? delimiter.text[0] : '\0'});
        }
    }
    return data;
}

QuotaRootData parseQuotaRoot(Lexer lexer, Names names)
{
    QuotaRootData data;
    data.mailbox = Mailbox::fromWire(lexer.string(), names);
    while (!lexer.atEnd() && data.roots.size() < MaximumQuotas)
        data.roots.append(lexer.string());
    return data;
}

QuotaData parseQuota(Lexer lexer)
{
    QuotaData data;
    data.root = lexer.string();
    lexer.accept('(');
    while (!lexer.atEnd() && !lexer.accept(')') && data.resources.size() < MaximumQuotas) {
        QuotaData::Resource resource;
        resource.name = lexer.string().toUpper();
        resource.usage = amount(lexer);
        resource.limit = amount(lexer);
        data.resources.append(resource);
    }
    return data;
}

RightsData parseRights(Lexer lexer, Names names)
{
    RightsData data;
    data.mailbox = Mailbox::fromWire(lexer.string(), names);
    data.rights = lexer.string();
    // RFC 4314 section 2.1.1: what the obsolete letters stand for.
    for (const auto &[old, meant] : {std::pair('c', "kx"), std::pair('d', "te")}) {
        if (data.rights.contains(old))
            data.rights += meant;
    }
    return data;
}

} // namespace godwit::imap
