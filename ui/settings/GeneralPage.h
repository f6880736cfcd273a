// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Services.h"
#include "ui/settings/SettingsPage.h"

namespace godwit::ui {

/// Language, appearance, reading, network.
class GeneralPage : public SettingsPage {
    Q_OBJECT
public:
    explicit GeneralPage(Services &services, QWidget *parent = nullptr);
};

} // namespace godwit::ui
