// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
// bench-mime FOLDER: parses and decodes every file of a folder, with ours and with GMime alone; prints JSON (P19).
#include "mime/Message.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>
#include <gmime/gmime.h>

namespace {

QList<QByteArray> readAll(const QString &folder)
{
    QList<QByteArray> messages;
    const QDir dir(folder);
    for (const QString &name : dir.entryList(QDir::Files)) {
        QFile file(dir.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            messages.append(file.readAll());
    }
    return messages;
}

void decodeText(GMimeObject *, GMimeObject *part, gpointer count)
{
    if (GMIME_IS_TEXT_PART(part)) {
        if (char *text = g_mime_text_part_get_text(GMIME_TEXT_PART(part))) {
            *static_cast<qint64 *>(count) += qint64(strlen(text));
            g_free(text);
        }
    }
}

qint64 peerParse(const QByteArray &raw)
{
    qint64 characters = 0;
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(raw.constData(), size_t(raw.size()));
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    if (GMimeMessage *message = g_mime_parser_construct_message(parser, nullptr)) {
        g_mime_message_foreach(message, decodeText, &characters);
        g_object_unref(message);
    }
    g_object_unref(parser);
    g_object_unref(stream);
    return characters;
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc != 2)
        return 2;
    g_mime_init();
    const QList<QByteArray> messages = readAll(QString::fromLocal8Bit(argv[1]));
    qint64 octets = 0;
    for (const QByteArray &message : messages)
        octets += message.size();

    qint64 sink = 0;
    QElapsedTimer timer;
    timer.start();
    for (const QByteArray &message : messages)
        sink += peerParse(message);
    const double peer = double(timer.nsecsElapsed()) / 1e9;
    timer.restart();
    for (const QByteArray &message : messages)
        sink += godwit::mime::parse(message).body.text.size();
    const double ours = double(timer.nsecsElapsed()) / 1e9;

    QJsonObject told;
    told.insert(QStringLiteral("messages"), messages.size());
    told.insert(QStringLiteral("octets"), octets);
    told.insert(QStringLiteral("characters"), sink);
    told.insert(QStringLiteral("ours_mb_per_s"), double(octets) / 1e6 / ours);
    told.insert(QStringLiteral("gmime_mb_per_s"), double(octets) / 1e6 / peer);
    QTextStream(stdout) << QJsonDocument(told).toJson();
    return 0;
}
