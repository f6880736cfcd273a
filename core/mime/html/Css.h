// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "mime/html/ImagePolicy.h"

namespace godwit::mime::css {

/// What is left of a style attribute: properties of the allow-list whose values are made of known tokens (S-068,
/// S-077). Written in one canonical form.
QString cleanDeclarations(QStringView source, ImagePolicy &images);
/// The same for a style element; only plain rules and @media survive.
QString cleanStyleSheet(QStringView source, ImagePolicy &images);
/// The properties that the native text view understands and shows quickly.
QString simpleDeclarations(QStringView source);

} // namespace godwit::mime::css
