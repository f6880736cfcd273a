// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/wire/Mailbox.h"
#include "imap/wire/Untagged.h"
#include "store/Types.h"

namespace godwit::sync {

/// Whose mailboxes lie where (RFC 2342).  Without data everything is one's own.
class Namespaces {
public:
    Namespaces() = default;
    explicit Namespaces(const imap::NamespaceData &data);

    /// By the longest prefix that fits; a root belongs to itself.
    store::Share shareOf(const imap::Mailbox &mailbox) const;
    /// Of other users and shared ones; those without a name of their own are listed with everything else.
    QByteArrayList rootsOfOthers() const;

private:
    struct Root {
        QByteArray prefix;
        store::Share share = store::Share::Own;
        char delimiter = '\0';
        bool holds(const imap::Mailbox &mailbox) const;
    };
    QList<Root> m_roots;
};

/// The letters of MYRIGHTS as the store knows them.
store::Rights rightsFrom(const imap::RightsData &data);

} // namespace godwit::sync
