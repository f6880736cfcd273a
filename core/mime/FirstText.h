// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArrayView>
#include <QString>

namespace godwit::mime {

struct FirstText {
    QString text;
    bool isCut = false; ///< there is more of it in the message
};
enum class Reach { Screenful, Far };

/// The beginning of the first text of a message that is built as nearly all are; empty where anything is unusual, and
/// then only parse() knows.  No "From " line may stand in front.
FirstText firstText(QByteArrayView message, Reach reach);

} // namespace godwit::mime
