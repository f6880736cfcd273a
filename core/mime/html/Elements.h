// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <gumbo.h>

namespace godwit::mime {

enum class ElementRule : unsigned char {
    Drop, ///< with everything inside
    Unwrap, ///< the words stay
    Keep,
};

/// The allow-list of elements: what is not in it is dropped or unwrapped (S-067, S-069, S-070, S-076).
ElementRule elementRule(const GumboNode *element);
/// br, hr, img and the like: no end tag.
bool isVoid(GumboTag tag);
/// Whether the element begins a line of its own.
bool isBlock(GumboTag tag);
/// Whether `name` may stand on an element; values are plain text or numbers, never addresses or code.
bool isPlainAttribute(const char *name);

} // namespace godwit::mime
