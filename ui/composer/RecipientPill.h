// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/composer/ComposeState.h"

#include <QAbstractButton>

namespace godwit::ui {

/// One recipient.  Del removes it, Return or a double click turns it back into text.
class RecipientPill : public QAbstractButton {
    Q_OBJECT
public:
    explicit RecipientPill(const mime::Address &address, QWidget *parent = nullptr);

    const mime::Address &address() const { return m_address; }
    QSize sizeHint() const override;
    /// Why this cannot be sent to, for people; empty when it can.
    static QString complaint(const mime::Address &address);

signals:
    void removeRequested();
    void editRequested();
    void stepRequested(int direction);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    mime::Address m_address;
    AddressState m_state;
};

} // namespace godwit::ui
