// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/Scripted.h"

namespace godwit::test {

/// What the recorded Dovecot offers.
inline const QByteArray Dovecot = "LITERAL+ UIDPLUS MOVE IDLE NAMESPACE UNSELECT CONDSTORE QRESYNC ENABLE ESEARCH "
                                  "LIST-EXTENDED LIST-STATUS SPECIAL-USE ID";

/// A session that is signed in and goes on as a Dovecot once did.
class Recorded : public Scripted {
public:
    Recorded(const char *name, int octetsPerRead, const QByteArray &capabilities = Dovecot)
        : Scripted(QStringLiteral("dovecot/") + QLatin1String(name), octetsPerRead, capabilities)
    { }
};

} // namespace godwit::test
