// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

class QTextBlock;
class QTextCursor;
class QTextDocument;

namespace godwit::ui {

/// The text of a composer between its three forms: what is edited, plain text, and HTML that any client shows alike.
namespace richtext {

/// How deep a line is quoted: ">> text" is 2.  `prefix`: characters that the marks take, with the blank after them.
struct QuoteMark {
    int level = 0;
    int prefix = 0;
};
QuoteMark quoteMark(const QString &line);

/// The document as plain text, LF; quoted blocks of rich text get "> ", lists get "- " or numbers.  Line for line what
/// is seen: nothing is wrapped or joined, no-break blanks stay.
QString toPlain(const QTextDocument &document);
/// Paragraphs, lists, quotes, bold, italic, underline, links and cid: pictures; nothing else.
QString toHtml(const QTextDocument &document);
/// Replaces all; lines with "> " become quoted blocks.
void fromPlainToRich(QTextDocument &document, const QString &text);
/// Replaces all by our own HTML, or by what another client made of it.
void fromHtml(QTextDocument &document, const QString &html);
/// Makes the blocks of `cursor` quoted to `level`; 0 for none.
void setQuoteLevel(QTextCursor &cursor, int level);
int quoteLevel(const QTextBlock &block);

} // namespace richtext

} // namespace godwit::ui
