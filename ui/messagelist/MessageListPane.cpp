// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messagelist/MessageListPane.h"

#include "ui/common/Buttons.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/Format.h"
#include "ui/common/MailboxText.h"
#include "ui/common/NoticeBar.h"
#include "ui/common/Theme.h"
#include "ui/messagelist/EmptyState.h"
#include "ui/messagelist/ListSorting.h"
#include "ui/messagelist/MailboxChooser.h"
#include "ui/messagelist/MessageDelegate.h"
#include "ui/messagelist/MessageListActions.h"
#include "ui/messagelist/MessageView.h"
#include "ui/messagelist/ReadMarker.h"
#include "ui/messagelist/RowSelection.h"
#include "ui/messagelist/SpokenMessageModel.h"

#include <QBoxLayout>
#include <QDataStream>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <QStackedWidget>
#include <algorithm>

namespace godwit::ui {

namespace {

bool hasFolders(const store::Reader &reader)
{
    const QList<store::AccountRow> accounts = reader.accounts();
    return std::any_of(accounts.begin(), accounts.end(),
        [&reader](const store::AccountRow &account) { return !reader.mailboxes(account.key).isEmpty(); });
}

} // namespace

MessageListPane::MessageListPane(Services &services, QWidget *parent)
    : QWidget(parent), m_services(services), m_model(new SpokenMessageModel(services.reader, this)),
      m_view(new MessageView(this)), m_actions(new MessageListActions(this)),
      m_sorting(new ListSorting(services.preferences, this)), m_marker(new ReadMarker(services, this)),
      m_notice(new NoticeBar(this)), m_empty(new EmptyState(this)), m_body(new QStackedWidget(this)),
      m_title(new ElidedLabel(this)), m_counts(new ElidedLabel(this))
{
    build();
    m_view->setMessageModel(m_model);
    m_selectionTimer.setSingleShot(true);
    m_selectionTimer.setInterval(0);
    connect(&m_selectionTimer, &QTimer::timeout, this, &MessageListPane::announceSelection);
    connectModel();
    connectActions();
    updateBody();
    updateActions();
}

MessageListPane::~MessageListPane() = default;

void MessageListPane::build()
{
    setProperty("pane", QStringLiteral("paper"));
    setAttribute(Qt::WA_StyledBackground);
    auto *header = new QWidget(this);
    header->setFixedHeight(qMax(measure::PaneHeader, fontMetrics().height() + 16));
    m_title->setProperty("role", QStringLiteral("heading"));
    m_title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_counts->setProperty("role", QStringLiteral("dimmed"));
    auto *line = new QHBoxLayout(header);
    line->setContentsMargins(14, 0, 8, 0);
    line->setSpacing(8);
    line->addWidget(m_title);
    line->addWidget(m_counts, 1);
    line->addWidget(m_sorting->button());
    auto *noticeArea = new QWidget(this);
    auto *noticeLayout = new QVBoxLayout(noticeArea);
    noticeLayout->setContentsMargins(8, 8, 8, 8);
    noticeLayout->addWidget(m_notice);
    noticeArea->hide();
    m_notice->setDismissable(true);
    connect(m_notice, &NoticeBar::shown, noticeArea, &QWidget::show);
    connect(m_notice, &NoticeBar::cleared, noticeArea, &QWidget::hide);
    m_body->addWidget(m_view);
    m_body->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(hairline(Qt::Horizontal, this));
    layout->addWidget(noticeArea);
    layout->addWidget(m_body, 1);
    setFocusProxy(m_view);
}

void MessageListPane::connectModel()
{
    connect(&m_services.engine, &sync::Engine::changed, m_model, &models::MessageListModel::apply);
    connect(&m_services.engine, &sync::Engine::changed, this, [this](const store::Change &change) {
        if ((change.kinds & (store::Change::Counts | store::Change::Mailboxes | store::Change::Rows)) != 0)
            updateHeader();
        if ((change.kinds & store::Change::Mailboxes) != 0)
            updateActions(); // what is allowed may be another
    });
    connect(m_model, &models::MessageListModel::loadingChanged, this, [this](bool loading) {
        takeWanted();
        if (!loading) {
            updateBody();
            keepOrder();
        }
        updateHeader();
    });
    connect(m_model, &QAbstractItemModel::rowsInserted, this, [this] {
        takeWanted();
        updateBody();
        updateHeader();
    });
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, [this] {
        updateBody();
        updateHeader();
        m_selectionTimer.start();
    });
    connect(m_model, &QAbstractItemModel::dataChanged, this, [this] { updateActions(); });
    connect(m_model, &models::MessageListModel::mailboxGone, this, [this](store::MailboxKey mailbox) {
        m_open.reset();
        updateHeader();
        updateBody();
        emit mailboxGone(mailbox);
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        updateActions(); // at once: the next key may be Delete
        m_selectionTimer.start(); // the reader once, however many keys came
    });
    connect(m_marker, &ReadMarker::markedRead, this, &MessageListPane::markedReadByItself);
    connect(m_view, &MessageView::contextMenuWanted, this, &MessageListPane::showMenu);
    connect(m_view, &MessageView::draggedAway, this, &MessageListPane::afterOwnRemoval);
    connect(m_view, &MessageView::openWanted, m_actions->open, &QAction::trigger);
    connect(m_view, &MessageView::painted, this, [this](int rows) {
        if (m_filterToReport)
            emit filterPainted(rows);
        else
            emit painted(m_model->mailbox(), m_open ? int(qMax<qint64>(rows, m_open->total)) : rows);
        m_filterToReport = false;
    });
}

void MessageListPane::connectActions()
{
    const auto on = [this](QAction *action, auto &&run) {
        connect(action, &QAction::triggered, this, run);
    };
    on(m_actions->open, [this] {
        if (const auto placement = current())
            emit messageOpened(*placement);
    });
    on(m_actions->archive, [this] { archiveSelected(); });
    on(m_actions->remove, [this] { deleteSelected(); });
    on(m_actions->removeForGood, [this] { removeForGood(); });
    on(m_actions->markRead, [this] { setFlag("\\Seen", true); });
    on(m_actions->markUnread, [this] { setFlag("\\Seen", false); });
    on(m_actions->flag, [this] { setFlag("\\Flagged", true); });
    on(m_actions->unflag, [this] { setFlag("\\Flagged", false); });
    on(m_actions->junk, [this] { moveToRole(store::Role::Junk); });
    on(m_actions->moveTo, [this] { choose(false); });
    on(m_actions->copyTo, [this] { choose(true); });
    on(m_actions->selectAll, [this] { m_view->selectAll(); });
    on(m_actions->next, [this] { step(1); });
    on(m_actions->previous, [this] { step(-1); });
    on(m_actions->nextUnread, [this] { selectNextUnread(); });
    connect(m_sorting, &ListSorting::orderChosen, this, &MessageListPane::sort);
}

// ---- what is shown -----------------------------------------------------------------------------------------------

void MessageListPane::openMailbox(store::MailboxKey mailbox)
{
    if (mailbox == m_model->mailbox() && m_open)
        return;
    rememberPlace();
    m_marker->leave();
    m_notice->clear();
    m_open = mailbox ? m_services.reader.mailbox(mailbox) : std::nullopt;
    const bool outgoing = m_open && (m_open->role == store::Role::Sent || m_open->role == store::Role::Drafts);
    m_view->messageDelegate()->setShowRecipients(outgoing);
    m_model->setShowRecipients(outgoing);
    m_model->setFilter({});
    m_view->watchNextPaint();
    const store::ListOrder order = m_sorting->orderOf(mailbox);
    m_sorting->show(order, outgoing);
    m_model->setMailbox(mailbox, order);
    keepOrder();
    m_wanted = m_places.contains(mailbox) ? std::optional(m_places.value(mailbox)) : std::nullopt;
    takeWanted();
    updateHeader();
    updateBody();
    updateActions();
    m_selectionTimer.start();
    if (mailbox) {
        m_services.engine.refreshMailbox(mailbox);
        m_services.engine.showOrder(mailbox, order);
    }
}

/// What is selected stays before the person's eyes; else the list begins at its top.
void MessageListPane::sort(store::ListOrder order)
{
    if (!m_open)
        return;
    const auto selected = current();
    m_sorting->remember(m_open->key, order);
    m_sorting->show(order, m_model->showsRecipients());
    m_wanted.reset();
    m_model->setOrder(order);
    m_view->regroup();
    m_view->verticalScrollBar()->setValue(0);
    if (selected)
        select(*selected);
    keepOrder();
    m_services.engine.showOrder(m_open->key, order);
    updateHeader();
    updateActions();
    m_selectionTimer.start(); // a conversation is read otherwise than a message
}

/// The next time the first rows are here at once.  Not while a worker sorts: it would be done twice at a time.
void MessageListPane::keepOrder()
{
    if (m_open && !m_model->isLoading() && m_model->order().by != store::SortBy::Date)
        m_services.engine.keepOrder(m_open->key, m_model->order().by);
}

store::MailboxKey MessageListPane::mailbox() const
{
    return m_model->mailbox();
}

void MessageListPane::select(store::PlacementKey placement)
{
    m_wanted = Place{placement, -1};
    takeWanted();
}

void MessageListPane::rememberPlace()
{
    if (!m_model->mailbox() || !m_model->filter().isEmpty())
        return;
    m_places.insert(
        m_model->mailbox(), {current().value_or(store::PlacementKey()), m_view->verticalScrollBar()->value()});
}

void MessageListPane::takeWanted()
{
    if (!m_wanted)
        return;
    const int row = m_wanted->selected ? m_model->rowOf(m_wanted->selected) : -1;
    const bool still = m_model->isLoading();
    if (m_wanted->selected && row < 0 && still)
        return;
    if (m_wanted->scroll > m_view->verticalScrollBar()->maximum() && still)
        return;
    const Place place = *m_wanted;
    m_wanted.reset();
    if (row >= 0)
        m_view->selectionModel()->setCurrentIndex(m_model->index(row), QItemSelectionModel::ClearAndSelect);
    if (place.scroll >= 0)
        m_view->verticalScrollBar()->setValue(place.scroll);
    else if (row >= 0)
        m_view->scrollTo(m_model->index(row));
}

void MessageListPane::setFilter(const QString &text)
{
    const QString wanted = text.trimmed();
    if (wanted == m_model->filter())
        return;
    if (m_model->filter().isEmpty())
        rememberPlace();
    m_filterToReport = !wanted.isEmpty();
    m_model->setFilter(wanted);
    if (wanted.isEmpty() && m_places.contains(m_model->mailbox())) {
        m_wanted = m_places.value(m_model->mailbox());
        takeWanted();
    }
    m_view->watchNextPaint();
    updateHeader();
    updateBody();
}

QString MessageListPane::filter() const
{
    return m_model->filter();
}

void MessageListPane::updateHeader()
{
    m_open = m_model->mailbox() ? m_services.reader.mailbox(m_model->mailbox()) : std::nullopt;
    m_title->setFullText(m_open ? mailboxText(*m_open) : QString());
    if (!m_open) {
        m_counts->setFullText({});
    } else if (!m_model->filter().isEmpty()) {
        const int found = m_model->rowCount();
        m_counts->setFullText(m_model->isLoading()
                ? tr("Searching for “%1”").arg(m_model->filter())
                : tr("%n result(s) for “%1”", nullptr, found).arg(m_model->filter()));
    } else if (m_model->isLoading() && !m_services.reader.keepsOrder(m_open->key, m_model->order().by)) {
        m_counts->setFullText(tr("Sorting…"));
    } else {
        const auto restricted = [this](const QString &text) {
            return isReadOnly(m_open->rights) ? tr("%1, read only", "messages of a folder").arg(text) : text;
        };
        const QString messages = tr("%n message(s)", "total in the header", int(m_open->total))
                                     .replace(QString::number(m_open->total), humanNumber(m_open->total));
        const QString unread = tr("%n unread", "in the header", int(m_open->unread))
                                   .replace(QString::number(m_open->unread), humanNumber(m_open->unread));
        m_counts->setFullText(
            restricted(m_open->unread > 0 ? tr("%1, %2", "messages, unread").arg(messages, unread) : messages));
    }
}

void MessageListPane::updateBody()
{
    if (m_model->rowCount() > 0 || m_model->isLoading()) {
        m_body->setCurrentWidget(m_view);
        return;
    }
    if (!m_open) {
        m_empty->showSentence(QStringLiteral("folder"),
            hasFolders(m_services.reader) ? tr("Choose a folder to see its messages.")
                                          : tr("Folders appear here as soon as the account is connected."));
    } else if (!m_model->filter().isEmpty()) {
        m_empty->showSentence(QStringLiteral("search"),
            tr("Nothing matches “%1” in %2.").arg(m_model->filter(), mailboxText(*m_open)), tr("Clear the search"),
            [this] { emit filterCleared(); });
    } else if (m_open->total > 0) {
        m_empty->showSentence(QStringLiteral("refresh"), tr("The messages of this folder are on their way."));
    } else {
        m_empty->showSentence(mailboxIconName(m_open->role), tr("No messages here."));
    }
    m_body->setCurrentWidget(m_empty);
    if (m_filterToReport && !m_model->isLoading()) {
        m_filterToReport = false;
        emit filterPainted(0);
    }
}

// ---- selection ---------------------------------------------------------------------------------------------------

std::optional<store::PlacementKey> MessageListPane::current() const
{
    const QList<models::RowRange> ranges = rowRanges(m_view->selectionModel()->selection());
    if (ranges.size() != 1 || ranges.first().first != ranges.first().last)
        return std::nullopt;
    const store::PlacementKey placement = m_model->placementAt(ranges.first().first);
    return placement ? std::optional(placement) : std::nullopt;
}

QList<store::PlacementKey> MessageListPane::selectedPlacements() const
{
    return m_model->placementsForRows(rowRanges(m_view->selectionModel()->selection()));
}

bool MessageListPane::showsConversations() const
{
    return m_model->order().isGrouped() && m_model->order().grouping == store::Grouping::Conversations
        && m_model->filter().isEmpty();
}

int MessageListPane::selectedCount() const
{
    return m_view->selectedCount();
}

void MessageListPane::announceSelection()
{
    const int count = selectedCount();
    updateActions();
    if (count > 1) {
        m_marker->watch({}, false);
        emit severalSelected(count);
        return;
    }
    const auto placement = current();
    const int row = placement ? m_model->rowOf(*placement) : -1;
    const bool kept = m_open && m_open->rights.has(store::Rights::KeepSeen);
    m_marker->watch(placement.value_or(store::PlacementKey()), selectedPlacements(),
        kept && m_readerVisible && row >= 0 && m_model->index(row).data(models::UnreadRole).toBool());
    emit messageSelected(placement);
}

void MessageListPane::setReaderVisible(bool visible)
{
    if (visible == m_readerVisible)
        return;
    m_readerVisible = visible;
    m_selectionTimer.start();
}

void MessageListPane::updateActions()
{
    const int count = selectedCount();
    const bool any = count > 0;
    for (QAction *action : m_actions->all())
        action->setEnabled(any);
    m_actions->open->setEnabled(count == 1);
    m_sorting->setEnabled(m_open.has_value());
    for (QAction *action : {m_actions->selectAll, m_actions->next, m_actions->previous, m_actions->nextUnread})
        action->setEnabled(m_model->rowCount() > 0);
    const auto single = current();
    const int row = single ? m_model->rowOf(*single) : -1;
    if (row >= 0) {
        const QModelIndex index = m_model->index(row);
        const bool unread = index.data(models::UnreadRole).toBool();
        const bool flagged = index.data(models::FlaggedRole).toBool();
        m_actions->markRead->setEnabled(unread);
        m_actions->markUnread->setEnabled(!unread);
        m_actions->flag->setEnabled(!flagged);
        m_actions->unflag->setEnabled(flagged);
    }
    m_actions->archive->setEnabled(any && m_open && m_open->role != store::Role::Archive);
    m_actions->junk->setEnabled(any && m_open && m_open->role != store::Role::Junk
        && m_services.reader.mailboxByRole(m_open->account, store::Role::Junk).has_value());
    const store::Rights rights = m_open ? m_open->rights : store::Rights();
    m_actions->applyRights(rights);
    m_view->setDragsCopies(!rights.has(store::Rights::RemoveMessages));
}

void MessageListPane::step(int direction)
{
    const int rows = m_model->rowCount();
    if (rows == 0)
        return;
    const int row = m_view->currentIndex().isValid() ? m_view->currentIndex().row() + direction : 0;
    m_view->selectionModel()->setCurrentIndex(
        m_model->index(qBound(0, row, rows - 1)), QItemSelectionModel::ClearAndSelect);
    m_view->scrollTo(m_view->currentIndex());
}

void MessageListPane::selectNext()
{
    step(1);
}

void MessageListPane::selectNextUnread()
{
    constexpr int FarEnough = 2000; // each row that was never shown costs a read
    const int rows = m_model->rowCount();
    const int start = m_view->currentIndex().isValid() ? m_view->currentIndex().row() : -1;
    for (int i = 1; i <= qMin(rows, FarEnough); ++i) {
        const QModelIndex index = m_model->index((start + i) % rows);
        if (index.data(models::UnreadRole).toBool()) {
            m_view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
            m_view->scrollTo(index);
            return;
        }
    }
}

// ---- what is done ------------------------------------------------------------------------------------------------

void MessageListPane::afterOwnRemoval()
{
    m_marker->leave();
    m_view->setAdvanceOnRemoval(true);
}

void MessageListPane::archiveSelected()
{
    const QList<store::PlacementKey> placements = selectedPlacements();
    if (placements.isEmpty())
        return;
    afterOwnRemoval();
    m_services.actions.archive(placements);
}

void MessageListPane::deleteSelected()
{
    if (m_open && m_open->role == store::Role::Trash) {
        removeForGood();
        return;
    }
    const QList<store::PlacementKey> placements = selectedPlacements();
    if (placements.isEmpty())
        return;
    afterOwnRemoval();
    m_services.actions.remove(placements);
}

void MessageListPane::removeForGood()
{
    const QList<store::PlacementKey> placements = selectedPlacements();
    if (placements.isEmpty())
        return;
    const auto run = [this, placements] {
        m_notice->clear();
        afterOwnRemoval();
        m_services.actions.expunge(placements);
        m_view->setFocus();
    };
    const auto keep = [this] {
        m_notice->clear();
        m_view->setFocus();
    };
    m_notice->showNotice(NoticeBar::Kind::Warning,
        tr("Delete %n message(s) permanently? This cannot be undone.", nullptr, int(placements.size())),
        {{tr("Delete permanently"), run}, {tr("Keep"), keep}});
    m_notice->focusFirstStep();
}

void MessageListPane::setFlag(const char *flag, bool on)
{
    const QList<store::PlacementKey> placements = selectedPlacements();
    if (placements.isEmpty())
        return;
    m_marker->leave();
    const QByteArrayList flags{QByteArray(flag)};
    m_services.actions.setFlags(placements, on ? flags : QByteArrayList(), on ? QByteArrayList() : flags);
}

void MessageListPane::moveToRole(store::Role role)
{
    const auto target = m_open ? m_services.reader.mailboxByRole(m_open->account, role) : std::nullopt;
    const QList<store::PlacementKey> placements = selectedPlacements();
    if (!target || placements.isEmpty())
        return;
    afterOwnRemoval();
    m_services.actions.move(placements, target->key);
}

void MessageListPane::choose(bool copy)
{
    const QList<store::PlacementKey> placements = selectedPlacements();
    if (placements.isEmpty() || !m_open)
        return;
    const QString title = copy ? tr("Copy %n message(s) to", nullptr, int(placements.size()))
                               : tr("Move %n message(s) to", nullptr, int(placements.size()));
    const MailboxChooser::Start start{m_open->account, m_open->key, MailboxChooser::Purpose::File};
    auto *chooser = new MailboxChooser(m_services.reader, title, start, this);
    connect(chooser, &MailboxChooser::chosen, this, [this, placements, copy](store::MailboxKey target) {
        if (copy) {
            m_services.actions.copy(placements, target);
            return;
        }
        afterOwnRemoval();
        m_services.actions.move(placements, target);
    });
    chooser->open();
}

void MessageListPane::showMenu(const QPoint &globalPosition)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true); // why something is greyed out
    for (QAction *action : m_actions->messageMenu()) {
        if (action == nullptr)
            menu->addSeparator();
        else if (action->isEnabled() || m_actions->isForbidden(action))
            menu->addAction(action);
    }
    menu->popup(globalPosition);
}

void MessageListPane::keyPressEvent(QKeyEvent *event)
{
    const QKeySequence pressed(event->keyCombination());
    for (const QAction *action : m_actions->all()) {
        if (selectedCount() > 0 && m_actions->isForbidden(action) && action->shortcuts().contains(pressed)) {
            m_notice->showNotice(NoticeBar::Kind::Information, m_actions->whyForbidden(action));
            event->accept();
            return;
        }
    }
    if (event->key() == Qt::Key_Escape && !m_notice->isHidden()) {
        m_notice->clear(); // a question that is not answered is answered with no
        m_view->setFocus();
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_Escape && !m_model->filter().isEmpty()) {
        emit filterCleared();
        event->accept();
        return;
    }
    QWidget::keyPressEvent(event);
}

// ---- from one start to the next ----------------------------------------------------------------------------------

QByteArray MessageListPane::saveState() const
{
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out << quint8(1) << m_model->mailbox().value << current().value_or(store::PlacementKey()).value
        << qint32(m_view->verticalScrollBar()->value());
    return state;
}

void MessageListPane::restoreState(const QByteArray &state)
{
    QDataStream in(state);
    quint8 version = 0;
    store::MailboxKey mailbox;
    Place place;
    qint32 scroll = 0;
    in >> version >> mailbox.value >> place.selected.value >> scroll;
    if (in.status() != QDataStream::Ok || version != 1 || !m_services.reader.mailbox(mailbox))
        return;
    place.scroll = scroll;
    m_places.insert(mailbox, place);
    openMailbox(mailbox);
}

} // namespace godwit::ui
