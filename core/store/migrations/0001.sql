-- SPDX-FileCopyrightText: The Godwit authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Times are seconds since the epoch in UTC unless the name ends in _ms.  Lists of levels or names are joined by U+001F.

CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    position INTEGER NOT NULL,
    settings BLOB NOT NULL
) STRICT;

-- server_* and the sync point are what the server said; path, name, role, selectable, subscribed are what people see:
-- the server's state with the waiting operations on top.  path is NULL while a waiting operation deletes the mailbox.
CREATE TABLE mailbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    local INTEGER NOT NULL DEFAULT 0,
    wire_name BLOB,                     -- NULL: not known (exists only here, or was renamed by us a moment ago)
    listed INTEGER NOT NULL DEFAULT 0,  -- in the server's list
    server_path TEXT,                   -- NULL: exists only here
    delimiter INTEGER NOT NULL DEFAULT 0,
    server_role INTEGER NOT NULL DEFAULT 0,
    server_selectable INTEGER NOT NULL DEFAULT 1,
    server_subscribed INTEGER NOT NULL DEFAULT 1,
    wanted_role INTEGER NOT NULL DEFAULT 0, -- of the operation that made it
    missed INTEGER NOT NULL DEFAULT 0,  -- complete lists without it, while it was never listed
    uid_validity INTEGER,
    uid_next INTEGER,
    highest_modseq INTEGER,
    server_exists INTEGER NOT NULL DEFAULT 0,
    oldest_synced INTEGER,
    last_flag_sweep INTEGER,
    status_messages INTEGER,
    status_unseen INTEGER,
    path TEXT,
    name TEXT,
    role INTEGER NOT NULL DEFAULT 0,
    selectable INTEGER NOT NULL DEFAULT 1,
    subscribed INTEGER NOT NULL DEFAULT 1,
    total INTEGER NOT NULL DEFAULT 0,   -- placements shown in it
    unread INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX mailbox_account ON mailbox(account, name);

-- One real message.  Found again by email_id, else by match_key (a hash of the Message-ID, or of the header where there
-- is none) together with internal date and size.
CREATE TABLE message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    email_id BLOB,
    match_key INTEGER NOT NULL,
    message_id TEXT,
    internal_date INTEGER,
    header_date INTEGER,
    sort_date INTEGER NOT NULL,
    size INTEGER NOT NULL,
    subject TEXT,
    from_name TEXT,
    from_addr TEXT,
    to_name TEXT,
    to_addr TEXT,
    envelope BLOB NOT NULL,             -- the other addresses, references, list id: internal/Codec.h
    attachments INTEGER NOT NULL DEFAULT 0,
    has_body INTEGER NOT NULL DEFAULT 0,
    orphaned INTEGER,                   -- since when it has no placement
    snippet TEXT
) STRICT;
CREATE INDEX message_match ON message(match_key);
CREATE INDEX message_email_id ON message(email_id, account) WHERE email_id IS NOT NULL;
CREATE INDEX message_orphaned ON message(orphaned) WHERE orphaned IS NOT NULL;
CREATE INDEX message_without_body ON message(account, sort_date) WHERE has_body = 0;

CREATE TABLE body (
    message INTEGER PRIMARY KEY REFERENCES message ON DELETE CASCADE,
    encoding INTEGER NOT NULL,          -- 0 as it is, 1 zstd
    octets INTEGER NOT NULL,            -- of the message as it came
    data BLOB NOT NULL
) STRICT;

-- A message in a mailbox.  server_mailbox, uid, server_* : as last heard.  mailbox, flags, keywords: what people see;
-- mailbox is NULL while it is hidden.  In local mailboxes the server's side is the truth itself, without UIDs.
CREATE TABLE placement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message INTEGER NOT NULL REFERENCES message ON DELETE CASCADE,
    server_mailbox INTEGER REFERENCES mailbox,
    uid INTEGER,
    server_flags INTEGER NOT NULL DEFAULT 0,
    server_keywords TEXT,
    modseq INTEGER,
    awaiting INTEGER NOT NULL DEFAULT 0,    -- 1: put there by us, UID not known yet; 2: UIDVALIDITY changed
    missed INTEGER NOT NULL DEFAULT 0,      -- complete refreshes that did not find what is awaited
    mailbox INTEGER REFERENCES mailbox,
    flags INTEGER NOT NULL DEFAULT 0,
    keywords TEXT,
    sort_date INTEGER NOT NULL,
    pending INTEGER NOT NULL DEFAULT 0      -- operation items that wait
) STRICT;
CREATE UNIQUE INDEX placement_server ON placement(server_mailbox, uid);     -- any number without UID
CREATE INDEX placement_message ON placement(message);
CREATE INDEX placement_list ON placement(mailbox, sort_date);

CREATE TABLE operation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    step INTEGER NOT NULL,              -- operations of one action of the user share it
    kind INTEGER NOT NULL,
    state INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    target INTEGER,
    add_flags TEXT,
    remove_flags TEXT,
    path TEXT,
    new_path TEXT,
    messages INTEGER NOT NULL DEFAULT 0,
    undoable INTEGER NOT NULL DEFAULT 0,
    inverse_of INTEGER,
    depends_on INTEGER,                 -- may only go out once that one is done
    newest_placement INTEGER NOT NULL DEFAULT 0,    -- placements above it came later
    error TEXT
) STRICT;
CREATE INDEX operation_waiting ON operation(account, id) WHERE state IN (0, 1, 4);
CREATE INDEX operation_step ON operation(step);
CREATE INDEX operation_depends ON operation(depends_on) WHERE depends_on IS NOT NULL;

-- state: 0 waits, 1 done, 2 the message is gone, 3 backed out.
CREATE TABLE operation_item (
    operation INTEGER NOT NULL REFERENCES operation ON DELETE CASCADE,
    placement INTEGER NOT NULL,         -- of a copy: the new one
    state INTEGER NOT NULL DEFAULT 0,
    source INTEGER,                     -- of a copy: what is copied
    origin INTEGER,                     -- the mailbox it was shown in before
    added INTEGER NOT NULL DEFAULT 0,   -- flags that this changed, for the inverse
    removed INTEGER NOT NULL DEFAULT 0,
    added_keywords TEXT,
    removed_keywords TEXT,
    PRIMARY KEY (operation, placement)
) STRICT, WITHOUT ROWID;
CREATE INDEX operation_item_waiting ON operation_item(placement, operation) WHERE state = 0;
CREATE INDEX operation_item_source ON operation_item(source) WHERE source IS NOT NULL AND state = 0;

CREATE TABLE submission (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    state INTEGER NOT NULL,
    envelope_from TEXT NOT NULL,
    recipients TEXT NOT NULL,
    subject TEXT,
    addressees BLOB NOT NULL,
    message_id TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    created_ms INTEGER NOT NULL,
    next_ms INTEGER,
    error TEXT,
    refused TEXT,
    answered INTEGER,
    forwarded INTEGER,
    encoding INTEGER NOT NULL,
    octets INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT;
CREATE INDEX submission_account ON submission(account, state);

CREATE TABLE draft (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL,           -- no reference: a draft outlives its account
    saved_ms INTEGER NOT NULL,
    open INTEGER NOT NULL DEFAULT 0,
    answered INTEGER,
    forwarded INTEGER,
    server_copy INTEGER,
    encoding INTEGER NOT NULL,
    octets INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT;

CREATE TABLE pop3 (
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    uidl BLOB NOT NULL,
    state INTEGER NOT NULL DEFAULT 0,
    first_seen INTEGER NOT NULL,
    placement INTEGER,
    PRIMARY KEY (account, uidl)
) STRICT, WITHOUT ROWID;

CREATE TABLE address (
    addr TEXT PRIMARY KEY,              -- lower case
    spelling TEXT NOT NULL,
    name TEXT,
    words TEXT NOT NULL,                -- folded words of name and address, each behind a blank
    written INTEGER NOT NULL DEFAULT 0,
    received INTEGER NOT NULL DEFAULT 0,
    last_seen INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
