// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/wire/SearchParser.h"

namespace godwit::imap {

namespace {

std::optional<quint32> number32(const std::optional<quint64> &value)
{
    return value && *value <= 0xffffffffU ? std::optional<quint32>(quint32(*value)) : std::nullopt;
}

void takeSet(const QByteArray &text, ESearchData &data)
{
    const auto ranges = Lexer::parseRanges(text);
    if (!ranges)
        return;
    data.order = *ranges;
    data.all = UidSet::fromRanges(*ranges);
}

/// `(-1:-50 4,7:9)`, `(1:50 NIL)`.
void takePartial(Lexer lexer, ESearchData &data)
{
    lexer.accept('(');
    lexer.string(); // the range that was asked for
    const QByteArray set = lexer.string();
    data.isPartial = true;
    if (set.isEmpty())
        data.all = UidSet();
    else
        takeSet(set, data);
}

} // namespace

SearchData parseSearch(Lexer lexer)
{
    SearchData data;
    QList<UidSet::Range> ranges;
    while (!lexer.atEnd()) {
        if (lexer.accept('(')) {
            if (lexer.string().compare("MODSEQ", Qt::CaseInsensitive) == 0)
                data.highestModSeq.value = lexer.number().value_or(0);
            continue;
        }
        if (lexer.accept(')'))
            continue;
        const std::optional<quint32> uid = number32(lexer.number());
        if (!uid || *uid == 0)
            continue; // S-028
        if (!ranges.isEmpty() && quint64(ranges.constLast().last) + 1 == *uid)
            ranges.last().last = *uid;
        else
            ranges.append({*uid, *uid});
    }
    data.uids = UidSet::fromRanges(std::move(ranges));
    return data;
}

ESearchData parseESearch(Lexer lexer)
{
    ESearchData data;
    while (!lexer.atEnd()) {
        if (lexer.accept('(')) {
            const QByteArray what = lexer.string().toUpper();
            const QByteArray text = lexer.string();
            if (what == "TAG")
                data.tag = text;
            lexer.accept(')');
            continue;
        }
        if (lexer.accept(')'))
            continue;
        const QByteArray item = lexer.string().toUpper();
        if (item == "UID")
            data.byUid = true;
        else if (item == "ALL")
            takeSet(lexer.string(), data);
        else if (item == "COUNT")
            data.count = number32(lexer.number());
        else if (item == "MIN")
            data.min.value = number32(lexer.number()).value_or(0);
        else if (item == "MAX")
            data.max.value = number32(lexer.number()).value_or(0);
        else if (item == "MODSEQ")
            data.highestModSeq.value = lexer.number().value_or(0);
        else if (item == "PARTIAL")
            takePartial(Lexer(lexer.value()), data);
    }
    return data;
}

SortData parseSort(Lexer lexer)
{
    SortData data;
    while (!lexer.atEnd()) {
        if (lexer.accept('(')) {
            if (lexer.string().compare("MODSEQ", Qt::CaseInsensitive) == 0)
                data.highestModSeq.value = lexer.number().value_or(0);
            continue;
        }
        if (lexer.accept(')'))
            continue;
        const std::optional<quint32> uid = number32(lexer.number());
        if (uid && *uid != 0)
            data.uids.append(Uid{*uid});
    }
    return data;
}

} // namespace godwit::imap
