// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Writer.h"

#include <QBasicTimer>

namespace godwit::sync {

/// Connects the messages that a profile of an older version brought along to conversations, in slices between which
/// everything else goes on; done after one run.
class ThreadBacklog : public QObject {
    Q_OBJECT
public:
    /// `writer` outlives it.
    explicit ThreadBacklog(store::Writer &writer) : m_writer(writer) { }
    void start() { m_timer.start(0, this); }

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    store::Writer &m_writer;
    QBasicTimer m_timer;
};

} // namespace godwit::sync
