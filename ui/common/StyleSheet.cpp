// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/StyleSheet.h"

#include <QHash>

namespace godwit::ui {

namespace {

constexpr const char *Controls = R"(
QToolTip { background: @paper; color: @text; border: 1px solid @control; padding: 4px 6px; }
QPushButton { background: @paper; color: @text; border: 1px solid @control; border-radius: 6px; padding: 5px 14px; min-height: 18px; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @selection; }
QPushButton:focus { border-color: @accent; }
QPushButton:disabled { color: @faint; border-color: @hairline; }
QPushButton:flat { background: transparent; border-color: transparent; }
QPushButton:flat:hover { background: @hover; }
QPushButton:flat:focus { border-color: @accent; }
QPushButton[look="filled"] { background: @accent; color: @accentText; border: 1px solid @accent; font-weight: 600; padding: 5px 12px; }
QPushButton[look="filled"]:hover { background: @accentHover; border-color: @accentHover; }
QPushButton[look="filled"]:pressed { background: @accentDown; border-color: @accentDown; }
QPushButton[look="filled"]:focus { border-color: @text; }
QPushButton[look="filled"]:disabled { background: @hairline; border-color: @hairline; color: @dimmed; }
QPushButton[look="link"] { background: transparent; border: 1px solid transparent; color: @accent; font-weight: 600; padding: 3px 6px; }
QPushButton[look="link"]:hover { background: @hover; }
QPushButton[look="link"]:focus { border-color: @accent; }
QPushButton[look="link"]:disabled { color: @faint; }
QPushButton[look="quiet-link"] { background: transparent; border: 1px solid transparent; color: @dimmed; padding: 3px 6px; }
QPushButton[look="quiet-link"]:hover { background: @hover; color: @text; }
QPushButton[look="quiet-link"]:focus { border-color: @accent; }
QPushButton[size="small"] { padding: 0 4px; min-height: 0; font-size: @smallpt; }
QToolButton { background: transparent; color: @iconText; border: 1px solid transparent; border-radius: 6px; padding: 5px 6px; }
QToolButton:hover { background: @hover; color: @text; }
QToolButton:pressed, QToolButton:checked { background: @selection; color: @text; }
QToolButton:focus { border-color: @accent; }
QToolButton:disabled { color: @faint; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[popupMode="1"] { padding-right: 18px; }
QToolButton::menu-button { border: none; width: 16px; }
QLineEdit { background: @paper; color: @text; border: 1px solid @control; border-radius: 6px; padding: 4px 8px; min-height: 20px; selection-background-color: @accent; selection-color: @accentText; }
QLineEdit:focus { border-color: @accent; }
QLineEdit:disabled, QLineEdit:read-only { background: @sidebar; color: @dimmed; }
QLineEdit[look="plain"] { background: transparent; border: none; padding: 4px 0; border-radius: 0; }
QLineEdit[look="inline"] { padding: 0 5px; min-height: 0; border-color: @accent; border-radius: 4px; }
QLineEdit[wrong="true"] { border-color: @bad; background: @badBackground; }
QComboBox { background: @paper; color: @text; border: 1px solid @control; border-radius: 6px; padding: 4px 8px; min-height: 20px; }
QComboBox:focus { border-color: @accent; }
QComboBox:disabled { color: @faint; background: @sidebar; }
QComboBox[look="plain"] { background: transparent; border: none; padding: 4px 0; }
QComboBox::drop-down { border: none; width: 24px; subcontrol-position: center right; }
QComboBox::down-arrow { image: url(:/icons/indicator-down-@scheme.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @paper; color: @text; border: 1px solid @control; outline: none; selection-background-color: @selection; selection-color: @text; }
QSpinBox { background: @paper; color: @text; border: 1px solid @control; border-radius: 6px; padding: 4px 8px; min-height: 20px; }
QSpinBox:focus { border-color: @accent; }
QSpinBox::up-button, QSpinBox::down-button { border: none; width: 20px; background: transparent; }
QSpinBox::up-arrow { image: url(:/icons/indicator-up-@scheme.svg); width: 10px; height: 10px; }
QSpinBox::down-arrow { image: url(:/icons/indicator-down-@scheme.svg); width: 10px; height: 10px; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid @tick; background: @paper; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: @accent; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked { background: @accent; border-color: @accent; }
QCheckBox::indicator:checked { image: url(:/icons/indicator-check-@scheme.svg); }
QRadioButton::indicator:checked { image: url(:/icons/indicator-dot-@scheme.svg); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: @hairline; background: @sidebar; }
QProgressBar { background: @hairline; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
)";

constexpr const char *Surfaces = R"(
QListWidget { background: @paper; color: @text; outline: none; }
QListWidget::item { border-radius: 6px; color: @text; }
QListWidget::item:hover { background: @hover; }
QListWidget::item:selected { background: @selection; color: @text; }
QMenu { background: @paper; color: @text; border: 1px solid @control; padding: 4px; }
QMenu::item { padding: 5px 20px 5px 8px; border-radius: 4px; min-height: 18px; }
QMenu::item:selected { background: @selection; color: @text; }
QMenu::item:disabled { color: @faint; }
QMenu::icon { padding-left: 6px; }
QMenu::separator { height: 1px; background: @hairline; margin: 4px 6px; }
QMenuBar { background: @sidebar; color: @text; padding: 1px 4px; }
QMenuBar::item { background: transparent; padding: 4px 9px; border-radius: 4px; }
QMenuBar::item:selected { background: @hover; }
QSplitter::handle { background: @hairline; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @scroll; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 28px; margin: 2px; }
QScrollBar::handle:horizontal { min-width: 28px; margin: 2px; }
QScrollBar::handle:hover { background: @dimmed; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }
QFrame[look="hairline"] { background: @hairline; border: none; }
QListWidget[look="side"] { background: transparent; border: none; outline: none; }
QListWidget[look="side"]::item { border-radius: 6px; padding-left: 6px; color: @text; }
QListWidget[look="side"]::item:hover { background: @hover; }
QListWidget[look="side"]::item:selected { background: @selection; color: @text; }
QListView[look="framed"], QPlainTextEdit[look="framed"] { background: @paper; color: @text; border: 1px solid @control; border-radius: 6px; padding: 2px; outline: none; }
QListView[look="framed"]:focus, QPlainTextEdit[look="framed"]:focus { border-color: @accent; }
QListView[look="framed"]::item { padding: 3px 6px; border-radius: 4px; }
QListView[look="framed"]::item:selected { background: @selection; color: @text; }
QFrame[look="card"] { background: @paper; border: 1px solid @hairline; border-radius: 8px; }
QFrame[look="notice"] { border-radius: 6px; border: 1px solid @hairline; background: @sidebar; }
QFrame[look="notice"][kind="warning"] { background: @warningBackground; border-color: @warningBorder; }
QFrame[look="notice"][kind="error"] { background: @badBackground; border-color: @badBorder; }
QFrame[look="notice"][kind="information"] { background: @selection; border-color: @selection; }
QFrame[look="notice"] QPushButton[look="link"] { color: @link; }
QLabel[look="hint"] { background: @toast; color: #f3f5f7; border-radius: 6px; padding: 4px 8px; }
QFrame[look="toast"] { background: @toast; border: 1px solid @toastBorder; border-radius: 8px; }
QFrame[look="toast"] QLabel { color: #f3f5f7; background: transparent; }
QFrame[look="toast"] QPushButton { color: #8fbcff; background: transparent; font-weight: 600; padding: 3px 8px; border: 1px solid transparent; }
QFrame[look="toast"] QPushButton:hover, QFrame[look="toast"] QToolButton:hover { background: #454c55; }
QFrame[look="toast"] QPushButton:focus { border-color: #8fbcff; }
QWidget[pane="sidebar"], QWidget[pane="bar"] { background: @sidebar; }
QWidget[pane="paper"] { background: @paper; }
QLabel { background: transparent; }
QLabel[role="dimmed"] { color: @dimmed; }
QLabel[role="small"] { color: @dimmed; font-size: @smallpt; }
QLabel[role="title"] { font-size: @titlept; font-weight: 600; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="good"] { color: @good; }
QLabel[role="bad"] { color: @bad; }
QLabel[role="warning"] { color: @warning; }
QLabel[role="link"] { color: @accent; }
)";

QString mixed(const QColor &a, const QColor &b, double part)
{
    const auto channel = [part](int x, int y) {
        return int(x + (y - x) * part);
    };
    return QColor(channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue())).name();
}

QString points(double size)
{
    return QString::number(size, 'f', 1) + QStringLiteral("pt");
}

} // namespace

QString styleSheet(const Colors &colors, bool dark, const QFont &font)
{
    const double base = font.pointSizeF() > 0 ? font.pointSizeF() : 10.0;
    const QHash<QString, QString> words{
        {QStringLiteral("accent"), colors.accent.name()},
        {QStringLiteral("accentText"), colors.accentText.name()},
        {QStringLiteral("accentHover"), colors.accent.darker(dark ? 92 : 108).name()},
        {QStringLiteral("accentDown"), colors.accent.darker(118).name()},
        {QStringLiteral("bad"), colors.bad.name()},
        {QStringLiteral("badBackground"), colors.badBackground.name()},
        {QStringLiteral("badBorder"), mixed(colors.badBackground, colors.bad, 0.35)},
        {QStringLiteral("control"), colors.control.name()},
        {QStringLiteral("dimmed"), colors.dimmedText.name()},
        {QStringLiteral("faint"), mixed(colors.dimmedText, colors.paper, 0.4)},
        {QStringLiteral("good"), colors.good.name()},
        {QStringLiteral("hairline"), colors.hairline.name()},
        {QStringLiteral("hover"), colors.hover.name()},
        {QStringLiteral("iconText"), colors.iconText.name()},
        {QStringLiteral("link"), mixed(colors.accent, colors.text, dark ? 0.0 : 0.12)},
        {QStringLiteral("paper"), colors.paper.name()},
        {QStringLiteral("scheme"), dark ? QStringLiteral("dark") : QStringLiteral("light")},
        {QStringLiteral("scroll"), mixed(colors.hairline, colors.dimmedText, 0.35)},
        {QStringLiteral("selection"), colors.selection.name()},
        {QStringLiteral("sidebar"), colors.sidebar.name()},
        {QStringLiteral("smallpt"), points(base * 0.9)},
        {QStringLiteral("text"), colors.text.name()},
        {QStringLiteral("tick"), mixed(colors.control, colors.dimmedText, 0.5)},
        {QStringLiteral("titlept"), points(base * 1.4)},
        {QStringLiteral("toast"), dark ? QStringLiteral("#363c44") : QStringLiteral("#2b3036")},
        {QStringLiteral("toastBorder"), dark ? QStringLiteral("#4a515a") : QStringLiteral("#2b3036")},
        {QStringLiteral("warning"), colors.warning.name()},
        {QStringLiteral("warningBackground"), colors.warningBackground.name()},
        {QStringLiteral("warningBorder"), colors.warningBorder.name()},
    };
    const QString source = QString::fromLatin1(Controls) + QString::fromLatin1(Surfaces);
    QString result;
    result.reserve(source.size());
    for (qsizetype i = 0; i < source.size();) {
        if (source.at(i) != u'@') {
            result += source.at(i++);
            continue;
        }
        qsizetype end = i + 1;
        while (end < source.size() && source.at(end).isLetter())
            ++end;
        result += words.value(source.mid(i + 1, end - i - 1));
        i = end;
    }
    return result;
}

} // namespace godwit::ui
