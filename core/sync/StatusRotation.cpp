// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/StatusRotation.h"

#include "imap/commands/Status.h"

#include <algorithm>

namespace godwit::sync {

QList<store::Mailbox> StatusRotation::candidates() const
{
    QList<store::Mailbox> all = m_writer.reader().mailboxes(m_account);
    all.removeIf([](const store::Mailbox &mailbox) {
        return mailbox.local || !mailbox.selectable || mailbox.wireName.isEmpty() || mailbox.isLabel();
    });
    QList<store::Mailbox> wanted = all;
    wanted.removeIf([](const store::Mailbox &mailbox) { return !mailbox.subscribed; });
    return wanted.size() > 1 ? wanted : all;
}

Task<Result<QList<ListedMailbox>>> StatusRotation::next(imap::Session &session)
{
    QList<store::Mailbox> mailboxes = candidates();
    const auto last = std::find_if(
        mailboxes.begin(), mailboxes.end(), [this](const store::Mailbox &mailbox) { return mailbox.key == m_last; });
    if (last != mailboxes.end())
        std::rotate(mailboxes.begin(), last + 1, mailboxes.end());
    mailboxes.resize(std::min(mailboxes.size(), AtOnce));
    const auto inbox = m_writer.reader().mailboxByRole(m_account, store::Role::Inbox);
    if (!mailboxes.isEmpty())
        m_last = mailboxes.constLast().key;
    if (inbox && !inbox->isLabel() && !session.capabilities().hasIdle()) {
        mailboxes.removeIf([&inbox](const store::Mailbox &mailbox) { return mailbox.key == inbox->key; });
        mailboxes.prepend(*inbox); // nobody watches it: every time
    }
    QList<ListedMailbox> asked;
    std::vector<Task<Result<imap::MailboxStatus>>> answers;
    for (const store::Mailbox &mailbox : std::as_const(mailboxes)) {
        const imap::Mailbox name{mailbox.wireName};
        if (session.selected() && session.selected()->mailbox == name)
            continue; // STATUS is not for the selected one (RFC 9051 section 6.3.11)
        asked.append(ListedMailbox{mailbox.key, name, std::nullopt});
        answers.push_back(session.run(imap::Status(name)));
    }
    QList<ListedMailbox> told;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const Result<imap::MailboxStatus> answer = co_await answers[i];
        if (!answer && !answer.error().connectionUsable())
            co_return tl::unexpected(answer.error());
        if (!answer)
            continue;
        ListedMailbox mailbox = asked[qsizetype(i)];
        mailbox.status = *answer;
        told.append(mailbox);
    }
    co_return told;
}

} // namespace godwit::sync
