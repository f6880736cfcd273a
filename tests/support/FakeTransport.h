// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/OneShot.h"
#include "net/Transport.h"

#include <deque>

namespace godwit::test {

/// A connection in memory.  The client's side is net::Transport; the test is the server: it reads what was written()
/// and serves octets, silence, garbage, a broken link, a failing handshake.  Everything is delivered from the event
/// loop, in order.  The session owns it: keep a QPointer.
class FakeTransport final : public net::Transport {
    Q_OBJECT
public:
    explicit FakeTransport(bool encryptedFromTheStart = true) : m_encrypted(encryptedFromTheStart) { }

    // ---- the client's side
    Task<Result<void>> open() override;
    Task<Result<void>> startTls() override;
    void send(const QByteArray &octets) override;
    qint64 unsentOctets() const override { return m_unsent.size(); }
    void close() override;
    bool isEncrypted() const override { return m_encrypted; }

    // ---- the server's side
    /// 0: as served.
    void setOctetsPerRead(int octets) { m_octetsPerRead = octets; }
    /// Give at most so many octets to the operating system per turn of the event loop; 0: all at once.
    void setOctetsPerWrite(int octets) { m_octetsPerWrite = octets; }
    void failOpening(const MailError &error) { m_openError = error; }
    void failTls(const MailError &error) { m_tlsError = error; }
    void serve(const QByteArray &octets);
    /// The link breaks after everything that was served before.
    void drop(MailError::Detail why = MailError::Detail::ConnectionLost);
    /// Nothing is delivered until resumeDelivery().
    void stall() { m_stalled = true; }
    void resumeDelivery();
    bool isDelivered() const { return m_toClient.empty(); }

    /// All that the client sent so far.
    const QByteArray &fromClient() const { return m_fromClient; }
    QByteArray takeFromClient() { return std::exchange(m_fromClient, {}); }
    bool isClosed() const { return m_closed; }
    int handshakes() const { return m_handshakes; }

Q_SIGNALS:
    void written(const QByteArray &octets);
    void closedByClient();

private:
    struct Delivery {
        QByteArray octets;
        std::optional<MailError> loss;
    };
    void schedule();
    void deliver();
    void writeOut();
    Task<void> nextTurn();

    std::deque<Delivery> m_toClient;
    QByteArray m_fromClient;
    QByteArray m_unsent;
    std::optional<MailError> m_openError, m_tlsError;
    int m_octetsPerRead = 0;
    int m_octetsPerWrite = 0;
    int m_handshakes = 0;
    bool m_encrypted;
    bool m_opened = false;
    bool m_closed = false;
    bool m_broken = false; ///< by the server: what is unsent stays so
    bool m_stalled = false;
    bool m_scheduled = false;
};

} // namespace godwit::test
