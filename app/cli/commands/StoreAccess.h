// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/cli/Context.h"
#include "store/Writer.h"

namespace godwit::cli {

/// Reader::open(), after the store of an older version was brought up to date.
Result<std::unique_ptr<store::Reader>> openReader(const QString &profile);

/// What the commands that work on the profile have in common: opening it, and finding what was named.  Where something
/// is not there the sentence has been printed and `exitCode` is set.
class StoreAccess {
public:
    enum class Access { Read, Write };
    StoreAccess(const Context &context, Access access);

    bool isOpen() const { return m_reader != nullptr; }
    int exitCode = Done;

    const store::Reader &reader() const { return *m_reader; }
    store::Writer &writer() { return *m_writer; }

    /// Those that --account names (by key, address or label), or all.
    QList<store::AccountRow> accounts();
    /// The first of them.
    std::optional<store::AccountKey> account();
    /// By name, in the first account that has it.
    std::optional<store::Mailbox> mailbox(const QString &name);
    /// The same in one account, quietly.
    std::optional<store::Mailbox> mailboxIn(store::AccountKey account, const QString &name) const;
    /// All must exist.
    std::optional<QList<store::ListRow>> messages(const QStringList &ids);

private:
    const Context &m_context;
    std::unique_ptr<store::Writer> m_writer;
    std::unique_ptr<store::Reader> m_owned;
    const store::Reader *m_reader = nullptr;
};

QString roleName(store::Role role); ///< empty for None
/// The keys of `list` and of search hits.
QJsonObject rowJson(const store::ListRow &row, const QString &mailbox);
QList<store::PlacementKey> placementsOf(const QList<store::ListRow> &rows);

} // namespace godwit::cli
