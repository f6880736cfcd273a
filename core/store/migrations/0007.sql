-- SPDX-FileCopyrightText: The Godwit authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Bodies that came in bulk lie in files beside the database (internal/BodyPacks.h); a body in one has no `data`.
CREATE TABLE pack (
    id INTEGER PRIMARY KEY,             -- names the file
    octets INTEGER NOT NULL DEFAULT 0,  -- up to where bodies lie in it
    live INTEGER NOT NULL DEFAULT 0     -- of bodies that are still wanted
) STRICT;

ALTER TABLE body ADD COLUMN pack INTEGER;
ALTER TABLE body ADD COLUMN place INTEGER NOT NULL DEFAULT 0;   -- in the file
ALTER TABLE body ADD COLUMN packed INTEGER NOT NULL DEFAULT 0;  -- octets there
CREATE INDEX body_pack ON body(pack, place) WHERE pack IS NOT NULL;

CREATE TRIGGER body_into_pack AFTER INSERT ON body WHEN new.pack IS NOT NULL BEGIN
    UPDATE pack SET live = live + new.packed, octets = max(octets, new.place + new.packed) WHERE id = new.pack;
END;
CREATE TRIGGER body_out_of_pack AFTER DELETE ON body WHEN old.pack IS NOT NULL BEGIN
    UPDATE pack SET live = live - old.packed WHERE id = old.pack;
END;
CREATE TRIGGER body_to_another_pack AFTER UPDATE OF pack, place, packed ON body BEGIN
    UPDATE pack SET live = live - old.packed WHERE id = old.pack;
    UPDATE pack SET live = live + new.packed, octets = max(octets, new.place + new.packed) WHERE id = new.pack;
END;
