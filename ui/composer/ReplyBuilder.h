// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Settings.h"
#include "ui/composer/ComposeState.h"

#include <QCoreApplication>

namespace godwit::ui {

/// Makes the first state of an answer: who it goes to, what is quoted, which account answers.
class ReplyBuilder {
    Q_DECLARE_TR_FUNCTIONS(godwit::ui::ReplyBuilder)
public:
    ReplyBuilder(mime::ReplyKind kind, QList<account::Settings> accounts, store::AccountKey home)
        : m_kind(kind), m_accounts(std::move(accounts)), m_home(home)
    { }

    /// "On Sunday, 22 November 2026 at 10:42 Seoyeon Kim wrote:", in the language and zone of the person.
    QString intro(const mime::Envelope &original) const;
    /// `original` may be an envelope only; then there is no quote yet.
    ComposeState build(const mime::Message &original) const;
    /// What build() puts below the caret: the intro, the quote.  Empty without a body.
    QString quote(const mime::Message &original) const;
    /// A sentence where the answer goes to another organisation than the message says it comes from (S-091).
    QString destinationNote(const mime::Message &original) const;
    /// What a forward takes along.
    QList<ComposeAttachment> attachments(const mime::Message &original) const;
    /// The account that the original was written to, the one it lies in otherwise.
    account::Settings answering(const mime::Envelope &original) const;

private:
    mime::ReplyKind m_kind;
    QList<account::Settings> m_accounts;
    store::AccountKey m_home;
};

} // namespace godwit::ui
