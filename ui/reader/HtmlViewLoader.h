// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/reader/HtmlViewFactory.h"

#include <QPluginLoader>
#include <optional>

namespace godwit::ui {

/// Finds the web-view plugin and loads it with the first message that needs it; it stays loaded.
class HtmlViewLoader {
public:
    enum class State {
        Available,
        NotInstalled,
        NoSandbox, ///< the engine would abort the program: started as root, or user namespaces are forbidden
    };
    /// `plugin`: the file, for tests; empty: beside the program, then in the installed plugin folder.
    explicit HtmlViewLoader(const QString &plugin = {});

    /// Looks at the first call, so that a start without HTML costs nothing.
    State state();
    /// Null when the plugin cannot be loaded; state() tells why from then on.
    std::unique_ptr<HtmlView> create(HtmlViewClient &client, QWidget *parent);

private:
    QString m_file;
    QPluginLoader m_plugin;
    std::optional<State> m_state;
};

} // namespace godwit::ui
