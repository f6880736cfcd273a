// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Settings.h"
#include "store/Reader.h"
#include "trust/Verdict.h"

#include <QElapsedTimer>
#include <QHash>

namespace godwit::models {

/// What the store knows about who writes and who reads, for trust::gather().  Belongs to one thread; what takes long to
/// find is kept for some minutes, so keep the object.
class Acquaintances {
public:
    /// For a stored message.  The first call for an account reads the headers of its newest messages.
    trust::Surroundings around(const store::Reader &reader, store::MessageKey message, const mime::Address &from);
    /// For octets that belong to no account, such as an attached message: nobody's results are believed.
    trust::Surroundings outside(const store::Reader &reader);

    /// Whose results are believed on the mail of an account: those named in its settings, else those learned.
    static QList<trust::AuthServer> authServers(const store::Reader &reader, const account::Settings &settings);

private:
    struct Servers {
        QList<trust::AuthServer> list;
        QStringList configured;
        QElapsedTimer age;
    };
    QList<trust::AuthServer> keptServers(const store::Reader &reader, const account::Settings &settings);
    void meetPeople(const store::Reader &reader);
    QStringList ownAddresses(const store::Reader &reader) const;

    QHash<store::AccountKey, Servers> m_servers;
    QHash<QString, QStringList> m_byName; ///< addresses written to
    std::shared_ptr<const trust::FamiliarDomains> m_familiar;
    QElapsedTimer m_met;
};

} // namespace godwit::models
