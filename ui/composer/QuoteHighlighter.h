// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QSyntaxHighlighter>

namespace godwit::ui {

/// Dims what is quoted, and the line above it; the ">" marks themselves are replaced by bars that the editor paints.
class QuoteHighlighter : public QSyntaxHighlighter {
    Q_OBJECT
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;
    /// Plain text: the marks are characters.  Rich: the blocks have a level.
    void setPlain(bool plain);
    void setIntro(const QString &intro);

protected:
    void highlightBlock(const QString &text) override;

private:
    bool m_plain = true;
    QString m_intro;
};

} // namespace godwit::ui
