// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QHash>
#include <optional>

namespace godwit::trust::dkim {

/// `tag=value; tag=value`: RFC 6376 section 3.2.  Values without the white space around them.
using TagList = QHash<QByteArray, QByteArray>;

/// None where a tag occurs twice, has no name, or where there are more than anybody needs.
std::optional<TagList> parseTagList(const QByteArray &text);
/// For base64 and lists: all white space, folds included, is gone.
QByteArray withoutBlanks(const QByteArray &value);
/// RFC 4648, but for padding strictly; none for anything else.
std::optional<QByteArray> decodedBase64(const QByteArray &value);

} // namespace godwit::trust::dkim
