// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/StoreFixture.h"

#include "store/Check.h"

namespace godwit::test {

using namespace store;

StoreFixture::StoreFixture()
{
    auto opened = Writer::open(m_folder.path());
    Q_ASSERT(opened);
    m_writer = std::move(*opened);
    connectChanges();
    m_account = m_writer->addAccount(R"({"label":"Alice","email":"alice@example.org"})").value();
    listMailboxes({QStringLiteral("INBOX"), QStringLiteral("Archive"), QStringLiteral("Trash"), QStringLiteral("Sent"),
        QStringLiteral("Work")});
    changes.clear();
}

void StoreFixture::connectChanges()
{
    QObject::connect(
        m_writer.get(), &Writer::changed, m_writer.get(), [this](const Change &change) { changes.append(change); });
}

void StoreFixture::restart()
{
    m_writer.reset();
    auto opened = Writer::open(m_folder.path());
    Q_ASSERT(opened);
    m_writer = std::move(*opened);
    connectChanges();
}

void StoreFixture::listMailboxes(const QStringList &names, bool complete)
{
    QList<Writer::ServerMailbox> list;
    for (const QString &name : names) {
        Writer::ServerMailbox mailbox;
        mailbox.wireName = name.toUtf8();
        mailbox.path = name.split(u'/');
        mailbox.delimiter = '/';
        mailbox.role = name == u"INBOX" ? Role::Inbox
            : name == u"Archive"        ? Role::Archive
            : name == u"Trash"          ? Role::Trash
            : name == u"Sent"           ? Role::Sent
                                        : Role::None;
        list.append(mailbox);
    }
    const auto stored = m_writer->setMailboxes(m_account, list, complete);
    Q_ASSERT(stored);
    Q_UNUSED(stored)
}

MailboxKey StoreFixture::mailbox(const QString &name) const
{
    const auto found = reader().mailboxByName(m_account, name);
    return found ? found->key : MailboxKey();
}

IncomingMessage StoreFixture::message(int number, quint32 uid, const QByteArrayList &flags)
{
    IncomingMessage message;
    message.uid = {uid};
    message.flags = Flags::fromWire(flags);
    message.modSeq = {1};
    message.internalDate = QDateTime::fromSecsSinceEpoch(1'700'000'000 + number * 60, Qt::UTC);
    message.sizeOctets = 1000 + number;
    message.envelope.subject = QStringLiteral("Message %1").arg(number);
    message.envelope.from = {
        {QStringLiteral("Sender %1").arg(number % 10), QStringLiteral("s%1@example.com").arg(number % 10)}};
    message.envelope.to = {{QStringLiteral("Alice"), QStringLiteral("alice@example.org")}};
    message.envelope.date = message.internalDate;
    message.envelope.messageId = QStringLiteral("m%1@example.com").arg(number);
    return message;
}

PlacementKey StoreFixture::add(const QString &name, int number, quint32 uid, const QByteArrayList &flags)
{
    const auto added = m_writer->addMessages(mailbox(name), {message(number, uid, flags)});
    Q_ASSERT(added);
    return added->added.value(0);
}

QList<PlacementKey> StoreFixture::shown(const QString &name) const
{
    QList<PlacementKey> keys;
    for (const RowKey &row : reader().rowKeys(mailbox(name)))
        keys.append(row.placement);
    return keys;
}

QByteArray StoreFixture::flagsOf(PlacementKey placement) const
{
    const auto row = reader().row(placement);
    return row ? row->flags.toWire().join(' ') : QByteArray("(gone)");
}

QString StoreFixture::mailboxOf(PlacementKey placement) const
{
    const auto row = reader().row(placement);
    const auto found = row ? reader().mailbox(row->mailbox) : std::nullopt;
    return found ? found->name() : QString();
}

bool StoreFixture::isClean() const
{
    const auto report = checkStore(profile());
    if (report && report->problems.isEmpty())
        return true;
    qWarning("%s", qPrintable(report ? report->problems.join(u'\n') : describe(report.error())));
    return false;
}

} // namespace godwit::test
