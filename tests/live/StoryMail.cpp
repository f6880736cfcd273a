// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/StoryMail.h"

namespace godwit::test::storymail {

QByteArray octets(qsizetype count, quint32 seed)
{
    QByteArray content;
    for (qsizetype i = 0; i < count; ++i) {
        seed = seed * 1664525U + 1013904223U;
        content.append(char(seed >> 24));
    }
    return content;
}

QByteArray text(const QByteArray &subject, const QByteArray &id)
{
    return "From: Bob Lindqvist <bob@example.test>\r\nTo: alice@example.test\r\nSubject: " + subject
        + "\r\nDate: Wed, 25 Nov 2026 00:10:00 +0000\r\nMessage-ID: <" + id
        + "@example.test>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8; format=flowed\r\n"
          "Content-Transfer-Encoding: 8bit\r\n\r\nThe ferry leaves at \r\nnine.\r\n> quoted\r\n";
}

QByteArray newsletter()
{
    const QByteArray pixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    return "From: Trail Notes <letters@trailnotes.example>\r\nTo: alice@example.test\r\n"
           "Subject: Newsletter of the day\r\nDate: Wed, 25 Nov 2026 00:11:00 +0000\r\n"
           "Message-ID: <letter@trailnotes.example>\r\nMIME-Version: 1.0\r\n"
           "Content-Type: multipart/related; boundary=r\r\n\r\n--r\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
           "<html><body><h1>Spring routes</h1><img src=\"cid:pixel@x\"><p>Fourteen walks.</p>"
           "<img src=\"http://images.trailnotes.example/walk.gif\" width=\"40\" height=\"40\"></body></html>\r\n--r\r\n"
           "Content-Type: image/png\r\nContent-ID: <pixel@x>\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + pixel + "\r\n--r--\r\n";
}

QByteArray withAttachment(const QByteArray &content)
{
    return "From: Jonas Weber <jonas@weber.example>\r\nTo: alice@example.test\r\nSubject: Invoice with file\r\n"
           "Date: Wed, 25 Nov 2026 00:12:00 +0000\r\nMessage-ID: <invoice@weber.example>\r\nMIME-Version: 1.0\r\n"
           "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: text/plain\r\n\r\n"
           "See the file.\r\n--m\r\nContent-Type: application/octet-stream; name=invoice.bin\r\n"
           "Content-Disposition: attachment; filename=invoice.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + content.toBase64() + "\r\n--m--\r\n";
}

} // namespace godwit::test::storymail
