// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QList>
#include <QString>

namespace godwit::test {

/// A recorded or constructed conversation, from a text file (tests/replay):
///
///     # comment
///     C: {tag} SELECT INBOX       the client must send this line (CRLF is added)
///     S: * 12 EXISTS              the server sends this line (CRLF is added)
///     CX: \x00abc\r\n             the same with escapes (\r \n \\ \xHH) and without CRLF
///     SX: * OK
///     ! drop                      the server breaks the link
///     ! tls                       the client must shake hands here
///     ! close                     the client must close the connection here
///
/// `{tag}` (or `{tag1}`, `{tag2}` for commands in flight together) stands for whatever tag the client chose.
class Transcript {
public:
    struct Step {
        enum class Kind { Client, Server, Drop, Tls, Close };
        Kind kind = Kind::Client;
        QByteArray octets;
        int line = 0;
    };

    static Transcript fromText(const QByteArray &text);
    /// `name` is relative to tests/replay.  A missing file gives an empty transcript, which no conversation satisfies.
    static Transcript fromFile(const QString &name);

    const QList<Step> &steps() const { return m_steps; }
    bool isValid() const { return m_error.isEmpty() && !m_steps.isEmpty(); }
    QString error() const { return m_error; }

private:
    QList<Step> m_steps;
    QString m_error;
};

} // namespace godwit::test
