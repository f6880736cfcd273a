// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Preferences.h"
#include "ui/settings/SettingsPage.h"

namespace godwit::ui {

/// How messages are written and sent.
class WritingPage : public SettingsPage {
    Q_OBJECT
public:
    explicit WritingPage(PreferencesStore &preferences, QWidget *parent = nullptr);
};

} // namespace godwit::ui
