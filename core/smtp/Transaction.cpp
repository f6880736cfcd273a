// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The mail transaction of smtp::Session: RFC 5321 section 3.3, pipelined by RFC 2920.
#include "base/Limits.h"
#include "smtp/Session.h"
#include "smtp/wire/DotStuffing.h"
#include "smtp/wire/Envelope.h"

namespace godwit::smtp {

using Kind = MailError::Kind;
using Detail = MailError::Detail;

namespace {
constexpr qsizetype BlockOctets = 128 * limits::KiB;
constexpr qsizetype UnsentOctets = 256 * limits::KiB;

MailError localError(Kind kind, Detail detail)
{
    MailError error;
    error.kind = kind;
    error.detail = detail;
    return error;
}
} // namespace

/// MAIL, RCPT and DATA of a message.  Errors: Refused, an address or the size.
Result<QByteArrayList> Session::opening(const Submission &submission, Envelope &envelope) const
{
    const Result<Envelope> made = Envelope::make(submission.envelopeFrom, submission.recipients);
    if (!made)
        return tl::unexpected(placed(made.error()));
    envelope = *made;
    const std::optional<qint64> limit = m_capabilities.sizeLimit();
    if (limit && submission.message.size() > *limit) { // S-133
        MailError error = localError(Kind::Refused, Detail::TooLarge);
        error.responseCode = "5.3.4";
        return tl::unexpected(placed(error));
    }
    QByteArray parameters;
    if (m_capabilities.has("SIZE"))
        parameters += " SIZE=" + QByteArray::number(submission.message.size());
    if (supportsEightBit() && isEightBit(submission.message))
        parameters += " BODY=8BITMIME";
    QByteArrayList lines{"MAIL FROM:<" + envelope.from + '>' + parameters};
    for (const QByteArray &recipient : std::as_const(envelope.recipients))
        lines.append("RCPT TO:<" + recipient + '>');
    lines.append("DATA");
    return lines;
}

Task<Result<DeliveryReport>> Session::send(Submission submission, std::optional<Submission> following)
{
    m_report = DeliveryReport();
    m_outcomeOpen = false;
    m_following.clear();
    Envelope envelope;
    const Result<QByteArrayList> lines = opening(submission, envelope);
    if (m_ahead && (!lines || *lines != *m_ahead)) // the server waits for another message
        co_return tl::unexpected(closeWith(localError(Kind::Network, Detail::ConnectionLost)));
    if (!lines)
        co_return tl::unexpected(lines.error());
    if (!m_ahead) {
        if (const std::optional<MailError> error = outOfStep())
            co_return tl::unexpected(*error);
    }
    if (following && m_capabilities.has("PIPELINING")) {
        Envelope next;
        m_following = opening(*following, next).value_or(QByteArrayList());
        following.reset();
    }
    net::ChannelGuard guard(&m_channel);
    const Result<DeliveryReport> report = co_await deliver(envelope, *lines, submission.message);
    guard.done();
    if (!m_ahead)
        m_sentAhead = 0;
    m_outcomeOpen = false;
    co_return report;
}

void Session::sendAhead(const QByteArrayList &lines)
{
    m_channel.send(lines.join("\r\n") + "\r\n");
    m_channel.statistics().commands += lines.size();
    m_sentAhead = int(lines.size());
}

/// Everything up to the reply to DATA; in one flight where the server allows it, and then all replies are read.
Task<Result<Reply>> Session::openData(Envelope envelope, QByteArrayList lines)
{
    if (m_needsReset)
        lines.prepend("RSET");
    const bool pipelined = m_capabilities.has("PIPELINING");
    const bool opened = m_ahead.has_value();
    m_ahead.reset();
    if (pipelined && !opened)
        sendAhead(lines);

    m_senderError.reset();
    if (m_needsReset) {
        const Result<Reply> reset = co_await exchange(lines.takeFirst());
        if (!reset)
            co_return reset;
        m_needsReset = false;
    }
    const Result<Reply> sender = co_await exchange(lines.takeFirst());
    if (!sender)
        co_return sender;
    if (!sender->isPositive())
        m_senderError = placed(sender->toError());
    bool inStep = !sender->isIntermediate();
    for (const QString &name : envelope.names) {
        if (!pipelined && m_senderError)
            break;
        const Result<Reply> answer = co_await exchange(lines.takeFirst());
        if (!answer)
            co_return answer;
        inStep = inStep && !answer->isIntermediate();
        RecipientResult recipient;
        recipient.address = name;
        recipient.accepted = answer->isPositive();
        if (!recipient.accepted)
            recipient.error = placed(answer->toError());
        m_report.recipients.append(recipient);
    }
    if (!inStep)
        co_return tl::unexpected(closeWith(localError(Kind::Protocol, Detail::None)));
    if (!pipelined && !hasRecipient()) {
        m_needsReset = true;
        co_return tl::unexpected(refusedByAll());
    }
    co_return co_await exchange("DATA");
}

Task<Result<DeliveryReport>> Session::deliver(Envelope envelope, QByteArrayList lines, QByteArray message)
{
    const Result<Reply> data = co_await openData(envelope, lines);
    if (!data)
        co_return tl::unexpected(data.error());
    if (data->isPositive()) // S-040: nothing was sent that could be accepted
        co_return tl::unexpected(closeWith(localError(Kind::Protocol, Detail::UnknownOutcome)));
    if (!data->isIntermediate()) {
        m_needsReset = true;
        co_return tl::unexpected(hasRecipient() ? failAll(data->toError()) : refusedByAll());
    }
    if (!hasRecipient()) { // RFC 2920 section 3.1: 354 without a recipient is ended by an empty message
        m_needsReset = true;
        m_channel.send(".\r\n");
        const Result<Reply> ignored = co_await reply(m_options.finalReplyLimit);
        Q_UNUSED(ignored)
        co_return tl::unexpected(refusedByAll());
    }
    const Result<Reply> accepted = co_await upload(message);
    if (!accepted)
        co_return tl::unexpected(failAll(accepted.error()));
    if (!accepted->isPositive()) {
        m_needsReset = true;
        co_return tl::unexpected(failAll(accepted->toError()));
    }
    m_report.serverText = accepted->text();
    co_return m_report;
}

/// The message in blocks, the last of which holds the final dot and is handed over only when the server has said
/// nothing.
Task<Result<Reply>> Session::upload(QByteArray message)
{
    const QByteArray octets = dotStuffed(message) + ".\r\n";
    message.clear();
    qsizetype at = 0;
    for (;;) {
        m_parser.feed(m_channel.takeUnread());
        if (!m_parser.isEmpty()) {
            const Result<Reply> early = co_await reply(m_options.replyLimit);
            if (early && early->code >= 400) // refused half-way: the dot will not follow
                co_return tl::unexpected(closeWith(early->toError()));
            if (!early && m_goodbye)
                co_return early;
            co_return tl::unexpected(closeWith(localError(Kind::Protocol, Detail::UnknownOutcome))); // S-040
        }
        if (octets.size() - at <= BlockOctets)
            break;
        m_channel.send(octets.mid(at, BlockOctets));
        at += BlockOctets;
        const Result<void> room = co_await m_channel.drained(UnsentOctets, m_options.dataBlockLimit);
        if (!room)
            co_return tl::unexpected(closeWith(room.error()));
    }
    co_return co_await finish(octets.mid(at));
}

Task<Result<Reply>> Session::finish(QByteArray lastBlock)
{
    m_outcomeOpen = true;
    const qsizetype blockOctets = lastBlock.size();
    if (!m_following.isEmpty()) {
        lastBlock += m_following.join("\r\n") + "\r\n";
        m_channel.statistics().commands += m_following.size();
        m_sentAhead = int(m_following.size());
        m_ahead = std::exchange(m_following, {});
    }
    // Less than this unsent may be what follows the dot.
    const qsizetype untouched = lastBlock.size() == blockOctets ? 1 : lastBlock.size();
    m_channel.send(lastBlock);
    const Result<Reply> answer = co_await reply(m_options.finalReplyLimit);
    m_outcomeOpen = false;
    if (!answer && m_goodbye)
        co_return answer; // 421 says that it was not taken
    if (answer && answer->code >= 400 && m_ahead)
        m_channel
            .close(); // no RSET can go in front of what has gone out: the next message gets a connection of its own
    MailError error = answer ? localError(Kind::Protocol, Detail::None) : answer.error();
    if (answer && !answer->isIntermediate())
        co_return answer;
    // Octets that never reached the operating system cannot have reached the server either.
    if (error.detail != Detail::ConnectionLost || m_channel.unsentOctets() < untouched)
        error.detail = Detail::UnknownOutcome;
    co_return tl::unexpected(closeWith(error));
}

bool Session::hasRecipient() const
{
    return !m_senderError
        && std::any_of(m_report.recipients.begin(), m_report.recipients.end(),
            [](const RecipientResult &recipient) { return recipient.accepted; });
}

/// The error that stands for all: one that time may heal, else the first.
MailError Session::refusedByAll() const
{
    if (m_senderError || m_report.recipients.isEmpty())
        return m_senderError.value_or(MailError());
    for (const RecipientResult &recipient : m_report.recipients) {
        if (recipient.error.kind == Kind::Temporary)
            return recipient.error;
    }
    return m_report.recipients.first().error;
}

MailError Session::failAll(const MailError &error)
{
    MailError placedError = placed(error);
    for (RecipientResult &recipient : m_report.recipients) {
        if (std::exchange(recipient.accepted, false))
            recipient.error = placedError;
    }
    return placedError;
}

} // namespace godwit::smtp
