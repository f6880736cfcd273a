// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/RealMouse.h"

#include <QEventLoop>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace godwit::test {

bool RealMouse::run(const QStringList &script)
{
    QProcess tool;
    QEventLoop loop;
    QObject::connect(&tool, &QProcess::finished, &loop, &QEventLoop::quit);
    QObject::connect(&tool, &QProcess::errorOccurred, &loop, &QEventLoop::quit);
    tool.start(u"xdotool"_s, script);
    loop.exec();
    return tool.error() == QProcess::UnknownError && tool.exitStatus() == QProcess::NormalExit && tool.exitCode() == 0;
}

void RealMouse::glide(QStringList &script, const QPoint &from, const QPoint &to)
{
    // In the pace of a hand: what comes all at once is one motion, and a drag starts by a distance.
    constexpr int Steps = 12;
    for (int i = 1; i <= Steps; ++i) {
        const QPoint at = from + (to - from) * i / Steps;
        script << u"mousemove"_s << QString::number(at.x()) << QString::number(at.y()) << u"sleep"_s << u"0.02"_s;
    }
}

bool RealMouse::click(const QPoint &at, Button button, const QString &modifier)
{
    QStringList script{u"mousemove"_s, QString::number(at.x()), QString::number(at.y()), u"sleep"_s, u"0.05"_s};
    if (!modifier.isEmpty())
        script << u"keydown"_s << modifier;
    script << u"click"_s << QString::number(int(button));
    if (!modifier.isEmpty())
        script << u"keyup"_s << modifier;
    return run(script);
}

bool RealMouse::drag(const QPoint &from, const QPoint &to, const QString &modifier)
{
    QStringList script{u"mousemove"_s, QString::number(from.x()), QString::number(from.y()), u"sleep"_s, u"0.05"_s,
        u"mousedown"_s, u"1"_s};
    const QPoint begun = from + QPoint(30, 0);
    glide(script, from, begun);
    if (!modifier.isEmpty())
        script << u"keydown"_s << modifier;
    glide(script, begun, to);
    script << u"sleep"_s << u"0.2"_s;
    glide(script, to, to + QPoint(2, 0));
    script << u"sleep"_s << u"0.2"_s << u"mouseup"_s << u"1"_s;
    if (!modifier.isEmpty())
        script << u"keyup"_s << modifier;
    return run(script);
}

} // namespace godwit::test
