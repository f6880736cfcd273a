// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/OperationWords.h"

#include "ui/common/MailboxText.h"

#include <QCoreApplication>

namespace godwit::ui {

namespace {

struct OperationWords {
    Q_DECLARE_TR_FUNCTIONS(OperationWords)
public:
    static QString flags(const store::Operation &operation);
    static QString moved(int messages, const std::optional<store::Mailbox> &target);
    static QString renamed(const QStringList &path, const QStringList &newPath);
};

QString OperationWords::flags(const store::Operation &operation)
{
    const int messages = int(operation.messages);
    const bool adds = !operation.addFlags.isEmpty();
    const QByteArrayList &names = adds ? operation.addFlags : operation.removeFlags;
    if (messages <= 1 || names.isEmpty())
        return {};
    if (names.contains(wireName(Flag::Seen)))
        return adds ? tr("Marked %n message(s) as read", nullptr, messages)
                    : tr("Marked %n message(s) as unread", nullptr, messages);
    if (names.contains(wireName(Flag::Flagged)))
        return adds ? tr("Flagged %n message(s)", nullptr, messages)
                    : tr("Removed the flag of %n message(s)", nullptr, messages);
    return tr("Changed %n message(s)", nullptr, messages);
}

QString OperationWords::moved(int messages, const std::optional<store::Mailbox> &target)
{
    if (!target)
        return tr("Moved %n message(s)", nullptr, messages);
    switch (target->role) {
    case store::Role::Trash:
        return tr("Deleted %n message(s)", nullptr, messages);
    case store::Role::Archive:
        return tr("Archived %n message(s)", nullptr, messages);
    default:
        return tr("Moved %n message(s) to %1", nullptr, messages).arg(mailboxText(*target));
    }
}

QString lastOf(const QStringList &path)
{
    return path.isEmpty() ? QString() : path.last();
}

QString OperationWords::renamed(const QStringList &path, const QStringList &newPath)
{
    const QString name = lastOf(newPath);
    if (path.mid(0, path.size() - 1) == newPath.mid(0, newPath.size() - 1) || name != lastOf(path))
        return tr("Renamed “%1” to “%2”").arg(lastOf(path), name);
    return newPath.size() > 1 ? tr("Moved the folder “%1” into “%2”").arg(name, newPath.at(newPath.size() - 2))
                              : tr("Moved the folder “%1” to the top").arg(name);
}

} // namespace

QString doneSentence(const store::Operation &operation, const store::Reader &reader)
{
    const int messages = int(operation.messages);
    const auto target = operation.target ? reader.mailbox(operation.target) : std::nullopt;
    switch (operation.kind) {
    case store::OperationKind::SetFlags:
        return OperationWords::flags(operation);
    case store::OperationKind::Move:
        return OperationWords::moved(messages, target);
    case store::OperationKind::Copy:
        return target ? OperationWords::tr("Copied %n message(s) to %1", nullptr, messages).arg(mailboxText(*target))
                      : OperationWords::tr("Copied %n message(s)", nullptr, messages);
    case store::OperationKind::Expunge:
        return OperationWords::tr("Deleted %n message(s) permanently", nullptr, messages);
    case store::OperationKind::CreateMailbox:
        return OperationWords::tr("Created the folder “%1”").arg(lastOf(operation.path));
    case store::OperationKind::RenameMailbox:
        return OperationWords::renamed(operation.path, operation.newPath);
    case store::OperationKind::DeleteMailbox:
        return operation.messages > 0
            ? OperationWords::tr("Deleted the folder “%1” with %n message(s)", nullptr, messages)
                  .arg(lastOf(operation.path))
            : OperationWords::tr("Deleted the folder “%1”").arg(lastOf(operation.path));
    case store::OperationKind::Subscribe:
        return OperationWords::tr("Subscribed to “%1”").arg(lastOf(operation.path));
    case store::OperationKind::Unsubscribe:
        return OperationWords::tr("Unsubscribed from “%1”").arg(lastOf(operation.path));
    case store::OperationKind::Append:
        break;
    }
    return {};
}

QString attemptSentence(const store::Operation &operation, const store::Reader &reader)
{
    const int messages = int(operation.messages);
    const auto target = operation.target ? reader.mailbox(operation.target) : std::nullopt;
    const QString goal = target ? mailboxText(*target) : QString();
    switch (operation.kind) {
    case store::OperationKind::SetFlags:
        return OperationWords::tr("Marking %n message(s)", nullptr, messages);
    case store::OperationKind::Move:
        return OperationWords::tr("Moving %n message(s) to “%1”", nullptr, messages).arg(goal);
    case store::OperationKind::Copy:
        return OperationWords::tr("Copying %n message(s) to “%1”", nullptr, messages).arg(goal);
    case store::OperationKind::Expunge:
        return OperationWords::tr("Deleting %n message(s)", nullptr, messages);
    case store::OperationKind::Append:
        return OperationWords::tr("Storing a message in “%1”").arg(goal);
    case store::OperationKind::CreateMailbox:
        return OperationWords::tr("Creating the folder “%1”").arg(lastOf(operation.path));
    case store::OperationKind::RenameMailbox:
        return OperationWords::tr("Renaming the folder “%1”").arg(lastOf(operation.path));
    case store::OperationKind::DeleteMailbox:
        return OperationWords::tr("Deleting the folder “%1”").arg(lastOf(operation.path));
    case store::OperationKind::Subscribe:
    case store::OperationKind::Unsubscribe:
        return OperationWords::tr("Changing the subscription of “%1”").arg(lastOf(operation.path));
    }
    return {};
}

} // namespace godwit::ui
