// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>
#include <QString>
#include <functional>

class QLabel;
class QHBoxLayout;
class QVBoxLayout;
class QLineEdit;
class QPushButton;

namespace godwit::ui {

/// The quiet bar inside a pane: what happened in plain words, the next step as buttons, the server's own words under
/// "Details".  Never modal, never rich text (S-055).  Hidden until there is something to say.
class NoticeBar : public QFrame {
    Q_OBJECT
public:
    enum class Kind { Information, Warning, Error };
    struct Step {
        QString text;
        std::function<void()> run;
    };
    explicit NoticeBar(QWidget *parent = nullptr);

    /// Announced to screen readers when the text is new.
    void showNotice(Kind kind, const QString &text, const QList<Step> &steps = {}, const QString &details = {});
    /// Another symbol than that of the kind, e.g. "image".  Call it after showNotice().
    void setIconName(const QString &name);
    /// A field for a secret inside the bar, with the button `step`; `run` gets what was typed.  Call it after
    /// showNotice(); the next showNotice() removes it.
    void askSecret(const QString &label, const QString &step, const std::function<void(const QString &)> &run);
    /// The buttons below the text even where there is room beside it.
    void setStacked(bool stacked);
    /// A cross at the end that clears the bar.
    void setDismissable(bool dismissable);
    void clear();
    QString text() const;

    /// Puts the focus on the first button or field, for a question that the keyboard asked for.
    void focusFirstStep();

signals:
    void shown();
    void cleared();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void recolour();
    /// Where the text would be squeezed beside them the buttons go below it.
    void arrange();
    QPushButton *addStep(const QString &text);
    QLabel *m_icon;
    QLabel *m_text;
    QLabel *m_details;
    QVBoxLayout *m_words;
    QHBoxLayout *m_steps;
    QLineEdit *m_secret = nullptr;
    class FlatButton *m_close;
    QString m_iconName;
    Kind m_kind = Kind::Information;
    bool m_alwaysStacked = false;
    bool m_stacked = false;
};

} // namespace godwit::ui
