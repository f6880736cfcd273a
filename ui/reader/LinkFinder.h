// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QList>
#include <QString>

namespace godwit::ui {

struct FoundLink {
    qsizetype start = 0;
    qsizetype length = 0;
    QString target;     ///< as it will be opened
};

/// Web and mail addresses in plain text, in order.  Punctuation that ends a sentence is not part of them.
QList<FoundLink> findLinks(const QString &text);

} // namespace godwit::ui
