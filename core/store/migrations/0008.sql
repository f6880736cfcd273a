-- SPDX-FileCopyrightText: The Godwit authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Conversations.  Most messages are alone and cost nothing: `thread` is set when a second one is connected.

ALTER TABLE message ADD COLUMN thread INTEGER;      -- NULL: a conversation of its own, under its own id
ALTER TABLE message ADD COLUMN thread_cut INTEGER NOT NULL DEFAULT 0; -- 1: the person split it from what it answers
CREATE INDEX message_thread ON message(thread) WHERE thread IS NOT NULL;

-- Messages that are named as ancestors and are not here (any more): who comes under that id belongs to `thread`.
CREATE TABLE thread_awaited (
    account INTEGER NOT NULL,           -- no reference: a trigger writes it while an account may be going
    id_key INTEGER NOT NULL,            -- as message.match_key of a Message-ID
    thread INTEGER NOT NULL,            -- see thread_alias
    PRIMARY KEY (account, id_key)
) STRICT, WITHOUT ROWID;

-- What a conversation is called since it was united with another.
CREATE TABLE thread_alias (
    old INTEGER PRIMARY KEY,
    thread INTEGER NOT NULL
) STRICT;

CREATE TABLE thread_muted (
    thread INTEGER PRIMARY KEY
) STRICT;

CREATE TRIGGER message_leaves_thread AFTER DELETE ON message
WHEN old.thread IS NOT NULL AND old.message_id IS NOT NULL AND EXISTS (SELECT 1 FROM account WHERE id = old.account)
BEGIN
    INSERT OR IGNORE INTO thread_awaited (account, id_key, thread) VALUES (old.account, old.match_key, old.thread);
END;
CREATE TRIGGER account_leaves_threads AFTER DELETE ON account BEGIN
    DELETE FROM thread_awaited WHERE account = old.id;
END;

-- Messages from before, newest first: those up to this id are still to be connected.
CREATE TABLE thread_backlog (newest INTEGER NOT NULL) STRICT;
INSERT INTO thread_backlog SELECT max(id) FROM message HAVING max(id) IS NOT NULL;
