// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/cli/Context.h"

namespace godwit::cli {

struct Command {
    const char *name;
    const char *usage; ///< name and arguments, as --help shows it
    const char *summary;
    int (*run)(Context &context, const QStringList &arguments);
};

/// Null when there is none of this name.
const Command *findCommand(const QString &name);
/// What --help prints.
QString helpText();

// Each in the file of its name; the table of Commands.cpp lists them.
int accountCommand(Context &context, const QStringList &arguments);
int composeCommand(Context &context, const QStringList &arguments);
int outboxCommand(Context &context, const QStringList &arguments);
int parseCommand(Context &context, const QStringList &arguments);
int renderCommand(Context &context, const QStringList &arguments);
int sendCommand(Context &context, const QStringList &arguments);
int syncCommand(Context &context, const QStringList &arguments);
int mailboxesCommand(Context &context, const QStringList &arguments);
int mailboxCommand(Context &context, const QStringList &arguments);
int listCommand(Context &context, const QStringList &arguments);
int showCommand(Context &context, const QStringList &arguments);
int flagCommand(Context &context, const QStringList &arguments);
int unflagCommand(Context &context, const QStringList &arguments);
int moveCommand(Context &context, const QStringList &arguments);
int copyCommand(Context &context, const QStringList &arguments);
int deleteCommand(Context &context, const QStringList &arguments);
int undoCommand(Context &context, const QStringList &arguments);
int redoCommand(Context &context, const QStringList &arguments);
int operationsCommand(Context &context, const QStringList &arguments);
int importCommand(Context &context, const QStringList &arguments);
int exportCommand(Context &context, const QStringList &arguments);
int checkStoreCommand(Context &context, const QStringList &arguments);

} // namespace godwit::cli
