// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messagelist/MessageWords.h"

#include "mime/Address.h"
#include "models/Roles.h"
#include "store/Types.h"
#include "ui/common/Format.h"

#include <QCoreApplication>
#include <QStringList>

namespace godwit::ui {

namespace {
struct MessageWords {
    Q_DECLARE_TR_FUNCTIONS(MessageWords)
};
} // namespace

QString oneLine(const QString &text)
{
    QString result = text;
    for (QChar &character : result) {
        if (character.category() == QChar::Other_Control || character == QChar::LineSeparator
            || character == QChar::ParagraphSeparator)
            character = u' ';
    }
    return result;
}

QString correspondent(const QModelIndex &index, bool recipients)
{
    const QVariant conversation = index.data(models::ThreadRole);
    if (const auto thread = conversation.value<store::ThreadSummary>(); thread.messages > 1) {
        QStringList names;
        for (const mime::Address &address : thread.participants)
            names.append(oneLine(mime::shortAddress(address)).trimmed());
        names.removeAll(QString());
        if (!names.isEmpty())
            return names.join(QStringLiteral(", "));
    }
    const auto address = index.data(recipients ? models::ToRole : models::FromRole).value<mime::Address>();
    const QString shown = oneLine(mime::shortAddress(address)).trimmed();
    if (shown.isEmpty())
        return recipients ? MessageWords::tr("(no recipient)") : MessageWords::tr("(no sender)");
    return shown;
}

QString subjectOrNone(const QModelIndex &index)
{
    const QString subject = oneLine(index.data(models::SubjectRole).toString()).trimmed();
    return subject.isEmpty() ? MessageWords::tr("(no subject)") : subject;
}

QString spokenRow(const QModelIndex &index, bool recipients)
{
    QStringList words;
    if (index.data(models::UnreadRole).toBool())
        words << MessageWords::tr("Unread");
    words << correspondent(index, recipients);
    if (const auto thread = index.data(models::ThreadRole).value<store::ThreadSummary>(); thread.messages > 1)
        words << MessageWords::tr("conversation of %n message(s)", nullptr, thread.messages);
    if (const int depth = index.data(models::DepthRole).toInt(); depth > 0)
        words << MessageWords::tr("level %1", "of replies").arg(depth + 1);
    words << subjectOrNone(index)
          << longMoment(index.data(models::DateRole).toDateTime(), QDateTime::currentDateTimeUtc());
    if (const int attachments = index.data(models::AttachmentsRole).toInt(); attachments > 0)
        words << MessageWords::tr("%n attachment(s)", nullptr, attachments);
    if (index.data(models::FlaggedRole).toBool())
        words << MessageWords::tr("flagged");
    if (index.data(models::AnsweredRole).toBool())
        words << MessageWords::tr("answered");
    if (index.data(models::ForwardedRole).toBool())
        words << MessageWords::tr("forwarded");
    return words.join(QStringLiteral(", "));
}

} // namespace godwit::ui
