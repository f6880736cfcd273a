// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The commands of pop3::Session that run over many messages, pipelined where the server offers it (RFC 2449
// section 6.6).
#include "pop3/Session.h"

namespace godwit::pop3 {

using Kind = MailError::Kind;
using Detail = MailError::Detail;

Task<Result<void>> Session::forEach(
    QByteArray verb, Shape shape, QList<int> numbers, std::function<void(int, Reply)> take)
{
    if (const std::optional<MailError> error = outOfStep())
        co_return tl::unexpected(*error);
    net::ChannelGuard guard(&m_channel);
    const qsizetype atOnce =
        m_capabilities.has("PIPELINING") ? 10 : 1; // more, and both sides may block on full buffers
    qsizetype asked = 0;
    for (qsizetype answered = 0; answered < numbers.size(); ++answered) {
        // Refilled by halves: fewer and larger packets.
        if (asked - answered <= atOnce / 2) {
            QByteArray lines;
            for (; asked < numbers.size() && asked - answered < atOnce; ++asked) {
                lines += verb + ' ' + QByteArray::number(numbers[asked]) + "\r\n";
                m_parser.expect(shape, m_options.messageLimit);
                ++m_channel.statistics().commands;
            }
            m_channel.send(lines);
        }
        Result<Reply> answer = co_await reply(m_options.replyLimit);
        if (!answer)
            co_return tl::unexpected(answer.error());
        if (answer->status == Reply::Status::Continue)
            co_return tl::unexpected(closeWith(answer->toError()));
        take(numbers[answered], std::move(*answer));
    }
    guard.done();
    co_return Result<void>();
}

Task<Result<void>> Session::retr(QList<int> numbers, Consumer take)
{
    const auto convert = [this, take](int number, Reply answer) {
        if (answer.isOk() && !answer.truncated) {
            take(number, std::move(answer.body));
            return;
        }
        MailError error = answer.toError();
        if (answer.isOk()) {
            error.kind = Kind::Refused;
            error.detail = Detail::LimitExceeded;
        }
        take(number, tl::unexpected(placed(error)));
    };
    const std::function<void(int, Reply)> consumer = convert;
    co_return co_await forEach("RETR", Shape::Body, numbers, consumer);
}

Task<Result<QList<int>>> Session::dele(QList<int> numbers)
{
    QList<int> refused;
    m_deleted = m_deleted || !numbers.isEmpty();
    const std::function<void(int, Reply)> consumer = [&refused](int number, Reply answer) {
        if (!answer.isOk())
            refused.append(number);
    };
    const Result<void> done = co_await forEach("DELE", Shape::Line, numbers, consumer);
    if (!done)
        co_return tl::unexpected(done.error());
    co_return refused;
}

/// A few commands and their replies, in one flight where the server allows it.
Task<Result<QList<Reply>>> Session::exchangeAll(QByteArrayList lines, QList<ReplyParser::Shape> shapes)
{
    if (const std::optional<MailError> error = outOfStep())
        co_return tl::unexpected(*error);
    net::ChannelGuard guard(&m_channel);
    const bool pipelined = m_capabilities.has("PIPELINING");
    for (qsizetype i = 0; pipelined && i < lines.size(); ++i)
        post(lines[i], shapes[i]);
    QList<Reply> replies;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (!pipelined)
            post(lines[i], shapes[i]);
        Result<Reply> answer = co_await reply(m_options.replyLimit);
        if (!answer)
            co_return tl::unexpected(answer.error());
        if (answer->truncated || answer->status == Reply::Status::Continue)
            co_return tl::unexpected(closeWith(MailError()));
        replies.append(std::move(*answer));
    }
    guard.done();
    co_return replies;
}

Task<Result<Inventory>> Session::inventory()
{
    const QByteArrayList lines{"STAT", "UIDL", "LIST"};
    const QList<Shape> shapes{Shape::Line, Shape::Body, Shape::Body};
    const Result<QList<Reply>> replies = co_await exchangeAll(lines, shapes);
    if (!replies)
        co_return tl::unexpected(replies.error());
    const Reply &stat = replies->at(0), &uidl = replies->at(1), &list = replies->at(2);
    const std::optional<MailboxSize> size = stat.isOk() ? parseStat(stat.text) : std::nullopt;
    if (!size)
        co_return tl::unexpected(stat.isOk() ? closeWith(stat.toError()) : placed(stat.toError()));
    Inventory result;
    result.size = *size;
    result.hasUniqueIds = uidl.isOk();
    if (uidl.isOk())
        result.ids = parseUidl(uidl.bodyLines());
    if (list.isOk())
        result.sizes = parseList(list.bodyLines());
    co_return result;
}

} // namespace godwit::pop3
