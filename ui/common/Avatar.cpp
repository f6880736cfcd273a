// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/Avatar.h"

#include <QPainter>
#include <array>

namespace godwit::ui {

QColor colorForName(const QString &name)
{
    static constexpr std::array<QRgb, 8> Palette{
        0xff1f6feb, 0xff0f8a5f, 0xff7a5cf0, 0xffb4562a, 0xff0b7c93, 0xffb83280, 0xff8a6a12, 0xff5b6ee0};
    uint sum = 0;
    for (const QChar character : name.toLower())
        sum = sum * 31 + character.unicode();
    return QColor::fromRgb(Palette.at(sum % Palette.size()));
}

Avatar::Avatar(int diameter, QWidget *parent) : QWidget(parent)
{
    setFixedSize(diameter, diameter);
}

void Avatar::setAddress(const mime::Address &address)
{
    const QString shown = address.name.trimmed().isEmpty() ? address.addr : address.name.trimmed();
    m_letter.clear();
    for (qsizetype i = 0; i < shown.size() && m_letter.isEmpty(); ++i) {
        if (shown.at(i).isHighSurrogate() && i + 1 < shown.size())
            m_letter = shown.mid(i, 2);
        else if (shown.at(i).isLetterOrNumber())
            m_letter = QString(shown.at(i)).toUpper();
    }
    m_color = colorForName(address.addr.isEmpty() ? shown : address.addr);
    update();
}

void Avatar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_color);
    painter.drawEllipse(rect());
    QFont large = font();
    large.setPixelSize(qMax(8, height() * 2 / 5));
    large.setWeight(QFont::DemiBold);
    painter.setFont(large);
    painter.setPen(Qt::white);
    painter.drawText(rect(), Qt::AlignCenter, m_letter);
}

} // namespace godwit::ui
