// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/cli/commands/EngineRun.h"

namespace godwit::cli {

/// Puts messages into the outbox and, where asked, sends them: what `send` and `compose` share.
class Sending {
public:
    explicit Sending(Context &context) : m_context(context) { }

    /// 0 or the exit status of a failure that was said already.
    int open();
    const QList<account::Settings> &accounts() const { return m_accounts; }
    /// The account of --account, else the one whose address stands in From, else the only one.
    const account::Settings *accountFor(const mime::AddressList &from) const;
    int queue(const account::Settings &account, const QByteArray &message);
    /// Sends what was queued if `now`; prints it either way.  The exit status of the command.
    int finish(bool now);

private:
    void flush(store::AccountKey account, const QList<store::SubmissionKey> &keys);
    void notifyElsewhere();

    Context &m_context;
    std::unique_ptr<EngineRun> m_run;
    bool m_elsewhere = false;
    std::unique_ptr<store::Writer> m_ownWriter; ///< beside a running program
    store::Writer *m_writer = nullptr;
    QList<account::Settings> m_accounts;
    QMap<store::AccountKey, QList<store::SubmissionKey>> m_queued;
};

/// As `outbox` prints it.
QJsonObject submissionJson(const store::Submission &submission);
QString stateName(store::SubmissionState state);

} // namespace godwit::cli
