// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/ConnectionHistory.h"

#include <QRegularExpression>
#include <algorithm>

namespace godwit::sync {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype ShortestMaskedName = 3;

void mask(ConnectionRecord &record, const QStringList &names)
{
    for (QString &line : record.facts.log)
        line = maskedText(line, names);
    if (record.why)
        record.why->serverText = maskedText(record.why->serverText, names);
    record.facts.server.name = maskedText(record.facts.server.name, names);
}

} // namespace

QString maskedText(QString text, const QStringList &names)
{
    static const QRegularExpression localPart(u"[^\\s<>\"'(),:;@\\[\\]]+@(?=[^\\s<>\"'(),:;@])"_s);
    text.replace(localPart, u"…@"_s);
    for (const QString &name : names) {
        if (name.size() >= ShortestMaskedName)
            text.replace(name, u"…"_s, Qt::CaseInsensitive);
    }
    return text;
}

std::optional<ConnectionRecord> ConnectionReport::latest(ServerSide side) const
{
    std::optional<ConnectionRecord> newest;
    for (const ConnectionRecord &record : connections) {
        if (record.side != side)
            continue;
        if (record.facts.server.isKnown())
            return record;
        if (!newest)
            newest = record;
    }
    return newest;
}

ConnectionHistory::Number ConnectionHistory::begin(
    ServerSide side, const QString &protocol, const net::Endpoint &endpoint, Look look)
{
    Entry entry;
    entry.number = m_next++;
    entry.record.side = side;
    entry.record.protocol = protocol;
    entry.record.endpoint = endpoint;
    entry.record.began = m_clock->now();
    entry.look = std::move(look);
    m_entries.push_front(std::move(entry));
    while (m_entries.size() > MaximumConnections)
        m_entries.pop_back();
    for (std::size_t i = MaximumLogs; i < m_entries.size(); ++i)
        m_entries[i].record.facts.log.clear();
    return m_entries.front().number;
}

ConnectionHistory::Entry *ConnectionHistory::find(Number number)
{
    const auto found = std::find_if(
        m_entries.begin(), m_entries.end(), [number](const Entry &entry) { return entry.number == number; });
    return found == m_entries.end() ? nullptr : &*found;
}

/// A socket that was closed does not know any more how it was encrypted.
ConnectionFacts ConnectionHistory::Entry::facts() const
{
    if (!look)
        return record.facts;
    ConnectionFacts now = look();
    now.signedIn = signedIn;
    if (now.tlsProtocol.isEmpty()) {
        now.tlsProtocol = record.facts.tlsProtocol;
        now.tlsCipher = record.facts.tlsCipher;
    }
    return now;
}

void ConnectionHistory::signedIn(Number number)
{
    if (Entry *const found = find(number)) {
        found->signedIn = true;
        found->record.facts = found->facts();
    }
}

void ConnectionHistory::ended(Number number, const std::optional<MailError> &why)
{
    Entry *const found = find(number);
    if (!found || !found->look)
        return;
    found->record.facts = found->facts();
    found->look = nullptr;
    found->record.ended = m_clock->now();
    found->record.why = why ? why : found->record.facts.loss;
}

ConnectionReport ConnectionHistory::report(const account::Settings &settings) const
{
    ConnectionReport report;
    report.account = settings.key;
    const auto localPart = [](const QString &address) {
        return address.left(address.indexOf(u'@'));
    };
    const QStringList names{settings.email, settings.incomingUser, settings.outgoingUser, localPart(settings.email),
        localPart(settings.incomingUser), localPart(settings.outgoingUser)};
    for (const Entry &entry : m_entries) {
        ConnectionRecord record = entry.record;
        record.facts = entry.facts();
        mask(record, names);
        report.connections.append(record);
    }
    return report;
}

} // namespace godwit::sync
