// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/reader/HtmlView.h"

#include <QFrame>

class QLabel;
class QLineEdit;

namespace godwit::ui {

/// Looks for words in the message shown.  Esc closes it.
class FindBar : public QFrame {
    Q_OBJECT
public:
    explicit FindBar(QWidget *parent = nullptr);
    void open(const QString &start);
    void close();
    void showMatches(int matches);

signals:
    void findRequested(const QString &text, godwit::ui::FindDirection direction);
    /// `hadFocus`: somebody was typing in it, so the message gets the focus now.
    void closed(bool hadFocus);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLineEdit *m_field;
    QLabel *m_count;
};

} // namespace godwit::ui
