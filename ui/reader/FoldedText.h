// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "mime/Text.h"

#include <QSet>
#include <QTextCursor>

namespace godwit::ui {

namespace textmeasure {
constexpr double LineHeight = 125; ///< percent
constexpr int QuoteStep = 13; ///< from one quote bar to the next
} // namespace textmeasure

/// A plain text with quotes that fold, written into a document slice by slice: a long one must not hold the window up.
class FoldedText {
public:
    /// Anchors of the lines that fold and unfold: `godwit-fold:N`, N being what toggle() takes.
    static const QString FoldScheme;

    FoldedText() = default;
    /// Long quotes that nothing of the writer's own follows begin folded.
    FoldedText(const QList<mime::TextParagraph> &paragraphs, bool fixedWidth);

    bool isEmpty() const { return m_paragraphs.isEmpty(); }
    bool isFixedWidth() const { return m_fixedWidth; }
    bool hasFolded() const { return !m_folded.isEmpty(); }
    /// A group of quotes by its first paragraph.
    void toggle(qsizetype group);
    void setAllFolded(bool folded);

    /// From the start again, into an empty document.
    void restart();
    /// Writes so many paragraphs more at the end.  True when all is written.
    bool writeSlice(QTextDocument &document, qsizetype paragraphs);
    bool isWritten() const { return m_written >= m_paragraphs.size(); }

private:
    void writeParagraph(QTextCursor &cursor, const mime::TextParagraph &paragraph) const;
    void writeFoldLine(QTextCursor &cursor) const;
    qsizetype endOfQuotes(qsizetype begin) const;

    QList<mime::TextParagraph> m_paragraphs;
    QSet<qsizetype> m_folded;
    qsizetype m_written = 0;
    qsizetype m_groupEnd = 0;
    bool m_fixedWidth = false;
};

} // namespace godwit::ui
