// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Settings.h"
#include "mime/Compose.h"
#include "store/Types.h"

#include <QUuid>

namespace godwit::ui {

/// One attached file; its content was read when it was attached, so that nothing can cut it later (S-120).
struct ComposeAttachment {
    QString name;
    QString type; ///< media type
    QByteArray content;
    QString contentId; ///< set for a picture inside the text
    bool sensitive = false; ///< looks like a private key or a file of the profile, and nobody said yes yet (S-121)
    QByteArray id = QUuid::createUuid().toRfc4122(); ///< names this content in a stored draft
};

/// Everything a composer window holds, as a value: what a draft stores and what "undo send" brings back.
struct ComposeState {
    store::AccountKey account;
    mime::AddressList to, cc, bcc; ///< as typed: also what is no valid address yet
    QString subject;
    QString text; ///< LF; the message itself, or its plain reading where it is rich
    QString html; ///< our own HTML; empty while it is plain text
    QList<ComposeAttachment> attachments;
    QStringList inReplyTo, references; ///< without angle brackets
    QString messageId; ///< made when it is first sent, and kept from then on (S-128)
    store::PlacementKey answered, forwarded, serverCopy;
    int caret = 0;

    bool isRich() const { return !html.isEmpty(); }
    qint64 attachedOctets() const;

    /// Without key, time and whether a window shows it.
    store::StoredDraft toDraft() const;
    /// Nothing where the content is not ours.  Attachments whose file the draft has not are left out; the caller tells.
    static std::optional<ComposeState> fromDraft(const store::StoredDraft &draft, QStringList *missingFiles = nullptr);
};

/// Whether an entry of a recipient field can be sent to.
enum class AddressState {
    Fine,
    Odd, ///< valid, but the domain has no dot: asked once
    Invalid, ///< refused (S-125)
};
AddressState addressState(const mime::Address &address);

enum class Purpose {
    Send,
    File, ///< for the Drafts mailbox: what is no address yet is kept in header fields of our own
};
/// The message that `state` describes, sent by `account`.
mime::Draft toMimeDraft(const ComposeState &state, const account::Settings &account, Purpose purpose);
/// The way back, from a message of a Drafts mailbox or the outbox.
ComposeState fromMessage(const mime::Message &message, store::AccountKey account);
/// The addresses of To, Cc and Bcc, each once.
QStringList envelopeRecipients(const ComposeState &state);

} // namespace godwit::ui
