// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/MailError.h"

#include <QString>
#include <memory>

class QTemporaryDir;

namespace godwit::ui {

/// Octets of a message as files: temporary ones for opening and dragging, and those that a person saves.
class AttachmentFiles {
public:
    /// `profile` is private already; temporary copies live below it.  Removes what an earlier run left (S-116).
    explicit AttachmentFiles(const QString &profile);
    ~AttachmentFiles();
    AttachmentFiles(const AttachmentFiles &) = delete;
    AttachmentFiles &operator=(const AttachmentFiles &) = delete;

    /// A read-only copy under its cleaned name in a folder of its own with a random name (0700), for the lifetime of
    /// this object.  Returns its path.
    Result<QString> temporaryCopy(const QString &name, const QByteArray &content);

    /// Writes `path` as a whole or not at all; what was there is replaced, a symbolic link is replaced and not followed
    /// (S-117).  The person has agreed to the name.
    static Result<void> save(const QString &path, const QByteArray &content);
    /// Writes `name` or "name (2)" into `folder`, never over what is there (S-113).  Returns the path.
    static Result<QString> saveBeside(const QString &folder, const QString &name, const QByteArray &content);

private:
    QString m_folder;
    std::unique_ptr<QTemporaryDir> m_session;
};

/// How careful to be with a file before it is given to another program (S-115).
enum class Danger {
    None,
    Program, ///< runs when it is opened: ask, naming the type
    WebPage, ///< a browser would run and load what is in it: show its source or save it
};
Danger dangerOf(const QString &name, const QString &mediaType);

} // namespace godwit::ui
