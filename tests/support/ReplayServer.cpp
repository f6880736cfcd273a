// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/ReplayServer.h"

namespace godwit::test {

namespace {

/// The end of a `{tag...}` at `at`, or -1.
qsizetype placeholderEnd(const QByteArray &text, qsizetype at)
{
    return text.sliced(at).startsWith("{tag") ? text.indexOf('}', at) : -1;
}

bool isTagCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

} // namespace

ReplayServer::ReplayServer(Transcript transcript, int octetsPerRead, bool encryptedFromTheStart)
    : m_transcript(std::move(transcript)), m_owned(std::make_unique<FakeTransport>(encryptedFromTheStart)),
      m_transport(m_owned.get())
{
    m_transport->setOctetsPerRead(octetsPerRead);
    connect(m_transport, &FakeTransport::written, this, &ReplayServer::clientWrote);
    connect(m_transport, &FakeTransport::closedByClient, this, &ReplayServer::advance);
    if (!m_transcript.isValid())
        m_failure = m_transcript.error().isEmpty() ? QStringLiteral("empty transcript") : m_transcript.error();
    advance();
}

void ReplayServer::fail(const QString &why)
{
    if (m_failure.isEmpty())
        m_failure = why;
}

void ReplayServer::clientWrote(const QByteArray &octets)
{
    m_pending += octets;
    advance();
}

void ReplayServer::advance()
{
    while (m_failure.isEmpty() && m_transport && m_next < m_transcript.steps().size()) {
        const Transcript::Step &step = m_transcript.steps()[m_next];
        switch (step.kind) {
        case Transcript::Step::Kind::Client:
            if (!matchClient())
                return;
            break;
        case Transcript::Step::Kind::Server:
            m_transport->serve(substituted(step.octets));
            break;
        case Transcript::Step::Kind::Drop:
            m_transport->drop();
            break;
        case Transcript::Step::Kind::Tls:
            if (m_transport->handshakes() == m_handshakes)
                return;
            m_handshakes = m_transport->handshakes();
            break;
        case Transcript::Step::Kind::Close:
            if (!m_transport->isClosed())
                return;
            break;
        }
        ++m_next;
    }
    if (m_failure.isEmpty() && m_next == m_transcript.steps().size() && !m_pending.isEmpty())
        fail(QStringLiteral("the client also sent: %1").arg(QString::fromUtf8(m_pending.left(300))));
}

/// Whether all of the step is there; consumes it.
bool ReplayServer::matchClient()
{
    const Transcript::Step &step = m_transcript.steps()[m_next];
    qsizetype at = 0;
    QHash<QByteArray, QByteArray> tags = m_tags;
    for (qsizetype i = 0; i < step.octets.size(); ++i) {
        const qsizetype end = placeholderEnd(step.octets, i);
        if (end > 0) {
            qsizetype tagEnd = at;
            while (tagEnd < m_pending.size() && isTagCharacter(m_pending[tagEnd]))
                ++tagEnd;
            if (tagEnd == m_pending.size())
                return false;
            tags.insert(step.octets.mid(i, end - i + 1), m_pending.mid(at, tagEnd - at));
            at = tagEnd;
            i = end;
            continue;
        }
        if (at == m_pending.size())
            return false;
        if (m_pending[at] != step.octets[i]) {
            fail(QStringLiteral("line %1 expects: %2 but the client sent: %3")
                     .arg(step.line)
                     .arg(QString::fromUtf8(step.octets.trimmed()), QString::fromUtf8(m_pending.left(300).trimmed())));
            return false;
        }
        ++at;
    }
    m_tags = tags;
    m_pending.remove(0, at);
    return true;
}

QByteArray ReplayServer::substituted(QByteArray octets) const
{
    for (auto tag = m_tags.cbegin(); tag != m_tags.cend(); ++tag)
        octets.replace(tag.key(), tag.value());
    return octets;
}

bool ReplayServer::finished() const
{
    return m_failure.isEmpty() && m_next == m_transcript.steps().size() && m_pending.isEmpty();
}

QString ReplayServer::unexpected() const
{
    if (!m_failure.isEmpty() || finished())
        return m_failure;
    const Transcript::Step &step = m_transcript.steps()[m_next];
    return QStringLiteral("line %1 was not reached: %2; the client had sent: %3")
        .arg(step.line)
        .arg(QString::fromUtf8(step.octets.trimmed()), QString::fromUtf8(m_pending.left(300)));
}

} // namespace godwit::test
