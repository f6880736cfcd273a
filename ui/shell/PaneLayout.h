// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Preferences.h"

#include <QWidget>

class QSplitter;

namespace godwit::ui {

class FlatButton;

/// The three panes side by side (Classic), the list above the reader (Wide), or list and reader in turn (Compact).
/// Every arrangement remembers its own sizes.
class PaneLayout : public QWidget {
    Q_OBJECT
public:
    PaneLayout(
        QWidget *folders, QWidget *list, QWidget *reader, PreferencesStore &preferences, QWidget *parent = nullptr);

    void setArrangement(Layout layout);
    Layout arrangement() const { return m_layout; }
    void save();
    /// Compact: the reader takes the place of the list, and back.  Nothing to do in the others.
    void showReader();
    void showList();
    bool isReaderShown() const;

signals:
    void readerShown(bool shown);

private:
    void restore();
    PreferencesStore &m_preferences;
    QWidget *m_folders;
    QWidget *m_list;
    QWidget *m_reader;
    QWidget *m_readerBox;
    QWidget *m_backBar;
    QSplitter *m_outer;
    QSplitter *m_inner;
    Layout m_layout = Layout::Classic;
};

} // namespace godwit::ui
