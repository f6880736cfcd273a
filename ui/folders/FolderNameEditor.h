// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QLineEdit>

namespace godwit::ui {

/// The editor inside the tree, for a new folder and for a new name.  What the server would not take is refused while
/// typing, with the reason as tool tip; Enter takes, Esc and leaving the field drop it.  Deletes itself.
class FolderNameEditor : public QLineEdit {
    Q_OBJECT
public:
    struct Rules {
        QString current; ///< may stay as it is
        QStringList taken; ///< names of the neighbours
        char delimiter = '/'; ///< the server's separator of levels
    };
    FolderNameEditor(const QString &accessibleName, Rules rules, QWidget *parent);

    /// Why `name` cannot be used; empty when it can.
    static QString objection(const QString &name, const Rules &rules);

signals:
    void named(const QString &name);
    /// It is going away, with or without a name.
    void finished();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void check();
    void take();
    void finish();
    Rules m_rules;
    bool m_done = false;
};

} // namespace godwit::ui
