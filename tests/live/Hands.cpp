// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/Hands.h"

#include "support/RealMouse.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QTest>
#include <QTextEdit>

namespace godwit::test {

bool type(const QString &field, const QString &text)
{
    if (!QTest::qWaitFor([&] { return named<QLineEdit>(field) != nullptr; }, PatienceMs))
        return false;
    auto *edit = named<QLineEdit>(field);
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, text);
    return edit->text() == text;
}

bool click(const QString &button)
{
    const auto ready = [&] {
        const auto *found = named<QAbstractButton>(button);
        return found != nullptr && found->isEnabled();
    };
    if (!QTest::qWaitFor(ready, PatienceMs))
        return false;
    QTest::mouseClick(named<QAbstractButton>(button), Qt::LeftButton);
    return true;
}

bool press(QWidget *widget, Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    if (widget == nullptr)
        return false;
    QTest::keyClick(widget, key, modifiers);
    return true;
}

bool focus(QWidget &widget)
{
    widget.window()->activateWindow();
    widget.setFocus();
    return QTest::qWaitFor([&] { return widget.hasFocus(); }, PatienceMs);
}

bool choose(const QString &box, const QString &entry)
{
    if (!QTest::qWaitFor([&] { return named<QComboBox>(box) != nullptr; }, PatienceMs))
        return false;
    auto *choices = named<QComboBox>(box);
    choices->setFocus();
    for (int i = 0; i < choices->count() && choices->currentText() != entry; ++i)
        QTest::keyClick(choices, i == 0 ? Qt::Key_Home : Qt::Key_Down);
    return choices->currentText() == entry;
}

QPoint placeOf(QAbstractItemView &view, const QModelIndex &row)
{
    view.scrollTo(row);
    return view.viewport()->mapToGlobal(view.visualRect(row).center());
}

bool chooseFromMenu(QAbstractItemView &view, const QModelIndex &row, const QString &entry)
{
    if (!row.isValid() || !RealMouse::click(placeOf(view, row), RealMouse::Button::Right))
        return false;
    const auto menu = [] {
        return qobject_cast<QMenu *>(QApplication::activePopupWidget());
    };
    if (!QTest::qWaitFor([&] { return menu() != nullptr; }, PatienceMs))
        return false;
    for (QAction *action : menu()->actions()) {
        if (action->text().startsWith(entry) && action->isEnabled())
            return RealMouse::click(menu()->mapToGlobal(menu()->actionGeometry(action).center()))
                && QTest::qWaitFor([&] { return menu() == nullptr; }, PatienceMs);
    }
    menu()->close();
    return false;
}

QString textOf(const QString &view)
{
    const auto *text = named<QTextEdit>(view);
    return text != nullptr ? text->toPlainText() : QString();
}

} // namespace godwit::test
