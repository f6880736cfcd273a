// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/PrintedMessage.h"

#include <QLocale>
#include <QTextCursor>

namespace godwit::ui {

namespace {

QString listed(const mime::AddressList &addresses)
{
    QStringList out;
    for (const mime::Address &address : addresses)
        out << mime::displayAddress(address);
    return out.join(QStringLiteral(", "));
}

} // namespace

PrintedMessage::PrintedMessage(const ReadMessage &message, const QDateTime &date, bool plain, QObject *parent)
    : QTextDocument(parent), m_images(message.decoded)
{
    setDefaultStyleSheet(QStringLiteral("body, a { color: black; }"));
    const mime::Envelope &envelope = message.message.envelope;
    if (plain || !message.hasHtml)
        setPlainText(message.message.body.text);
    else
        setHtml(message.simplified.html);
    QTextCursor cursor(this);
    QTextCharFormat bold;
    bold.setFontWeight(QFont::Bold);
    QTextCharFormat normal;
    normal.setForeground(Qt::black);
    cursor.insertBlock(QTextBlockFormat(), normal);
    cursor.movePosition(QTextCursor::Start);
    cursor.setBlockFormat(QTextBlockFormat());
    cursor.insertText(envelope.subject.value_or(QString()), bold);
    const auto line = [&cursor, &bold, &normal](const QString &name, const QString &value) {
        if (value.isEmpty())
            return;
        cursor.insertBlock(QTextBlockFormat(), normal);
        cursor.insertText(name + QStringLiteral(": "), bold);
        cursor.insertText(value, normal);
    };
    line(tr("From"), listed(envelope.from));
    line(tr("To"), listed(envelope.to));
    line(tr("Cc"), listed(envelope.cc));
    line(tr("Date"), QLocale().toString(date.toLocalTime(), QLocale::LongFormat));
    QTextBlockFormat gap;
    gap.setBottomMargin(12);
    cursor.mergeBlockFormat(gap);
}

QVariant PrintedMessage::loadResource(int type, const QUrl &name)
{
    if (type == ImageResource && name.scheme() == u"cid" && m_images.contains(name.path()))
        return m_images.value(name.path());
    QImage nothing(1, 1, QImage::Format_ARGB32_Premultiplied);
    nothing.fill(Qt::transparent);
    return type == ImageResource ? QVariant(nothing) : QVariant(QByteArray());
}

} // namespace godwit::ui
