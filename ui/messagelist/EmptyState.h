// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>
#include <functional>

class QLabel;
class QPushButton;

namespace godwit::ui {

/// What a pane shows when it has nothing to show: one useful sentence, at most one action.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(QWidget *parent = nullptr);
    void showSentence(const QString &iconName, const QString &sentence, const QString &step = {},
        const std::function<void()> &run = {});
    QString sentence() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void recolour();
    QLabel *m_icon;
    QLabel *m_sentence;
    QPushButton *m_step;
    QString m_iconName;
    std::function<void()> m_run;
};

} // namespace godwit::ui
