// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/OneShot.h"
#include "imap/commands/Command.h"
#include "imap/commands/MailboxState.h"

namespace godwit::imap {

/// A command in the pipeline, whatever its type.  Session's own; others use Session::run().
class PendingCommand {
public:
    explicit PendingCommand(Pipelining pipelining) : order(pipelining) { }
    virtual ~PendingCommand() = default;
    PendingCommand(const PendingCommand &) = delete;
    PendingCommand &operator=(const PendingCommand &) = delete;

    virtual void encode(Encoder &out) const = 0;
    virtual bool claims(const Untagged &response) const = 0;
    virtual void take(const Untagged &response) = 0;
    /// Called before settle(): what is selected by then.
    virtual void know(const std::optional<MailboxState> &selected) = 0;
    /// Works out the result without telling anybody yet.
    virtual void settle(const Tagged &tagged) = 0;
    virtual void settle(const MailError &error) = 0;
    /// The mailbox that a settled SELECT opened.
    virtual const MailboxState *opened() const = 0;
    /// Nothing that follows the OK may be read as IMAP (STARTTLS).
    virtual bool stopsReading() const = 0;
    /// Both directions are compressed from the OK on (COMPRESS).
    virtual bool startsCompression() const = 0;
    /// Answered at once by a server that is there.
    virtual bool isProbe() const = 0;
    /// Why it must not be sent at all.
    virtual std::optional<MailError> refusal(const Situation &now) const = 0;
    /// Capabilities that the answer has shown to be broken.
    virtual QByteArrayList disproved() const = 0;
    /// Hands the result to who waits; the last thing that is done with the command.
    virtual void resume() = 0;

    const Pipelining order;
};

template <Command C> class PendingOf final : public PendingCommand {
public:
    using Answer = Result<typename C::Value>;

    PendingOf(C command, QString host)
        : PendingCommand(orderOf(command)), m_command(std::move(command)), m_host(std::move(host))
    { }

    void encode(Encoder &out) const override { m_command.encode(out); }
    bool claims(const Untagged &response) const override { return m_command.claims(response); }
    void take(const Untagged &response) override { m_command.take(response); }
    void know(const std::optional<MailboxState> &selected) override
    {
        if constexpr (requires(C & command) { command.know(selected); })
            m_command.know(selected);
    }
    void settle(const Tagged &tagged) override
    {
        m_result = m_command.finish(tagged);
        if (!*m_result)
            m_result->error().host = m_host;
    }
    void settle(const MailError &error) override { m_result = Answer(tl::unexpect, error); }
    const MailboxState *opened() const override
    {
        if constexpr (requires(const typename C::Value *value) { value->state.mailbox; })
            return m_result && *m_result ? &(*m_result)->state : nullptr;
        return nullptr;
    }
    bool stopsReading() const override
    {
        return requires
        {
            C::StopsReading;
        };
    }
    bool startsCompression() const override
    {
        return requires
        {
            C::StartsCompression;
        };
    }
    std::optional<MailError> refusal(const Situation &now) const override
    {
        if constexpr (requires(const C &command) { command.refusal(now); })
            return m_command.refusal(now);
        return std::nullopt;
    }
    QByteArrayList disproved() const override
    {
        if constexpr (requires(const C &command) { command.disproved(); })
            return m_command.disproved();
        return {};
    }
    bool isProbe() const override
    {
        return requires
        {
            C::IsProbe;
        };
    }
    void resume() override { answer.set(std::move(*m_result)); }
    /// The answer was worth nothing; the same again, now that it is known why.
    bool mustRepeat() const { return m_command.mustRepeat(); }

    const OneShot<Answer> answer;

private:
    static Pipelining orderOf(const C &command)
    {
        if constexpr (requires { command.pipelining(); })
            return command.pipelining();
        return C::Order;
    }

    C m_command;
    QString m_host;
    std::optional<Answer> m_result;
};

} // namespace godwit::imap
