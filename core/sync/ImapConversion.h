// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/wire/FetchData.h"
#include "store/Types.h"

namespace godwit::sync {

/// Joins the pieces in which a server may answer for one message; in order of first appearance, those without a UID
/// left out.
QList<imap::FetchData> joined(const QList<imap::FetchData> &pieces);
/// Whether the envelope has to be read from the header instead: absent or garbled (NOTES section 7).
bool lacksEnvelope(const imap::FetchData &data);
/// `data` as the store takes it.  Encoded words are decoded, references come from the header fields.
store::IncomingMessage toIncoming(const imap::FetchData &data);
/// The same with the envelope of a whole header block.
store::IncomingMessage toIncoming(const imap::FetchData &data, const QByteArray &header);
/// Those that carry flags and a UID.
QList<store::FlagUpdate> flagUpdates(const QList<imap::FetchData> &data);

} // namespace godwit::sync
