// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace godwit::ui {

/// The name of the person as the operating system's account has it; empty when it does not say.
QString osPersonName();

} // namespace godwit::ui
