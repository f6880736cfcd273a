// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Reader.h"
#include "store/sqlite/Connection.h"

namespace godwit::store {

struct Reader::Private {
    QString profile;
    std::unique_ptr<Connection> owned; ///< empty where a Writer lends its connection
    Connection *database = nullptr;
    mutable MailError lastError;

    /// Ready for the next look-up: an earlier failure is remembered, not kept.
    Connection &fresh() const
    {
        if (database->failed() && !database->inTransaction()) {
            lastError = database->error();
            database->clearError();
        }
        return *database;
    }
    std::optional<QByteArray> stored(const char *sql, MessageKey message) const; ///< packed octets, as they came
};

} // namespace godwit::store
