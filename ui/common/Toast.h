// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>
#include <QTimer>
#include <functional>

class QLabel;
class QPushButton;

namespace godwit::ui {

/// One line at the bottom left of a window about what was just done, with "Undo".  Goes by itself after a while (not
/// while the pointer or the focus is on it), is announced to screen readers, never takes the focus.
class Toast : public QFrame {
    Q_OBJECT
public:
    static constexpr int ShownMs = 8000;

    /// Lives in `host` and keeps its place when that is resized.
    explicit Toast(QWidget *host);

    struct Step {
        QString text;
        std::function<void()> run;
    };
    /// Replaces what is shown.  `undo` empty: no such button.  `more`: further steps ("Send now").
    void showMessage(
        const QString &text, const std::function<void()> &undo = {}, const QList<Step> &more = {}, int forMs = ShownMs);
    /// Changes the words only (a countdown); no second announcement.
    void updateText(const QString &text);
    void dismiss();
    QString text() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void place();
    QLabel *m_text;
    QPushButton *m_undo;
    QWidget *m_more;
    QTimer m_timer;
    int m_shownMs = 0; ///< 0: until it is replaced or dismissed
    std::function<void()> m_undoRun;
};

/// Says `text` to screen readers in the name of `widget`, once.
void announce(QWidget *widget, const QString &text);

} // namespace godwit::ui
