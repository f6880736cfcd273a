// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Journal.h"
#include "store/Outbox.h"
#include "store/Writer.h"

#include <functional>

namespace godwit::torture {

/// A day of a store as steps of one transaction each, and what is in it as text without keys and times, so that two
/// stores can be compared.  Every step looks up anew what it works on and may be tried again after it has failed.
class StoreDay {
public:
    struct Step {
        QString name;
        std::function<bool(StoreDay &)> perform;
    };

    /// `stretch`: how often the middle of the day, arrivals and actions, is repeated.
    explicit StoreDay(QString profile, int stretch = 1);
    ~StoreDay();

    const QList<Step> &steps() const { return m_steps; }
    bool isOpen() const { return m_writer != nullptr; }
    bool open();
    void close();
    /// Everything a person or a server could tell apart; an operation or a submission on its way counts as unknown.
    QByteArray picture() const;

private:
    void morning();
    void work(int round);
    void evening();
    void step(const char *name, std::function<bool(StoreDay &)> perform);

    store::Writer &writer() { return *m_writer; }
    store::AccountKey account(const char *label) const;
    store::MailboxKey mailbox(const QString &name, const char *label = "server") const;
    store::PlacementKey placement(const QString &mailbox, int number) const;
    /// The newest operation of this kind that is not over.
    store::OperationKey waiting(store::OperationKind kind) const;

    QString m_profile;
    QList<Step> m_steps;
    std::unique_ptr<store::Writer> m_writer;
};

} // namespace godwit::torture
