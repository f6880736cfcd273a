// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/StoreAccess.h"

#include "app/cli/MessageJson.h"

#include <QFile>
#include <QJsonDocument>

namespace godwit::cli {

using namespace store;

Result<std::unique_ptr<Reader>> openReader(const QString &profile)
{
    auto reader = Reader::open(profile);
    if (reader || reader.error().detail != MailError::Detail::NotFound || !QFile::exists(Writer::file(profile)))
        return reader;
    if (const auto writer = Writer::open(profile); !writer)
        return tl::unexpected(writer.error());
    return Reader::open(profile);
}

StoreAccess::StoreAccess(const Context &context, Access access) : m_context(context)
{
    if (access == Access::Write) {
        auto writer = Writer::open(context.profile);
        if (!writer) {
            exitCode = context.fail(writer.error());
            return;
        }
        m_writer = std::move(*writer);
        m_reader = &m_writer->reader();
        return;
    }
    auto reader = openReader(context.profile);
    if (!reader) {
        exitCode = reader.error().detail == MailError::Detail::NotFound ? context.fail(NotFound,
                       QStringLiteral("There is no profile in %1; add an account first.").arg(context.profile))
                                                                        : context.fail(reader.error());
        return;
    }
    m_owned = std::move(*reader);
    m_reader = m_owned.get();
}

QList<AccountRow> StoreAccess::accounts()
{
    QList<AccountRow> all = m_reader->accounts();
    if (m_context.account.isEmpty())
        return all;
    QList<AccountRow> named;
    for (const AccountRow &row : std::as_const(all)) {
        const QJsonObject settings = QJsonDocument::fromJson(row.settings).object();
        const QString email = settings.value(QLatin1String("email")).toString();
        const bool matches = m_context.account == QString::number(row.key.value)
            || email.compare(m_context.account, Qt::CaseInsensitive) == 0
            || settings.value(QLatin1String("label")).toString() == m_context.account;
        if (matches)
            named.append(row);
    }
    if (named.isEmpty())
        exitCode = m_context.fail(NotFound, QStringLiteral("There is no account %1.").arg(m_context.account));
    return named;
}

std::optional<AccountKey> StoreAccess::account()
{
    const QList<AccountRow> rows = accounts();
    if (!rows.isEmpty())
        return rows.first().key;
    if (exitCode == Done)
        exitCode = m_context.fail(NotFound, QStringLiteral("There is no account yet; add one first."));
    return std::nullopt;
}

std::optional<Mailbox> StoreAccess::mailboxIn(AccountKey account, const QString &name) const
{
    return m_reader->mailboxByName(account, name);
}

std::optional<Mailbox> StoreAccess::mailbox(const QString &name)
{
    for (const AccountRow &row : accounts()) {
        if (auto found = mailboxIn(row.key, name))
            return found;
    }
    if (exitCode == Done)
        exitCode = m_context.fail(NotFound, QStringLiteral("There is no mailbox %1.").arg(name));
    return std::nullopt;
}

std::optional<QList<ListRow>> StoreAccess::messages(const QStringList &ids)
{
    QList<ListRow> rows;
    for (const QString &id : ids) {
        bool isNumber = false;
        const qint64 value = id.toLongLong(&isNumber);
        const auto row = isNumber && value > 0 ? m_reader->row({value}) : std::nullopt;
        if (!row || !row->mailbox) {
            exitCode = m_context.fail(NotFound, QStringLiteral("There is no message %1.").arg(id));
            return std::nullopt;
        }
        rows.append(*row);
    }
    return rows;
}

QString roleName(Role role)
{
    switch (role) {
    case Role::Inbox:
        return QStringLiteral("inbox");
    case Role::Drafts:
        return QStringLiteral("drafts");
    case Role::Sent:
        return QStringLiteral("sent");
    case Role::Trash:
        return QStringLiteral("trash");
    case Role::Junk:
        return QStringLiteral("junk");
    case Role::Archive:
        return QStringLiteral("archive");
    case Role::None:
        break;
    }
    return {};
}

QJsonObject rowJson(const ListRow &row, const QString &mailbox)
{
    QJsonArray flags;
    for (const QByteArray &flag : row.flags.toWire())
        flags.append(QString::fromLatin1(flag));
    return {{QStringLiteral("id"), row.placement.value}, {QStringLiteral("mailbox"), mailbox},
        {QStringLiteral("uid"), row.uid ? QJsonValue(qint64(row.uid.value)) : QJsonValue(QJsonValue::Null)},
        {QStringLiteral("subject"), row.subject},
        {QStringLiteral("from"),
            QJsonObject{{QStringLiteral("name"), row.from.name}, {QStringLiteral("addr"), row.from.addr}}},
        {QStringLiteral("date"), dateJson(row.date)}, {QStringLiteral("flags"), flags},
        {QStringLiteral("size"), row.sizeOctets}, {QStringLiteral("attachments"), row.attachments},
        {QStringLiteral("thread"), QString::number(row.thread.value)}, {QStringLiteral("pending"), row.pending},
        {QStringLiteral("body"), row.hasBody}};
}

QList<PlacementKey> placementsOf(const QList<ListRow> &rows)
{
    QList<PlacementKey> keys;
    for (const ListRow &row : rows)
        keys.append(row.placement);
    return keys;
}

} // namespace godwit::cli
