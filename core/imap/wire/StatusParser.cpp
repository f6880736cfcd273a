// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/wire/StatusParser.h"

namespace godwit::imap {

namespace {

constexpr qsizetype TextCharacters = 512;
constexpr quint64 MaximumCopied = 1'000'000;

quint32 numberIn(QByteArrayView text)
{
    const std::optional<quint64> value = Lexer(text).number();
    return value && *value <= 0xffffffffU ? quint32(*value) : 0;
}

ModSeq modSeqIn(QByteArrayView text)
{
    const std::optional<quint64> value = Lexer(text).number();
    return value && *value <= quint64(INT64_MAX) ? ModSeq{*value} : ModSeq{};
}

/// In the order of the set, which pairs COPYUID's two.
std::optional<QList<quint32>> expanded(const QByteArray &set)
{
    const auto ranges = Lexer::parseRanges(set);
    if (!ranges)
        return std::nullopt;
    quint64 total = 0;
    for (const UidSet::Range &range : *ranges)
        total += quint64(qMax(range.first, range.last)) - qMin(range.first, range.last) + 1;
    if (total > MaximumCopied)
        return std::nullopt;
    QList<quint32> list;
    list.reserve(qsizetype(total));
    for (const UidSet::Range &range : *ranges) {
        // A range means the same either way round (RFC 9051 section 9, seq-range).
        for (quint64 uid = qMin(range.first, range.last); uid <= qMax(range.first, range.last); ++uid)
            list.append(quint32(uid));
    }
    return list;
}

code::CopyUid copyUid(Lexer lexer)
{
    code::CopyUid copied;
    copied.uidValidity.value = numberIn(lexer.word());
    const auto from = expanded(lexer.word());
    const auto to = expanded(lexer.word());
    if (!from || !to || from->size() != to->size())
        return copied;
    copied.pairs.reserve(from->size());
    for (qsizetype i = 0; i < from->size(); ++i)
        copied.pairs.append({Uid{(*from)[i]}, Uid{(*to)[i]}});
    return copied;
}

ResponseCode::Value codeValue(const QByteArray &name, QByteArrayView arguments)
{
    Lexer lexer(arguments);
    if (name == "CAPABILITY")
        return Capabilities(arguments.toByteArray().simplified().split(' '));
    if (name == "UIDVALIDITY")
        return UidValidity{numberIn(arguments)};
    if (name == "UIDNEXT")
        return Uid{numberIn(arguments)};
    if (name == "HIGHESTMODSEQ")
        return modSeqIn(arguments);
    if (name == "PERMANENTFLAGS") {
        code::PermanentFlags permanent;
        permanent.flags = lexer.strings();
        permanent.newKeywords = permanent.flags.removeAll("\\*") > 0;
        return permanent;
    }
    if (name == "APPENDUID") {
        code::AppendUid appended;
        appended.uidValidity.value = numberIn(lexer.word());
        appended.uids = Lexer::parseSet(lexer.word()).value_or(UidSet());
        return appended;
    }
    if (name == "COPYUID")
        return copyUid(lexer);
    if (name == "MAILBOXID")
        return code::MailboxId{lexer.strings().value(0)};
    if (name == "MESSAGELIMIT") {
        code::MessageLimit limit;
        limit.limit = numberIn(lexer.word());
        limit.last.value = numberIn(lexer.word());
        return limit;
    }
    if (name == "MODIFIED")
        return code::Modified{Lexer::parseSet(lexer.word()).value_or(UidSet())};
    return {};
}

/// The `]` that ends the code, quoted strings and literals apart; the end where it is forgotten.
qsizetype codeEnd(QByteArrayView rest)
{
    bool inQuotes = false;
    qsizetype first = -1;
    for (qsizetype i = 1; i < rest.size(); ++i) {
        if (inQuotes && rest[i] == '\\')
            ++i;
        else if (rest[i] == '"')
            inQuotes = !inQuotes;
        else if (rest[i] == ']' && !inQuotes)
            return i;
        else if (rest[i] == ']' && first < 0)
            first = i;
    }
    return first < 0 ? rest.size() : first;
}

} // namespace

std::optional<StatusResponse::Kind> statusKind(QByteArrayView word)
{
    using Kind = StatusResponse::Kind;
    constexpr std::pair<const char *, Kind> Names[] = {
        {"OK", Kind::Ok}, {"NO", Kind::No}, {"BAD", Kind::Bad}, {"BYE", Kind::Bye}, {"PREAUTH", Kind::Preauth}};
    for (const auto &[name, kind] : Names) {
        if (word.compare(name, Qt::CaseInsensitive) == 0)
            return kind;
    }
    return std::nullopt;
}

StatusResponse parseStatus(StatusResponse::Kind kind, QByteArrayView rest)
{
    StatusResponse status;
    status.kind = kind;
    rest = rest.trimmed();
    if (rest.startsWith('[')) {
        const qsizetype end = codeEnd(rest);
        const QByteArrayView inside = rest.sliced(1, end - 1).trimmed();
        Lexer lexer(inside);
        status.code.name = lexer.word().toUpper();
        const QByteArrayView arguments = lexer.rest().trimmed();
        status.code.arguments = arguments.first(qMin(arguments.size(), qsizetype(1024))).toByteArray();
        status.code.value = codeValue(status.code.name, arguments);
        rest = end < rest.size() ? rest.sliced(end + 1).trimmed() : QByteArrayView();
    }
    status.text = QString::fromUtf8(rest.first(qMin(rest.size(), TextCharacters * 4))).left(TextCharacters);
    status.text.removeIf([](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; });
    return status;
}

} // namespace godwit::imap
