// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Quirks.h"

#include <algorithm>

namespace godwit::imap {

using namespace std::chrono_literals;

namespace {

constexpr quint32 operator|(Use a, Use b)
{
    return quint32(a) | quint32(b);
}

constexpr quint32 Nothing = 0;

bool isInDomain(const QByteArray &host, QByteArrayView domain)
{
    return host == domain || host.endsWith('.' + domain.toByteArray());
}

} // namespace

const QList<Quirk> &Quirks::table()
{
    // clang-format off
    static const QList<Quirk> rows{
        {"Gmail", "X-GM-EXT-1", nullptr, nullptr, nullptr, {}, quint32(Use::TextSearch), 3, 0min,

         QuirkReason::WholeWordSearch,
         "searches by whole words (X-GM-RAW is used); 15 connections for all devices together"},
        {"Exchange Online", nullptr, nullptr, "microsoft exchange imap4 service", "outlook.office365.com",
         {"IMAP4REV2", "ESEARCH"}, quint32(Use::PartialFetch), 0, 0min,

         QuirkReason::EstimatedSizes,
         "RFC822.SIZE is an estimate; ESEARCH without its results where IMAP4rev2 is listed"},
        {"Exchange 2003", nullptr, "microsoft exchange server 2003", nullptr, nullptr, {"NAMESPACE"}, Nothing, 0, 0min,
         QuirkReason::DropsAtNamespace, "drops the connection at NAMESPACE"},
        {"Exchange 2007", nullptr, "microsoft exchange server 2007", nullptr, nullptr, {"NAMESPACE"}, Nothing, 0, 0min,
         QuirkReason::DropsAtNamespace, "drops the connection at NAMESPACE"},
        {"iCloud", "XAPPLEPUSHSERVICE", nullptr, nullptr, nullptr, {"QRESYNC", "ESEARCH", "BINARY"},
         Use::LoginCapabilities | Use::HeaderSearch, 0, 0min,

         QuirkReason::EnablesNothing,
         "ENABLE QRESYNC enables nothing; ESEARCH gives COUNT only; BINARY.SIZE is no number"},
        {"Yahoo", nullptr, nullptr, nullptr, "mail.yahoo.com", {}, quint32(Use::HeaderSearch), 0, 0min,
         QuirkReason::FindsNoHeaderFields, "finds no header fields"},
        {"AOL", nullptr, nullptr, nullptr, "imap.aol.com", {}, quint32(Use::HeaderSearch), 0, 0min,
         QuirkReason::FindsNoHeaderFields, "finds no header fields"},
        {"Yahoo Japan", nullptr, nullptr, nullptr, "mail.yahoo.co.jp", {"MOVE"}, quint32(Use::HeaderSearch), 0, 0min,
         QuirkReason::RefusesMoves, "refuses every MOVE; finds no Message-ID"},
        {"Zoho", nullptr, nullptr, nullptr, "zoho.com", {}, quint32(Use::FlagSearch), 0, 0min,
         QuirkReason::UnreliableFlagSearch, "finds messages by flags only now and then"},
        {"Zoho (Europe)", nullptr, nullptr, nullptr, "zoho.eu", {}, quint32(Use::FlagSearch), 0, 0min,
         QuirkReason::UnreliableFlagSearch, "finds messages by flags only now and then"},
        {"QQ", nullptr, nullptr, nullptr, "qq.com", {}, Use::TextSearch | Use::HeaderSearch, 0, 0min,
         QuirkReason::IgnoresSearches, "ignores what is searched for, or says BAD"},
        {"NetEase 163", nullptr, nullptr, nullptr, "163.com", {"LIST-STATUS"}, Nothing, 0, 0min,
         QuirkReason::EmptyStatusList, "answers STATUS with an empty list"},
        {"NetEase 126", nullptr, nullptr, nullptr, "126.com", {"LIST-STATUS"}, Nothing, 0, 0min,
         QuirkReason::EmptyStatusList, "answers STATUS with an empty list"},
        {"NetEase yeah.net", nullptr, nullptr, nullptr, "yeah.net", {"LIST-STATUS"}, Nothing, 0, 0min,
         QuirkReason::EmptyStatusList, "answers STATUS with an empty list"},
        {"Yandex", nullptr, nullptr, "yandex imap", "yandex.com", {}, quint32(Use::SectionFetch), 0, 0min,
         QuirkReason::LeavesOutParts, "leaves out the content of parts"},
        {"Yandex (ru)", nullptr, nullptr, nullptr, "yandex.ru", {}, quint32(Use::SectionFetch), 0, 0min,
         QuirkReason::LeavesOutParts, "leaves out the content of parts"},
        {"GMX", nullptr, nullptr, nullptr, "gmx.net", {}, Nothing, 0, 12min,
         QuirkReason::ForgetsIdle, "forgets IDLE after a quarter of an hour"},
        {"web.de", nullptr, nullptr, nullptr, "web.de", {}, Nothing, 0, 12min,
         QuirkReason::ForgetsIdle, "forgets IDLE after a quarter of an hour"},
        {"mail.com", nullptr, nullptr, nullptr, "imap.mail.com", {}, Nothing, 0, 12min,
         QuirkReason::ForgetsIdle, "forgets IDLE after a quarter of an hour"},
        {"Courier", nullptr, "courier-imap", "courier-imap", nullptr, {}, Nothing, 2, 0min,
         QuirkReason::FewConnections, "allows few connections from one address"},
        {"Cyrus", nullptr, "cyrus imapd", "cyrus imap", nullptr, {"STATUS=MAILBOXID"}, Nothing, 0, 0min,
         QuirkReason::WrongMailboxIds, "MAILBOXID of STATUS is octets from anywhere (3.6); SELECT has it right"},
        {"Domino", nullptr, nullptr, "domino imap4", nullptr, {}, quint32(Use::Envelope), 0, 0min,
         QuirkReason::OddEnvelopes, "puts ENVELOPE into parentheses of its own"},
        {"Proton Mail Bridge", nullptr, "gluon", "proton mail bridge", nullptr,
         {"LIST-EXTENDED", "LIST-STATUS", "SPECIAL-USE", "ESEARCH", "SORT", "CONDSTORE", "QRESYNC"}, Nothing, 0, 0min,
         QuirkReason::RejectsListOptions, "says BAD to LIST with options"},
        {"Strato", nullptr, nullptr, nullptr, "strato.de", {"IMAP4REV2", "LIST-EXTENDED", "LIST-STATUS", "ESEARCH"},
         Nothing, 0, 0min,
         QuirkReason::EmptyListWithOptions, "LIST with options gives nothing; ESEARCH leaves out its results"},
        {"Seznam", nullptr, nullptr, nullptr, "seznam.cz", {}, Use::HeaderSearch | Use::CopyDrafts, 0, 0min,
         QuirkReason::DropsAtUnknownFields, "drops the connection at an unknown header field; copies no drafts"},
    };
    // clang-format on
    return rows;
}

template <typename Matches> void Quirks::apply(Matches matches)
{
    for (qsizetype i = 0; i < table().size(); ++i) {
        if (m_rows.contains(i) || !matches(table()[i]))
            continue;
        m_rows.append(i);
        m_usesOff |= table()[i].usesOff;
    }
}

void Quirks::setHost(const QString &host)
{
    const QByteArray name = host.toLower().toUtf8();
    apply([&name](const Quirk &quirk) { return quirk.host && isInDomain(name, quirk.host); });
}

void Quirks::sawGreeting(const QString &text)
{
    const QByteArray lower = text.toLower().toUtf8();
    apply([&lower](const Quirk &quirk) { return quirk.greeting && lower.contains(quirk.greeting); });
}

void Quirks::sawCapabilities(const Capabilities &capabilities)
{
    apply([&capabilities](const Quirk &quirk) { return quirk.capability && capabilities.has(quirk.capability); });
}

void Quirks::sawId(const IdData &id)
{
    const QByteArray name = (id.field("vendor") + ' ' + id.field("name")).toLower();
    apply([&name](const Quirk &quirk) { return quirk.id && name.contains(quirk.id); });
}

void Quirks::learn(const QByteArray &capability)
{
    if (!m_learned.contains(capability))
        m_learned.append(capability);
}

Capabilities Quirks::without(Capabilities capabilities) const
{
    for (const qsizetype row : m_rows) {
        for (const QByteArray &off : table()[row].capabilitiesOff)
            capabilities.remove(off);
    }
    for (const QByteArray &off : m_learned + m_unwanted)
        capabilities.remove(off);
    return capabilities;
}

std::optional<int> Quirks::connections() const
{
    std::optional<int> least;
    for (const qsizetype row : m_rows) {
        const int limit = table()[row].connections;
        if (limit > 0)
            least = std::min(limit, least.value_or(limit));
    }
    return least;
}

std::optional<std::chrono::minutes> Quirks::idleRenewal() const
{
    std::optional<std::chrono::minutes> least;
    for (const qsizetype row : m_rows) {
        const std::chrono::minutes limit = table()[row].idleRenewal;
        if (limit > 0min)
            least = std::min(limit, least.value_or(limit));
    }
    return least;
}

QList<const Quirk *> Quirks::rows() const
{
    QList<const Quirk *> list;
    for (const qsizetype row : m_rows)
        list.append(&table()[row]);
    return list;
}

} // namespace godwit::imap
