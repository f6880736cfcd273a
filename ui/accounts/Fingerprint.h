// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace godwit::ui {

/// A SHA-256 fingerprint as providers print it, "AB:CD:…", in two lines so that it fits a narrow pane.
QString fingerprintText(const QByteArray &fingerprint);

} // namespace godwit::ui
