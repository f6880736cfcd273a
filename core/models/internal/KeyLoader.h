// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/internal/RowList.h"
#include "store/Reader.h"

#include <QObject>
#include <QThreadPool>
#include <atomic>
#include <memory>

namespace godwit::models {

/// Reads row keys in a worker with a reader of its own; one request at a time counts, the last one.
class KeyLoader : public QObject {
    Q_OBJECT
public:
    explicit KeyLoader(const QString &profile, QObject *parent = nullptr);
    ~KeyLoader() override;

    struct Request {
        store::MailboxKey mailbox;
        QString filter; ///< not empty: all rows that hold it
        qint64 limit = -1;
        std::optional<store::RowKey> after;
        store::ListOrder order;
        std::optional<QList<store::RowKey>> before = {}; ///< what is shown: all rows are wanted, and what leads there
    };
    void load(const Request &request);
    /// Whatever is on its way does not count any more.
    void cancel() { ++*m_generation; }

Q_SIGNALS:
    /// Without `before` of the request only the rows.
    void loaded(const godwit::models::Difference &rows);

private:
    struct Worker;
    void deliver(quint64 generation, const Difference &rows);

    std::shared_ptr<std::atomic<quint64>> m_generation;
    std::shared_ptr<Worker> m_worker;
    QThreadPool m_pool;
};

} // namespace godwit::models
