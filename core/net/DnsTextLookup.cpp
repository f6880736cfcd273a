// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/DnsTextLookup.h"

#include <QDnsLookup>
#include <QNetworkProxyFactory>
#include <QTimer>
#include <QUrl>
#include <chrono>

namespace godwit::net {

namespace {

using namespace std::chrono_literals;

constexpr auto Patience = 10s;
constexpr qint64 KeptMs = 60 * 60 * 1000;

bool goesOverProxy(const QString &name)
{
    QUrl url;
    url.setScheme(QStringLiteral("https"));
    url.setHost(name);
    for (const QNetworkProxy &proxy : QNetworkProxyFactory::proxyForQuery(QNetworkProxyQuery(url))) {
        if (proxy.type() != QNetworkProxy::NoProxy && proxy.type() != QNetworkProxy::DefaultProxy)
            return true;
    }
    return false;
}

} // namespace

DnsTextLookup::DnsTextLookup(QObject *parent) : QObject(parent)
{ }

void DnsTextLookup::ask(const QString &name, std::function<void(const TextRecords &)> answer)
{
    const QString key = name.toLower();
    const auto kept = m_kept.constFind(key);
    if (kept != m_kept.cend() && !kept->until.hasExpired()) {
        answerLater(kept->records, answer);
        return;
    }
    if (m_outstanding >= MaximumOutstanding || goesOverProxy(key)) {
        answerLater({}, answer);
        return;
    }
    ++m_outstanding;
    auto *lookup = new QDnsLookup(QDnsLookup::TXT, key, this);
    connect(
        lookup, &QDnsLookup::finished, this, [this, lookup, answer = std::move(answer)] { finished(lookup, answer); });
    QTimer::singleShot(Patience, lookup, [lookup] { lookup->abort(); });
    lookup->lookup();
}

void DnsTextLookup::answerLater(const TextRecords &records, const std::function<void(const TextRecords &)> &answer)
{
    QMetaObject::invokeMethod(
        this, [records, answer] { answer(records); }, Qt::QueuedConnection);
}

void DnsTextLookup::finished(QDnsLookup *lookup, const std::function<void(const TextRecords &)> &answer)
{
    --m_outstanding;
    lookup->deleteLater();
    TextRecords out;
    out.answered = lookup->error() == QDnsLookup::NoError || lookup->error() == QDnsLookup::NotFoundError;
    for (const QDnsTextRecord &record : lookup->textRecords()) {
        const QByteArray whole = record.values().join();
        if (whole.size() <= MaximumRecordOctets)
            out.records.append(whole);
    }
    if (m_kept.size() >= MaximumKept)
        m_kept.clear();
    if (out.answered)
        m_kept.insert(lookup->name(), {out, QDeadlineTimer(KeptMs)});
    answer(out);
}

} // namespace godwit::net
