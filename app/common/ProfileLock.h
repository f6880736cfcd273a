// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

#include <memory>

namespace godwit::app {

/// One running instance per profile (S-144): held by whoever runs the engine, released with this object, and void as
/// soon as the process that held it is gone, however it went.
///
/// Where there is flock() the kernel keeps the lock, and the file says nothing: a lock that is a file's existence or
/// content outlives a process that is killed while it writes them.
class ProfileLock {
public:
    /// Makes the profile directory where it is missing.
    explicit ProfileLock(const QString &profile);
    ~ProfileLock();
    ProfileLock(const ProfileLock &) = delete;
    ProfileLock &operator=(const ProfileLock &) = delete;

    /// Waits at most `waitMs` for another process to let go.
    bool take(int waitMs = 0);
    /// Why take() failed: another process has it, or the directory cannot be written.
    bool isHeldByOther() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace godwit::app
