// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/ChoiceBox.h"
#include "ui/common/Preferences.h"

namespace godwit::ui {

/// A box whose entries stand for values of one preference; it applies at once and follows changes from elsewhere.
template <typename Value>
ChoiceBox *boundChoice(PreferencesStore &store, const QString &name, Value Preferences::*member,
    const QList<QPair<QString, Value>> &entries, QWidget *parent)
{
    auto *box = new ChoiceBox(name, parent);
    for (const auto &[text, value] : entries)
        box->addItem(text);
    const auto show = [box, member, entries](const Preferences &preferences) {
        for (qsizetype i = 0; i < entries.size(); ++i) {
            if (entries.at(i).second == preferences.*member)
                box->setCurrentIndex(int(i));
        }
    };
    show(store.current());
    QObject::connect(box, &QComboBox::activated, &store, [&store, member, entries](int row) {
        Preferences preferences = store.current();
        preferences.*member = entries.at(row).second;
        store.set(preferences);
    });
    QObject::connect(&store, &PreferencesStore::changed, box, show);
    return box;
}

} // namespace godwit::ui
