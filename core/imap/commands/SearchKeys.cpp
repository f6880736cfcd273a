// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/SearchKeys.h"

#include <QLocale>
#include <algorithm>

namespace godwit::imap {

namespace {

/// Those that SEARCH has keys for.
bool isSystemFlag(const QByteArray &name)
{
    const QByteArray lower = name.toLower();
    return lower == "\\seen" || lower == "\\answered" || lower == "\\flagged" || lower == "\\deleted"
        || lower == "\\draft";
}

} // namespace

SearchKeys &SearchKeys::append(Word::Kind kind, const QByteArray &octets)
{
    m_words.append({kind, octets});
    return *this;
}

SearchKeys &SearchKeys::appendGroup(const SearchKeys &keys)
{
    append(Word::Kind::Open);
    m_words += keys.m_words;
    m_needs += keys.m_needs;
    return append(Word::Kind::Close);
}

SearchKeys SearchKeys::key(const QByteArray &name)
{
    SearchKeys keys;
    keys.append(Word::Kind::Ours, name);
    return keys;
}

SearchKeys SearchKeys::text(const QByteArray &name, const QString &text)
{
    return key(name).append(Word::Kind::Text, text.toUtf8());
}

SearchKeys SearchKeys::day(const QByteArray &name, const QDate &day)
{
    return key(name + ' ' + QLocale::c().toString(day, QStringLiteral("d-MMM-yyyy")).toLatin1());
}

SearchKeys SearchKeys::all()
{
    return key("ALL");
}

SearchKeys SearchKeys::uids(const UidSet &uids)
{
    return key("UID " + (uids.isEmpty() ? QByteArray("4294967295") : uids.toWire()));
}

SearchKeys SearchKeys::flag(const QByteArray &name)
{
    if (isSystemFlag(name))
        return key(name.mid(1).toUpper());
    return key("KEYWORD").append(Word::Kind::Astring, name);
}

SearchKeys SearchKeys::withoutFlag(const QByteArray &name)
{
    if (isSystemFlag(name))
        return key("UN" + name.mid(1).toUpper());
    return key("UNKEYWORD").append(Word::Kind::Astring, name);
}

SearchKeys SearchKeys::header(const QByteArray &field, const QString &text)
{
    return key("HEADER").append(Word::Kind::Astring, field).append(Word::Kind::Text, text.toUtf8());
}

SearchKeys SearchKeys::from(const QString &text)
{
    return SearchKeys::text("FROM", text);
}

SearchKeys SearchKeys::to(const QString &text)
{
    return SearchKeys::text("TO", text);
}

SearchKeys SearchKeys::cc(const QString &text)
{
    return SearchKeys::text("CC", text);
}

SearchKeys SearchKeys::subject(const QString &text)
{
    return SearchKeys::text("SUBJECT", text);
}

SearchKeys SearchKeys::body(const QString &text)
{
    return SearchKeys::text("BODY", text);
}

SearchKeys SearchKeys::anywhere(const QString &text)
{
    return SearchKeys::text("TEXT", text);
}

SearchKeys SearchKeys::since(const QDate &day)
{
    return SearchKeys::day("SINCE", day);
}

SearchKeys SearchKeys::before(const QDate &day)
{
    return SearchKeys::day("BEFORE", day);
}

SearchKeys SearchKeys::sentSince(const QDate &day)
{
    return SearchKeys::day("SENTSINCE", day);
}

SearchKeys SearchKeys::sentBefore(const QDate &day)
{
    return SearchKeys::day("SENTBEFORE", day);
}

SearchKeys SearchKeys::largerThan(quint64 octets)
{
    return key("LARGER " + QByteArray::number(octets));
}

SearchKeys SearchKeys::smallerThan(quint64 octets)
{
    return key("SMALLER " + QByteArray::number(octets));
}

SearchKeys SearchKeys::olderThan(std::chrono::seconds age)
{
    SearchKeys keys = key("OLDER " + QByteArray::number(qMax(qint64(age.count()), qint64(1))));
    keys.m_needs.append("WITHIN");
    return keys;
}

SearchKeys SearchKeys::youngerThan(std::chrono::seconds age)
{
    SearchKeys keys = key("YOUNGER " + QByteArray::number(qMax(qint64(age.count()), qint64(1))));
    keys.m_needs.append("WITHIN");
    return keys;
}

SearchKeys SearchKeys::savedBefore(const QDate &day)
{
    SearchKeys keys = SearchKeys::day("SAVEDBEFORE", day);
    keys.m_needs.append("SAVEDATE");
    return keys;
}

SearchKeys SearchKeys::savedSince(const QDate &day)
{
    SearchKeys keys = SearchKeys::day("SAVEDSINCE", day);
    keys.m_needs.append("SAVEDATE");
    return keys;
}

SearchKeys SearchKeys::emailId(const QByteArray &id)
{
    SearchKeys keys;
    keys.m_needs.append("OBJECTID X-GM-EXT-1");
    return keys.append(Word::Kind::EmailId).append(Word::Kind::Astring, id);
}

SearchKeys SearchKeys::threadId(const QByteArray &id)
{
    SearchKeys keys;
    keys.m_needs.append("OBJECTID X-GM-EXT-1");
    return keys.append(Word::Kind::ThreadId).append(Word::Kind::Astring, id);
}

SearchKeys SearchKeys::gmail(const QString &text)
{
    SearchKeys keys = SearchKeys::text("X-GM-RAW", text);
    keys.m_needs.append("X-GM-EXT-1");
    return keys;
}

SearchKeys SearchKeys::fuzzy(const SearchKeys &keys)
{
    SearchKeys near;
    return near.append(Word::Kind::Fuzzy).appendGroup(keys);
}

SearchKeys SearchKeys::either(const SearchKeys &one, const SearchKeys &other)
{
    return key("OR").appendGroup(one).appendGroup(other);
}

SearchKeys SearchKeys::none(const SearchKeys &keys)
{
    return key("NOT").appendGroup(keys);
}

SearchKeys &SearchKeys::with(const SearchKeys &keys)
{
    m_words += keys.m_words;
    m_needs += keys.m_needs;
    return *this;
}

bool SearchKeys::isPossible(const Capabilities &capabilities) const
{
    return std::all_of(m_needs.begin(), m_needs.end(), [&capabilities](const QByteArray &need) {
        const QByteArrayList anyOf = need.split(' ');
        return std::any_of(
            anyOf.begin(), anyOf.end(), [&capabilities](const QByteArray &name) { return capabilities.has(name); });
    });
}

bool SearchKeys::needsCharset() const
{
    return std::any_of(m_words.begin(), m_words.end(), [](const Word &word) {
        return word.kind == Word::Kind::Text
            && std::any_of(word.octets.begin(), word.octets.end(), [](char c) { return uchar(c) >= 0x80; });
    });
}

void SearchKeys::encode(Encoder &out) const
{
    const bool isGmail = !out.capabilities().hasObjectId() && out.capabilities().hasGmail();
    for (const Word &word : m_words) {
        switch (word.kind) {
        case Word::Kind::Ours:
            out.atom(word.octets);
            break;
        case Word::Kind::Astring:
            out.astring(word.octets);
            break;
        case Word::Kind::Text:
            out.privateString(word.octets);
            break;
        case Word::Kind::Open:
            out.open();
            break;
        case Word::Kind::Close:
            out.close();
            break;
        case Word::Kind::Fuzzy:
            if (out.capabilities().has("SEARCH=FUZZY"))
                out.atom("FUZZY");
            break;
        case Word::Kind::EmailId:
            out.atom(isGmail ? "X-GM-MSGID" : "EMAILID");
            break;
        case Word::Kind::ThreadId:
            out.atom(isGmail ? "X-GM-THRID" : "THREADID");
            break;
        }
    }
}

} // namespace godwit::imap
