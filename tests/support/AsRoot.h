// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QProcess>
#include <unistd.h>

namespace godwit::test {

/// Runs a command as root, by sudo for whoever is not; `./dev test` has asked for it.  Its exit status.
inline int exitStatusAsRoot(QStringList command)
{
    if (::geteuid() != 0)
        command.prepend(QStringLiteral("sudo"));
    return QProcess::execute(command.takeFirst(), command);
}

inline bool asRoot(const QStringList &command)
{
    return exitStatusAsRoot(command) == 0;
}

} // namespace godwit::test
