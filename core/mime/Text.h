// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QList>
#include <QString>

namespace godwit::mime {

/// Where a web or mail address stands in a paragraph.
struct TextLink {
    qsizetype start = 0, length = 0;
    QString target; ///< as readLink() gives it
    bool operator==(const TextLink &) const = default;
};

/// One paragraph of plain text as it is shown: a line, or in format=flowed the lines that flow together.
struct TextParagraph {
    QString text; ///< without its quote marks
    int quoteLevel = 0;
    bool signature = false; ///< belongs to the signature behind "-- " (RFC 3676 section 4.3)
    QList<TextLink> links;
};

enum class TextFlow { Fixed, Flowed, FlowedDelSp };

/// Quote levels, signature and addresses of a plain text body; in the flowed forms soft line breaks and space-stuffing
/// are undone (RFC 3676 sections 4.1 to 4.6).  Linear in the text.
QList<TextParagraph> readPlainText(const QString &text, TextFlow flow);

/// The text with one more level of "> " in front, signature left out, for an answer.
QString quotedText(const QString &text, TextFlow flow);

} // namespace godwit::mime
