// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "mime/html/Sanitiser.h"

#include <QSet>
#include <optional>

namespace godwit::mime {

/// Decides for every address of an image, wherever it stands, and remembers what was asked for.
class ImagePolicy {
public:
    explicit ImagePolicy(const SanitiseOptions &options);

    /// The address to write, nothing when none may be (S-071, S-072, S-073): cid: of this message, data: of a raster
    /// image, http and https where allowed.
    std::optional<QString> allow(const QString &url);
    /// Takes note of something that would have been fetched, such as srcset, which is never kept.
    void noteRemote(const QString &url);

    bool hasRemoteContent() const { return m_remote; }
    int blocked() const { return m_blocked; }
    QStringList hosts() const;
    /// For img-src of the content security policy.
    QByteArray sources() const;

private:
    const SanitiseOptions &m_options;
    QSet<QString> m_own; ///< addresses that are ours: values of cidUrls
    QSet<QString> m_hosts;
    bool m_remote = false;
    int m_blocked = 0;
    int m_seen = 0;
};

} // namespace godwit::mime
