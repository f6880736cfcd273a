// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/commands/Command.h"

namespace godwit::imap {

/// UID STORE +X-GM-LABELS.SILENT / -X-GM-LABELS.SILENT, Gmail's.  Selected state, ReadWrite; needs
/// capabilities().hasGmail().  Labels are spelled as Mailbox::wireName spells mailboxes, system labels as `\Inbox`.
class StoreLabels : public CommandBase {
public:
    using Value = QList<FetchData>; ///< what the server repeats of them
    enum class Change { Add, Remove };
    StoreLabels(UidSet uids, Change change, QByteArrayList labels);
    std::optional<MailError> refusal(const Situation &now) const { return unlessOffered(now.capabilities.hasGmail()); }
    void encode(Encoder &out) const;
    bool claims(const Untagged &response) const;
    void take(const Untagged &response);
    Result<QList<FetchData>> finish(const Tagged &tagged) const;

private:
    UidSet m_uids;
    Change m_change;
    QByteArrayList m_labels;
    QList<FetchData> m_updated;
};

} // namespace godwit::imap
