// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/BodyWorker.h"

#include "base/OneShot.h"
#include "mime/Skim.h"

#include <QThreadPool>

namespace godwit::sync {

using Bodies = QList<store::Writer::BodyToStore>;

void readBody(store::Writer::BodyToStore &body)
{
    const mime::Skimmed skimmed = mime::skim(body.raw);
    body.snippet = skimmed.snippet;
    body.attachments = skimmed.attachments;
    body.from = skimmed.from;
    store::Writer::packBody(body);
}

Task<Bodies> readBodies(Bodies bodies, store::Writer::BodyKeeper keep)
{
    const OneShot<std::shared_ptr<Bodies>> done;
    const std::shared_ptr<QObject> here(new QObject, [](QObject *object) { object->deleteLater(); });
    const auto work = std::make_shared<Bodies>(std::move(bodies));
    QThreadPool::globalInstance()->start([here, work, done, keep] {
        for (store::Writer::BodyToStore &body : *work)
            readBody(body);
        keep(*work);
        QMetaObject::invokeMethod(
            here.get(), [work, done] { done.set(work); }, Qt::QueuedConnection);
    });
    const std::shared_ptr<Bodies> result = co_await done;
    co_return std::move(*result);
}

} // namespace godwit::sync
