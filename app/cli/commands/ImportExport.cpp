// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Arguments.h"
#include "app/cli/Commands.h"
#include "app/cli/commands/MailFile.h"
#include "app/cli/commands/StoreAccess.h"
#include "store/Journal.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

namespace godwit::cli {

using namespace store;

namespace {

constexpr qsizetype BatchOctets = 8 * 1024 * 1024;
constexpr qsizetype BatchMessages = 500;

/// Puts messages into a mailbox, some hundred in one transaction.
class Importer {
public:
    Importer(Writer &writer, MailboxKey target) : m_journal(writer), m_target(target) { }

    Result<void> file(const QString &name)
    {
        MailFileReader reader;
        if (auto opened = reader.open(name); !opened)
            return opened;
        for (;;) {
            const auto message = reader.next();
            if (!message)
                return tl::unexpected(message.error());
            if (!*message)
                return flush();
            const QDateTime headerDate = mime::parseEnvelope((*message)->raw).date.value_or(QDateTime());
            m_batch.append({(*message)->raw, (*message)->flags, headerDate.isValid() ? headerDate : (*message)->date});
            m_octets += (*message)->raw.size();
            if (m_batch.size() < BatchMessages && m_octets < BatchOctets)
                continue;
            if (auto stored = flush(); !stored)
                return stored;
        }
    }
    const QJsonArray &ids() const { return m_ids; }

private:
    Result<void> flush()
    {
        m_octets = 0;
        const auto stored = m_journal.appendMany(m_target, std::exchange(m_batch, {}));
        if (!stored)
            return tl::unexpected(stored.error());
        for (const PlacementKey key : *stored)
            m_ids.append(key.value);
        return {};
    }

    Journal m_journal;
    MailboxKey m_target;
    QList<Journal::NewMessage> m_batch;
    qsizetype m_octets = 0;
    QJsonArray m_ids;
};

/// Where an export goes.
class Destination {
public:
    virtual ~Destination() = default;
    virtual QString open() = 0; ///< a sentence when it cannot be made
    virtual bool add(const ListRow &row, const QByteArray &raw) = 0;
    virtual bool finish() = 0;
};

class MboxFile final : public Destination {
public:
    explicit MboxFile(const QString &name) : m_file(name) { }
    QString open() override
    {
        return m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly)
            ? QString()
            : QStringLiteral("%1 cannot be made: %2.").arg(m_file.fileName(), m_file.errorString());
    }
    bool add(const ListRow &row, const QByteArray &raw) override
    {
        const QByteArray entry = toMbox(raw, row.from.addr, row.date);
        return m_file.write(entry) == entry.size();
    }
    bool finish() override { return m_file.flush(); }

private:
    QFile m_file;
};

class Maildir final : public Destination {
public:
    explicit Maildir(const QString &name) : m_folder(name) { }
    QString open() override
    {
        for (const char *part : {"cur", "new", "tmp"}) {
            if (!m_folder.mkpath(QLatin1String(part)))
                return QStringLiteral("%1 cannot be made.").arg(m_folder.filePath(QLatin1String(part)));
        }
        return {};
    }
    bool add(const ListRow &row, const QByteArray &raw) override
    {
        const QString base = QStringLiteral("%1.P%2.godwit").arg(row.date.toSecsSinceEpoch()).arg(row.placement.value);
        QFile file(m_folder.filePath(QStringLiteral("tmp/") + base));
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) || file.write(raw) != raw.size() || !file.flush())
            return false;
        return file.rename(
            m_folder.filePath(QStringLiteral("cur/%1:%2").arg(base, QString::fromLatin1(maildirInfo(row.flags)))));
    }
    bool finish() override { return true; }

private:
    QDir m_folder;
};

int exportTo(const Context &context, StoreAccess &access, MailboxKey mailbox, Destination &destination)
{
    if (const QString problem = destination.open(); !problem.isEmpty())
        return context.fail(Failed, problem);
    QList<RowKey> keys = access.reader().rowKeys(mailbox);
    std::reverse(keys.begin(), keys.end()); // as they came
    qint64 written = 0;
    qint64 missing = 0;
    for (const RowKey &key : std::as_const(keys)) {
        const auto row = access.reader().row(key.placement);
        const auto raw = row ? access.reader().raw(row->message) : std::nullopt;
        if (!raw) {
            ++missing;
            continue;
        }
        if (!destination.add(*row, *raw))
            return context.fail(Failed, QStringLiteral("Writing failed after %1 messages.").arg(written));
        ++written;
    }
    if (!destination.finish())
        return context.fail(Failed, QStringLiteral("Writing failed after %1 messages.").arg(written));
    if (context.json)
        context.printJson(QJsonObject{{QStringLiteral("exported"), written}, {QStringLiteral("missing"), missing}});
    if (missing > 0)
        return context.fail(
            Failed, QStringLiteral("%1 messages have not been fetched yet and are left out; run sync.").arg(missing));
    return Done;
}

} // namespace

int importCommand(Context &context, const QStringList &arguments)
{
    const Arguments given(arguments);
    if (!given.unknownOption().isEmpty() || given.rest().size() < 2)
        return context.wrongUsage();
    for (const QString &name : given.rest().mid(1)) {
        if (!QFileInfo(name).isFile())
            return context.fail(NotFound, QStringLiteral("There is no file %1.").arg(name));
    }
    StoreAccess access(context, StoreAccess::Access::Write);
    const auto account = access.isOpen() ? access.account() : std::nullopt;
    if (!account)
        return access.exitCode;
    const QString name = given.rest().first();
    auto mailbox = access.mailboxIn(*account, name);
    if (!mailbox) {
        const auto made = Journal(access.writer()).createMailbox(*account, name.split(u'/'));
        if (!made)
            return context.fail(made.error());
        mailbox = access.mailboxIn(*account, name);
    }
    if (!mailbox)
        return context.fail(NotFound, QStringLiteral("There is no mailbox %1.").arg(name));
    Importer importer(access.writer(), mailbox->key);
    for (const QString &file : given.rest().mid(1)) {
        if (const auto imported = importer.file(file); !imported)
            return context.fail(imported.error());
    }
    if (context.json)
        context.printJson(
            QJsonObject{{QStringLiteral("imported"), importer.ids().size()}, {QStringLiteral("ids"), importer.ids()}});
    return Done;
}

int exportCommand(Context &context, const QStringList &arguments)
{
    Arguments given(arguments);
    const auto mbox = given.takeValue(QStringLiteral("--mbox"));
    const auto maildir = given.takeValue(QStringLiteral("--maildir"));
    if (!given.unknownOption().isEmpty() || given.rest().size() != 1 || mbox.has_value() == maildir.has_value())
        return context.wrongUsage();
    StoreAccess access(context, StoreAccess::Access::Read);
    const auto mailbox = access.isOpen() ? access.mailbox(given.rest().first()) : std::nullopt;
    if (!mailbox)
        return access.exitCode;
    if (mbox) {
        MboxFile file(*mbox);
        return exportTo(context, access, mailbox->key, file);
    }
    Maildir folder(*maildir);
    return exportTo(context, access, mailbox->key, folder);
}

} // namespace godwit::cli
