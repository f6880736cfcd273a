// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/QuoteHighlighter.h"

#include "ui/common/Theme.h"
#include "ui/composer/RichText.h"

#include <QFontInfo>

namespace godwit::ui {

void QuoteHighlighter::setPlain(bool plain)
{
    m_plain = plain;
    rehighlight();
}

void QuoteHighlighter::setIntro(const QString &intro)
{
    m_intro = intro.trimmed();
    rehighlight();
}

void QuoteHighlighter::highlightBlock(const QString &text)
{
    QTextCharFormat dimmed;
    dimmed.setForeground(Theme::colors().dimmedText);
    if (!m_intro.isEmpty() && text == m_intro) {
        setFormat(0, int(text.size()), dimmed);
        return;
    }
    if (!m_plain) {
        if (richtext::quoteLevel(currentBlock()) > 0)
            setFormat(0, int(text.size()), dimmed);
        return;
    }
    const richtext::QuoteMark mark = richtext::quoteMark(text);
    if (mark.level == 0)
        return;
    QTextCharFormat hidden;
    hidden.setForeground(Qt::transparent);
    // Else Korean text behind it brings another font, and a narrower mark.
    hidden.setFontFamilies({QFontInfo(document()->defaultFont()).family()});
    setFormat(0, mark.prefix, hidden);
    setFormat(mark.prefix, int(text.size()) - mark.prefix, dimmed);
}

} // namespace godwit::ui
