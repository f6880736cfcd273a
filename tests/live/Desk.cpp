// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/Desk.h"

#include "models/Roles.h"
#include "store/Writer.h"
#include "ui/common/Translations.h"
#include "ui/folders/FolderPane.h"
#include "ui/folders/FolderView.h"
#include "ui/messagelist/MessageListPane.h"
#include "ui/messagelist/MessageView.h"

#include <QApplication>
#include <QDir>
#include <QTest>

namespace godwit::test {

namespace {

QString entryOf(const account::Settings &account, account::Credentials::Server server)
{
    return account.email + (server == account::Credentials::Server::Incoming ? u'<' : u'>');
}

} // namespace

Task<Result<QString>> MemoryVault::password(account::Settings account, Server server)
{
    const auto found = m_secrets.constFind(entryOf(account, server));
    if (found == m_secrets.cend())
        co_return failure(MailError::Kind::NeedsLogin, MailError::Detail::CredentialsMissing);
    co_return *found;
}

Task<Result<void>> MemoryVault::store(account::Settings account, Server server, QString password)
{
    m_secrets.insert(entryOf(account, server), password);
    co_return Result<void>();
}

Task<Result<void>> MemoryVault::forget(account::Settings account)
{
    m_secrets.remove(entryOf(account, Server::Incoming));
    m_secrets.remove(entryOf(account, Server::Outgoing));
    co_return Result<void>();
}

Desk::Desk(const QString &profile, std::shared_ptr<MemoryVault> vault)
{
    QDir().mkpath(profile);
    m_preferences = std::make_unique<ui::PreferencesStore>(profile);
    ui::installTranslations(QStringLiteral("en"));
    m_theme = std::make_unique<ui::Theme>(*qApp, *m_preferences);
    {
        const auto writer = store::Writer::open(profile);
        if (!writer)
            return;
    }
    auto reader = store::Reader::open(profile);
    if (!reader)
        return;
    m_reader = std::move(*reader);
    sync::Engine::Dependencies dependencies;
    dependencies.profile = profile;
    dependencies.credentials = std::make_shared<account::SessionCredentials>(std::move(vault));
    dependencies.clock = std::make_shared<SystemClock>();
    m_host = std::make_unique<app::EngineHost>(std::move(dependencies));
    m_actions = std::make_unique<sync::Actions>(m_host->engine());
    m_submissions = std::make_unique<sync::Submissions>(m_host->engine());
    m_accounts = std::make_unique<sync::AccountActions>(m_host->engine());
    m_services = std::make_unique<ui::Services>(
        ui::Services{*m_reader, m_host->engine(), *m_actions, *m_submissions, *m_accounts, *m_preferences, profile});
    m_window = std::make_unique<ui::MainWindow>(*m_services, m_timing);
    QObject::connect(m_window.get(), &ui::MainWindow::firstPainted, m_host.get(), [this] {
        m_engineStarted = true;
        m_host->start();
    });
    m_window->setGeometry(0, 0, 1280, 800); // room for other programs beside it
    m_window->show();
}

Desk::~Desk()
{
    if (m_window)
        m_window->close();
    m_window.reset();
    if (m_host)
        m_host->stop();
}

QAbstractItemView &Desk::messages()
{
    return m_window->messages().view();
}

QAbstractItemView &Desk::folders()
{
    return m_window->folders().view();
}

int Desk::messageCount()
{
    return messages().model() ? messages().model()->rowCount() : 0;
}

int Desk::rowOfSubject(const QString &subject)
{
    for (int row = 0; row < messageCount(); ++row) {
        if (messages().model()->index(row, 0).data(models::SubjectRole).toString() == subject)
            return row;
    }
    return -1;
}

bool Desk::clickMessage(const QString &subject)
{
    const int row = rowOfSubject(subject);
    if (row < 0)
        return false;
    const QModelIndex index = messages().model()->index(row, 0);
    messages().scrollTo(index);
    QTest::mouseClick(messages().viewport(), Qt::LeftButton, Qt::NoModifier, messages().visualRect(index).center());
    return messages().currentIndex().row() == row;
}

QModelIndex Desk::folder(const QString &name)
{
    const QAbstractItemModel *model = folders().model();
    QList<QModelIndex> open{QModelIndex()};
    while (!open.isEmpty()) {
        const QModelIndex parent = open.takeFirst();
        for (int row = 0; row < model->rowCount(parent); ++row) {
            const QModelIndex index = model->index(row, 0, parent);
            if (!index.data(models::IsAccountRole).toBool() && index.data(models::NameRole).toString() == name)
                return index;
            open.append(index);
        }
    }
    return {};
}

bool Desk::clickFolder(const QString &name)
{
    const QModelIndex index = folder(name);
    if (!index.isValid())
        return false;
    folders().scrollTo(index);
    QTest::mouseClick(folders().viewport(), Qt::LeftButton, Qt::NoModifier, folders().visualRect(index).center());
    return folders().currentIndex() == index;
}

bool Desk::flag(const QString &subject, Flag flag)
{
    const int row = rowOfSubject(subject);
    return row >= 0 && messages().model()->index(row, 0).data(models::FlagsRole).value<Flags>().has(flag);
}

void Desk::keepPicture(const QString &name)
{
    for (const QWidget *top : QApplication::topLevelWidgets()) {
        if (top->isVisible())
            qInfo() << "window:" << top->metaObject()->className() << top->windowTitle();
    }
    const QString picture = QDir::current().absoluteFilePath(name + QStringLiteral(".png"));
    m_window->grab().save(picture);
    qInfo() << "picture:" << picture;
}

} // namespace godwit::test
