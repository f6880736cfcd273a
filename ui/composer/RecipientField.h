// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "mime/Address.h"

#include <QWidget>
#include <functional>

class QCompleter;
class QLineEdit;
class QStringListModel;

namespace godwit::ui {

class FlowLayout;
class RecipientPill;

/// The recipients of one field: pills, and a line to type the next one with completion from addresses seen.
class RecipientField : public QWidget {
    Q_OBJECT
public:
    using Lookup = std::function<mime::AddressList(const QString &start)>;
    /// `name` is the accessible name of the line.
    RecipientField(const QString &name, Lookup lookup, QWidget *parent = nullptr);

    /// With what is still being typed as the last entry.
    mime::AddressList addresses() const;
    void setAddresses(const mime::AddressList &addresses);
    bool isEmpty() const;
    /// Makes pills of what was typed.
    void commit();
    QLineEdit *line() const { return m_line; }

signals:
    void edited();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    void add(const mime::Address &address);
    void remove(RecipientPill *pill);
    void editAgain(RecipientPill *pill);
    void step(RecipientPill *pill, int direction);
    void textEdited(const QString &text);
    bool lineKey(int key, const QString &text, bool control);
    bool takeCompletion();
    void paste();

    Lookup m_lookup;
    FlowLayout *m_flow;
    QLineEdit *m_line;
    QCompleter *m_completer;
    QStringListModel *m_suggestions;
    QList<RecipientPill *> m_pills;
};

} // namespace godwit::ui
