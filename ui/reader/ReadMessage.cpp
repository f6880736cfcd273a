// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/ReadMessage.h"

#include "base/Limits.h"
#include "mime/PartSource.h"
#include "net/RemoteImageLoader.h"

#include <QBuffer>
#include <QImageReader>
#include <QRegularExpression>
#include <atomic>

namespace godwit::ui {

namespace {

constexpr int WidestDecoded = 1600;
constexpr qsizetype MostText = 500'000; // a long novel; what is above would stall the window (S-080)
constexpr qsizetype MostSimpleHtml = 60'000; // more would hold the window up; the engine has a process of its own
constexpr qsizetype MostParagraphs = 20'000;

/// The engine remembers pictures by address: no two messages may share one (S-071).
QString uniqueAddress()
{
    static std::atomic<quint64> last = 0;
    return QString::number(++last, 36);
}

/// Whether the native view would spoil it: tables that lay out, style that the text view does not know.
bool isLaidOut(const QString &cleaned)
{
    static const QRegularExpression Layout(
        QStringLiteral(
            "<table|<style[^>]*>[^<]*\\{[^}]*(?:width|background|padding|float)|background(?:-color)?\\s*[:=]|"
            "bgcolor|float\\s*:|display\\s*:\\s*(?:flex|grid|inline-block|table)|max-width|border-radius"),
        QRegularExpression::CaseInsensitiveOption);
    const qsizetype body = qMax<qsizetype>(0, cleaned.indexOf(u"<body"));
    return Layout.match(cleaned, body).hasMatch()
        || Layout.match(cleaned.left(body)).capturedView().startsWith(u"<style");
}

bool looksLikePatch(const QString &text)
{
    static const QRegularExpression Patch(
        QStringLiteral("^(?:diff --git |--- \\S.*\\n\\+\\+\\+ \\S|@@ -\\d+)"), QRegularExpression::MultilineOption);
    return Patch.match(text).hasMatch();
}

void readText(ReadMessage &out)
{
    const mime::Body &body = out.message.body;
    const mime::TextFlow flow = !body.textIsFlowed ? mime::TextFlow::Fixed
        : body.textDelSp                           ? mime::TextFlow::FlowedDelSp
                                                   : mime::TextFlow::Flowed;
    out.textCut = body.text.size() > MostText;
    out.text = mime::readPlainText(body.text.left(MostText), flow);
    if (out.text.size() > MostParagraphs) {
        out.textCut = true;
        out.text.resize(MostParagraphs);
    }
    out.fixedWidth = looksLikePatch(body.text.left(MostText));
}

bool allowsRemoteImages(const ReadMessage &read, const ReadingRules &rules)
{
    const mime::AddressList &from = read.message.envelope.from;
    return rules.remoteImages
        || (from.size() == 1 && read.verdict.mayCountAsSender() // S-083
            && rules.remoteImageSenders.contains(from.first().addr.toLower()));
}

void readHtml(ReadMessage &out)
{
    const mime::Body &body = out.message.body;
    mime::SanitiseOptions options;
    for (const qsizetype index : body.inlineImages) {
        const mime::Part &part = out.message.parts.at(index);
        const QByteArray type = net::sniffImageType(part.content); // S-071: never what it says of itself
        if (type.isEmpty() || part.contentId.isEmpty())
            continue;
        const QString address = uniqueAddress();
        out.images.insert(address, {type, part.content});
        options.cidUrls.insert(part.contentId, QStringLiteral("cid:") + address);
    }
    options.remoteImages = out.remoteImagesAllowed ? mime::RemoteImages::Allowed : mime::RemoteImages::Blocked;
    out.original = mime::sanitise(body.html, options);
    options.view = mime::HtmlView::Simplified;
    out.simplified = mime::sanitise(body.html, options);
    out.needsEngine = out.original.html.size() > MostSimpleHtml || isLaidOut(out.original.html);
    for (auto image = out.images.cbegin(); image != out.images.cend(); ++image) {
        if (!out.simplified.html.contains(QStringLiteral("cid:") + image.key()))
            continue;
        if (const QImage picture = decodeImage(image.value()); !picture.isNull())
            out.decoded.insert(image.key(), picture);
    }
}

ReadMessagePtr finish(const std::shared_ptr<ReadMessage> &out, const ReadingRules &rules, const Acquaint &acquaint = {})
{
    out->evidence = trust::gather(out->message, acquaint ? acquaint(out->message) : trust::Surroundings());
    out->verdict = trust::judge(out->evidence);
    if (rules.checkSignatures && !out->evidence.surroundings.isOwn)
        out->signatures = trust::dkim::Check(out->raw);
    out->remoteImagesAllowed = allowsRemoteImages(*out, rules);
    readText(*out);
    out->hasHtml = !out->message.body.html.isEmpty();
    if (out->hasHtml)
        readHtml(*out);
    return out;
}

} // namespace

QImage decodeImage(const HtmlImage &image)
{
    QBuffer buffer;
    buffer.setData(image.content);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, image.type.mid(int(sizeof("image/")) - 1));
    reader.setAutoDetectImageFormat(false);
    const QSize size = reader.size();
    if (!size.isValid() || qint64(size.width()) * size.height() * 4 > limits::ImageDecodedOctets)
        return {};
    if (size.width() > WidestDecoded)
        reader.setScaledSize(size.scaled(WidestDecoded, size.height(), Qt::KeepAspectRatio));
    reader.setAutoTransform(true);
    return reader.read();
}

ReadMessagePtr readMessage(const QByteArray &raw, const ReadingRules &rules, const Acquaint &acquaint)
{
    auto out = std::make_shared<ReadMessage>();
    out->raw = raw;
    out->message = mime::parse(raw);
    for (const qsizetype index : out->message.body.attachments) {
        const mime::Part &part = out->message.parts.at(index);
        if (part.container)
            out->messageOctets.insert(index, mime::embeddedMessage(raw, part.path).size());
    }
    return finish(out, rules, acquaint);
}

ReadMessagePtr readMessage(const mime::Message &message, const ReadingRules &rules)
{
    auto out = std::make_shared<ReadMessage>();
    out->message = message;
    return finish(out, rules);
}

} // namespace godwit::ui
