// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/UiWorld.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace godwit::test {

UiWorld::UiWorld(Mode mode) : m_mode(mode)
{
    const QString profile = m_folder.filePath(QStringLiteral("profile"));
    QDir().mkpath(profile);
    {
        const auto made = store::Writer::open(profile); // the database must exist before it can be read
        Q_ASSERT(made);
    }
    m_engine = std::make_unique<sync::Engine>(sync::Engine::Dependencies{
        profile, std::make_shared<account::SessionCredentials>(nullptr), std::make_shared<SystemClock>()});
    m_engine->moveToThread(&m_thread);
    if (mode == Mode::Working) {
        m_thread.start();
        inEngine([this] {
            const Result<void> started = m_engine->start(sync::Engine::Mode::Passive);
            Q_ASSERT(started);
        });
    }
    auto opened = store::Reader::open(profile);
    Q_ASSERT(opened);
    m_reader = std::move(*opened);
    m_preferences = std::make_unique<ui::PreferencesStore>(profile);
    m_actions = std::make_unique<sync::Actions>(*m_engine);
    m_submissions = std::make_unique<sync::Submissions>(*m_engine);
    m_accounts = std::make_unique<sync::AccountActions>(*m_engine);
    m_services = std::make_unique<ui::Services>(
        ui::Services{*m_reader, *m_engine, *m_actions, *m_submissions, *m_accounts, *m_preferences, profile});
}

UiWorld::~UiWorld()
{
    if (m_mode == Mode::Working) {
        QObject *engine = m_engine.release();
        QMetaObject::invokeMethod(
            engine, [engine] { delete engine; }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
}

store::AccountKey UiWorld::addAccount(const QString &name, const QString &email, const QString &signature)
{
    account::Settings settings;
    settings.name = name;
    settings.email = settings.label = settings.incomingUser = settings.outgoingUser = email;
    settings.incoming = account::Incoming::Pop3;
    settings.incomingServer = {QStringLiteral("pop.example.org"), 995, net::Security::ImplicitTls};
    settings.outgoingServer = {QStringLiteral("smtp.example.org"), 465, net::Security::ImplicitTls};
    settings.signature = signature;
    store::AccountKey key;
    if (m_mode == Mode::Silent) {
        const auto writer = store::Writer::open(m_services->profile);
        return writer ? (*writer)->addAccount(settings.toJson()).value_or(store::AccountKey()) : key;
    }
    inEngine([&] {
        key = m_engine->writer().addAccount(settings.toJson()).value_or(store::AccountKey());
        m_engine->accountsChanged();
    });
    inEngine([] {}); // after the engine made its mailboxes
    return key;
}

store::AccountKey UiWorld::addImapAccount(const QString &email, const QStringList &mailboxes)
{
    account::Settings settings;
    settings.email = settings.label = settings.incomingUser = settings.outgoingUser = email;
    settings.incomingServer = {QStringLiteral("imap.example.org"), 993, net::Security::ImplicitTls};
    settings.outgoingServer = {QStringLiteral("smtp.example.org"), 465, net::Security::ImplicitTls};
    store::AccountKey key;
    inEngine([&] {
        key = m_engine->writer().addAccount(settings.toJson()).value_or(store::AccountKey());
        QList<store::Writer::ServerMailbox> listed;
        for (const QString &name : mailboxes) {
            store::Writer::ServerMailbox mailbox;
            mailbox.wireName = name.toUtf8();
            mailbox.path = {name};
            mailbox.delimiter = '/';
            mailbox.role = name == QLatin1String("INBOX") ? store::Role::Inbox : store::Role::None;
            listed << mailbox;
        }
        const Result<void> stored = m_engine->writer().setMailboxes(key, listed, true);
        Q_ASSERT(stored);
        m_engine->accountsChanged();
    });
    inEngine([] {});
    return key;
}

store::PlacementKey UiWorld::deliver(store::AccountKey account, const QByteArray &message)
{
    store::PlacementKey placement;
    inEngine([&] {
        const auto inbox = m_engine->writer().reader().mailboxByRole(account, store::Role::Inbox);
        if (!inbox)
            return;
        store::IncomingMessage incoming;
        incoming.internalDate = QDateTime::currentDateTimeUtc();
        incoming.sizeOctets = message.size();
        incoming.envelope = mime::parseEnvelope(message);
        incoming.raw = message;
        const QByteArray uidl = QByteArray::number(++m_delivered);
        placement =
            m_engine->writer().addPop3Message(account, inbox->key, uidl, incoming).value_or(store::PlacementKey());
    });
    return placement;
}

QString UiWorld::file(const QString &name, const QByteArray &content)
{
    const QString path = m_folder.filePath(name);
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
    return path;
}

QWidget *named(const QWidget &within, const QString &name)
{
    QWidget *hidden = nullptr;
    for (QWidget *widget : within.findChildren<QWidget *>()) {
        if (widget->accessibleName() != name || qobject_cast<QMenu *>(widget))
            continue;
        if (widget->isVisible())
            return widget;
        if (!hidden)
            hidden = widget;
    }
    return hidden;
}

QStringList unnamed(QWidget &root)
{
    QStringList found;
    for (QWidget *widget : root.findChildren<QWidget *>()) {
        const bool interactive = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLineEdit *>(widget)
            || qobject_cast<QComboBox *>(widget) || qobject_cast<QAbstractSpinBox *>(widget)
            || qobject_cast<QTextEdit *>(widget) || qobject_cast<QPlainTextEdit *>(widget)
            || qobject_cast<QAbstractItemView *>(widget);
        if (!interactive || widget->objectName().startsWith(QLatin1String("qt_")))
            continue;
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
        if (!face || face->text(QAccessible::Name).trimmed().isEmpty())
            found << QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
    }
    return found;
}

} // namespace godwit::test
