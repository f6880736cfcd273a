// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "trust/Verdict.h"

#include <QJsonObject>

namespace godwit {

/// The English of the command line for what is said about a message.
QString trustSentence(const trust::Reason &reason);
/// `level` ("good", "neutral", "warn", "bad"), `sentence`, `reasons[]`, and what they rest on.
QJsonObject trustJson(const trust::Verdict &verdict);

} // namespace godwit
