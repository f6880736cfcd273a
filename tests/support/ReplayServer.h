// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "support/FakeTransport.h"
#include "support/Transcript.h"

#include <QHash>
#include <QPointer>

namespace godwit::test {

/// Plays the server's side of a Transcript over a FakeTransport and checks the client's side octet by octet.
class ReplayServer : public QObject {
    Q_OBJECT
public:
    ReplayServer(Transcript transcript, int octetsPerRead, bool encryptedFromTheStart = true);
    ReplayServer(const QString &transcriptFile, int octetsPerRead, bool encryptedFromTheStart = true)
        : ReplayServer(Transcript::fromFile(transcriptFile), octetsPerRead, encryptedFromTheStart)
    { }

    /// For the session, once.
    std::unique_ptr<net::Transport> takeTransport() { return std::move(m_owned); }
    FakeTransport *transport() const { return m_transport; }

    /// Everything was said by both sides, and nothing else.
    bool finished() const;
    /// What was wrong, or what is still missing; empty when finished().
    QString unexpected() const;
    /// Steps that have been played.
    int played() const { return int(m_next); }

private:
    void advance();
    void clientWrote(const QByteArray &octets);
    bool matchClient();
    QByteArray substituted(QByteArray octets) const;
    void fail(const QString &why);

    Transcript m_transcript;
    std::unique_ptr<FakeTransport> m_owned;
    QPointer<FakeTransport> m_transport;
    QHash<QByteArray, QByteArray> m_tags;
    QByteArray m_pending; ///< from the client, not matched yet
    qsizetype m_next = 0;
    int m_handshakes = 0;
    QString m_failure;
};

} // namespace godwit::test
