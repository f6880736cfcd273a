// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArrayView>
#include <QString>

namespace godwit::mime {

/// The beginning of the first text of a message that is built as nearly all are; empty where anything is unusual, and
/// then only parse() knows.  No "From " line may stand in front.
QString firstText(QByteArrayView message);

} // namespace godwit::mime
