// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/MessagePane.h"

#include "ui/reader/ReaderActions.h"

#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace godwit::ui {

struct MessagePane::Private {
    Services &services;
    ReaderActions *actions;
    QPlainTextEdit *text;
    std::optional<store::PlacementKey> placement;
};

MessagePane::MessagePane(Services &services, QWidget *parent)
    : QWidget(parent),
      d(new Private{services, new ReaderActions(this), new QPlainTextEdit(this), std::nullopt})
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(d->text);
    d->text->setReadOnly(true);
    d->text->setAccessibleName(tr("Message"));
    const auto reply = [this](mime::ReplyKind kind) {
        if (d->placement)
            emit replyRequested(kind, *d->placement);
    };
    connect(d->actions->reply, &QAction::triggered, this, [reply] { reply(mime::ReplyKind::Sender); });
    connect(d->actions->replyAll, &QAction::triggered, this, [reply] { reply(mime::ReplyKind::All); });
    connect(d->actions->forward, &QAction::triggered, this, [reply] { reply(mime::ReplyKind::Forward); });
    connect(d->actions->archive, &QAction::triggered, this, &MessagePane::archiveRequested);
    connect(d->actions->remove, &QAction::triggered, this, &MessagePane::deleteRequested);
}

MessagePane::~MessagePane() = default;

void MessagePane::showPlacement(std::optional<store::PlacementKey> placement)
{
    d->placement = placement;
    d->text->clear();
    const auto row = placement ? d->services.reader.row(*placement) : std::nullopt;
    d->actions->setMessageActionsEnabled(row.has_value());
    d->actions->setFilingActionsEnabled(row.has_value());
    if (!row)
        return;
    if (const auto raw = d->services.reader.raw(row->message)) {
        d->text->setPlainText(mime::parse(*raw).body.text);
        emit painted(QStringLiteral("text"));
    } else {
        d->services.engine.fetchBody(*placement);
    }
}

void MessagePane::showSelection(qint64 messages)
{
    d->placement.reset();
    d->actions->setMessageActionsEnabled(false);
    d->actions->setFilingActionsEnabled(messages > 0);
    d->text->setPlainText(tr("%n messages are selected.", nullptr, int(messages)));
}

std::optional<store::PlacementKey> MessagePane::placement() const
{
    return d->placement;
}

} // namespace godwit::ui
