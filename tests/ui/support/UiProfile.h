// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "support/FakeClock.h"
#include "ui/common/Services.h"

#include <QTemporaryDir>
#include <memory>

namespace godwit::test {

/// A profile with realistic mail, and everything the panes are given: a real store and a real engine that never goes to
/// the network, all in the test's thread.
class UiProfile {
public:
    UiProfile();
    ~UiProfile();

    /// alice@example.org with the usual folders and two dozen messages of the last weeks, Korean among them.
    void fill();
    /// `count` plain messages, a minute apart, the newest a day old.
    void addMany(const QString &mailbox, int count);
    /// One message that arrives now.
    store::PlacementKey addNew(const QString &mailbox, const QString &subject);
    /// One that answers `placement`, `minutes` after it.
    store::PlacementKey addReply(
        const QString &mailbox, store::PlacementKey placement, const QString &name, int minutes);

    ui::Services &services() { return *m_services; }
    store::Writer &writer() { return m_engine->writer(); }
    store::Reader &reader() { return *m_reader; }
    store::AccountKey account() const { return m_account; }
    store::MailboxKey mailbox(const QString &name) const;
    store::Mailbox counted(const QString &name) const;
    int operations() const;

private:
    void addMailboxes();
    QTemporaryDir m_folder;
    std::unique_ptr<sync::Engine> m_engine;
    std::unique_ptr<store::Reader> m_reader;
    std::unique_ptr<sync::Actions> m_actions;
    std::unique_ptr<sync::Submissions> m_submissions;
    std::unique_ptr<sync::AccountActions> m_accounts;
    std::unique_ptr<ui::PreferencesStore> m_preferences;
    std::unique_ptr<ui::Services> m_services;
    store::AccountKey m_account;
    QHash<QString, quint32> m_nextUid;
};

} // namespace godwit::test
