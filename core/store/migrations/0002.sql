-- SPDX-FileCopyrightText: The Godwit authors
-- SPDX-License-Identifier: GPL-3.0-or-later

ALTER TABLE mailbox ADD COLUMN share INTEGER NOT NULL DEFAULT 0;        -- 0 own, 1 another user's, 2 shared
ALTER TABLE mailbox ADD COLUMN rights INTEGER NOT NULL DEFAULT 63;      -- Rights::Right
-- Gmail.  Placements of a mailbox with a label are made by that label of the messages in the one that holds labels;
-- they have awaiting = 3 and no UID.
ALTER TABLE mailbox ADD COLUMN label BLOB;
ALTER TABLE mailbox ADD COLUMN holds_labels INTEGER NOT NULL DEFAULT 0;

-- The texts of a message that is not here whole, as a message of its own.
CREATE TABLE excerpt (
    message INTEGER PRIMARY KEY REFERENCES message ON DELETE CASCADE,
    encoding INTEGER NOT NULL,
    octets INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT;
