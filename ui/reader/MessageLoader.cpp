// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/MessageLoader.h"

#include "store/Reader.h"

namespace godwit::ui {

MessageLoader::MessageLoader(const QString &profile, QObject *parent)
    : QObject(parent), m_profile(profile), m_people(std::make_shared<models::Acquaintances>())
{
    m_pool.setMaxThreadCount(1);
}

MessageLoader::~MessageLoader()
{
    cancel();
    m_pool.waitForDone();
}

void MessageLoader::load(store::MessageKey message, const ReadingRules &rules, quint64 ticket)
{
    ask({message, {}, rules, ticket});
}

void MessageLoader::load(const QByteArray &raw, const ReadingRules &rules, quint64 ticket)
{
    ask({{}, raw, rules, ticket});
}

void MessageLoader::cancel()
{
    m_waiting.reset();
    if (m_running)
        m_running->ticket = 0;
}

void MessageLoader::ask(Request request)
{
    if (m_running) {
        m_running->ticket = 0;
        m_waiting = std::move(request);
    } else {
        start(request);
    }
}

void MessageLoader::start(const Request &request)
{
    m_running = request;
    m_pool.start([this, request, profile = m_profile, people = m_people] {
        const auto opened = store::Reader::open(profile); // a connection belongs to one thread
        const store::Reader *reader = opened ? opened->get() : nullptr;
        QByteArray raw = request.raw;
        bool here = true;
        if (request.message) {
            const auto stored = reader ? reader->readable(request.message) : std::nullopt;
            here = stored.has_value();
            raw = stored.value_or(QByteArray());
        }
        const auto acquaint = [reader, people, &request](const mime::Message &message) {
            if (reader == nullptr)
                return trust::Surroundings();
            return request.message ? people->around(*reader, request.message, message.envelope.from.value(0))
                                   : people->outside(*reader);
        };
        const ReadMessagePtr message = here ? readMessage(raw, request.rules, acquaint) : nullptr;
        QMetaObject::invokeMethod(
            this, [this, message] { finished(m_running->ticket, message); }, Qt::QueuedConnection);
    });
}

void MessageLoader::finished(quint64 ticket, const ReadMessagePtr &message)
{
    m_running.reset();
    if (m_waiting)
        start(*std::exchange(m_waiting, std::nullopt));
    if (ticket == 0)
        return;
    if (message)
        emit loaded(ticket, message);
    else
        emit missing(ticket);
}

} // namespace godwit::ui
