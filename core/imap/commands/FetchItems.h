// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/wire/Capabilities.h"
#include "imap/wire/Encoder.h"

namespace godwit::imap {

/// What a Fetch asks for.  UID is always among it.
struct FetchItems {
    enum Item : quint32 {
        Flags = 1,
        InternalDate = 2,
        Size = 4,
        Envelope = 8,
        BodyStructure = 16,
        ModSeq = 32,
        EmailId = 64, ///< EMAILID and THREADID where OBJECTID is there, X-GM-MSGID and X-GM-THRID with Gmail
        Preview = 128, ///< PREVIEW (LAZY): what the server has at hand (RFC 8970)
        PreviewNow = 256, ///< PREVIEW: also what it has to make first
        SaveDate = 512, ///< when it came into this mailbox (RFC 8514)
        Labels = 1024, ///< X-GM-LABELS
    };
    struct Section {
        QByteArray name; ///< "" whole message, "HEADER", "1.2", "2.MIME"
        std::optional<std::pair<quint64, quint64>> partial; ///< first octet, count
        /// Without its transfer encoding, where the server has BINARY (RFC 3516): BodySection::decoded tells.  The
        /// error Refused "UNKNOWN-CTE" means that it cannot be had so: see withoutBinary().
        bool decoded = false;
    };

    quint32 items = 0;
    QByteArrayList headerFields; ///< BODY.PEEK[HEADER.FIELDS (...)]
    QList<Section> sections; ///< BODY.PEEK[...]

    static FetchItems flags();
    /// What the message list, threads and rules need.  About 800 octets a message.
    static FetchItems envelopes();
    /// The whole message, raw.
    static FetchItems source();

    /// The same with BODY.PEEK in place of BINARY.PEEK.
    FetchItems withoutBinary() const;

    /// Items that the server cannot do are left out.
    void encode(Encoder &out) const;
    bool asksFor(QByteArrayView section) const;
};

} // namespace godwit::imap
