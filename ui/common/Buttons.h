// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QPushButton>
#include <QToolButton>

namespace godwit::ui {

/// The one filled button of a surface, in the accent.  Keeps its icon readable on it.
class FilledButton : public QPushButton {
    Q_OBJECT
public:
    explicit FilledButton(const QString &text, const QString &iconName = {}, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void recolour();
    QString m_iconName;
};

/// Flat until hovered.  Give it an action (setDefaultAction) or an icon name and an accessible name.
class FlatButton : public QToolButton {
    Q_OBJECT
public:
    explicit FlatButton(QWidget *parent = nullptr);
    FlatButton(const QString &iconName, const QString &accessibleName, QWidget *parent = nullptr);
    /// Shows the text beside the icon.
    void showText();
};

/// A button that looks like a link: for notices and secondary steps.
class LinkButton : public QPushButton {
    Q_OBJECT
public:
    explicit LinkButton(const QString &text, QWidget *parent = nullptr);
};

/// A horizontal or vertical hairline.
QWidget *hairline(Qt::Orientation orientation, QWidget *parent = nullptr);

} // namespace godwit::ui
