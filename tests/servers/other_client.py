#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Godwit authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Another mail client: Python's own imaplib and smtplib, so that tests see the server with foreign eyes.

    other_client.py ENV_FILE USER list [MAILBOX]          JSON: [{uid, flags, subject, message_id, sha256}]
    other_client.py ENV_FILE USER mailboxes               JSON: names as on the wire
    other_client.py ENV_FILE USER raw MAILBOX MESSAGE-ID  the message's octets (CRLF)
    other_client.py ENV_FILE USER flag MAILBOX MESSAGE-ID +FLAGS|-FLAGS FLAG
    other_client.py ENV_FILE USER move|remove MAILBOX MESSAGE-ID [GOAL]
    other_client.py ENV_FILE USER append MAILBOX FILE
    other_client.py ENV_FILE USER create|delete MAILBOX
    other_client.py ENV_FILE USER rename MAILBOX NEW
    other_client.py ENV_FILE USER share MAILBOX WITH RIGHTS   SETACL
    other_client.py ENV_FILE USER send FILE TO...
"""
import hashlib
import imaplib
import json
import smtplib
import ssl
import sys
from email import message_from_bytes
from email.policy import default

imaplib._MAXLINE = 50_000_000


def environment(path):
    with open(path, encoding="utf-8") as lines:
        return dict(line.strip().split("=", 1) for line in lines if "=" in line)


def login(env, user):
    context = ssl.create_default_context(cafile=env["CA_FILE"])
    client = imaplib.IMAP4_SSL("127.0.0.1", int(env["IMAPS_PORT"]), ssl_context=context)
    client.login(f"{user}@example.test", "secret")
    return client


def checked(answer):
    if answer[0] != "OK":
        raise SystemExit(f"refused: {answer}")
    return answer[1]


def select(client, mailbox, readonly=True):
    checked(client.select(f'"{mailbox}"', readonly))


def fetch_all(client, mailbox):
    select(client, mailbox)
    uids = checked(client.uid("SEARCH", "ALL"))[0].split()
    messages = []
    if not uids:
        return messages
    for item in checked(client.uid("FETCH", b",".join(uids).decode(), "(UID FLAGS BODY.PEEK[])")):
        if not isinstance(item, tuple):
            continue
        head, raw = item
        parsed = message_from_bytes(raw, policy=default)
        head = head.decode("latin-1")
        messages.append({
            "uid": int(head.split("UID ")[1].split()[0].rstrip(")")),
            "flags": sorted(head.split("FLAGS (")[1].split(")")[0].split()),
            "subject": str(parsed["Subject"] or ""),
            "message_id": str(parsed["Message-ID"] or "").strip().strip("<>"),
            "sha256": hashlib.sha256(raw).hexdigest(),
        })
    return messages


def find(client, mailbox, message_id, readonly):
    select(client, mailbox, readonly)
    uids = checked(client.uid("SEARCH", "HEADER", "Message-ID", f'"{message_id}"'))[0].split()
    if not uids:
        raise SystemExit("no such message")
    return uids[0].decode()


def send(env, user, path, recipients):
    context = ssl.create_default_context(cafile=env["CA_FILE"])
    with smtplib.SMTP_SSL("127.0.0.1", int(env["SUBMISSIONS_PORT"]), context=context) as client:
        client.login(f"{user}@example.test", "secret")
        with open(path, "rb") as message:
            client.sendmail(f"{user}@example.test", recipients, message.read())


def main():
    env, user, command, *rest = environment(sys.argv[1]), *sys.argv[2:]
    if command == "send":
        send(env, user, rest[0], rest[1:])
        return
    client = login(env, user)
    if command == "list":
        print(json.dumps(fetch_all(client, rest[0] if rest else "INBOX")))
    elif command == "mailboxes":
        rows = [row.decode() for row in checked(client.list())]
        print(json.dumps(sorted(row.split('"/" ')[1].strip('"') for row in rows)))
    elif command == "raw":
        uid = find(client, rest[0], rest[1], True)
        sys.stdout.buffer.write(checked(client.uid("FETCH", uid, "(BODY.PEEK[])"))[0][1])
    elif command == "flag":
        uid = find(client, rest[0], rest[1], False)
        checked(client.uid("STORE", uid, rest[2], f"({rest[3]})"))
    elif command == "move":
        uid = find(client, rest[0], rest[1], False)
        checked(client.uid("MOVE", uid, f'"{rest[2]}"'))
    elif command == "remove":
        uid = find(client, rest[0], rest[1], False)
        checked(client.uid("STORE", uid, "+FLAGS", "(\\Deleted)"))
        checked(client.expunge())
    elif command == "append":
        with open(rest[1], "rb") as message:
            checked(client.append(f'"{rest[0]}"', "", None, message.read()))
    elif command in ("create", "delete"):
        checked(getattr(client, command)(f'"{rest[0]}"'))
    elif command == "share":
        checked(client.setacl(f'"{rest[0]}"', rest[1], rest[2]))
    elif command == "rename":
        checked(client.rename(f'"{rest[0]}"', f'"{rest[1]}"'))
    else:
        raise SystemExit(__doc__)
    client.logout()


if __name__ == "__main__":
    main()
