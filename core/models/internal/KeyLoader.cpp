// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/internal/KeyLoader.h"

namespace godwit::models {

using store::Reader;
using store::RowKey;

/// Touched by the pool's one thread alone.
struct KeyLoader::Worker {
    QString profile;
    std::unique_ptr<Reader> reader;

    Difference read(const Request &request)
    {
        if (!reader) {
            auto opened = Reader::open(profile);
            if (!opened)
                return {};
            reader = std::move(*opened);
        }
        if (request.before) {
            const QList<RowKey> all =
                reader->orderedRowKeys(request.mailbox, request.order, request.limit, request.filter);
            return difference(*request.before, all);
        }
        Difference rows;
        rows.rows = reader->rowKeys(request.mailbox, request.limit, request.after);
        return rows;
    }
};

KeyLoader::KeyLoader(const QString &profile, QObject *parent)
    : QObject(parent), m_generation(std::make_shared<std::atomic<quint64>>(0)), m_worker(std::make_shared<Worker>())
{
    m_worker->profile = profile;
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(5000);
}

KeyLoader::~KeyLoader()
{
    cancel();
    m_pool.clear();
    m_pool.waitForDone();
}

void KeyLoader::load(const Request &request)
{
    const quint64 generation = ++*m_generation;
    m_pool.start([this, generation, request, worker = m_worker, newest = m_generation] {
        if (newest->load() != generation)
            return;
        const Difference rows = worker->read(request);
        // The destructor waits for this thread, so `this` is alive here; a queued call dies with it.
        QMetaObject::invokeMethod(
            this, [this, generation, rows] { deliver(generation, rows); }, Qt::QueuedConnection);
    });
}

void KeyLoader::deliver(quint64 generation, const Difference &rows)
{
    if (m_generation->load() == generation)
        Q_EMIT loaded(rows);
}

} // namespace godwit::models
