// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/ProfileLock.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QThread>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#else
#include <QLockFile>
#endif

namespace godwit::app {

#ifdef Q_OS_UNIX

struct ProfileLock::Private {
    explicit Private(const QString &file) : path(QFile::encodeName(file)) { }
    ~Private()
    {
        if (descriptor >= 0)
            ::close(descriptor); // and with it the lock
    }
    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;

    bool tryTake()
    {
        if (isHeld)
            return true;
        if (descriptor < 0)
            descriptor = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        isHeld = descriptor >= 0 && ::flock(descriptor, LOCK_EX | LOCK_NB) == 0;
        heldByOther = !isHeld && descriptor >= 0 && errno == EWOULDBLOCK;
        return isHeld;
    }

    QByteArray path;
    int descriptor = -1;
    bool isHeld = false;
    bool heldByOther = false;
};

#else

struct ProfileLock::Private {
    explicit Private(const QString &file) : lock(file) { lock.setStaleLockTime(0); }

    bool tryTake()
    {
        const bool isHeld = lock.isLocked() || lock.tryLock(0);
        heldByOther = !isHeld && lock.error() == QLockFile::LockFailedError;
        return isHeld;
    }

    QLockFile lock;
    bool heldByOther = false;
};

#endif

ProfileLock::ProfileLock(const QString &profile)
{
    QDir().mkpath(profile);
    QFile::setPermissions(profile, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    d = std::make_unique<Private>(profile + QStringLiteral("/lock"));
}

ProfileLock::~ProfileLock() = default;

bool ProfileLock::take(int waitMs)
{
    constexpr int PauseMs = 10;
    const QDeadlineTimer deadline(waitMs);
    for (;;) {
        if (d->tryTake())
            return true;
        if (!d->heldByOther || deadline.hasExpired())
            return false;
        QThread::msleep(PauseMs);
    }
}

bool ProfileLock::isHeldByOther() const
{
    return d->heldByOther;
}

} // namespace godwit::app
