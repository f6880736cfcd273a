// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "sync/Engine.h"

#include <QElapsedTimer>

namespace godwit::cli {

/// What is being fetched, on one line of a terminal that is standard error; anywhere else nothing.
class ProgressLine : public QObject {
public:
    explicit ProgressLine(sync::Engine &engine);
    ~ProgressLine() override;

    static QString text(const QString &mailbox, const sync::AccountStatus &status);

private:
    void show(const sync::AccountStatus &status);

    sync::Engine &m_engine;
    QElapsedTimer m_sinceShown;
    bool m_shown = false;
};

} // namespace godwit::cli
