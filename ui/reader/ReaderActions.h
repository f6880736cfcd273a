// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QAction>
#include <QActionGroup>
#include <QList>

namespace godwit::ui {

/// Everything that can be done with the message in the reader, each with text, shortcut, icon and object name.
/// Connects nothing: the pane does.
class ReaderActions : public QObject {
    Q_OBJECT
public:
    /// Adds them to `owner` in menu order; they answer to their shortcuts while the focus is in it or, for replying,
    /// anywhere in its window.
    explicit ReaderActions(QWidget *owner);

    QAction *reply, *replyAll, *forward;
    QAction *archive, *remove;
    QAction *viewSource, *saveAs, *print;
    QAction *viewPlain, *viewSimplified, *viewOriginal;
    QAction *zoomIn, *zoomOut, *zoomReset;
    QAction *find;

    /// Those that need a whole message on the screen.
    void setMessageActionsEnabled(bool enabled);
    /// Those that also work on a selection of several.
    void setFilingActionsEnabled(bool enabled, const QString &whyNot = {});

private:
    QAction *add(const char *name, const QString &text, const QString &iconName, const QList<QKeySequence> &shortcuts,
        Qt::ShortcutContext context);
    void addSeparator();
    QWidget *m_owner;
};

} // namespace godwit::ui
