// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"

namespace godwit::cli {

namespace {

constexpr Command Table[] = {
    {"parse", "parse FILE... --json | parse FILE... [--auth-server ID]... [--keys FILE] --json",
        "the canonical reading of messages, one JSON object a line; --auth-server believes the results of a server, "
        "--keys takes DKIM keys from lines of NAME and RECORD",
        parseCommand},
    {"render", "render FILE [--images] [--simplified]",
        "the sanitised HTML that the reader would show, or what it shows without its web view", renderCommand},
    {"account",
        "account add --email A [--name N] [--imap URL | --pop3 URL] [--smtp URL] [--user U] [--ca FILE] "
        "[--leave-on-server always|delete|DAYS] [--auth-server ID]... (--password-stdin | --password-command CMD) | "
        "account "
        "list|check | account remove [--keep-mail] [--drop-unsent]",
        "add an account, list them, try both servers, remove one; one whose outbox is not empty goes only with "
        "--drop-unsent",
        accountCommand},
    {"sync", "sync [--mailbox M] [--headers-only] [--no-index]",
        "one full refresh: operations, headers and bodies of everything; --no-index changes nothing yet: it will leave "
        "the "
        "full-text index for later once there is one",
        syncCommand},
    {"send", "send FILE... [--now]", "put messages into the outbox, each a file of its own; with --now send them",
        sendCommand},
    {"compose", "compose --to A [--cc A] [--bcc A] --subject S [--text FILE] [--attach FILE]... [--now]",
        "write a message and put it into the outbox; with --now send it", composeCommand},
    {"outbox", "outbox [--flush | --arrived ID]",
        "what has not been sent; with --flush send what is held, waiting or backing off; with --arrived a message that "
        "is unknown counts as sent, and is not sent again",
        outboxCommand},
    {"mailboxes", "mailboxes", "the mailboxes with their counts", mailboxesCommand},
    {"mailbox",
        "mailbox create|rename|delete|subscribe|unsubscribe|empty NAME [NEW] | mailbox policy NAME "
        "[everything|headers|DAYS|account]",
        "works on one mailbox and those below it; NEW is for rename; policy: what is kept whole", mailboxCommand},
    {"list", "list MAILBOX [--limit N] [--threads]", "the messages of a mailbox, newest first", listCommand},
    {"show", "show ID [--raw|--text|--html]", "one message", showCommand},
    {"flag", "flag ID... FLAG", "sets a flag: \\Seen, \\Flagged, $Junk or a keyword", flagCommand},
    {"unflag", "unflag ID... FLAG", "takes a flag away", unflagCommand},
    {"move", "move ID... MAILBOX", "moves messages", moveCommand},
    {"copy", "copy ID... MAILBOX", "copies messages", copyCommand},
    {"delete", "delete ID...", "moves messages to Trash; in Trash it removes them for good", deleteCommand},
    {"undo", "undo [OPERATION]", "takes the last operation back, or the one that is named", undoCommand},
    {"redo", "redo OPERATION", "does again what was undone", redoCommand},
    {"operations", "operations [--limit N]", "the journal: what waits and what was done lately", operationsCommand},
    {"import", "import MAILBOX FILE...",
        "adds messages from .eml and mbox files; makes the mailbox where it is missing", importCommand},
    {"export", "export MAILBOX --mbox FILE|--maildir DIR", "writes the messages of a mailbox", exportCommand},
    {"check-store", "check-store", "the integrity of the profile", checkStoreCommand},
};

} // namespace

const Command *findCommand(const QString &name)
{
    for (const Command &command : Table) {
        if (name == QLatin1String(command.name))
            return &command;
    }
    return nullptr;
}

QString helpText()
{
    QString text = QStringLiteral("usage: godwit-cli [--profile DIR] [--account A] COMMAND ... [--json]\n"
                                  "       godwit-cli --help | --version\n\n");
    for (const Command &command : Table)
        text += QStringLiteral("  %1\n        %2\n").arg(QLatin1String(command.usage), QLatin1String(command.summary));
    text += QStringLiteral(
        "\nThe profile is --profile, or GODWIT_PROFILE, or the user's own.  With --json one object or array is all of\n"
        "standard output.  Exit status: 0 done; 1 refused or failed; 2 wrong usage; 3 not found;\n"
        "4 authentication needed; 5 network; 6 certificate.\n");
    return text;
}

} // namespace godwit::cli
