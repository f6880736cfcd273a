// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/Acquaintances.h"
#include "store/Types.h"
#include "ui/reader/ReadMessage.h"

#include <QObject>
#include <QThreadPool>
#include <optional>

namespace godwit::ui {

/// Reads messages on a worker, one at a time.  While one is read only the newest request waits: a held arrow key costs
/// two messages, not two hundred.
class MessageLoader : public QObject {
    Q_OBJECT
public:
    /// `profile`: where the worker opens the store for itself.
    explicit MessageLoader(const QString &profile, QObject *parent = nullptr);
    ~MessageLoader() override;

    /// From the store.  Answers with loaded(), or with missing() while the body is not here.
    void load(store::MessageKey message, const ReadingRules &rules, quint64 ticket);
    /// From octets in hand.
    void load(const QByteArray &raw, const ReadingRules &rules, quint64 ticket);
    /// Nothing that was asked for before is answered any more.
    void cancel();

signals:
    void loaded(quint64 ticket, const godwit::ui::ReadMessagePtr &message);
    void missing(quint64 ticket);

private:
    struct Request {
        store::MessageKey message;
        QByteArray raw;
        ReadingRules rules;
        quint64 ticket = 0;
    };
    void ask(Request request);
    void start(const Request &request);
    void finished(quint64 ticket, const ReadMessagePtr &message);

    QString m_profile;
    std::shared_ptr<models::Acquaintances> m_people; ///< used by the one thread of the pool
    QThreadPool m_pool;
    std::optional<Request> m_running, m_waiting;
};

} // namespace godwit::ui
