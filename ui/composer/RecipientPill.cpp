// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/RecipientPill.h"

#include "ui/common/Theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

namespace godwit::ui {

namespace {
constexpr int Height = 22;
constexpr int SideMargin = 10;
constexpr int MaximumWidth = 320;
} // namespace

RecipientPill::RecipientPill(const mime::Address &address, QWidget *parent)
    : QAbstractButton(parent), m_address(address), m_state(addressState(address))
{
    setFocusPolicy(Qt::ClickFocus);
    setText(address.name.isEmpty() ? address.addr : address.name);
    const QString full = mime::displayAddress(address);
    const QString why = complaint(address);
    setAccessibleName(full);
    setAccessibleDescription(why);
    setToolTip((why.isEmpty() ? full : full + u'\n' + why).toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")));
}

QString RecipientPill::complaint(const mime::Address &address)
{
    switch (addressState(address)) {
    case AddressState::Fine:
        return {};
    case AddressState::Odd:
        return tr("This address has no dot after the @ sign. Is it complete?");
    case AddressState::Invalid:
        break;
    }
    if (!address.addr.contains(u'@'))
        return tr("This is not a mail address: the @ sign is missing.");
    return tr("This is not a valid mail address.");
}

QSize RecipientPill::sizeHint() const
{
    const int width = fontMetrics().horizontalAdvance(text()) + 2 * SideMargin + 2;
    return {qMin(width, MaximumWidth), qMax(Height, fontMetrics().height() + 4)};
}

void RecipientPill::paintEvent(QPaintEvent *)
{
    const Colors &colors = Theme::colors();
    const bool bad = m_state != AddressState::Fine;
    QColor fill = colors.text;
    fill.setAlphaF(0.08F);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    if (hasFocus()) {
        painter.setBrush(colors.accent);
        painter.setPen(Qt::NoPen);
    } else {
        painter.setBrush(bad ? colors.badBackground : fill);
        painter.setPen(Qt::NoPen);
    }
    painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2);
    painter.setPen(hasFocus() ? colors.accentText : bad ? colors.bad : colors.text);
    const QRect inner = rect().adjusted(SideMargin, 0, -SideMargin, 0);
    painter.drawText(inner, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
        fontMetrics().elidedText(text(), Qt::ElideMiddle, inner.width()));
}

void RecipientPill::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        emit removeRequested();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2:
        if (event->modifiers() == Qt::NoModifier || event->key() == Qt::Key_F2) {
            emit editRequested();
            return;
        }
        break;
    case Qt::Key_Left:
        emit stepRequested(-1);
        return;
    case Qt::Key_Right:
        emit stepRequested(1);
        return;
    default:
        break;
    }
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(mime::displayAddress(m_address));
        return;
    }
    event->ignore();
}

void RecipientPill::mouseDoubleClickEvent(QMouseEvent *)
{
    emit editRequested();
}

void RecipientPill::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Edit address"), this, &RecipientPill::editRequested);
    menu->addAction(
        tr("Copy address"), this, [this] { QGuiApplication::clipboard()->setText(mime::displayAddress(m_address)); });
    menu->addAction(tr("Remove"), this, &RecipientPill::removeRequested);
    menu->popup(event->globalPos());
}

} // namespace godwit::ui
