// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Timing.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#ifdef Q_OS_LINUX
#include <ctime>
#include <unistd.h>
#endif

namespace godwit::ui {

namespace {

/// Milliseconds since the process began; where the system does not tell, since the first question.
double sinceStart()
{
#ifdef Q_OS_LINUX
    static const double startMs = [] {
        QFile stat(QStringLiteral("/proc/self/stat"));
        if (!stat.open(QIODevice::ReadOnly))
            return 0.0;
        const QByteArray line = stat.readAll();
        // The name in brackets may hold anything; field 22 is the 20th behind it.
        const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
        return fields.size() > 19 ? fields.at(19).toDouble() * 1000.0 / double(sysconf(_SC_CLK_TCK)) : 0.0;
    }();
    timespec now{};
    if (startMs > 0 && clock_gettime(CLOCK_BOOTTIME, &now) == 0)
        return double(now.tv_sec) * 1000.0 + double(now.tv_nsec) / 1e6 - startMs;
#endif
    static const QElapsedTimer timer = [] {
        QElapsedTimer started;
        started.start();
        return started;
    }();
    return double(timer.nsecsElapsed()) / 1e6;
}

} // namespace

Timing::Timing() : m_file(qEnvironmentVariable("GODWIT_TIMING"))
{
    if (isOn())
        sinceStart();
}

void Timing::record(const QString &event, const QJsonObject &more) const
{
    if (!isOn())
        return;
    QJsonObject line = more;
    line.insert(QStringLiteral("event"), event);
    line.insert(QStringLiteral("ms"), qRound(sinceStart() * 10) / 10.0);
    QFile file(m_file);
    if (file.open(QIODevice::WriteOnly | QIODevice::Append))
        file.write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
}

} // namespace godwit::ui
