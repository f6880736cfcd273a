// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Reader.h"
#include "sync/Actions.h"
#include "sync/Engine.h"
#include "ui/common/Preferences.h"

namespace godwit::ui {

/// What the panes are given by the composition root; all of it outlives every window.  `reader` belongs to the window's
/// thread; `engine` lives in another: only its thread-safe slots and its signals may be used here.
struct Services {
    store::Reader &reader;
    sync::Engine &engine;
    sync::Actions &actions;
    sync::Submissions &submissions;
    sync::AccountActions &accounts;
    PreferencesStore &preferences;
    QString profile;
};

/// What Preferences::saveData means to the engine.
inline sync::Metered meteredBy(const Preferences &preferences)
{
    switch (preferences.saveData) {
    case SaveData::Always:
        return sync::Metered::Always;
    case SaveData::Never:
        return sync::Metered::Never;
    case SaveData::LikeTheSystem:
        break;
    }
    return sync::Metered::Automatic;
}

} // namespace godwit::ui
