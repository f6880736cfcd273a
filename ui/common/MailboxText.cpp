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
