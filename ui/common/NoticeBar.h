// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>
#include <QString>
#include <functional>

class QLabel;
class QHBoxLayout;

namespace godwit::ui {

/// The quiet bar inside a pane: what happened in plain words, the next step as buttons, the server's own words under
/// "Details".  Never modal, never rich text (S-055).
class NoticeBar : public QFrame {
    Q_OBJECT
public:
    enum class Kind { Information, Warning, Error };
    struct Step {
        QString text;
        std::function<void()> run;
    };
    explicit NoticeBar(QWidget *parent = nullptr);

    void showNotice(Kind kind, const QString &text, const QList<Step> &steps = {}, const QString &details = {});
    void clear();

private:
    QLabel *m_icon;
    QLabel *m_text;
    QLabel *m_details;
    QHBoxLayout *m_steps;
};

} // namespace godwit::ui
