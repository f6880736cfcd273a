// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Compose.h"
#include "mime/Encoding.h"
#include "mime/FieldWriter.h"
#include "mime/HeaderText.h"

#include <QLocale>
#include <QMimeDatabase>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QUrl>
#include <QUuid>

namespace godwit::mime {

namespace {

QByteArray randomToken()
{
    return QUuid::createUuid().toRfc4122().toHex();
}

/// A header block of Content fields and the encoded octets that belong to it.
struct Entity {
    QByteArray header;
    QByteArray body; ///< with CRLF; the last line has its end
};

Entity textEntity(const QString &text, const QByteArray &type, bool allowEightBit)
{
    QString whole = text;
    whole.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    if (!whole.endsWith(u'\n'))
        whole += u'\n';
    Entity entity;
    QByteArray encoding;
    entity.body = encodedText(withCrlf(whole.toUtf8()), allowEightBit, encoding);
    entity.header = "Content-Type: " + type + "; charset=utf-8\r\nContent-Transfer-Encoding: " + encoding + "\r\n";
    return entity;
}

QByteArray typeOf(const AttachmentSource &source)
{
    static const QRegularExpression wellFormed(
        QStringLiteral("^[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*$"));
    QString type = source.type.trimmed().toLower();
    if (type.isEmpty())
        type = QMimeDatabase().mimeTypeForFileNameAndData(source.filename, source.content).name();
    if (!wellFormed.match(type).hasMatch() || type.startsWith(u"multipart/") || type.size() > 100)
        type = QStringLiteral("application/octet-stream");
    return type.toLatin1();
}

/// A message may stand in no encoding but identity (RFC 2046 section 5.2.1).
Entity messageEntity(const AttachmentSource &source, FieldWriter &writer, bool allowEightBit)
{
    Entity entity;
    entity.body = prepareForTransfer(source.content, allowEightBit);
    if (!entity.body.endsWith("\r\n"))
        entity.body += "\r\n";
    writer.structured("Content-Transfer-Encoding", hasEightBit(entity.body) ? "8bit" : "7bit");
    writer.endField();
    return entity;
}

Entity attachmentEntity(const AttachmentSource &source, bool isInline, bool allowEightBit)
{
    FieldWriter writer;
    const QByteArray type = typeOf(source);
    const QString filename = oneLine(source.filename);
    writer.structured("Content-Type", type);
    if (!filename.isEmpty())
        writer.legacyParameter("name", filename);
    writer.endField();
    writer.structured("Content-Disposition", isInline ? "inline" : "attachment");
    if (!filename.isEmpty())
        writer.parameter("filename", filename);
    writer.endField();
    if (!source.contentId.isEmpty())
        writer.identifiers("Content-ID", {source.contentId});
    Entity entity;
    if (type == "message/rfc822") {
        entity = messageEntity(source, writer, allowEightBit);
    } else {
        writer.structured("Content-Transfer-Encoding", "base64");
        writer.endField();
        entity.body = base64Lines(source.content);
    }
    entity.header = writer.octets();
    return entity;
}

Entity multipart(const QByteArray &type, const QList<Entity> &children)
{
    QByteArray boundary;
    const auto occurs = [&boundary](const Entity &child) {
        return child.body.contains(boundary) || child.header.contains(boundary);
    };
    do { // "=_" occurs in no quoted-printable and no base64
        boundary = "=_" + randomToken();
    } while (std::any_of(children.begin(), children.end(), occurs));
    Entity entity;
    entity.header = "Content-Type: " + type + ";\r\n boundary=\"" + boundary + "\"\r\n";
    for (const Entity &child : children)
        entity.body += "--" + boundary + "\r\n" + child.header + "\r\n" + child.body + "\r\n";
    entity.body += "--" + boundary + "--\r\n";
    return entity;
}

Entity content(const Draft &draft, bool allowEightBit)
{
    QList<Entity> images, files;
    for (const AttachmentSource &source : draft.attachments) {
        const bool isInline = !draft.html.isEmpty() && !source.contentId.isEmpty();
        (isInline ? images : files).append(attachmentEntity(source, isInline, allowEightBit));
    }
    Entity body = textEntity(draft.text, "text/plain", allowEightBit);
    if (!draft.html.isEmpty()) {
        Entity html = textEntity(draft.html, "text/html", allowEightBit);
        if (!images.isEmpty())
            html = multipart("multipart/related", QList<Entity>{html} + images);
        body = multipart("multipart/alternative", {body, html});
    }
    return files.isEmpty() ? body : multipart("multipart/mixed", QList<Entity>{body} + files);
}

/// The address that is not fit for the wire, empty when all are (S-125).
QString unfitAddress(const Draft &draft)
{
    AddressList all = draft.to + draft.cc + draft.bcc + draft.replyTo;
    all.prepend(draft.from);
    for (const Address &address : std::as_const(all)) {
        const QString local = address.addr.left(address.addr.lastIndexOf(u'@'));
        const bool ascii = std::all_of(local.begin(), local.end(), [](QChar c) { return c.unicode() < 0x80; });
        if (!isValidAddrSpec(address.addr) || !ascii)
            return address.addr.isEmpty() ? QStringLiteral("<>") : address.addr;
    }
    return {};
}

bool isOurs(const QByteArray &name)
{
    static const QByteArrayList reserved = {"from", "to", "cc", "bcc", "reply-to", "subject", "date", "message-id",
        "in-reply-to", "references", "mime-version", "sender", "return-path", "received"};
    return name.toLower().startsWith("content-") || reserved.contains(name.toLower());
}

} // namespace

Result<QByteArray> build(const Draft &draft, bool allowEightBit)
{
    if (const QString unfit = unfitAddress(draft); !unfit.isEmpty())
        return failure(MailError::Kind::Refused, MailError::Detail::None, unfit);
    FieldWriter writer;
    const QDateTime date = draft.date.isValid() ? draft.date : QDateTime::currentDateTimeUtc();
    writer.structured("Date",
        QLocale::c().toString(date.toOffsetFromUtc(date.offsetFromUtc()), u"ddd, dd MMM yyyy HH:mm:ss ").toLatin1()
            + (date.offsetFromUtc() < 0 ? '-' : '+')
            + QTime(0, 0).addSecs(std::abs(date.offsetFromUtc())).toString(u"HHmm").toLatin1());
    writer.endField();
    writer.addresses("From", {draft.from});
    writer.addresses("Reply-To", draft.replyTo);
    writer.addresses("To", draft.to);
    writer.addresses("Cc", draft.cc);
    writer.addresses("Bcc", draft.bcc);
    writer.text("Subject", draft.subject);
    writer.identifiers("Message-ID", {draft.messageId.isEmpty() ? makeMessageId(draft.from.addr) : draft.messageId});
    writer.identifiers("In-Reply-To", draft.inReplyTo);
    writer.identifiers("References", draft.references);
    for (const HeaderField &extra : draft.extraHeaders) {
        if (!isFieldName(extra.name) || isOurs(extra.name))
            return failure(MailError::Kind::Refused, MailError::Detail::None, QString::fromLatin1(extra.name));
        writer.text(extra.name, QString::fromUtf8(extra.value));
    }
    const Entity entity = content(draft, allowEightBit);
    return writer.octets() + "MIME-Version: 1.0\r\n" + entity.header + "\r\n" + entity.body;
}

QString makeMessageId(const QString &from)
{
    const QString typed = from.mid(from.lastIndexOf(u'@') + 1);
    QString domain = QString::fromLatin1(QUrl::toAce(typed));
    if (domain.isEmpty() || !isValidAddrSpec(QStringLiteral("x@") + domain))
        domain = QStringLiteral("mail.invalid");
    return QString::fromLatin1(randomToken()) + u'@' + domain;
}

} // namespace godwit::mime
