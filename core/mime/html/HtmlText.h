// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QString>

namespace godwit::mime {

/// What stands outside of tags, for markup that no parser gets through; scripts and styles left out.
QString plainWords(const QByteArray &utf8);

} // namespace godwit::mime
