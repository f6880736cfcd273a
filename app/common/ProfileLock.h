// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QLockFile>
#include <QString>

#include <memory>

namespace godwit::app {

/// One running instance per profile (S-144): held by whoever runs the engine, released with this object, and void as
/// soon as the process that held it is gone.
class ProfileLock {
public:
    /// Makes the profile directory where it is missing.
    explicit ProfileLock(const QString &profile);
    /// Waits at most `waitMs` for another process to let go.
    bool take(int waitMs = 0);
    /// Why take() failed: another process has it, or the directory cannot be written.
    bool isHeldByOther() const;

private:
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace godwit::app
