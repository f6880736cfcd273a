// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QApplication>
#include <QWidget>

class QAbstractItemView;
class QModelIndex;

namespace godwit::test {

constexpr int PatienceMs = 30'000; ///< for what needs a server

/// The visible widget of this kind with this accessible name, in all windows; nullptr when there is none.
template <typename T> T *named(const QString &name)
{
    for (QWidget *top : QApplication::topLevelWidgets()) {
        if (!top->isVisible())
            continue;
        for (T *widget : top->findChildren<T *>()) {
            if (widget->isVisible() && widget->accessibleName() == name)
                return widget;
        }
    }
    return nullptr;
}

/// What a person does with mouse and keyboard.  Each waits for what it needs, and is false when that does not come.
bool type(const QString &field, const QString &text); ///< replaces what is in it
bool click(const QString &button);
bool press(QWidget *widget, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
/// Keys go where a person would have clicked.
bool focus(QWidget &widget);
/// Chooses an entry of a box by arrow keys.
bool choose(const QString &box, const QString &entry);
/// The right button on a row, then the entry of the menu that starts with `entry`.
bool chooseFromMenu(QAbstractItemView &view, const QModelIndex &row, const QString &entry);
/// The middle of a row on the screen; it is scrolled there.
QPoint placeOf(QAbstractItemView &view, const QModelIndex &row);

/// The text of the message in the reader or, as Message text, in the composer.
QString textOf(const QString &view);

} // namespace godwit::test
