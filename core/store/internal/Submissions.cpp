// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/internal/Submissions.h"

#include "store/internal/Codec.h"

namespace godwit::store {

Submission readSubmission(const Statement &statement)
{
    Submission row;
    row.key = statement.key<SubmissionKey>(0);
    row.account = statement.key<AccountKey>(1);
    row.state = SubmissionState(statement.integer(2));
    row.envelopeFrom = statement.text(3);
    row.recipients = codec::splitList(statement.text(4));
    row.subject = statement.text(5);
    row.to = codec::decodeAddresses(statement.blob(6));
    row.messageIdField = statement.text(7);
    row.attempts = int(statement.integer(8));
    row.created = codec::fromMilliseconds(statement.integer(9));
    if (!statement.isNull(10))
        row.next = codec::fromMilliseconds(statement.integer(10));
    row.error = codec::decodeError(statement.blob(11));
    row.refused = codec::decodeRecipients(statement.blob(12));
    row.answered = statement.key<PlacementKey>(13);
    row.forwarded = statement.key<PlacementKey>(14);
    return row;
}

} // namespace godwit::store
