-- SPDX-FileCopyrightText: The Godwit authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Orders of a mailbox other than by date, for mailboxes that are looked at that way: so that the first page of a
-- million rows is a look-up.  A mailbox that nobody sorts has none and costs nothing.

CREATE TABLE mailbox_order (
    mailbox INTEGER NOT NULL REFERENCES mailbox ON DELETE CASCADE,
    sort INTEGER NOT NULL,              -- SortBy
    keys INTEGER NOT NULL DEFAULT 0,    -- how the keys are made (internal/SortKeys.h); 0: rows are still missing
    PRIMARY KEY (mailbox, sort)
) STRICT, WITHOUT ROWID;

CREATE TABLE placement_order (
    mailbox INTEGER NOT NULL REFERENCES mailbox ON DELETE CASCADE,
    sort INTEGER NOT NULL,
    key BLOB NOT NULL,
    age INTEGER NOT NULL,               -- -sort_date: among equals the newest comes first
    placement INTEGER NOT NULL,         -- no reference: looking for it here would need an index of its own
    PRIMARY KEY (mailbox, sort, key, age, placement)
) STRICT, WITHOUT ROWID;
