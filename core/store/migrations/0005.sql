-- SPDX-FileCopyrightText: The Godwit authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- A placement that goes along with another of the same operation and message: Gmail moves a message to its Trash out of
-- all its labels at once.
ALTER TABLE operation_item ADD COLUMN follows INTEGER NOT NULL DEFAULT 0;
