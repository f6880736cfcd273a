// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QScrollArea>

class QLabel;
class QVBoxLayout;

namespace godwit::ui {

/// A page of settings: sections with a heading, rows with a caption, the control and a sentence where it is needed.
class SettingsPage : public QScrollArea {
    Q_OBJECT
public:
    explicit SettingsPage(const QString &title, QWidget *parent = nullptr);

    void addSection(const QString &title);
    /// Returns the caption.  The control goes at its right.
    QLabel *addRow(const QString &caption, QWidget *control, const QString &note = {});
    void addWide(QWidget *widget);
    void addNote(const QString &text);

protected:
    QVBoxLayout *column() const { return m_column; }

private:
    QVBoxLayout *m_column;
};

} // namespace godwit::ui
