// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/Theme.h"

#include "ui/common/StyleSheet.h"
#include "ui/common/SystemScheme.h"

#include <QApplication>
#include <QPalette>
#include <QPixmapCache>
#include <QStyle>
#include <QStyleFactory>
#include <QToolTip>

namespace godwit::ui {

namespace {

Colors lightColors()
{
    Colors c;
    c.accent = QColor(0x1f, 0x6f, 0xeb);
    c.accentText = Qt::white;
    c.text = QColor(0x1d, 0x21, 0x26);
    c.dimmedText = QColor(0x64, 0x6c, 0x76);
    c.iconText = QColor(0x54, 0x5c, 0x66);
    c.hairline = QColor(0xe2, 0xe5, 0xe9);
    c.control = QColor(0xcf, 0xd4, 0xda);
    c.sidebar = QColor(0xf5, 0xf6, 0xf7);
    c.paper = Qt::white;
    c.selection = QColor(0xe1, 0xed, 0xfc);
    c.hover = QColor(0xe9, 0xec, 0xef);
    c.chip = QColor(0xeb, 0xee, 0xf1);
    c.star = QColor(0xe0, 0x9b, 0x0b);
    c.good = QColor(0x1a, 0x7f, 0x4b);
    c.warning = QColor(0x8a, 0x5a, 0x00);
    c.warningBackground = QColor(0xff, 0xf6, 0xdf);
    c.warningBorder = QColor(0xed, 0xd9, 0x9b);
    c.bad = QColor(0xb4, 0x23, 0x18);
    c.badBackground = QColor(0xfd, 0xec, 0xea);
    return c;
}

Colors darkColors()
{
    Colors c;
    c.accent = QColor(0x6e, 0xa8, 0xfe);
    c.accentText = QColor(0x10, 0x15, 0x1c);
    c.text = QColor(0xe6, 0xe9, 0xed);
    c.dimmedText = QColor(0x98, 0xa1, 0xac);
    c.iconText = QColor(0xa9, 0xb1, 0xbb);
    c.hairline = QColor(0x30, 0x35, 0x3b);
    c.control = QColor(0x42, 0x49, 0x51);
    c.sidebar = QColor(0x19, 0x1b, 0x1f);
    c.paper = QColor(0x1e, 0x21, 0x25);
    c.selection = QColor(0x25, 0x36, 0x4e);
    c.hover = QColor(0x2a, 0x2e, 0x34);
    c.chip = QColor(0x33, 0x38, 0x3f);
    c.star = QColor(0xf0, 0xb4, 0x29);
    c.good = QColor(0x5c, 0xc8, 0x90);
    c.warning = QColor(0xf0, 0xc0, 0x60);
    c.warningBackground = QColor(0x38, 0x30, 0x1d);
    c.warningBorder = QColor(0x5c, 0x4e, 0x28);
    c.bad = QColor(0xff, 0x8f, 0x87);
    c.badBackground = QColor(0x3c, 0x23, 0x23);
    return c;
}

struct State {
    Colors colors = lightColors();
    bool dark = false;
};

State &state()
{
    static State s;
    return s;
}

QPalette paletteOf(const Colors &c)
{
    QPalette palette;
    palette.setColor(QPalette::Window, c.sidebar);
    palette.setColor(QPalette::WindowText, c.text);
    palette.setColor(QPalette::Base, c.paper);
    palette.setColor(QPalette::AlternateBase, c.sidebar);
    palette.setColor(QPalette::Text, c.text);
    palette.setColor(QPalette::PlaceholderText, c.dimmedText);
    palette.setColor(QPalette::Button, c.sidebar);
    palette.setColor(QPalette::ButtonText, c.text);
    palette.setColor(QPalette::BrightText, c.bad);
    palette.setColor(QPalette::ToolTipBase, c.paper);
    palette.setColor(QPalette::ToolTipText, c.text);
    palette.setColor(QPalette::Highlight, c.accent);
    palette.setColor(QPalette::HighlightedText, c.accentText);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::LinkVisited, c.accent);
    palette.setColor(QPalette::Light, c.paper);
    palette.setColor(QPalette::Midlight, c.hover);
    palette.setColor(QPalette::Mid, c.control);
    palette.setColor(QPalette::Dark, c.dimmedText);
    palette.setColor(QPalette::Shadow, c.hairline);
    QColor faint = c.dimmedText;
    faint.setAlphaF(0.6F);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faint);
    return palette;
}

/// The desktop's own highlight, where it is a colour that somebody chose and not what Qt comes with.
QColor chosenAccent(const QPalette &system)
{
    const QColor highlight = system.color(QPalette::Active, QPalette::Highlight);
    const bool ofQt = highlight == QColor(48, 140, 198) || highlight == QColor(0, 0, 128);
    return ofQt || highlight.hslSaturation() < 60 ? QColor() : highlight;
}

} // namespace

Theme::Theme(QApplication &application, PreferencesStore &preferences)
    : m_application(application), m_scheme(preferences.current().colorScheme)
{
    const QPalette system = QApplication::palette();
    m_systemDark = system.color(QPalette::Window).lightness() < system.color(QPalette::WindowText).lightness();
    m_systemAccent = chosenAccent(system);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    apply();
    connect(&preferences, &PreferencesStore::changed, this, [this](const Preferences &chosen) {
        if (chosen.colorScheme == m_scheme)
            return;
        m_scheme = chosen.colorScheme;
        apply();
    });
    auto *desktop = new SystemScheme(this);
    connect(desktop, &SystemScheme::answered, this, [this](bool dark) {
        if (dark == m_systemDark)
            return;
        m_systemDark = dark;
        if (m_scheme == ColorScheme::System)
            apply();
    });
}

const Colors &Theme::colors()
{
    return state().colors;
}

bool Theme::isDark()
{
    return state().dark;
}

void Theme::apply()
{
    const bool dark = m_scheme == ColorScheme::Dark || (m_scheme == ColorScheme::System && m_systemDark);
    Colors colors = dark ? darkColors() : lightColors();
    if (m_systemAccent.isValid() && m_scheme == ColorScheme::System) {
        colors.accent = m_systemAccent;
        // White on it must stay readable, and it on the paper.
        while (!dark && colors.accent.lightnessF() > 0.52F)
            colors.accent = colors.accent.darker(108);
        while (dark && colors.accent.lightnessF() < 0.62F)
            colors.accent = colors.accent.lighter(108);
    }
    state() = {colors, dark};
    QPixmapCache::clear();
    QApplication::setPalette(paletteOf(colors));
    QToolTip::setPalette(paletteOf(colors));
    m_application.setStyleSheet(styleSheet(colors, dark, QApplication::font()));
    emit changed();
}

} // namespace godwit::ui
