// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QApplication>
#include <QElapsedTimer>
#include <QJsonObject>

namespace godwit::ui {

/// How long the turns of the window's event loop are busy.  A turn is what is handled between two waits.
class StallMeter {
public:
    void handled(qint64 nanoseconds) { m_turn += nanoseconds; }
    void turnEnds();
    /// `max_ms`, `over_16`, `over_50`.
    QJsonObject report() const;

private:
    qint64 m_turn = 0;
    qint64 m_longest = 0;
    int m_over16 = 0;
    int m_over50 = 0;
};

/// QApplication that measures its turns once it is asked to.
class Application : public QApplication {
    Q_OBJECT
public:
    Application(int &argc, char **argv);
    void startMeasuring();
    /// From now on; start-up is measured by the timing events.
    const StallMeter &stalls() const { return m_stalls; }
    bool notify(QObject *receiver, QEvent *event) override;

private:
    StallMeter m_stalls;
    QElapsedTimer m_clock;
    int m_depth = 0;
    bool m_measuring = false;
};

} // namespace godwit::ui
