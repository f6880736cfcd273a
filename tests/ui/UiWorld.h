// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Writer.h"
#include "ui/common/Services.h"
#include "ui/common/Theme.h"

#include <QTemporaryDir>
#include <QThread>
#include <QWidget>
#include <memory>

namespace godwit::test {

/// A profile of its own with a real store and a passive engine in its thread: everything but the network.
class UiWorld {
public:
    /// Silent: the engine's thread does not run, so that answers are given by hand.
    enum class Mode { Working, Silent };
    explicit UiWorld(Mode mode = Mode::Working);
    ~UiWorld();
    UiWorld(const UiWorld &) = delete;
    UiWorld &operator=(const UiWorld &) = delete;

    ui::Services &services() { return *m_services; }
    store::Reader &reader() { return *m_reader; }
    ui::PreferencesStore &preferences() { return *m_preferences; }
    QString folder() const { return m_folder.path(); }

    /// A POP3 account: its mailboxes are here and need no server.  Straight into the store.
    store::AccountKey addAccount(const QString &name, const QString &email, const QString &signature = {});
    /// An IMAP account whose server has these mailboxes, none with a role but INBOX.
    store::AccountKey addImapAccount(const QString &email, const QStringList &mailboxes);
    /// Puts a message into the inbox of the account and returns it.
    store::PlacementKey deliver(store::AccountKey account, const QByteArray &message);
    /// A file with this content; its path.
    QString file(const QString &name, const QByteArray &content);

private:
    template <typename Function> void inEngine(Function function)
    {
        QMetaObject::invokeMethod(m_engine.get(), function, Qt::BlockingQueuedConnection);
    }
    QTemporaryDir m_folder;
    QThread m_thread;
    std::unique_ptr<sync::Engine> m_engine;
    std::unique_ptr<store::Reader> m_reader;
    std::unique_ptr<ui::PreferencesStore> m_preferences;
    std::unique_ptr<sync::Actions> m_actions;
    std::unique_ptr<sync::Submissions> m_submissions;
    std::unique_ptr<sync::AccountActions> m_accounts;
    std::unique_ptr<ui::Services> m_services;
    Mode m_mode;
    int m_delivered = 0;
};

/// The descendant with this accessible name, visible ones first; null when there is none.
QWidget *named(const QWidget &within, const QString &name);
template <typename Widget> Widget *named(const QWidget &within, const QString &name)
{
    return qobject_cast<Widget *>(named(within, name));
}
/// Interactive widgets below `root` that assistive tools could not name.
QStringList unnamed(QWidget &root);

} // namespace godwit::test
