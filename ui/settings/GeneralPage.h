// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Preferences.h"
#include "ui/settings/SettingsPage.h"

namespace godwit::ui {

/// Language, appearance, reading.
class GeneralPage : public SettingsPage {
    Q_OBJECT
public:
    explicit GeneralPage(PreferencesStore &preferences, QWidget *parent = nullptr);
};

} // namespace godwit::ui
