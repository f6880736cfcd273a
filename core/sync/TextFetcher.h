// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/Session.h"
#include "store/Writer.h"
#include "sync/Metering.h"

namespace godwit::sync {

/// Of messages with attachments: brings the texts into the store and leaves the rest on the server.
class TextFetcher {
public:
    using Missing = store::Writer::MissingBody;
    TextFetcher(imap::Session &session, store::Writer &writer, Metering &metering)
        : m_session(session), m_writer(writer), m_metering(metering)
    { }

    static constexpr qint64 SmallOctets = 32 * 1024; ///< up to so much is fetched whole anyway
    /// The mailbox of all of them is selected.  What has to be fetched whole, because there is little or nothing to
    /// leave out or because its structure cannot be read, is returned.
    Task<Result<QList<Missing>>> fetch(QList<Missing> messages);

private:
    imap::Session &m_session;
    store::Writer &m_writer;
    Metering &m_metering;
};

} // namespace godwit::sync
