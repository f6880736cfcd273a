// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/StallMeter.h"

#include <QAbstractEventDispatcher>
#include <QThread>

namespace godwit::ui {

void StallMeter::turnEnds()
{
    constexpr qint64 Millisecond = 1'000'000;
    m_longest = qMax(m_longest, m_turn);
    if (m_turn > 16 * Millisecond)
        ++m_over16;
    if (m_turn > 50 * Millisecond)
        ++m_over50;
    m_turn = 0;
}

QJsonObject StallMeter::report() const
{
    return {{QStringLiteral("max_ms"), qRound(double(m_longest) / 1e5) / 10.0}, {QStringLiteral("over_16"), m_over16},
        {QStringLiteral("over_50"), m_over50}};
}

Application::Application(int &argc, char **argv) : QApplication(argc, argv)
{ }

void Application::startMeasuring()
{
    if (m_measuring)
        return;
    m_measuring = true;
    m_clock.start();
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, this,
        [this] { m_stalls.turnEnds(); });
}

bool Application::notify(QObject *receiver, QEvent *event)
{
    // Every thread's events come through here; the engine may take as long as it likes.
    if (QThread::currentThread() != thread() || !m_measuring)
        return QApplication::notify(receiver, event);
    const qint64 start = m_depth == 0 ? m_clock.nsecsElapsed() : 0;
    ++m_depth;
    const bool result = QApplication::notify(receiver, event);
    --m_depth;
    if (m_depth == 0)
        m_stalls.handled(m_clock.nsecsElapsed() - start);
    return result;
}

} // namespace godwit::ui
