-- SPDX-FileCopyrightText: The Godwit authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What a draft has attached, apart from its text: a sentence more must not write 20 MB of photographs again.
CREATE TABLE draft_file (
    draft INTEGER NOT NULL REFERENCES draft ON DELETE CASCADE,
    id BLOB NOT NULL,                   -- the composer's name for it; the same name is the same content
    encoding INTEGER NOT NULL,
    octets INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (draft, id)
) STRICT;
