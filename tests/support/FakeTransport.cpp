// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/FakeTransport.h"

#include <QPointer>

namespace godwit::test {

Task<void> FakeTransport::nextTurn()
{
    const OneShot<bool> turn;
    QMetaObject::invokeMethod(
        this, [turn] { turn.set(true); }, Qt::QueuedConnection);
    co_await turn;
}

Task<Result<void>> FakeTransport::open()
{
    co_await nextTurn();
    if (m_openError) {
        m_closed = true;
        co_return tl::unexpected(*m_openError);
    }
    m_opened = true;
    schedule();
    co_return Result<void>();
}

Task<Result<void>> FakeTransport::startTls()
{
    if (!m_toClient.empty()) {
        close();
        co_return failure(MailError::Kind::Tls, MailError::Detail::StartTlsInjection);
    }
    co_await nextTurn();
    ++m_handshakes;
    if (m_tlsError) {
        close();
        co_return tl::unexpected(*m_tlsError);
    }
    m_encrypted = true;
    co_return Result<void>();
}

void FakeTransport::send(const QByteArray &octets)
{
    if (m_closed || !m_opened)
        return;
    m_unsent += octets;
    if (m_octetsPerWrite == 0)
        writeOut();
    else
        QMetaObject::invokeMethod(
            this, [this] { writeOut(); }, Qt::QueuedConnection);
}

void FakeTransport::writeOut()
{
    if (m_unsent.isEmpty() || m_broken)
        return;
    const qsizetype count =
        m_octetsPerWrite == 0 ? m_unsent.size() : qMin(qsizetype(m_octetsPerWrite), m_unsent.size());
    const QByteArray octets = m_unsent.left(count);
    m_unsent.remove(0, count);
    m_fromClient += octets;
    Q_EMIT written(octets);
    if (m_octetsPerWrite == 0)
        return;
    if (!m_unsent.isEmpty())
        QMetaObject::invokeMethod(
            this, [this] { writeOut(); }, Qt::QueuedConnection);
    Q_EMIT sent();
}

void FakeTransport::close()
{
    if (std::exchange(m_closed, true))
        return;
    m_toClient.clear();
    Q_EMIT closedByClient();
}

void FakeTransport::serve(const QByteArray &octets)
{
    if (m_closed || octets.isEmpty())
        return;
    m_toClient.push_back(Delivery{octets, {}});
    schedule();
}

void FakeTransport::drop(MailError::Detail why)
{
    MailError error;
    error.kind = MailError::Kind::Network;
    error.detail = why;
    m_toClient.push_back(Delivery{{}, error});
    schedule();
}

void FakeTransport::resumeDelivery()
{
    m_stalled = false;
    schedule();
}

void FakeTransport::schedule()
{
    if (m_scheduled || m_toClient.empty() || !m_opened || m_stalled)
        return;
    m_scheduled = true;
    QMetaObject::invokeMethod(
        this, [this] { deliver(); }, Qt::QueuedConnection);
}

void FakeTransport::deliver()
{
    m_scheduled = false;
    if (m_closed || m_stalled || m_toClient.empty())
        return;
    Delivery &next = m_toClient.front();
    if (next.loss) {
        const MailError error = *next.loss;
        m_closed = true;
        m_broken = true;
        m_toClient.clear();
        Q_EMIT lost(error);
        return;
    }
    QByteArray octets;
    if (m_octetsPerRead > 0 && next.octets.size() > m_octetsPerRead) {
        octets = next.octets.left(m_octetsPerRead);
        next.octets.remove(0, m_octetsPerRead);
    } else {
        octets = next.octets;
        m_toClient.pop_front();
    }
    schedule();
    Q_EMIT received(octets);
}

} // namespace godwit::test
