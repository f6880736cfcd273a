// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "trust/dkim/Signature.h"

#include <QHash>
#include <QStringList>

namespace godwit::trust::dkim {

/// What became of one signature.
enum class State {
    Pass,
    NotAsked, ///< the key is not known: nobody asked, or nobody answered
    NoKey, ///< there is none, it was revoked, or it is not for this
    BodyChanged,
    HeaderChanged, ///< or signed with another key
    Weak, ///< SHA-1, or a key below 1024 bits (RFC 8301)
    PartlySigned, ///< l= leaves words of the message uncovered (RFC 6376 section 8.2)
    FieldAdded, ///< of what is shown (From, To, Subject, Date) there is more than was signed (section 8.15)
    Expired, ///< before it was received, or made long after
    Testing, ///< the key says that it is only being tried
    Malformed,
};
struct Outcome {
    State state = State::Malformed;
    QString domain, selector;
    bool bodyIntact = false;
    bool coversReplyTo = false; ///< h= names it
    bool operator==(const Outcome &) const = default;
};

/// What a TXT query found.
struct KeyAnswer {
    bool answered = false; ///< false: no name server did
    QList<QByteArray> records;
};

class BodyDigests;

/// The signatures of one message, hashed and ready for their keys.  A value; shared between threads it is only read.
class Check {
public:
    static constexpr int MaximumSignatures = 8; ///< those nearest the top; the rest is not looked at
    static constexpr int MaximumRecords = 4; ///< of one name

    Check() = default;
    /// Takes as long as hashing the message does.  `received`: when it came, for t= and x=; the field Received on top
    /// where the caller does not know.
    explicit Check(const QByteArray &raw, const QDateTime &received = {});

    bool isEmpty() const { return m_prepared.isEmpty(); }
    /// The names to ask for, each once.
    QStringList keyNames() const;
    /// One for each signature, in order.  Names without an answer in `keys` are NotAsked.
    QList<Outcome> outcomes(const QHash<QString, KeyAnswer> &keys) const;

private:
    struct Prepared {
        Outcome outcome; ///< NotAsked where the key decides
        Signature signature;
        QByteArray header; ///< what was signed
    };
    static Prepared prepare(
        const RawMessage &message, qsizetype field, const QDateTime &received, BodyDigests &digests);
    static Outcome verified(const Prepared &prepared, const KeyAnswer &answer);

    QList<Prepared> m_prepared;
};

} // namespace godwit::trust::dkim
