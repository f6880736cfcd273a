// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/GeneralPage.h"

#include "ui/common/Format.h"
#include "ui/settings/Binding.h"

#include <QCheckBox>
#include <QLabel>

namespace godwit::ui {

using namespace Qt::StringLiterals;

GeneralPage::GeneralPage(Services &services, QWidget *parent) : SettingsPage(tr("General"), parent)
{
    PreferencesStore &preferences = services.preferences;
    PreferencesStore *store = &preferences;
    addSection(tr("Appearance"));
    auto *language = boundChoice<QString>(preferences, tr("Language"), &Preferences::language,
        {{tr("Like the system"), {}}, {u"English"_s, u"en"_s}, {u"한국어"_s, u"ko"_s}}, this);
    addRow(tr("Language"), language, tr("Windows that are open keep their language until the next start."));
    addRow(tr("Colours"),
        boundChoice<ColorScheme>(preferences, tr("Colours"), &Preferences::colorScheme,
            {{tr("Like the system"), ColorScheme::System}, {tr("Light"), ColorScheme::Light},
                {tr("Dark"), ColorScheme::Dark}},
            this));
    addRow(tr("Layout"),
        boundChoice<Layout>(preferences, tr("Layout"), &Preferences::layout,
            {{tr("Classic: three panes side by side"), Layout::Classic},
                {tr("Wide: message below the list"), Layout::Wide},
                {tr("Compact: one pane at a time"), Layout::Compact}},
            this));
    auto *menuBar = new QCheckBox(tr("Always show the menu bar"), this);
    menuBar->setAccessibleName(tr("Always show the menu bar"));
    menuBar->setChecked(preferences.current().showMenuBar);
    connect(menuBar, &QCheckBox::clicked, store, [store](bool on) {
        Preferences changed = store->current();
        changed.showMenuBar = on;
        store->set(changed);
    });
    connect(store, &PreferencesStore::changed, menuBar,
        [menuBar](const Preferences &changed) { menuBar->setChecked(changed.showMenuBar); });
    addRow(tr("Menu"), menuBar, tr("Otherwise it comes with Alt or F10."));

    addSection(tr("Reading"));
    addRow(tr("Mark as read"),
        boundChoice<int>(preferences, tr("Mark as read"), &Preferences::markAsReadDelayMs,
            {{tr("At once"), 0}, {tr("After 1 second"), 1000}, {tr("After 3 seconds"), 3000},
                {tr("After 10 seconds"), 10000}, {tr("Only by hand"), -1}},
            this));

    addSection(tr("Network"));
    addRow(tr("Save data"),
        boundChoice<SaveData>(preferences, tr("Save data"), &Preferences::saveData,
            {{tr("Where the system says that data costs"), SaveData::LikeTheSystem}, {tr("Always"), SaveData::Always},
                {tr("Never"), SaveData::Never}},
            this),
        tr("Then only the texts of large messages are fetched; the rest comes when you ask for it."));
    auto *saved = new QLabel(this);
    saved->setProperty("role", u"small"_s);
    saved->setWordWrap(true);
    saved->setAccessibleName(tr("Data saved"));
    saved->hide();
    addWide(saved);
    connect(&services.engine, &sync::Engine::meteredChanged, saved, [saved](const sync::MeteredStatus &status) {
        QStringList sentences;
        if (status.active)
            sentences << tr("Data is being saved now.");
        if (status.messages > 0)
            sentences << tr("%1 saved with %n message(s) since the start.", "size", int(status.messages))
                             .arg(humanSize(status.savedOctets));
        saved->setText(sentences.join(u' '));
        saved->setVisible(!sentences.isEmpty());
    });
    services.engine.setMetered(meteredBy(preferences.current())); // and hear what it has saved so far
}

} // namespace godwit::ui
