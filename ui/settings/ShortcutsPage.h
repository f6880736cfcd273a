// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/settings/SettingsPage.h"

class QTreeWidget;

namespace godwit::ui {

/// The keys of the program, to read: those of every action of the open windows that has one.
class ShortcutsPage : public SettingsPage {
    Q_OBJECT
public:
    explicit ShortcutsPage(QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void collect();
    QTreeWidget *m_list;
};

} // namespace godwit::ui
