// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/Icons.h"

#include "ui/common/Theme.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <QtMath>

namespace godwit::ui {

namespace {

QColor colorFor(QIcon::Mode mode)
{
    const Colors &colors = Theme::colors();
    switch (mode) {
    case QIcon::Disabled: {
        QColor color = colors.dimmedText;
        color.setAlphaF(0.45F);
        return color;
    }
    case QIcon::Active:
        return colors.text;
    case QIcon::Selected:
        return colors.accent;
    case QIcon::Normal:
        break;
    }
    return colors.iconText;
}

QString fileOf(const QString &name)
{
    return QStringLiteral(":/icons/") + name + QStringLiteral(".svg");
}

/// Paints one SVG file with `currentColor` replaced; the colour is asked for at painting time, so that a change of
/// palette needs no new icons.
class LineIconEngine final : public QIconEngine {
public:
    LineIconEngine(QString name, QColor color) : m_name(std::move(name)), m_color(color) { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const int side = qMin(rect.width(), rect.height());
        const QPixmap pixmap = iconPixmap(m_name, color(mode), side, painter->device()->devicePixelRatioF());
        painter->drawPixmap(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, pixmap);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const int side = qMin(size.width(), size.height());
        QPixmap drawn = iconPixmap(m_name, color(mode), qRound(side / scale), scale);
        if (size.width() == size.height())
            return drawn;
        // Wider than high: the icon in the middle, so that a button can ask for room beside it.
        drawn.setDevicePixelRatio(1.0);
        QPixmap canvas(size);
        canvas.fill(Qt::transparent);
        QPainter painter(&canvas);
        painter.drawPixmap((size.width() - side) / 2, (size.height() - side) / 2, drawn);
        painter.end();
        canvas.setDevicePixelRatio(scale);
        return canvas;
    }
    QSize actualSize(const QSize &size, QIcon::Mode, QIcon::State) override { return size; }
    QString key() const override { return QStringLiteral("godwit-line-icon"); }
    QString iconName() override { return m_name; }
    bool isNull() override { return m_name.isEmpty(); }
    QIconEngine *clone() const override { return new LineIconEngine(*this); }

private:
    QColor color(QIcon::Mode mode) const
    {
        if (!m_color.isValid())
            return colorFor(mode);
        QColor color = m_color;
        if (mode == QIcon::Disabled)
            color.setAlphaF(color.alphaF() * 0.45F);
        return color;
    }
    QString m_name;
    QColor m_color;
};

} // namespace

QIcon icon(const QString &name)
{
    return QIcon(new LineIconEngine(name, {}));
}

QIcon icon(const QString &name, const QColor &color)
{
    return QIcon(new LineIconEngine(name, color));
}

QPixmap iconPixmap(const QString &name, const QColor &color, int size, qreal devicePixelRatio)
{
    const QString key =
        QStringLiteral("godwit/%1/%2/%3/%4").arg(name, color.name(QColor::HexArgb)).arg(size).arg(devicePixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    const int side = qMax(1, qCeil(size * devicePixelRatio));
    pixmap = QPixmap(side, side);
    pixmap.fill(Qt::transparent);
    QFile file(fileOf(name));
    if (file.open(QIODevice::ReadOnly)) {
        QColor opaque = color;
        opaque.setAlpha(255);
        QSvgRenderer renderer(file.readAll().replace("currentColor", opaque.name().toLatin1()));
        QPainter painter(&pixmap);
        painter.setOpacity(color.alphaF());
        renderer.render(&painter, QRectF(0, 0, side, side));
    }
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon applicationIcon()
{
    QIcon result;
    for (const int size : {16, 32, 48, 128}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        QSvgRenderer(fileOf(QStringLiteral("app.godwit.Godwit"))).render(&painter, QRectF(0, 0, size, size));
        painter.end();
        result.addPixmap(pixmap);
    }
    return result;
}

QString iconNameForMediaType(const QString &mediaType)
{
    const QString type = mediaType.toLower();
    if (type.startsWith(u"image/"))
        return QStringLiteral("file-image");
    if (type.startsWith(u"audio/"))
        return QStringLiteral("file-audio");
    if (type.startsWith(u"video/"))
        return QStringLiteral("file-video");
    if (type == u"application/pdf")
        return QStringLiteral("file-pdf");
    if (type == u"text/calendar")
        return QStringLiteral("file-calendar");
    if (type.startsWith(u"message/"))
        return QStringLiteral("file-message");
    if (type.startsWith(u"text/"))
        return QStringLiteral("file-text");
    for (const QStringView archive : {u"zip", u"tar", u"compressed", u"gzip", u"x-xz", u"rar"}) {
        if (type.contains(archive))
            return QStringLiteral("file-archive");
    }
    return QStringLiteral("file");
}

} // namespace godwit::ui
