// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/MailboxText.h"

#include <QCoreApplication>

namespace godwit::ui {

namespace {
struct MailboxText {
    Q_DECLARE_TR_FUNCTIONS(MailboxText)
};
} // namespace

QString roleText(store::Role role)
{
    switch (role) {
    case store::Role::Inbox:
        return MailboxText::tr("Inbox");
    case store::Role::Drafts:
        return MailboxText::tr("Drafts");
    case store::Role::Sent:
        return MailboxText::tr("Sent");
    case store::Role::Trash:
        return MailboxText::tr("Trash");
    case store::Role::Junk:
        return MailboxText::tr("Junk");
    case store::Role::Archive:
        return MailboxText::tr("Archive");
    case store::Role::None:
        break;
    }
    return {};
}

QString mailboxText(const store::Mailbox &mailbox)
{
    const QString role = roleText(mailbox.role);
    if (!role.isEmpty())
        return role;
    return mailbox.path.isEmpty() ? QString() : mailbox.path.last();
}

QString mailboxPathText(const store::Mailbox &mailbox)
{
    QStringList path = mailbox.path;
    if (!path.isEmpty())
        path.last() = mailboxText(mailbox);
    return path.join(QStringLiteral(" › "));
}

bool isReadOnly(store::Rights rights)
{
    return (rights.bits & ~quint32(store::Rights::KeepSeen)) == 0;
}

QString forbiddenText(store::Rights rights, store::Rights::Right right)
{
    using store::Rights;
    if (isReadOnly(rights) && right != Rights::KeepSeen)
        return MailboxText::tr("You may only read this folder.");
    switch (right) {
    case Rights::Insert:
        return MailboxText::tr("You may not add messages to this folder.");
    case Rights::RemoveMessages:
        return MailboxText::tr("You may not delete messages in this folder or move them out of it.");
    case Rights::KeepSeen:
        return MailboxText::tr("You may not mark messages of this folder as read or unread.");
    case Rights::SetFlags:
        return MailboxText::tr("You may not flag messages of this folder.");
    case Rights::CreateBelow:
        return MailboxText::tr("You may not make folders in this folder.");
    case Rights::DeleteMailbox:
        return MailboxText::tr("You may not rename or delete this folder.");
    case Rights::All:
        break;
    }
    return {};
}

QString rightsText(store::Rights rights)
{
    using store::Rights;
    if (isReadOnly(rights))
        return forbiddenText(rights, Rights::Insert);
    QStringList sentences;
    for (const Rights::Right right : {Rights::Insert, Rights::RemoveMessages, Rights::KeepSeen, Rights::SetFlags,
             Rights::CreateBelow, Rights::DeleteMailbox}) {
        if (!rights.has(right))
            sentences.append(forbiddenText(rights, right));
    }
    return sentences.join(u' ');
}

QString mailboxIconName(store::Role role)
{
    switch (role) {
    case store::Role::Inbox:
        return QStringLiteral("inbox");
    case store::Role::Drafts:
        return QStringLiteral("drafts");
    case store::Role::Sent:
        return QStringLiteral("sent");
    case store::Role::Trash:
        return QStringLiteral("trash");
    case store::Role::Junk:
        return QStringLiteral("junk");
    case store::Role::Archive:
        return QStringLiteral("archive");
    case store::Role::None:
        break;
    }
    return QStringLiteral("folder");
}

} // namespace godwit::ui
