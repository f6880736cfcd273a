// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

class QAction;
class QTextCharFormat;
class QToolButton;

namespace godwit::ui {

class BodyEditor;

/// Bold, italic, underline, lists, link and picture for a rich text; "Plain text" turns it off.
class FormatBar : public QWidget {
    Q_OBJECT
public:
    explicit FormatBar(BodyEditor &editor, QWidget *parent = nullptr);

signals:
    void pictureRequested();
    void plainRequested();

private:
    QToolButton *add(const QString &iconName, const QString &text, const QKeySequence &shortcut);
    void follow(const QTextCharFormat &format);
    void toggleList(int style);
    void askLink();
    void setLink(const QString &typed);

    BodyEditor &m_editor;
    QToolButton *m_bold, *m_italic, *m_underline, *m_bullets, *m_numbers, *m_link, *m_picture;
};

} // namespace godwit::ui
