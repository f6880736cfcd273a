// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QObject>

class QMenu;
class QMenuBar;

namespace godwit::ui {

class Commands;
class MainWindow;

/// The menu bar, and the same menus behind the "More" button.
class WindowMenus : public QObject {
    Q_OBJECT
public:
    WindowMenus(const Commands &commands, QMenuBar *bar, QObject *parent);

    QMenu *moreMenu() const { return m_more; }
    /// Always shown, or only from Alt or F10 until a menu was used.
    void setBarAlwaysVisible(bool always);
    /// F10 and Alt.
    void activateBar();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addSortMenu(QMenu &view);
    QMenu *fill(const QString &title, const QStringList &ids);
    const Commands &m_commands;
    QMenuBar *m_bar;
    QMenu *m_more;
    bool m_always = true;
    bool m_altAlone = false;
};

} // namespace godwit::ui
