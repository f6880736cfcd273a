// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/StoreUpdate.h"

#include "ui/common/Format.h"

#include <QCloseEvent>
#include <QEventLoop>
#include <QLabel>
#include <QProgressBar>
#include <QThread>
#include <QTimer>
#include <QVBoxLayout>

namespace godwit::ui {

StoreUpdate::StoreUpdate(qint64 octets)
{
    setWindowTitle(tr("Godwit is updating your mail"));
    setAccessibleName(windowTitle());
    auto *text = new QLabel(tr("Your stored mail (%1) is being brought to the form that this version uses. It happens "
                               "once. A copy of what you have now is kept for two weeks.")
                                .arg(humanSize(octets)),
        this);
    text->setWordWrap(true);
    auto *progress = new QProgressBar(this);
    progress->setRange(0, 0);
    progress->setTextVisible(false);
    progress->setAccessibleName(windowTitle());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(16);
    layout->addWidget(text);
    layout->addWidget(progress);
    resize(460, sizeHint().height());
}

Result<void> StoreUpdate::run(std::function<Result<void>()> work)
{
    Result<void> outcome;
    const std::unique_ptr<QThread> thread(QThread::create([&outcome, &work] { outcome = work(); }));
    QEventLoop loop;
    connect(thread.get(), &QThread::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(ShownAfterMs, &loop, [this] { show(); });
    thread->start();
    loop.exec();
    thread->wait();
    hide();
    return outcome;
}

void StoreUpdate::closeEvent(QCloseEvent *event)
{
    event->ignore();
}

} // namespace godwit::ui
