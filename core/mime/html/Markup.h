// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <gumbo.h>

namespace godwit::mime {

/// Text and attribute values as they stand in markup: `<`, `>`, `&` and, in attributes, `"` escaped; control characters
/// gone.
QByteArray escapedText(const char *text);
QByteArray escapedAttribute(const QByteArray &value);
/// ` name="value"`, escaped.
QByteArray attributeMarkup(const char *name, const QByteArray &value);
/// The text directly inside an element, such as the sheet in a style element.
QByteArray directText(const GumboNode *element);
/// `12`, `12px`, `50%` of at most 10000; anything else is no size.
bool isSize(const QByteArray &value);

/// display: none and its like in the style attribute (S-078): what a reader does not see is not quoted, searched,
/// listed or shown in the simplified view.
bool isHidden(const GumboNode *element);

} // namespace godwit::mime
