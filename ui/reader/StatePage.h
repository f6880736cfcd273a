// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

class QLabel;
class QPushButton;

namespace godwit::ui {

/// What the reader says when there is no message to show: one symbol, one sentence, at most one step.
class StatePage : public QWidget {
    Q_OBJECT
public:
    explicit StatePage(QWidget *parent = nullptr);

    /// `title`: usually the subject, may be empty.  `step` empty: no button.  `details`: a server's own words.
    void showState(const QString &iconName, const QString &title, const QString &text, const QString &step = {},
        const QString &details = {});
    QString text() const;

signals:
    void stepRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void recolour();
    QLabel *m_icon, *m_title, *m_text, *m_details;
    QPushButton *m_step;
    QString m_iconName;
};

} // namespace godwit::ui
