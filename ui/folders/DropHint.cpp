// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/folders/DropHint.h"

namespace godwit::ui {

DropHint::DropHint(QWidget *window) : QLabel(window)
{
    setTextFormat(Qt::PlainText);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_StyledBackground);
    setObjectName(QStringLiteral("dropHint"));
    setProperty("look", QStringLiteral("hint"));
    hide();
}

void DropHint::showAt(const QPoint &globalPosition, const QString &verb)
{
    if (verb.isEmpty()) {
        hide();
        return;
    }
    if (text() != verb) {
        setText(verb);
        adjustSize();
    }
    constexpr QPoint BelowThePicture(12, 48); // see dragPicture()
    const QPoint wanted = parentWidget()->mapFromGlobal(globalPosition) + BelowThePicture;
    move(qBound(4, wanted.x(), qMax(4, parentWidget()->width() - width() - 4)),
        qBound(4, wanted.y(), qMax(4, parentWidget()->height() - height() - 4)));
    show();
    raise();
}

} // namespace godwit::ui
