// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"

namespace godwit::cli {

namespace {

constexpr Command Table[] = {
    {"parse", "parse FILE... --json", "the canonical reading of messages, one JSON object a line", parseCommand},
    {"render", "render FILE [--images]", "the sanitised HTML that the reader would show", renderCommand},
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
    QString text = QStringLiteral("usage: godwit-cli [--profile DIR] [--account A] COMMAND ... [--json]\n\n");
    for (const Command &command : Table)
        text += QStringLiteral("  %1\n        %2\n").arg(QLatin1String(command.usage), QLatin1String(command.summary));
    text += QStringLiteral("\nThe profile is --profile, or GODWIT_PROFILE, or the user's own.  With --json one object or array is all of\n"
                           "standard output.  Exit status: 0 done; 1 refused or failed; 2 wrong usage; 3 not found;\n"
                           "4 authentication needed; 5 network; 6 certificate.\n");
    return text;
}

} // namespace godwit::cli
