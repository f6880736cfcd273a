// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QTimer>
#include <QWidget>

class QLineEdit;
class QMenu;

namespace godwit::ui {

class FilledButton;
class FlatButton;

/// Compose, the search field, and everything else behind one button.
class TopBar : public QWidget {
    Q_OBJECT
public:
    explicit TopBar(QWidget *parent = nullptr);

    /// Without accounts there is nothing to write with and nothing to search.
    void setMailActionsVisible(bool visible);
    void setMoreMenu(QMenu *menu);
    void focusSearch();
    void clearSearch();
    QString searchText() const;
    void setSearchPlace(const QString &place);

signals:
    void composeClicked();
    /// After a short rest in typing, at once for Enter and for an empty field.
    void searchChanged(const QString &text);
    /// Esc in the empty field or Down: the focus belongs to the list.
    void searchLeft();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    FilledButton *m_compose;
    QLineEdit *m_search;
    QAction *m_searchIcon;
    QAction *m_clear;
    FlatButton *m_more;
    QTimer m_rest;
};

} // namespace godwit::ui
