// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/folders/FolderPane.h"

#include "base/Limits.h"
#include "models/MessageListModel.h"
#include "ui/common/MailboxText.h"
#include "ui/common/NoticeBar.h"
#include "ui/common/PlainText.h"
#include "ui/folders/FolderActions.h"
#include "ui/folders/FolderView.h"
#include "ui/folders/KeepMenu.h"
#include "ui/folders/SpokenMailboxModel.h"

#include <QCoreApplication>
#include <QFile>
#include <QKeyEvent>
#include <QMenu>
#include <QPointer>
#include <QThreadPool>
#include <QVBoxLayout>

namespace godwit::ui {

FolderPane::FolderPane(Services &services, QWidget *parent)
    : QWidget(parent), m_services(services), m_model(new SpokenMailboxModel(services.reader, this)),
      m_view(new FolderView(this)), m_actions(new FolderActions(this)), m_notice(new NoticeBar(this)),
      m_keep(new KeepMenu(services, this))
{
    build();
    m_actions->keep->setMenu(m_keep);
    // As a command there is no menu that it could open from.
    connect(m_actions->keep, &QAction::triggered, this, [this] {
        m_keep->popup(m_view->viewport()->mapToGlobal(m_view->visualRect(m_view->currentIndex()).center()));
    });
    connect(&services.engine, &sync::Engine::statusChanged, this, [this](const sync::AccountStatus &status) {
        if (status.paused)
            m_paused.insert(status.account);
        else
            m_paused.remove(status.account);
    });
    m_view->setMailboxModel(m_model);
    connect(&services.engine, &sync::Engine::changed, m_model, &models::MailboxTreeModel::apply);
    connect(m_view, &FolderView::mailboxChosen, this, &FolderPane::mailboxChosen);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &FolderPane::updateActions);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &FolderPane::updateActions);
    connectActions();
    connectDrops();
    updateActions();
}

void FolderPane::build()
{
    setProperty("pane", QStringLiteral("sidebar"));
    setAttribute(Qt::WA_StyledBackground);
    auto *noticeArea = new QWidget(this);
    auto *noticeLayout = new QVBoxLayout(noticeArea);
    noticeLayout->setContentsMargins(8, 0, 8, 8);
    noticeLayout->addWidget(m_notice);
    noticeArea->hide();
    connect(m_notice, &NoticeBar::shown, noticeArea, &QWidget::show);
    connect(m_notice, &NoticeBar::cleared, noticeArea, &QWidget::hide);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(noticeArea);
    layout->addWidget(m_view, 1);
    setFocusProxy(m_view);
}

store::MailboxKey FolderPane::current() const
{
    return m_view->currentMailbox();
}

void FolderPane::select(store::MailboxKey mailbox)
{
    m_view->selectMailbox(mailbox);
}

void FolderPane::selectInbox()
{
    for (const store::AccountRow &account : m_services.reader.accounts()) {
        if (const auto inbox = m_services.reader.mailboxByRole(account.key, store::Role::Inbox)) {
            select(inbox->key);
            return;
        }
    }
}

void FolderPane::connectActions()
{
    const auto on = [this](QAction *action, auto &&run) {
        connect(action, &QAction::triggered, this, run);
    };
    on(m_actions->create, [this] { createBelow(m_view->currentIndex()); });
    on(m_actions->rename, [this] { m_view->editName(m_view->currentIndex()); });
    on(m_actions->remove, [this] { confirmDelete(); });
    on(m_actions->empty, [this] { confirmEmpty(); });
    on(m_actions->markAllRead, [this] { markAllRead(current()); });
    for (const bool subscribe : {true, false}) {
        on(subscribe ? m_actions->subscribe : m_actions->unsubscribe, [this, subscribe] {
            if (const auto mailbox = m_model->mailbox(m_view->currentIndex()))
                m_services.actions.setSubscribed(mailbox->key, subscribe);
        });
    }
    connect(m_view, &FolderView::contextMenuWanted, this, &FolderPane::showMenu);
    connect(m_view, &FolderView::nameEdited, this, [this](const QModelIndex &index, const QString &name) {
        const auto mailbox = m_model->mailbox(index);
        if (!mailbox)
            return;
        QStringList path = mailbox->path;
        path.last() = name;
        m_services.actions.renameMailbox(mailbox->key, path);
        m_view->setFocus();
    });
    connect(m_view, &FolderView::childNamed, this, [this](const QModelIndex &parent, const QString &name) {
        m_services.actions.createMailbox(m_model->account(parent), m_model->path(parent) + QStringList{name});
        m_view->setFocus();
    });
}

void FolderPane::connectDrops()
{
    connect(m_model, &models::MailboxTreeModel::dropRequested, this,
        [this](const QList<store::PlacementKey> &placements, store::MailboxKey target, Qt::DropAction action) {
            if (action == Qt::CopyAction)
                m_services.actions.copy(placements, target);
            else
                m_services.actions.move(placements, target);
        });
    connect(m_model, &models::MailboxTreeModel::renameRequested, this, &FolderPane::moveFolder);
    connect(m_view, &FolderView::filesDropped, this, &FolderPane::importFiles);
}

void FolderPane::updateActions()
{
    const auto mailbox = m_model->mailbox(m_view->currentIndex());
    const bool own = mailbox && mailbox->role == store::Role::None;
    const auto parent = m_model->mailbox(parentOfNew(m_view->currentIndex()));
    using store::Rights;
    const auto enable = [](QAction *action, bool sensible, const std::optional<store::Mailbox> &where,
                            Rights::Right needed) {
        const bool allowed = !where || where->rights.has(needed);
        action->setEnabled(sensible && allowed);
        action->setToolTip(allowed ? QString() : plainToolTip(forbiddenText(where->rights, needed)));
    };
    enable(m_actions->create, m_view->currentIndex().isValid() || m_model->rowCount() > 0, parent, Rights::CreateBelow);
    enable(m_actions->rename, own, mailbox, Rights::DeleteMailbox);
    enable(m_actions->remove, own, mailbox, Rights::DeleteMailbox);
    enable(m_actions->empty, mailbox && mailbox->selectable && mailbox->total > 0, mailbox, Rights::RemoveMessages);
    enable(m_actions->markAllRead, mailbox && mailbox->unread > 0, mailbox, Rights::KeepSeen);
    m_keep->setMailbox(mailbox ? mailbox->key : store::MailboxKey());
    m_actions->keep->setEnabled(m_keep->isUseful());
    const bool listed = mailbox && !mailbox->local && mailbox->role != store::Role::Inbox;
    m_actions->subscribe->setEnabled(listed && !mailbox->subscribed);
    m_actions->unsubscribe->setEnabled(listed && mailbox->subscribed);
}

void FolderPane::showMenu(const QModelIndex &index, const QPoint &globalPosition)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true); // why something is greyed out
    const auto mailbox = m_model->mailbox(index);
    if (mailbox && mailbox->selectable) {
        m_view->setCurrentIndex(index);
        updateActions();
        for (QAction *action : m_actions->menu()) {
            if (action == nullptr)
                menu->addSeparator();
            else if (action->isEnabled() || action == m_actions->create || action == m_actions->rename
                || action == m_actions->remove)
                menu->addAction(action);
        }
    } else {
        // An account, or a level that is no mailbox: what can be done there is to make a folder in it.
        const QPersistentModelIndex parent(index);
        QAction *create = menu->addAction(m_actions->create->icon(), m_actions->create->text());
        connect(create, &QAction::triggered, this, [this, parent] { createBelow(parent); });
        if (index.isValid() && index.data(models::IsAccountRole).toBool()) {
            const store::AccountKey account = m_model->account(index);
            const bool paused = m_paused.contains(account);
            QAction *pause =
                menu->addAction(paused ? tr("Go on fetching mail ahead") : tr("Pause fetching mail ahead"));
            connect(pause, &QAction::triggered, this,
                [this, account, paused] { emit accountPauseRequested(account, !paused); });
            QAction *settings = menu->addAction(tr("Account settings…"));
            connect(settings, &QAction::triggered, this, [this, account] { emit accountSettingsRequested(account); });
        }
    }
    menu->popup(globalPosition);
}

QModelIndex FolderPane::parentOfNew(const QModelIndex &wanted) const
{
    QModelIndex parent = wanted.isValid() ? wanted : m_model->index(0, 0);
    // In the inbox or another role a subfolder is rarely what is meant: beside it, in the account.
    const auto mailbox = m_model->mailbox(parent);
    if (mailbox && (mailbox->role != store::Role::None || mailbox->delimiter == '\0')) {
        while (parent.parent().isValid())
            parent = parent.parent();
    }
    return parent;
}

void FolderPane::createBelow(const QModelIndex &wanted)
{
    const QModelIndex parent = parentOfNew(wanted);
    if (parent.isValid())
        m_view->editNewChild(parent);
}

void FolderPane::confirmDelete()
{
    const auto mailbox = m_model->mailbox(m_view->currentIndex());
    if (!mailbox || mailbox->role != store::Role::None)
        return;
    qint64 messages = mailbox->total;
    for (const store::Mailbox &other : m_services.reader.mailboxes(mailbox->account)) {
        if (other.path.size() > mailbox->path.size() && other.path.mid(0, mailbox->path.size()) == mailbox->path)
            messages += other.total;
    }
    const store::MailboxKey key = mailbox->key;
    const auto run = [this, key] {
        m_notice->clear();
        m_services.actions.deleteMailbox(key);
        m_view->setFocus();
    };
    if (messages == 0) {
        run();
        return;
    }
    const auto keep = [this] {
        m_notice->clear();
        m_view->setFocus();
    };
    m_notice->showNotice(NoticeBar::Kind::Warning,
        tr("Delete “%1” and the %n message(s) in it?", nullptr, int(messages)).arg(mailboxPathText(*mailbox)),
        {{tr("Delete folder"), run}, {tr("Keep"), keep}});
    m_notice->focusFirstStep();
}

void FolderPane::confirmEmpty()
{
    const auto mailbox = m_model->mailbox(m_view->currentIndex());
    if (!mailbox || mailbox->total == 0)
        return;
    const store::MailboxKey key = mailbox->key;
    const auto run = [this, key] {
        m_notice->clear();
        m_services.actions.emptyMailbox(key);
        m_view->setFocus();
    };
    const auto keep = [this] {
        m_notice->clear();
        m_view->setFocus();
    };
    m_notice->showNotice(NoticeBar::Kind::Warning,
        tr("Remove the %n message(s) in “%1” for good? This cannot be undone.", nullptr, int(mailbox->total))
            .arg(mailboxPathText(*mailbox)),
        {{tr("Empty folder"), run}, {tr("Keep"), keep}});
    m_notice->focusFirstStep();
}

void FolderPane::markAllRead(store::MailboxKey mailbox)
{
    if (!mailbox)
        return;
    // Which of a hundred thousand messages are unread is a question for a worker.
    const QPointer<FolderPane> self(this);
    QThreadPool::globalInstance()->start([self, mailbox, profile = m_services.profile] {
        const auto reader = store::Reader::open(profile);
        if (!reader)
            return;
        QList<store::PlacementKey> unread, page;
        const auto take = [&] {
            for (const store::ListRow &row : (*reader)->rows(page)) {
                if (!row.flags.has(Flag::Seen))
                    unread.append(row.placement);
            }
            page.clear();
        };
        for (const store::RowKey &key : (*reader)->rowKeys(mailbox)) {
            page.append(key.placement);
            if (page.size() == 500)
                take();
        }
        take();
        QMetaObject::invokeMethod(qApp, [self, unread] {
            if (self != nullptr && !unread.isEmpty())
                self->m_services.actions.setFlags(unread, {wireName(Flag::Seen)}, {});
        });
    });
}

void FolderPane::importFiles(const QStringList &files, store::MailboxKey mailbox)
{
    const QPointer<FolderPane> self(this);
    QThreadPool::globalInstance()->start([self, files, mailbox] {
        for (const QString &name : files) {
            QFile file(name);
            if (file.size() > limits::MessageOctets || !file.open(QIODevice::ReadOnly))
                continue;
            const QByteArray message = file.readAll();
            QMetaObject::invokeMethod(qApp, [self, message, mailbox] {
                if (self != nullptr)
                    self->m_services.submissions.importMessage(mailbox, message);
            });
        }
    });
}

void FolderPane::keyPressEvent(QKeyEvent *event)
{
    const QAction *forbidden = event->key() == Qt::Key_F2 ? m_actions->rename
        : event->key() == Qt::Key_Delete                  ? m_actions->remove
                                                          : nullptr;
    const auto mailbox = m_model->mailbox(m_view->currentIndex());
    if (forbidden != nullptr && mailbox && !mailbox->rights.has(store::Rights::DeleteMailbox)) {
        m_notice->showNotice(NoticeBar::Kind::Information, forbiddenText(mailbox->rights, store::Rights::DeleteMailbox),
            {{tr("OK"), [this] {
                  m_notice->clear();
                  m_view->setFocus();
              }}});
        return;
    }
    if (event->key() != Qt::Key_Escape || m_notice->isHidden()) {
        QWidget::keyPressEvent(event);
        return;
    }
    m_notice->clear(); // a question that is not answered is answered with no
    m_view->setFocus();
    event->accept();
}

void FolderPane::moveFolder(store::MailboxKey mailbox, const QStringList &newPath)
{
    const auto moved = m_services.reader.mailbox(mailbox);
    if (!moved || moved->path == newPath)
        return;
    constexpr qint64 ManyMessages = 1000;
    const auto run = [this, mailbox, newPath] {
        m_notice->clear();
        m_services.actions.renameMailbox(mailbox, newPath);
    };
    const bool inner = m_model->hasChildren(m_model->indexOf(mailbox));
    if (moved->total <= ManyMessages && !inner) {
        run();
        return;
    }
    m_notice->showNotice(NoticeBar::Kind::Information,
        tr("Move “%1” with everything in it to “%2”?")
            .arg(mailboxPathText(*moved), newPath.join(QStringLiteral(" › "))),
        {{tr("Move folder"), run}, {tr("Keep"), [this] {
                                        m_notice->clear();
                                    }}});
}

} // namespace godwit::ui
