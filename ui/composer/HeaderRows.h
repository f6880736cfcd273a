// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Settings.h"
#include "ui/composer/ComposeState.h"
#include "ui/composer/RecipientField.h"

#include <QWidget>

class QLineEdit;
class QVBoxLayout;

namespace godwit::ui {

class ChoiceBox;
class LinkButton;

/// From, To, Cc, Bcc, Subject: a row each.  Cc and Bcc appear when they are asked for or filled.
class HeaderRows : public QWidget {
    Q_OBJECT
public:
    HeaderRows(
        const QList<account::Settings> &accounts, const RecipientField::Lookup &lookup, QWidget *parent = nullptr);

    void load(const ComposeState &state);
    /// Account, recipients and subject into `state`.
    void save(ComposeState &state) const;
    store::AccountKey account() const;
    void commitRecipients();
    void focusFirstGap(); ///< To, Subject, or nothing: whatever is empty
    bool isComplete() const;
    bool isBlank() const;
    QLineEdit *subject() const { return m_subject; }
    RecipientField *to() const { return m_to; }

    /// The way to rich text, at the right of the Subject row while the text is plain.
    void setFormattingShown(bool shown);

signals:
    void edited();
    void accountChanged();
    void subjectChanged(const QString &subject);
    void formattingRequested();

private:
    QWidget *addRow(const QString &label, QWidget *field, const QList<QWidget *> &extra = {});
    static void showField(QWidget *row, LinkButton *opener);

    QVBoxLayout *m_layout;
    ChoiceBox *m_from;
    RecipientField *m_to, *m_cc, *m_bcc;
    QLineEdit *m_subject;
    LinkButton *m_openCc, *m_openBcc, *m_formatting;
    QWidget *m_ccRow, *m_bccRow;
};

} // namespace godwit::ui
