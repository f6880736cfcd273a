// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Preferences.h"
#include "ui/settings/SettingsPage.h"

class QListWidget;
class QPushButton;

namespace godwit::ui {

/// Remote images: when they are loaded and for whom; signatures.
class PrivacyPage : public SettingsPage {
    Q_OBJECT
public:
    explicit PrivacyPage(PreferencesStore &preferences, QWidget *parent = nullptr);

private:
    void showSenders();
    void removeSelected();

    PreferencesStore &m_preferences;
    QListWidget *m_senders;
    QPushButton *m_remove;
};

} // namespace godwit::ui
