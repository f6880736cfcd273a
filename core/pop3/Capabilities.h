// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArrayList>
#include <QMap>

namespace godwit::pop3 {

/// The answer to CAPA (RFC 2449).  A default-constructed value: the server does not know the command.
class Capabilities {
public:
    static Capabilities fromCapa(const QByteArrayList &lines);

    bool isKnown() const { return m_known; }
    bool has(const QByteArray &keyword) const { return m_keywords.contains(keyword); }
    QByteArrayList mechanisms() const { return m_keywords.value("SASL").split(' '); }
    /// USER and PASS: offered, or nothing is known against it.
    bool allowsUser() const { return !m_known || has("USER"); }
    QByteArrayList toWire() const;

private:
    QMap<QByteArray, QByteArray> m_keywords; ///< in upper case -> parameters
    bool m_known = false;
};

} // namespace godwit::pop3
