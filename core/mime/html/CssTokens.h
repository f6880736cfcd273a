// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QList>
#include <QString>

namespace godwit::mime::css {

/// The tokens of CSS Syntax Level 3, as far as mail needs them; what is malformed becomes Bad and sinks its
/// declaration.
struct Token {
    enum Kind : unsigned char {
        Ident,
        Function,
        AtKeyword,
        Hash,
        Text,
        Url,
        Number,
        Percentage,
        Dimension,
        Space,
        Delim,
        Bad
    };
    Kind kind = Bad;
    QString text; ///< decoded: name, string content, address, unit
    QString number; ///< as written
    QChar delim; ///< for Delim, brackets included
    bool is(char16_t character) const { return kind == Delim && delim == QChar(character); }
};

/// Linear; comments and the HTML comment marks are dropped.
QList<Token> tokenise(QStringView source);

} // namespace godwit::mime::css
