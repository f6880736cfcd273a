// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArrayList>
#include <QMap>
#include <optional>

namespace godwit::smtp {

/// The service extensions of an EHLO reply (RFC 5321 section 4.1.1.1).
class Capabilities {
public:
    /// `lines`: the reply's texts, the first of which is the greeting.  Unknown keywords are kept, odd ones skipped.
    static Capabilities fromEhlo(const QByteArrayList &lines);

    bool has(const QByteArray &keyword) const { return m_keywords.contains(keyword); }
    /// RFC 1870; nothing when the server states no limit.
    std::optional<qint64> sizeLimit() const;
    /// SASL mechanisms in upper case; `AUTH=PLAIN` is read like `AUTH PLAIN`.
    QByteArrayList mechanisms() const { return m_keywords.value("AUTH").split(' '); }
    /// "SIZE 26214400", "PIPELINING", ... sorted.
    QByteArrayList toWire() const;

private:
    QMap<QByteArray, QByteArray> m_keywords; ///< in upper case -> parameters
};

} // namespace godwit::smtp
