// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/composer/ComposeState.h"

#include <QCoreApplication>

namespace godwit::ui {

/// What stands against sending a message as it is.
class SendChecks {
    Q_DECLARE_TR_FUNCTIONS(godwit::ui::SendChecks)
public:
    QString refusal; ///< it cannot go out; one sentence, empty when it can
    QStringList questions; ///< asked once, all together

    /// `intro`: the line above the quote; words below it are not the writer's own.
    static SendChecks of(const ComposeState &state, const QString &intro);
    /// Whether the writer says that something is attached, in English or Korean.
    static bool mentionsAttachment(const QString &text, const QString &intro);
};

} // namespace godwit::ui
