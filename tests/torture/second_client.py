#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Godwit authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A second mail client (Python's imaplib) at the same mailbox: it looks, and it interferes.

    second_client.py HOST IMAPS_PORT CA_FILE USER PASSWORD

Reads commands, one a line, and answers each with one line of JSON:
    picture                   {mailbox: [[message-id, flags, octets], ...]}, as on the wire
    add MAILBOX NUMBER COUNT  appends messages <NUMBER@second.test> and on: true
    storm COUNT SEED          COUNT random acts, as they come: {"expunged": [message-id, ...], "done": n, "story": [what was done to which message, ...]}
"""
import imaplib
import json
import random
import re
import ssl
import sys
import time

imaplib._MAXLINE = 50_000_000


def source(number):
    return (f"From: bob@example.test\r\nTo: alice@example.test\r\nSubject: number {number}\r\n"
            f"Message-ID: <{number}@second.test>\r\n\r\n" + f"Line of {number}.\r\n" * (1 + number % 40)).encode()


def quoted(name):
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Client:
    def __init__(self, host, port, ca_file, user, password):
        context = ssl.create_default_context(cafile=ca_file)
        self.imap = imaplib.IMAP4_SSL(host, int(port), ssl_context=context)
        self.imap.login(user, password)

    def mailboxes(self):
        names = []
        for row in self.imap.list()[1]:
            if isinstance(row, tuple):  # the name came as a literal
                names.append(row[1].decode())
                continue
            attributes, name = re.fullmatch(rb'\(([^)]*)\) (?:NIL|"\\?.") (.*)', row).groups()
            if b"\\noselect" in attributes.lower() or b"\\nonexistent" in attributes.lower():
                continue
            name = name.decode()
            names.append(name[1:-1].replace("\\\\", "\\") if name.startswith('"') else name)
        return sorted(names)

    def messages(self, mailbox, readonly=True):
        """[(uid, flags, octets, message-id)]; nothing when somebody renamed it meanwhile."""
        if self.imap.select(quoted(mailbox), readonly)[0] != "OK":
            return []
        found = []
        status, rows = self.imap.uid("FETCH", "1:*", "(UID FLAGS RFC822.SIZE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])")
        rows = rows if status == "OK" else []
        for at, row in enumerate(rows):
            if not isinstance(row, tuple):
                continue
            # Servers choose the order: what follows the literal belongs to it.
            after = rows[at + 1] if at + 1 < len(rows) and isinstance(rows[at + 1], bytes) else b""
            text = row[0] + b" " + after
            message_id = re.search(rb"<([^>]*)>", row[1])
            found.append((int(re.search(rb"UID (\d+)", text).group(1)),
                          sorted(re.search(rb"FLAGS \(([^)]*)\)", text).group(1).decode().split()),
                          int(re.search(rb"RFC822.SIZE (\d+)", text).group(1)),
                          message_id.group(1).decode() if message_id else ""))
        return found

    def picture(self):
        result = {}
        for mailbox in self.mailboxes():
            rows = [[message_id, [flag for flag in flags if flag != "\\Recent"], octets]
                    for _, flags, octets, message_id in self.messages(mailbox)]
            result[mailbox] = sorted(rows)
        return result

    def add(self, mailbox, first, count):
        for number in range(int(first), int(first) + int(count)):
            status, answer = self.imap.append(quoted(mailbox), "", None, source(number))
            if status != "OK":
                raise SystemExit(f"APPEND: {answer}")
        return True

    def act(self, chance, expunged, story):
        names = self.mailboxes()
        mailbox = chance.choice(names)
        if chance.random() < 0.04:
            movable = [name for name in names if re.search(r"(^|[./])Box", name)]
            if movable:
                old = chance.choice(movable)
                return self.imap.rename(quoted(old), quoted(re.sub(r"Box\w*$", f"Box{chance.randrange(10000)}", old)))[0]
        messages = self.messages(mailbox, readonly=False)
        if not messages:
            return "NO"
        uid, _, _, message_id = chance.choice(messages)
        kind = chance.random()
        if kind < 0.45:
            flag = chance.choice(["\\Seen", "\\Flagged", "\\Answered", "$Label", "\\Draft"])
            return self.imap.uid("STORE", str(uid), chance.choice(["+FLAGS", "-FLAGS"]), f"({flag})")[0]
        if kind < 0.93:
            goal = chance.choice(names)
            status, answer = self.imap.uid("MOVE", str(uid), quoted(goal))
            story.append(f"{message_id} moved from {mailbox} {uid} to {goal}: {status} {self.imap.response('COPYUID')[1]}")
            return status
        story.append(f"{message_id} expunged in {mailbox}")
        expunged.append(message_id)
        self.imap.uid("STORE", str(uid), "+FLAGS", "(\\Deleted)")
        return self.imap.uid("EXPUNGE", str(uid))[0]

    def storm(self, count, seed):
        chance = random.Random(int(seed))
        expunged, done, story = [], 0, []
        for _ in range(int(count)):
            done += self.act(chance, expunged, story) == "OK"
            time.sleep(chance.random() * 0.02)
        return {"expunged": expunged, "done": done, "story": story}


def main():
    client = Client(*sys.argv[1:6])
    for line in sys.stdin:
        command, *arguments = line.split()
        print(json.dumps(getattr(client, command)(*arguments)), flush=True)


if __name__ == "__main__":
    main()
