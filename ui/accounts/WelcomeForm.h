// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>

class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace godwit::ui {

class CheckLine;
class FilledButton;
class LinkButton;
class NoticeBar;
class ProviderHint;
class ServerFields;

/// The widgets of the welcome card, without what they do.
class WelcomeForm : public QFrame {
    Q_OBJECT
public:
    explicit WelcomeForm(QWidget *parent = nullptr);

    QLabel *subtitle;
    QLineEdit *name, *email, *password;
    ProviderHint *hint;
    ServerFields *servers;
    CheckLine *incoming, *outgoing;
    NoticeBar *notice;
    LinkButton *byHand;
    FilledButton *proceed;

    void setServersShown(bool shown);
    bool serversShown() const;
    /// While servers are tried: nothing typed may change under them.
    void setBusy(bool busy);

protected:
    bool event(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;

signals:
    void heightChanged();

private:
    QList<QWidget *> m_order; ///< as Tab goes
    QLineEdit *addField(QVBoxLayout *layout, const QString &caption);
};

} // namespace godwit::ui
