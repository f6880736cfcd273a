// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Preferences.h"

#include <QColor>
#include <QObject>

class QApplication;

namespace godwit::ui {

/// Our few colours on top of the system palette (one accent, dimmed text, hairlines, a shade for side and bars).
struct Colors {
    QColor accent, accentText, dimmedText, hairline, sidebar, paper, text, selection;
    QColor good, warning, warningBackground, warningBorder, bad, badBackground;
    QColor hover; ///< under the pointer: flat buttons and rows
    QColor iconText; ///< line icons at rest
    QColor control; ///< border of fields
    QColor star; ///< the flag
    QColor chip; ///< address pills, count badges
};

/// Measures in device-independent pixels, on a 4 px grid.
namespace measure {
constexpr int Grid = 4;
constexpr int FolderRow = 28;
constexpr int Card = 64;
constexpr int PaneHeader = 40;
constexpr int TopBar = 44;
constexpr int StatusBar = 24;
constexpr int Radius = 6;
constexpr int IconSize = 16;
constexpr int ButtonHeight = 30;
} // namespace measure

/// Follows the system's scheme unless the person chose one; sets the application's palette and a thin style sheet.
/// Style hooks for panes: a QWidget with the property "pane" set to "sidebar", "bar" or "paper" gets that shade, a
/// QLabel with "role" set to "dimmed", "title", "heading", "good", "bad" or "link" gets that look.
class Theme : public QObject {
    Q_OBJECT
public:
    Theme(QApplication &application, PreferencesStore &preferences);
    static const Colors &colors();
    static bool isDark();

signals:
    void changed();

private:
    void apply();
    QApplication &m_application;
    ColorScheme m_scheme;
    bool m_systemDark = false;
    QColor m_systemAccent;
};

} // namespace godwit::ui
