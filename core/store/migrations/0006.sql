-- SPDX-FileCopyrightText: The Godwit authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- state 4: a move that has not been sent and that this later operation, not sent either, has made needless.  It waits
-- again where that one is backed out.
ALTER TABLE operation_item ADD COLUMN superseded_by INTEGER;
CREATE INDEX operation_item_superseded ON operation_item(placement, superseded_by) WHERE state = 4;
