// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/OsPerson.h"

#ifdef Q_OS_UNIX
#include <pwd.h>
#include <unistd.h>
#include <vector>
#endif

namespace godwit::ui {

QString osPersonName()
{
#ifdef Q_OS_UNIX
    std::vector<char> buffer(16 * 1024);
    passwd entry{};
    passwd *found = nullptr;
    if (getuid() == 0 || getpwuid_r(getuid(), &entry, buffer.data(), buffer.size(), &found) != 0 || !found)
        return {};
    return QString::fromLocal8Bit(found->pw_gecos).section(u',', 0, 0).trimmed();
#else
    return qEnvironmentVariable("USERNAME");
#endif
}

} // namespace godwit::ui
