// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/Flags.h"
#include "base/MailNumbers.h"
#include "imap/wire/BodyStructure.h"
#include "imap/wire/Envelope.h"

#include <QDateTime>
#include <optional>

namespace godwit::imap {

/// The content of one BODY[section] item.
struct BodySection {
    QByteArray section; ///< between the brackets, upper case: "", "1.2", "HEADER.FIELDS (REFERENCES)"
    std::optional<quint64> origin; ///< of a partial fetch
    QByteArray content;
    bool nil = false; ///< the server has no such section, or lost it
    bool decoded = false; ///< BINARY (RFC 3516): the transfer encoding is undone already
};

/// One FETCH response.  Items that the server did not send, or that made no sense, are absent.
struct FetchData {
    SequenceNumber sequenceNumber; ///< 0 for UIDFETCH
    Uid uid; ///< 0: not sent
    std::optional<Flags> flags;
    std::optional<QDateTime> internalDate; ///< UTC
    std::optional<qint64> sizeOctets;
    ModSeq modSeq;
    std::optional<Envelope> envelope;
    std::optional<BodyPart> bodyStructure;
    QList<BodySection> sections;
    QByteArray emailId; ///< EMAILID (RFC 8474) or X-GM-MSGID
    QByteArray threadId;
    std::optional<QByteArray> preview; ///< UTF-8 (RFC 8970)
    std::optional<QDateTime> saveDate; ///< UTC; absent also where the mailbox keeps none (RFC 8514)
    std::optional<QByteArrayList> labels; ///< X-GM-LABELS as Mailbox::wireName has names; system labels as "\\Inbox"
    QByteArrayList oddItems; ///< names of items that could not be read; fetch the header instead

    /// The section as it was asked for, e.g. "" for the whole message; nullptr when absent.
    const BodySection *section(QByteArrayView name) const;
    /// The answer to HEADER.FIELDS (...), whatever the order and spelling in which the server repeats the names.
    const BodySection *headerFields() const;
};

} // namespace godwit::imap
