// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "mime/Compose.h"
#include "store/Types.h"

#include <QStringList>
#include <QUrl>

namespace godwit::ui {

struct Services;

// Each opens a composer window of its own, which deletes itself when it is closed.  Closing keeps the message as a
// draft; an untouched one is forgotten.  Nothing here waits for the network.

/// `account` 0: the first that sends.
void composeNew(Services &services, store::AccountKey account = {});
/// Reply, reply to all, forward.  Where the body is not here yet it is asked for and quoted when it arrives.
void composeReply(Services &services, mime::ReplyKind kind, store::PlacementKey original);
/// RFC 6068, but only to, cc, bcc, subject, body and in-reply-to; never a file (S-089, S-090).
void composeMailto(Services &services, const QUrl &url);
/// A new message with these local files attached.
void composeFiles(Services &services, const QStringList &paths);
/// A message of a Drafts mailbox.  One that is open already is only raised.  False: its text is not here, or cannot be
/// read; nothing was opened.
bool editDraft(Services &services, store::PlacementKey placement);
/// At start: what was being written when the program ended without closing its windows.
void reopenCrashedDrafts(Services &services);
/// For Submissions::takenBack (undo send, edit in the outbox): shows the window that sent it as it was; where that is
/// gone a new one from `content`.
void reopenTakenBack(Services &services, store::SubmissionKey submission, const QByteArray &content);

} // namespace godwit::ui
