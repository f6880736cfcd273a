// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/wire/FetchData.h"

namespace godwit::sync {

/// Which parts of a message are enough to read it, by its BODYSTRUCTURE (RFC 9051 section 7.5.2).
class TextPlan {
public:
    explicit TextPlan(const imap::BodyPart &structure);

    /// Empty: it is nothing but text, or nobody knows; then there is only the whole.
    const QByteArrayList &sections() const { return m_sections; }
    qint64 octets() const { return m_octets; } ///< of those parts, as announced
    /// A message of its own out of "HEADER" and those sections: the header as it was but for the Content fields, the
    /// texts in the multiparts in which they were, without anything else.  std::nullopt: the server left something out.
    std::optional<QByteArray> assemble(const imap::FetchData &data) const;

private:
    void gather(const imap::BodyPart &part);
    bool write(QByteArray &out, const imap::BodyPart &part, const imap::FetchData &data) const;
    bool holdsText(const imap::BodyPart &part) const;

    imap::BodyPart m_structure;
    QByteArrayList m_sections;
    qint64 m_octets = 0;
    bool m_leavesOut = false;
};

} // namespace godwit::sync
