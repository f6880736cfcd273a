// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/Composer.h"

#include "ui/accounts/StoredAccounts.h"
#include "ui/common/Services.h"
#include "ui/common/Toast.h"
#include "ui/composer/ComposerWindow.h"
#include "ui/composer/Mailto.h"
#include "ui/composer/ReplyBuilder.h"

#include <QApplication>
#include <QMainWindow>
#include <QPointer>
#include <QThreadPool>

namespace godwit::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype ParseHereOctets = 256 * 1024; ///< larger ones are parsed in a worker

class Words {
    Q_DECLARE_TR_FUNCTIONS(godwit::ui::Composer)
};

template <typename Condition> ComposerWindow *openWindow(Condition matches)
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        auto *window = qobject_cast<ComposerWindow *>(widget);
        if (window && matches(*window))
            return window;
    }
    return nullptr;
}

QWidget *toastHost()
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (widget->isVisible() && qobject_cast<QMainWindow *>(widget))
            return widget;
    }
    return nullptr;
}

ComposerWindow *newWindow(Services &services)
{
    auto *window = new ComposerWindow(services);
    Services *all = &services;
    QObject::connect(window, &ComposerWindow::discarded, qApp, [all](const ComposeState &state) {
        QWidget *host = toastHost();
        if (!host)
            return;
        auto *toast = new Toast(host);
        toast->showMessage(Words::tr("Message discarded"), [all, state, toast = QPointer<Toast>(toast)] {
            ComposerWindow *again = newWindow(*all);
            again->load(state, ComposerWindow::Edited::Yes);
            again->present();
            if (toast)
                toast->deleteLater();
        });
        QTimer::singleShot(Toast::ShownMs * 4, toast, &QObject::deleteLater);
    });
    return window;
}

QString withSignature(const QString &text, const account::Settings &account)
{
    const QString signature = account.signature.trimmed();
    return signature.isEmpty() ? text : text + QStringLiteral("\n\n-- \n") + signature;
}

account::Settings sendingAccount(const Services &services, store::AccountKey wanted)
{
    account::Settings first;
    for (const account::Settings &account : storedAccounts(services.reader)) {
        if (account.outgoingServer.host.isEmpty())
            continue;
        if (account.key == wanted)
            return account;
        if (!first.key)
            first = account;
    }
    return first;
}

ComposeState blank(const Services &services, store::AccountKey account)
{
    const account::Settings settings = sendingAccount(services, account);
    ComposeState state;
    state.account = settings.key;
    state.text = withSignature({}, settings);
    return state;
}

void parsed(const QByteArray &raw, QObject *context, std::function<void(const mime::Message &)> then)
{
    if (raw.size() <= ParseHereOctets) {
        then(mime::parse(raw));
        return;
    }
    const QPointer<QObject> alive(context);
    QThreadPool::globalInstance()->start([raw, alive, then = std::move(then)] {
        const mime::Message message = mime::parse(raw);
        QMetaObject::invokeMethod(qApp, [alive, then, message] {
            if (alive)
                then(message);
        });
    });
}

void sayWhereItGoes(ComposerWindow *window, const ReplyBuilder &builder, const mime::Message &original)
{
    const QString note = builder.destinationNote(original);
    if (!note.isEmpty())
        window->showInformation(note);
}

/// Fills in the quote once the body is here.
void quoteLater(ComposerWindow *window, const ReplyBuilder &builder, const QByteArray &raw)
{
    parsed(raw, window, [window, builder](const mime::Message &original) {
        window->appendQuote(builder.quote(original), builder.attachments(original));
        sayWhereItGoes(window, builder, original);
    });
}

store::AccountKey accountOf(const Services &services, const store::ListRow &row)
{
    const std::optional<store::Mailbox> mailbox = services.reader.mailbox(row.mailbox);
    return mailbox ? mailbox->account : store::AccountKey();
}

/// A key in a header field may come from another computer: it counts only if it is the message that is answered.
store::PlacementKey verified(const Services &services, store::PlacementKey key, const QStringList &messageIds)
{
    const std::optional<store::ListRow> row = key ? services.reader.row(key) : std::nullopt;
    const std::optional<mime::Envelope> envelope = row ? services.reader.envelope(row->message) : std::nullopt;
    return envelope && messageIds.contains(envelope->messageId) ? key : store::PlacementKey();
}

/// A window for what the store has of `draft`; `said` is shown in it unless something is missing.
void openStored(Services &services, store::DraftKey draft, const QString &said)
{
    const std::optional<store::StoredDraft> stored = services.reader.draft(draft);
    QStringList missing;
    std::optional<ComposeState> state = stored ? ComposeState::fromDraft(*stored, &missing) : std::nullopt;
    if (!state)
        return;
    state->account = stored->account;
    state->serverCopy = stored->serverCopy;
    ComposerWindow *window = newWindow(services);
    window->setDraft(draft);
    window->load(*state, ComposerWindow::Edited::Yes);
    const QString lost = Words::tr("Attachments of this draft cannot be read any more: %1. Attach them again.");
    if (!missing.isEmpty())
        window->showInformation(lost.arg(missing.join(u", "_s)));
    else if (!said.isEmpty())
        window->showInformation(said);
    window->present();
}

} // namespace

void composeNew(Services &services, store::AccountKey account)
{
    ComposerWindow *window = newWindow(services);
    window->load(blank(services, account), ComposerWindow::Edited::No);
    window->present();
}

void composeReply(Services &services, mime::ReplyKind kind, store::PlacementKey original)
{
    const std::optional<store::ListRow> row = services.reader.row(original);
    if (!row)
        return;
    const ReplyBuilder builder(kind, storedAccounts(services.reader), accountOf(services, *row));
    const std::optional<QByteArray> raw = services.reader.raw(row->message);
    mime::Message message;
    const bool parseHere = raw && raw->size() <= ParseHereOctets;
    if (parseHere)
        message = mime::parse(*raw);
    else
        message.envelope = services.reader.envelope(row->message).value_or(mime::Envelope());
    ComposeState state = builder.build(message);
    (kind == mime::ReplyKind::Forward ? state.forwarded : state.answered) = original;
    ComposerWindow *window = newWindow(services);
    window->load(state, ComposerWindow::Edited::No);
    window->setIntro(builder.intro(message.envelope).section(u'\n', 0, 0));
    window->present();
    if (parseHere) {
        sayWhereItGoes(window, builder, message);
        return;
    }
    if (raw) {
        quoteLater(window, builder, *raw);
        return;
    }
    window->showInformation(Words::tr("The message is still being fetched; its text will appear below yours."));
    QObject::connect(&services.engine, &sync::Engine::bodyFetched, window,
        [&services, window, builder, original](store::PlacementKey placement) {
            const std::optional<store::ListRow> fetched = services.reader.row(original);
            if (placement != original || !fetched)
                return;
            if (const std::optional<QByteArray> body = services.reader.raw(fetched->message))
                quoteLater(window, builder, *body);
        });
    QObject::connect(
        &services.engine, &sync::Engine::bodyFailed, window, [window, original](store::PlacementKey placement) {
            if (placement == original)
                window->showInformation(Words::tr(
                    "The message could not be fetched, so it is not quoted. You can answer it all the same."));
        });
    services.engine.fetchWhole(original);
}

void composeMailto(Services &services, const QUrl &url)
{
    const std::optional<Mailto> mailto = parseMailto(url);
    ComposeState state = blank(services, {});
    if (mailto) {
        state.to = mailto->to;
        state.cc = mailto->cc;
        state.bcc = mailto->bcc;
        state.subject = mailto->subject;
        state.inReplyTo = mailto->inReplyTo;
        state.references = mailto->inReplyTo;
        state.text = mailto->body + state.text;
        state.caret = int(mailto->body.size());
    }
    ComposerWindow *window = newWindow(services);
    window->load(state, ComposerWindow::Edited::No);
    window->present();
    if (!state.bcc.isEmpty())
        window->showInformation(Words::tr("The link that opened this adds hidden recipients (Bcc)."));
}

void composeFiles(Services &services, const QStringList &paths)
{
    ComposerWindow *window = newWindow(services);
    window->load(blank(services, {}), ComposerWindow::Edited::No);
    window->present();
    QList<QUrl> files;
    for (const QString &path : paths)
        files << QUrl::fromLocalFile(path);
    window->attachFiles(files);
}

bool editDraft(Services &services, store::PlacementKey placement)
{
    if (ComposerWindow *open =
            openWindow([&](const ComposerWindow &window) { return window.serverCopy() == placement; })) {
        open->present();
        return true;
    }
    const std::optional<store::ListRow> row = services.reader.row(placement);
    const std::optional<QByteArray> raw = row ? services.reader.raw(row->message) : std::nullopt;
    if (!raw)
        return false;
    ComposeState state = fromMessage(mime::parse(*raw), accountOf(services, *row));
    state.serverCopy = placement;
    state.answered = verified(services, state.answered, state.inReplyTo);
    state.forwarded = verified(services, state.forwarded, state.references);
    ComposerWindow *window = newWindow(services);
    window->load(state, ComposerWindow::Edited::No);
    window->present();
    return true;
}

void reopenCrashedDrafts(Services &services)
{
    for (const store::StoredDraft &stored : services.reader.drafts()) {
        if (!stored.open || openWindow([&](const ComposerWindow &window) { return window.draft() == stored.key; }))
            continue;
        openStored(services, stored.key, Words::tr("This was being written when the program ended. Nothing is lost."));
    }
}

void reopenTakenBack(Services &services, store::SubmissionKey submission, const QByteArray &content)
{
    // The window that sent it hears of it too, and forgets the number when it has shown itself.
    if (openWindow([&](const ComposerWindow &window) { return window.tookBack() == submission; }))
        return;
    if (openWindow([&](const ComposerWindow &window) { return window.submission() == submission; }))
        return;
    const mime::Message message = mime::parse(content);
    store::AccountKey account;
    for (const account::Settings &settings : storedAccounts(services.reader)) {
        if (settings.email.compare(message.envelope.from.value(0).addr, Qt::CaseInsensitive) == 0)
            account = settings.key;
    }
    ComposerWindow *window = newWindow(services);
    window->load(fromMessage(message, account), ComposerWindow::Edited::Yes);
    window->present();
}

} // namespace godwit::ui
