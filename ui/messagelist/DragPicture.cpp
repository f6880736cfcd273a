// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messagelist/DragPicture.h"

#include "ui/common/Format.h"
#include "ui/common/Icons.h"
#include "ui/common/Theme.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

namespace godwit::ui {

QPixmap dragPicture(
    qsizetype count, const QString &subject, const QFont &font, qreal devicePixelRatio, const QString &iconName)
{
    const Colors &colors = Theme::colors();
    const QFontMetrics metrics(font);
    const QString badge = humanNumber(count);
    const QString shown = subject.isEmpty() ? QCoreApplication::translate("DragPicture", "(no subject)") : subject;
    const QString text = metrics.elidedText(shown, Qt::ElideRight, 220);
    const int badgeWidth = count > 1 ? metrics.horizontalAdvance(badge) + 16 : 0;
    const QSize size(44 + metrics.horizontalAdvance(text) + badgeWidth, qMax(32, metrics.height() + 14));
    QPixmap pixmap(size * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(colors.paper); // square: half transparent edges turn black where nothing composes windows
    QPainter painter(&pixmap);
    painter.setPen(colors.control);
    painter.drawRect(0, 0, size.width() - 1, size.height() - 1);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawPixmap(10, (size.height() - measure::IconSize) / 2,
        iconPixmap(iconName, colors.iconText, measure::IconSize, devicePixelRatio));
    painter.setFont(font);
    painter.setPen(colors.text);
    painter.drawText(QRect(34, 0, size.width() - 34, size.height()), Qt::AlignLeft | Qt::AlignVCenter, text);
    if (badgeWidth > 0) {
        const QRect area(size.width() - badgeWidth - 2, 6, badgeWidth - 4, size.height() - 12);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.accent);
        painter.drawRoundedRect(area, area.height() / 2.0, area.height() / 2.0);
        painter.setPen(colors.accentText);
        painter.drawText(area, Qt::AlignCenter, badge);
    }
    return pixmap;
}

} // namespace godwit::ui
