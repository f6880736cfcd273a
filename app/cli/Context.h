// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/cli/ExitCode.h"

#include <QJsonValue>
#include <QStringList>

namespace godwit::cli {

/// What every command is given: the options in front of it, and the two streams.
class Context {
public:
    QString profile; ///< the directory, absolute; it may not exist yet
    QString account; ///< --account as typed; empty when not given
    bool json = false;

    /// One line to standard output.
    void print(const QString &line) const;
    /// Octets to standard output as they are.
    void printRaw(const QByteArray &octets) const;
    /// One object or array in UTF-8, on one line, to standard output.
    void printJson(const QJsonValue &value) const;
    /// One sentence to standard error; gives `code` back, so that a command can say `return context.fail(...)`.
    int fail(ExitCode code, const QString &sentence) const;
    /// The sentence and the exit status that belong to `error`.
    int fail(const MailError &error) const;
    /// Says how the running command is used; gives WrongUsage back.
    int wrongUsage(const QString &why = {}) const;

    const char *usage = nullptr; ///< of the running command
};

} // namespace godwit::cli
