// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/MailError.h"
#include "base/MailNumbers.h"
#include "imap/wire/Capabilities.h"

#include <QByteArrayList>
#include <optional>
#include <utility>
#include <variant>

namespace godwit::imap {

/// Arguments of response codes that somebody acts on (RFC 9051 section 7.1, 4315, 7162).
namespace code {
struct PermanentFlags {
    QByteArrayList flags; ///< without `\*`
    bool newKeywords = false; ///< `\*` was there: keywords may be invented
};
struct AppendUid {
    UidValidity uidValidity;
    UidSet uids;
};
/// MESSAGELIMIT (RFC 9738): the command stopped after `limit` messages.
struct MessageLimit {
    quint32 limit = 0;
    Uid last; ///< the last one that was processed; 0: not told
    /// What is left of `asked`.  Servers work downwards, from the highest UID.
    UidSet remaining(const UidSet &asked) const;
};
/// Which message became which, in the server's order; empty where the two sets do not match.
struct CopyUid {
    UidValidity uidValidity;
    QList<std::pair<Uid, Uid>> pairs;
    std::optional<MessageLimit> limit; ///< not all was copied or moved; continue with limit->remaining()
};
struct Modified {
    UidSet uids;
};
/// MAILBOXID (RFC 8474): of SELECT, CREATE, RENAME.
struct MailboxId {
    QByteArray id;
};
} // namespace code

struct ResponseCode {
    using Value = std::variant<std::monostate, Capabilities, UidValidity, Uid, ModSeq, code::PermanentFlags,
        code::AppendUid, code::CopyUid, code::Modified, code::MailboxId, code::MessageLimit>;

    QByteArray name; ///< upper case: "TRYCREATE"; empty: no code
    QByteArray arguments; ///< raw
    /// CAPABILITY, UIDVALIDITY, UIDNEXT, HIGHESTMODSEQ, PERMANENTFLAGS, APPENDUID, COPYUID, MODIFIED, MAILBOXID,
    /// MESSAGELIMIT
    Value value;

    template <typename T> const T *as() const { return std::get_if<T>(&value); }
};

/// OK, NO, BAD, BYE, PREAUTH: tagged or not.
struct StatusResponse {
    enum class Kind { Ok, No, Bad, Bye, Preauth };
    Kind kind = Kind::Ok;
    ResponseCode code;
    QString text; ///< untrusted; at most 512 characters
};

/// The end of a command.
struct Tagged {
    QByteArray tag;
    StatusResponse status;
    bool isOk() const { return status.kind == StatusResponse::Kind::Ok; }
};

/// Why a command failed, by RFC 5530 codes: UNAVAILABLE, INUSE, LIMIT and the like are Temporary, AUTHENTICATIONFAILED,
/// EXPIRED and AUTHORIZATIONFAILED are NeedsLogin, everything else is Refused.
MailError toError(const StatusResponse &status);
/// The same for the answer to a login: a NO that gives no other reason is a wrong password (S-046).
MailError toLoginError(const StatusResponse &status);

} // namespace godwit::imap
