// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "mime/SenderLine.h"
#include "mime/Text.h"
#include "mime/html/Sanitiser.h"
#include "ui/reader/HtmlView.h"

#include <QImage>
#include <QSet>
#include <memory>

namespace godwit::ui {

/// How the person wants mail to be read; a value, so that it can go to a worker.
struct ReadingRules {
    bool remoteImages = false; ///< for this message, or always
    QSet<QString> remoteImageSenders; ///< addresses in lower case
};

/// A message ready to be shown: everything that takes time has been done.
struct ReadMessage {
    QByteArray raw;
    mime::Message message;
    QHash<qsizetype, qint64> messageOctets; ///< of attached messages, by index into Message::parts
    QList<mime::TextParagraph> text;
    bool textCut = false; ///< `text` is only the beginning: the native view could not bear it all
    bool fixedWidth = false; ///< a patch or a table: columns matter
    bool hasHtml = false;
    bool needsEngine = false; ///< laid out by tables and style: the native view would spoil it
    bool remoteImagesAllowed = false;
    mime::SenderFault senderFault = mime::SenderFault::None; ///< else nothing may be allowed because of who sent it
    mime::SanitisedHtml original, simplified; ///< empty without HTML
    QHash<QString, HtmlImage> images; ///< by what stands behind cid: in `original` and `simplified`
    QHash<QString, QImage> decoded; ///< the same for the native view, scaled down
};
using ReadMessagePtr = std::shared_ptr<const ReadMessage>;

/// First frame only, with a format that we know, size read before anything is decoded (S-072, S-081); scaled down to
/// what a screen shows.  Null: not to be shown.  Thread-safe.
QImage decodeImage(const HtmlImage &image);
/// Parses, cleans and decodes.  Thread-safe; takes as long as it takes, so call it on a worker.
ReadMessagePtr readMessage(const QByteArray &raw, const ReadingRules &rules);
/// The same for a message that was parsed already.
ReadMessagePtr readMessage(const mime::Message &message, const ReadingRules &rules);

} // namespace godwit::ui
