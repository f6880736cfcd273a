// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/WritingPage.h"

#include "ui/settings/Binding.h"

namespace godwit::ui {

WritingPage::WritingPage(PreferencesStore &preferences, QWidget *parent) : SettingsPage(tr("Writing"), parent)
{
    addRow(tr("New messages are"),
        boundChoice<bool>(preferences, tr("New messages are"), &Preferences::composeRichText,
            {{tr("Plain text"), false}, {tr("Rich text, with a plain copy"), true}}, this),
        tr("Each message can be switched while it is written."));
    QList<QPair<QString, int>> holds{{tr("Send at once"), 0}};
    for (const int seconds : {5, 10, 20, 30, 60, 120})
        holds << QPair<QString, int>(tr("%n second(s)", nullptr, seconds), seconds);
    addRow(tr("Time to undo sending"),
        boundChoice<int>(preferences, tr("Time to undo sending"), &Preferences::undoSendSeconds, holds, this),
        tr("A message waits this long before it leaves, so that it can be taken back."));
    addNote(tr("The signature belongs to an account: see Accounts."));
}

} // namespace godwit::ui
