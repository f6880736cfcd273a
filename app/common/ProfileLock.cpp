// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/ProfileLock.h"

#include <QDir>
#include <QFile>

namespace godwit::app {

ProfileLock::ProfileLock(const QString &profile)
{
    QDir().mkpath(profile);
    QFile::setPermissions(profile, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    m_lock = std::make_unique<QLockFile>(profile + QStringLiteral("/lock"));
    m_lock->setStaleLockTime(0); // only a process that is gone makes it stale, never its age
}

bool ProfileLock::take(int waitMs)
{
    return m_lock->tryLock(waitMs);
}

bool ProfileLock::isHeldByOther() const
{
    return m_lock->error() == QLockFile::LockFailedError;
}

} // namespace godwit::app
