// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/MailError.h"

#include <QWidget>
#include <functional>

namespace godwit::ui {

/// The small window while the store of an older version is brought up to date: a copy is made first, and with many
/// gigabytes that takes minutes.
class StoreUpdate : public QWidget {
    Q_OBJECT
public:
    static constexpr int ShownAfterMs = 400;

    explicit StoreUpdate(qint64 octets);

    /// Runs `work` in a thread of its own and returns what it gave; meanwhile the window paints, and cannot be closed.
    Result<void> run(std::function<Result<void>()> work);

protected:
    void closeEvent(QCloseEvent *event) override;
};

} // namespace godwit::ui
