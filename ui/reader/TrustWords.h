// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "trust/Verdict.h"

#include <QCoreApplication>

namespace godwit::ui {

/// The sentences about who a message is from.  All of it plain text: names and domains come from the message.
class TrustWords {
    Q_DECLARE_TR_FUNCTIONS(godwit::ui::TrustWords)
public:
    static QString sentence(const trust::Reason &reason);
    /// What the first sentence rests on, and what else there is to say; a sentence each.
    static QStringList why(const trust::Verdict &verdict);

private:
    static QString aboutAddress(const trust::Reason &reason);
    static QString aboutLine(trust::Finding finding);
    static QString aboutSignature(const trust::dkim::Outcome &outcome);
    static QString aboutServer(const trust::ServerResults &server);
};

} // namespace godwit::ui
