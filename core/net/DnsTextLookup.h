// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "net/TextLookup.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QObject>

class QDnsLookup;

namespace godwit::net {

/// Asks the name servers of the system.  Keeps answers for an hour; gives up after ten seconds.  Where connections go
/// over a proxy nobody is asked: the question would go around it (S-022).
class DnsTextLookup : public QObject, public TextLookup {
    Q_OBJECT
public:
    static constexpr int MaximumKept = 500;
    static constexpr int MaximumOutstanding = 16;
    static constexpr qsizetype MaximumRecordOctets = 8 * 1024;

    explicit DnsTextLookup(QObject *parent = nullptr);
    void ask(const QString &name, std::function<void(const TextRecords &)> answer) override;

private:
    struct Kept {
        TextRecords records;
        QDeadlineTimer until;
    };
    void answerLater(const TextRecords &records, const std::function<void(const TextRecords &)> &answer);
    void finished(QDnsLookup *lookup, const std::function<void(const TextRecords &)> &answer);

    QHash<QString, Kept> m_kept;
    int m_outstanding = 0;
};

} // namespace godwit::net
