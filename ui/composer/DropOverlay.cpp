// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/DropOverlay.h"

#include "models/MessageListModel.h"
#include "models/Roles.h"
#include "ui/common/Format.h"
#include "ui/common/Icons.h"
#include "ui/common/Theme.h"
#include "ui/composer/LocalFile.h"

#include <QDropEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QPainter>

namespace godwit::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int Inset = 16;
constexpr int BigIcon = 32;
} // namespace

DropOverlay::DropOverlay(QWidget *window) : QWidget(window)
{
    setAcceptDrops(true);
    setAccessibleName(tr("Drop files here to attach them"));
    hide();
}

void DropOverlay::offer(const QList<QUrl> &files, bool mayInsert)
{
    qint64 octets = 0;
    bool pictures = !files.isEmpty();
    for (const QUrl &file : files) {
        const QFileInfo info(file.toLocalFile());
        octets += info.isFile() ? info.size() : 0;
        static const QStringList endings{u"png"_s, u"jpg"_s, u"jpeg"_s, u"gif"_s, u"webp"_s, u"bmp"_s};
        pictures = pictures && endings.contains(info.suffix().toLower());
    }
    m_what = tr("%n file(s), %1", nullptr, int(files.size())).arg(humanSize(octets));
    m_mayInsert = mayInsert && pictures;
    cover();
}

void DropOverlay::offerMessages(int count)
{
    m_what = tr("%n message(s)", nullptr, count);
    m_mayInsert = false;
    cover();
}

void DropOverlay::cover()
{
    m_overInsert = false;
    setGeometry(parentWidget()->rect());
    raise();
    show();
    update();
}

QRect DropOverlay::insertZone() const
{
    const QRect all = rect().adjusted(Inset, Inset, -Inset, -Inset);
    return m_mayInsert ? QRect(all.left(), all.top(), all.width(), (all.height() - Inset) / 2) : QRect();
}

QRect DropOverlay::attachZone() const
{
    QRect all = rect().adjusted(Inset, Inset, -Inset, -Inset);
    if (m_mayInsert)
        all.setTop(insertZone().bottom() + 1 + Inset);
    return all;
}

void DropOverlay::paintEvent(QPaintEvent *)
{
    const Colors &colors = Theme::colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = colors.paper;
    veil.setAlphaF(0.92F);
    painter.fillRect(rect(), veil);
    const auto zone = [&](const QRect &area, const QString &iconName, const QString &verb, bool hot) {
        painter.setPen(QPen(hot ? colors.accent : colors.hairline, 2, hot ? Qt::SolidLine : Qt::DashLine));
        painter.setBrush(hot ? QBrush(colors.selection) : Qt::NoBrush);
        painter.drawRoundedRect(QRectF(area), measure::Radius * 2, measure::Radius * 2);
        const QPoint middle = area.center();
        icon(iconName, hot ? colors.accent : colors.dimmedText)
            .paint(&painter, QRect(middle.x() - BigIcon / 2, middle.y() - BigIcon - 8, BigIcon, BigIcon));
        QFont big = font();
        big.setPointSizeF(big.pointSizeF() * 1.3);
        big.setWeight(QFont::DemiBold);
        painter.setFont(big);
        painter.setPen(hot ? colors.accent : colors.text);
        painter.drawText(QRect(area.left(), middle.y(), area.width(), 32), Qt::AlignCenter, verb);
        painter.setFont(font());
        painter.setPen(colors.dimmedText);
        painter.drawText(QRect(area.left(), middle.y() + 32, area.width(), 24), Qt::AlignCenter, m_what);
    };
    if (m_mayInsert)
        zone(insertZone(), u"image"_s, tr("Insert in text"), m_overInsert);
    zone(attachZone(), u"attach"_s, tr("Attach"), !m_overInsert);
}

void DropOverlay::dragEnterEvent(QDragEnterEvent *event)
{
    dragMoveEvent(event);
}

void DropOverlay::dragMoveEvent(QDragMoveEvent *event)
{
    const bool messages = event->mimeData()->hasFormat(QLatin1StringView(models::PlacementsMimeType));
    if (!messages && LocalFile::offeredFiles(event->mimeData()).isEmpty())
        return;
    m_overInsert = insertZone().contains(event->position().toPoint());
    event->setDropAction(Qt::CopyAction); // never a move: the file manager would delete the file
    event->accept();
    update();
}

void DropOverlay::dragLeaveEvent(QDragLeaveEvent *)
{
    hide();
}

void DropOverlay::dropEvent(QDropEvent *event)
{
    hide();
    const QByteArray messages = event->mimeData()->data(QLatin1StringView(models::PlacementsMimeType));
    if (!messages.isEmpty()) {
        event->setDropAction(Qt::CopyAction);
        event->accept();
        emit messagesRequested(models::MessageListModel::decode(messages));
        return;
    }
    const QList<QUrl> files = LocalFile::offeredFiles(event->mimeData());
    const bool insert = insertZone().contains(event->position().toPoint());
    if (files.isEmpty())
        return;
    event->setDropAction(Qt::CopyAction);
    event->accept();
    if (insert)
        emit insertRequested(files);
    else
        emit attachRequested(files);
}

} // namespace godwit::ui
