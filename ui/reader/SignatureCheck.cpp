// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/SignatureCheck.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

namespace godwit::ui {

SignatureCheck::SignatureCheck(net::TextLookup *names, QObject *parent) : QObject(parent), m_names(names)
{ }

void SignatureCheck::cancel()
{
    ++m_ticket;
    m_message.reset();
    m_keys.clear();
}

void SignatureCheck::start(const ReadMessagePtr &message)
{
    cancel();
    const QStringList names = message ? message->signatures.keyNames() : QStringList();
    if (m_names == nullptr || !message || message->signatures.isEmpty())
        return;
    m_message = message;
    m_wanted = names.size();
    if (names.isEmpty())
        verify();
    const QPointer<SignatureCheck> self(this);
    for (const QString &name : names) {
        m_names->ask(name, [self, name, ticket = m_ticket](const net::TextRecords &records) {
            if (self)
                self->answered(ticket, name, records);
        });
    }
}

void SignatureCheck::answered(quint64 ticket, const QString &name, const net::TextRecords &records)
{
    if (ticket != m_ticket)
        return;
    m_keys.insert(name, {records.answered, records.records});
    if (m_keys.size() == m_wanted)
        verify();
}

/// With the longest keys it takes milliseconds.
void SignatureCheck::verify()
{
    const QPointer<SignatureCheck> self(this);
    QThreadPool::globalInstance()->start([self, message = m_message, keys = m_keys, ticket = m_ticket] {
        const trust::Verdict verdict = trust::judge(message->evidence, message->signatures.outcomes(keys));
        const auto tell = [self, message, verdict, ticket] {
            if (self && self->m_ticket == ticket)
                emit self->done(message, verdict);
        };
        QMetaObject::invokeMethod(QCoreApplication::instance(), tell, Qt::QueuedConnection);
    });
}

} // namespace godwit::ui
