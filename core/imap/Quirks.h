// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/QuirkReason.h"
#include "imap/wire/Untagged.h"

#include <chrono>

namespace godwit::imap {

/// What a client does beyond capabilities, and what some servers get wrong.
enum class Use : quint32 {
    LoginCapabilities = 1U << 0, ///< believing the capabilities that come along with the login
    PartialFetch = 1U << 1, ///< BODY[...]<first.count>: cut wrongly where RFC822.SIZE is an estimate
    SectionFetch = 1U << 2, ///< BODY[1.2]: lost or wrong; fetch the whole message
    Envelope = 1U << 3, ///< ENVELOPE: wrong; fetch the header
    HeaderSearch = 1U << 4, ///< SEARCH HEADER, also for Message-ID
    TextSearch = 1U << 5, ///< SEARCH FROM, SUBJECT, TEXT, BODY
    FlagSearch = 1U << 6, ///< SEARCH UNSEEN and the like
    CopyDrafts = 1U << 7, ///< COPY and MOVE of drafts
};

/// One row of the table: how a server is recognised, what is switched off.  A row never switches anything on.
struct Quirk {
    const char *name; ///< for people: "iCloud"
    // Any of these is enough; nullptr: not recognised by it.  Lower case but for the capability.
    const char *capability;
    const char *id; ///< part of ID "vendor name"
    const char *greeting; ///< part of the greeting's text
    const char *host; ///< the host, or a domain it is in
    QByteArrayList capabilitiesOff;
    quint32 usesOff; ///< of Use
    int connections; ///< at most; 0: no limit of its own
    std::chrono::minutes idleRenewal; ///< at most; 0: as usual
    QuirkReason reason;
    const char *why; ///< for people, English
};

/// What is known to be wrong with one server, as far as it has been recognised (NOTES of the servers: docs/rfc.md).
class Quirks {
public:
    /// All rows there are.  Each has a transcript in tests/replay/imap/quirks that shows what it is for.
    static const QList<Quirk> &table();

    void setHost(const QString &host);
    void sawGreeting(const QString &text);
    void sawCapabilities(const Capabilities &capabilities);
    void sawId(const IdData &id);
    /// A capability whose answer was wrong; off for the rest of the session.
    void learn(const QByteArray &capability);
    /// The account's owner does not want it used.
    void switchOff(const QByteArray &capability) { m_unwanted.append(capability); }

    Capabilities without(Capabilities capabilities) const;
    bool allows(Use use) const { return (m_usesOff & quint32(use)) == 0; }
    /// What the server bears at most; std::nullopt: nothing known.
    std::optional<int> connections() const;
    std::optional<std::chrono::minutes> idleRenewal() const;
    /// The rows that apply.
    QList<const Quirk *> rows() const;
    const QByteArrayList &learned() const { return m_learned; }

private:
    template <typename Matches> void apply(Matches matches);

    QList<qsizetype> m_rows;
    QByteArrayList m_learned, m_unwanted;
    quint32 m_usesOff = 0;
};

} // namespace godwit::imap
