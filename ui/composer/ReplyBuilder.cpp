// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/ReplyBuilder.h"

#include "trust/Verdict.h"
#include "ui/accounts/StoredAccounts.h"

#include <QLocale>
#include <QSet>

namespace godwit::ui {

using namespace Qt::StringLiterals;

namespace {

QString joined(const mime::AddressList &addresses)
{
    QStringList texts;
    for (const mime::Address &address : addresses)
        texts << mime::displayAddress(address);
    return texts.join(u", "_s);
}

bool names(const mime::AddressList &addresses, const QString &own)
{
    for (const mime::Address &address : addresses) {
        if (address.addr.compare(own, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

} // namespace

account::Settings ReplyBuilder::answering(const mime::Envelope &original) const
{
    account::Settings home;
    for (const account::Settings &account : m_accounts) {
        if (account.key == m_home)
            home = account;
    }
    const auto wrote = [&](const account::Settings &account) {
        return !account.outgoingServer.host.isEmpty()
            && (names(original.to, account.email) || names(original.cc, account.email));
    };
    if (home.key && wrote(home))
        return home;
    for (const account::Settings &account : m_accounts) {
        if (wrote(account))
            return account;
    }
    return home;
}

QString ReplyBuilder::intro(const mime::Envelope &original) const
{
    const QLocale locale;
    const QDateTime when = original.date ? original.date->toLocalTime() : QDateTime();
    if (m_kind == mime::ReplyKind::Forward) {
        QStringList lines{tr("---------- Forwarded message ----------"),
            tr("From: %1", "in a forwarded message").arg(joined(original.from))};
        if (when.isValid())
            lines << tr("Date: %1", "in a forwarded message").arg(locale.toString(when, QLocale::LongFormat));
        lines << tr("Subject: %1", "in a forwarded message").arg(original.subject.value_or(QString()))
              << tr("To: %1", "in a forwarded message").arg(joined(original.to));
        if (!original.cc.isEmpty())
            lines << tr("Cc: %1", "in a forwarded message").arg(joined(original.cc));
        return lines.join(u'\n');
    }
    const mime::Address from = original.from.value(0);
    const QString who = mime::shortAddress(from);
    if (!when.isValid())
        return tr("%1 wrote:", "line above a quote").arg(who);
    const QString date = locale.toString(when.date(), tr("dddd, d MMMM yyyy", "date in the line above a quote"));
    const QString time = locale.toString(when.time(), tr("HH:mm", "time in the line above a quote"));
    return tr("On %1 at %2 %3 wrote:", "line above a quote: date, time, name").arg(date, time, who);
}

ComposeState ReplyBuilder::build(const mime::Message &original) const
{
    const account::Settings account = answering(original.envelope);
    const mime::Draft draft = mime::makeReply(original, m_kind, ownAddresses(m_accounts), intro(original.envelope));
    ComposeState state;
    state.account = account.key;
    state.to = draft.to;
    state.cc = draft.cc;
    state.bcc = draft.bcc;
    state.subject = draft.subject;
    state.inReplyTo = draft.inReplyTo;
    state.references = draft.references;
    const QString signature = account.signature.trimmed();
    state.text = signature.isEmpty() ? u"\n\n"_s : "\n\n-- \n"_L1 + signature + "\n\n"_L1;
    state.text += quote(original);
    state.attachments = attachments(original);
    return state;
}

QString ReplyBuilder::quote(const mime::Message &original) const
{
    const bool empty = original.parts.isEmpty() && original.body.text.isEmpty() && original.body.html.isEmpty();
    if (empty)
        return {};
    QString text = mime::makeReply(original, m_kind, ownAddresses(m_accounts), intro(original.envelope)).text;
    while (text.startsWith(u'\n'))
        text.remove(0, 1);
    return text;
}

QString ReplyBuilder::destinationNote(const mime::Message &original) const
{
    if (m_kind != mime::ReplyKind::Sender && m_kind != mime::ReplyKind::All)
        return {};
    trust::Surroundings around;
    for (const QString &own : ownAddresses(m_accounts))
        around.ownAddresses.append(own.toLower());
    for (const trust::Reason &reason : trust::judge(trust::gather(original, around)).reasons) {
        if (reason.finding == trust::Finding::ForeignReply)
            return tr("This answer goes to %1, not to %2, where the message says it comes from.")
                .arg(reason.other, original.envelope.from.value(0).addr);
    }
    return {};
}

QList<ComposeAttachment> ReplyBuilder::attachments(const mime::Message &original) const
{
    QList<ComposeAttachment> taken;
    if (m_kind != mime::ReplyKind::Forward)
        return taken;
    QList<qsizetype> indexes = original.body.attachments;
    for (const qsizetype index : original.body.inlineImages) {
        if (!indexes.contains(index))
            indexes << index;
    }
    for (const qsizetype index : indexes) {
        if (index < 0 || index >= original.parts.size())
            continue;
        const mime::Part &part = original.parts.at(index);
        taken << ComposeAttachment{
            mime::cleanFileName(part.filename.value_or(QString()), tr("attachment", "file name")), part.type,
            part.content, {}};
    }
    return taken;
}

} // namespace godwit::ui
