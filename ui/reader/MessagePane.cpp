// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/MessagePane.h"

#include "net/DnsTextLookup.h"
#include "ui/common/Buttons.h"
#include "ui/common/ErrorText.h"
#include "ui/common/MailboxText.h"
#include "ui/reader/ConversationStrip.h"
#include "ui/reader/ReaderActions.h"
#include "ui/reader/ReaderBar.h"
#include "ui/reader/ReaderView.h"
#include "ui/reader/StatePage.h"

#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>
#include <utility>

namespace godwit::ui {

namespace {

constexpr int PatienceMs = 300; // before "loading" is worth saying
constexpr qsizetype PositionsKept = 500;
constexpr double ZoomStep = 1.1;

} // namespace

struct MessagePane::Private {
    Private(MessagePane *pane, Services &given) : q(pane), services(given), files(given.profile), loader(given.profile)
    { }

    void build();
    void connectActions();
    void connectEngine();
    void show(store::PlacementKey key);
    void load();
    void loaded(quint64 answered, const ReadMessagePtr &message);
    void askForBody();
    void say(const QString &iconName, const QString &text, const QString &step = {}, const QString &details = {});
    void sayNotHere();
    void open(std::optional<store::PlacementKey> wanted);
    void updateStrip();
    void apply(const store::Change &change);
    void updateActions();
    void rememberPosition();
    QSet<QString> self() const;

    MessagePane *q;
    Services &services;
    HtmlViewLoader html;
    AttachmentFiles files;
    MessageLoader loader;
    net::DnsTextLookup names;
    ReaderActions *actions = nullptr;
    QStackedWidget *stack = nullptr;
    StatePage *state = nullptr;
    ConversationStrip *strip = nullptr;
    store::PlacementKey conversation; ///< what stands for it in the list; 0: a message is shown by itself
    ReaderView *view = nullptr;
    QTimer patience;

    std::optional<store::PlacementKey> placement; ///< what is wanted
    store::PlacementKey shown; ///< what the view has; 0: nothing
    store::ListRow row; ///< of `placement`
    quint64 ticket = 0;
    bool waitsForBody = false;
    bool isExcerpt = false; ///< what is shown is the text alone
    bool waitsForRest = false;
    qint64 selected = 0;
    QHash<store::AccountKey, sync::AccountStatus> status;
    QHash<store::PlacementKey, double> positions;
};

MessagePane::MessagePane(Services &services, QWidget *parent) : QWidget(parent), d(new Private(this, services))
{
    d->build();
    d->connectActions();
    d->connectEngine();
    showPlacement(std::nullopt);
}

MessagePane::~MessagePane()
{
    delete d->view; // before what it was given
}

void MessagePane::showPlacement(std::optional<store::PlacementKey> placement)
{
    d->conversation = {};
    d->updateStrip();
    d->open(placement);
}

void MessagePane::showConversation(store::PlacementKey placement)
{
    const QList<store::ThreadRow> rows = d->services.reader.conversation(placement);
    if (rows.isEmpty()) {
        showPlacement(placement);
        return;
    }
    store::PlacementKey wanted = placement;
    for (auto row = rows.crbegin(); row != rows.crend(); ++row) {
        if (!row->row.flags.has(Flag::Seen))
            wanted = row->row.placement;
    }
    const bool isBeingRead = d->conversation && d->placement
        && std::any_of(rows.begin(), rows.end(),
            [this](const store::ThreadRow &row) { return row.row.placement == *d->placement; });
    d->conversation = placement;
    d->open(isBeingRead ? *d->placement : wanted);
    d->updateStrip();
}

void MessagePane::Private::open(std::optional<store::PlacementKey> wanted)
{
    selected = wanted ? 1 : 0;
    if (wanted && wanted == placement && (shown == *wanted || waitsForBody))
        return;
    rememberPosition();
    placement = wanted;
    waitsForBody = waitsForRest = false;
    patience.stop();
    loader.cancel();
    if (wanted)
        show(*wanted);
    else
        say(QStringLiteral("mail-open"), tr("No message is selected."));
    updateActions();
}

void MessagePane::Private::updateStrip()
{
    strip->showConversation(conversation ? services.reader.conversation(conversation) : QList<store::ThreadRow>(),
        placement.value_or(store::PlacementKey()));
}

void MessagePane::showSelection(qint64 messages)
{
    if (messages <= 0) {
        showPlacement(std::nullopt);
        return;
    }
    d->rememberPosition();
    d->conversation = {};
    d->updateStrip();
    d->placement.reset();
    d->waitsForBody = false;
    d->patience.stop();
    d->loader.cancel();
    d->selected = messages;
    d->say(QStringLiteral("mail"), tr("%n message(s) selected", nullptr, int(messages)));
    d->updateActions();
}

std::optional<store::PlacementKey> MessagePane::placement() const
{
    return d->placement;
}

void MessagePane::pageDown()
{
    if (d->shown)
        d->view->pageDown();
    else if (d->placement)
        emit nextRequested();
}

void MessagePane::Private::build()
{
    actions = new ReaderActions(q);
    stack = new QStackedWidget(q);
    state = new StatePage(stack);
    view = new ReaderView(ReaderView::Tools{services.preferences, html, files, services.profile, {}, &names}, stack);
    stack->addWidget(state);
    stack->addWidget(view);
    auto *layout = new QVBoxLayout(q);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new ReaderBar(*actions, q));
    layout->addWidget(hairline(Qt::Horizontal, q));
    strip = new ConversationStrip(q);
    layout->addWidget(strip);
    layout->addWidget(stack, 1);
    QObject::connect(strip, &ConversationStrip::messageChosen, q, [this](store::PlacementKey chosen) { open(chosen); });
    patience.setSingleShot(true);
    patience.setInterval(PatienceMs);
    QObject::connect(
        &patience, &QTimer::timeout, q, [this] { say(QStringLiteral("clock"), tr("Loading the message…")); });
    QObject::connect(&loader, &MessageLoader::loaded, q,
        [this](quint64 answered, const ReadMessagePtr &message) { loaded(answered, message); });
    QObject::connect(&loader, &MessageLoader::missing, q, [this](quint64 answered) {
        if (answered == ticket)
            askForBody();
    });
    QObject::connect(state, &StatePage::stepRequested, q, [this] {
        if (placement) {
            waitsForBody = true;
            patience.start();
            services.engine.fetchBody(*placement);
        }
    });
    QObject::connect(view, &ReaderView::restRequested, q, [this] {
        waitsForRest = placement.has_value();
        if (placement)
            services.engine.fetchWhole(*placement);
    });
    QObject::connect(view, &ReaderView::mailtoClicked, q, &MessagePane::mailtoClicked);
    QObject::connect(view, &ReaderView::composeTo, q, &MessagePane::composeTo);
    QObject::connect(view, &ReaderView::nextRequested, q, &MessagePane::nextRequested);
    QObject::connect(view, &ReaderView::linkHovered, q, &MessagePane::linkHovered);
    QObject::connect(view, &ReaderView::painted, q, &MessagePane::painted);
    QObject::connect(view, &ReaderView::viewModeChanged, q, [this] {
        q->setFocusProxy(view->focusTarget());
        updateActions();
    });
}

void MessagePane::Private::connectActions()
{
    const auto on = [this](QAction *action, auto run) {
        QObject::connect(action, &QAction::triggered, q, run);
    };
    const auto reply = [this](mime::ReplyKind kind) {
        if (placement)
            emit q->replyRequested(kind, *placement);
    };
    on(actions->reply, [reply] { reply(mime::ReplyKind::Sender); });
    on(actions->replyAll, [reply] { reply(mime::ReplyKind::All); });
    on(actions->forward, [reply] { reply(mime::ReplyKind::Forward); });
    on(actions->archive, [this] { emit q->archiveRequested(); });
    on(actions->remove, [this] { emit q->deleteRequested(); });
    on(actions->viewPlain, [this] { view->setViewMode(ViewMode::Plain); });
    on(actions->viewSimplified, [this] { view->setViewMode(ViewMode::Simplified); });
    on(actions->viewOriginal, [this] { view->setViewMode(ViewMode::Original); });
    on(actions->zoomIn, [this] { view->setZoom(view->zoom() * ZoomStep); });
    on(actions->zoomOut, [this] { view->setZoom(view->zoom() / ZoomStep); });
    on(actions->zoomReset, [this] { view->setZoom(1.0); });
    on(actions->find, [this] { view->openFind(); });
    on(actions->saveAs, [this] { view->saveMessage(); });
    on(actions->print, [this] { view->print(); });
    on(actions->viewSource, [this] { view->showSource(); });
}

void MessagePane::Private::connectEngine()
{
    sync::Engine *engine = &services.engine;
    QObject::connect(engine, &sync::Engine::changed, q, [this](const store::Change &change) { apply(change); });
    QObject::connect(engine, &sync::Engine::statusChanged, q,
        [this](const sync::AccountStatus &news) { status.insert(news.account, news); });
    QObject::connect(engine, &sync::Engine::bodyFetched, q, [this](store::PlacementKey key) {
        if (placement == key && waitsForBody)
            load();
    });
    QObject::connect(engine, &sync::Engine::bodyFailed, q, [this](store::PlacementKey key, const MailError &error) {
        if (placement == key && std::exchange(waitsForRest, false))
            view->tellRestFailed(error);
        if (placement != key || !waitsForBody)
            return;
        patience.stop();
        const bool gone = error.detail == MailError::Detail::NotFound;
        const bool unreachable = error.kind == MailError::Kind::Network || error.kind == MailError::Kind::Cancelled;
        if (unreachable)
            sayNotHere();
        else if (gone)
            say(QStringLiteral("info"), tr("This message is no longer on the server."));
        else
            say(QStringLiteral("warning"), tr("This message could not be fetched.") + u' ' + explain(error),
                tr("Try again"), serverWords(error));
    });
}

void MessagePane::Private::show(store::PlacementKey key)
{
    const auto found = services.reader.row(key);
    if (!found) {
        say(QStringLiteral("info"), tr("This message is no longer here. It was moved or deleted elsewhere."));
        return;
    }
    row = *found;
    if (row.hasBody || row.hasText)
        load();
    else
        askForBody();
}

void MessagePane::Private::load()
{
    waitsForBody = false;
    loader.load(row.message, ReaderView::rules(services.preferences.current()), ++ticket);
    if (!patience.isActive())
        patience.start();
}

void MessagePane::Private::loaded(quint64 answered, const ReadMessagePtr &message)
{
    if (answered != ticket || !placement)
        return;
    patience.stop();
    shown = *placement;
    isExcerpt = !row.hasBody;
    waitsForRest = false;
    view->showMessage(message, row.date, self(), positions.value(shown));
    if (isExcerpt)
        view->tellExcerpt(row.sizeOctets);
    stack->setCurrentWidget(view);
    updateActions();
}

void MessagePane::Private::askForBody()
{
    waitsForBody = true;
    const auto mailbox = services.reader.mailbox(row.mailbox);
    const auto known = mailbox ? status.constFind(mailbox->account) : status.cend();
    services.engine.fetchBody(row.placement);
    if (known != status.cend() && !known->canFetch())
        sayNotHere();
    else
        patience.start();
}

void MessagePane::Private::say(
    const QString &iconName, const QString &text, const QString &step, const QString &details)
{
    const bool aboutMessage = placement.has_value() && services.reader.row(*placement).has_value();
    state->showState(iconName, aboutMessage ? row.subject : QString(), text, step, details);
    stack->setCurrentWidget(state);
    shown = {};
    view->showNothing();
    updateActions();
}

void MessagePane::Private::sayNotHere()
{
    patience.stop();
    say(QStringLiteral("offline"),
        tr("This message has not been downloaded yet. It will be fetched when there is a connection to the server."),
        tr("Try again"));
}

void MessagePane::Private::apply(const store::Change &change)
{
    if (!placement || (change.kinds & (store::Change::Rows | store::Change::RowData)) == 0)
        return;
    if (conversation)
        updateStrip();
    const bool concerned = std::any_of(change.rows.begin(), change.rows.end(), [this](const auto &rows) {
        return rows.reload || rows.removed.contains(*placement) || rows.changed.contains(*placement);
    });
    if (!concerned && !change.rows.isEmpty())
        return;
    const auto found = services.reader.row(*placement);
    if (!found) {
        patience.stop();
        loader.cancel();
        waitsForBody = false;
        say(QStringLiteral("info"), tr("This message is no longer here. It was moved or deleted elsewhere."));
        return;
    }
    const bool cameWhole = found->hasBody && row.hasText;
    row = *found;
    if ((waitsForBody && (row.hasBody || row.hasText)) || cameWhole)
        load();
}

void MessagePane::Private::updateActions()
{
    const bool whole = placement && shown == *placement;
    const bool exists = placement && services.reader.row(*placement).has_value();
    actions->setMessageActionsEnabled(whole);
    for (QAction *action : {actions->saveAs, actions->viewSource})
        action->setEnabled(whole && !isExcerpt); // what would be saved is not the message
    const auto mailbox = row.placement ? services.reader.mailbox(row.mailbox) : std::nullopt;
    const bool mayFile = !mailbox || mailbox->rights.has(store::Rights::RemoveMessages);
    actions->setFilingActionsEnabled(
        exists || selected > 1, mayFile ? QString() : forbiddenText(mailbox->rights, store::Rights::RemoveMessages));
    for (const auto &[action, mode] :
        {std::pair(actions->viewPlain, ViewMode::Plain), std::pair(actions->viewSimplified, ViewMode::Simplified),
            std::pair(actions->viewOriginal, ViewMode::Original)}) {
        action->setEnabled(whole && view->canShow(mode));
        action->setChecked(whole && view->viewMode() == mode);
    }
}

void MessagePane::Private::rememberPosition()
{
    if (!shown)
        return;
    if (positions.size() >= PositionsKept)
        positions.clear();
    const double position = view->scrollPosition();
    if (position > 0)
        positions.insert(shown, position);
    else
        positions.remove(shown);
}

QSet<QString> MessagePane::Private::self() const
{
    QSet<QString> own;
    for (const store::AccountRow &account : services.reader.accounts()) {
        if (const auto settings = account::Settings::fromJson(account.settings))
            own.insert(settings->email.toLower());
    }
    return own;
}

} // namespace godwit::ui
