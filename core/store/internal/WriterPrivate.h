// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Writer.h"
#include "store/internal/Batch.h"
#include "store/internal/BodyPacks.h"

namespace godwit::store {

struct Writer::Private {
    QString profile;
    std::unique_ptr<Connection> connection;
    std::unique_ptr<Reader> reader;
    Writer *owner = nullptr;
    std::shared_ptr<BodyPacks> packs;
    int ticks = 0; ///< of the timer, until files of bodies are tidied
    qint64 dataVersion = 0; ///< changes when another process has written

    /// Commits and tells the world.
    Result<void> finish(Batch &batch);
};

/// The end of a function that returns a value once its transaction holds.
template <typename T> Result<T> valueAfter(const Result<void> &finished, T value)
{
    if (!finished)
        return tl::unexpected(finished.error());
    return value;
}

} // namespace godwit::store
