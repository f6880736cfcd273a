// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "mime/Address.h"

#include <QWidget>

namespace godwit::ui {

/// A circle with the first letter of a name, in a colour that stays with the address.
class Avatar : public QWidget {
    Q_OBJECT
public:
    explicit Avatar(int diameter, QWidget *parent = nullptr);
    void setAddress(const mime::Address &address);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_letter;
    QColor m_color;
};

/// The colour by which an address or an account is known; readable under white text.
QColor colorForName(const QString &name);

} // namespace godwit::ui
