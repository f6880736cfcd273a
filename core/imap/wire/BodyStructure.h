// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QList>
#include <utility>

namespace godwit::imap {

/// One part of a BODYSTRUCTURE (RFC 9051 section 7.5.2).  Text is undecoded; types and names are lower case.
struct BodyPart {
    using Parameters = QList<std::pair<QByteArray, QByteArray>>;

    QByteArray section; ///< "1", "2.1": what FETCH BODY[...] takes; empty for the root of a multipart
    QByteArray type; ///< "text"; "multipart" for containers
    QByteArray subtype; ///< "plain"
    Parameters parameters;
    QByteArray id, description;
    QByteArray encoding; ///< "base64"
    qint64 sizeOctets = 0; ///< 0 where the server sent nonsense
    QByteArray disposition; ///< "attachment", "inline", empty
    Parameters dispositionParameters;
    QList<BodyPart> children; ///< of a multipart, or the one body of a message/rfc822

    bool isMultipart() const { return type == "multipart"; }
    QByteArray parameter(QByteArrayView name) const;
    /// filename of the disposition, else name of the type; undecoded.
    QByteArray fileName() const;
    /// Leaves that a person would call attachments: not the texts that the reader shows, not inline images.
    int countAttachments() const;
};

} // namespace godwit::imap
