// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/Flags.h"
#include "base/MailError.h"

#include <QDateTime>
#include <QFile>

namespace godwit::cli {

/// One message of a file, with CRLF.
struct FileMessage {
    QByteArray raw;
    Flags flags; ///< of Status and X-Status
    QDateTime date; ///< of the From_ line; invalid: none
};

/// Reads an .eml file or an mbox, message by message; never holds more than one (S-150).
class MailFileReader {
public:
    /// Errors: Storage with NotFound.
    Result<void> open(const QString &name);
    /// std::nullopt at the end.  Errors: Storage with TooLarge (one message over limits::MessageOctets), or a read
    /// error.
    Result<std::optional<FileMessage>> next();

private:
    Result<QByteArray> line();

    QFile m_file;
    bool m_isMbox = false;
    QByteArray m_fromLine;
};

/// Lines quoted for an mbox ("mboxrd"), with LF, From_ line included.
QByteArray toMbox(const QByteArray &raw, const QString &sender, const QDateTime &date);
QByteArray withCrlf(const QByteArray &octets);
/// "2,FS": the info of a maildir name.
QByteArray maildirInfo(const Flags &flags);

} // namespace godwit::cli
