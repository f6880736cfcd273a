// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace godwit::mime {

/// What a conversation is about: the base subject of RFC 5256 section 2.1 ("Re:", "Fwd:", "[list]", "(fwd)" and
/// "[Fwd: ...]" taken off), where the marks of other languages ("AW:", "SV:", "답장:") count as "Re:" too.  Empty when
/// nothing else is there.
QString baseSubject(const QString &subject);

} // namespace godwit::mime
