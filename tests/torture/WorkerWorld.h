// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Types.h"
#include "sync/ModelImapServer.h"
#include "torture/FaultProxy.h"

#include <QTemporaryDir>

namespace godwit::torture {

/// A profile with an account at a model server; what is done there is done by another process, the worker.
struct WorkerWorld {
    explicit WorkerWorld(const QString &profilePath = {});

    QByteArrayList serverLines() const; ///< mailboxes and messages, sorted, as both sides can tell them
    QByteArrayList storeLines() const;
    QString check() const; ///< empty: the store is clean
    qint64 passed() const; ///< octets, both ways

    QTemporaryDir folder{QStringLiteral("/dev/shm/gwkill-XXXXXX")};
    QString profile; ///< in `folder` unless said otherwise
    test::ModelImapServer server;
    FaultProxy proxy;
    store::AccountKey account;
};

/// The worker's whole life: a client that does what is left of its work, and goes on where another one died.
/// 0: all is done; 2: the profile does not open, 3 and 4: the refreshes before or after its acts never had no error.
/// What went wrong is the last line of standard error.
int runWorker(const QString &profile);

} // namespace godwit::torture
