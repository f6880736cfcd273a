// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "mime/Text.h"
#include "mime/html/Sanitiser.h"
#include "trust/Verdict.h"
#include "ui/reader/HtmlView.h"

#include <QImage>
#include <QSet>
#include <functional>
#include <memory>

namespace godwit::ui {

/// How the person wants mail to be read; a value, so that it can go to a worker.
struct ReadingRules {
    bool remoteImages = false; ///< for this message, or always
    QSet<QString> remoteImageSenders; ///< addresses in lower case
    bool checkSignatures = false; ///< prepare for asking the name servers
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
    trust::Evidence evidence;
    trust::Verdict verdict; ///< without our own look at signatures
    trust::dkim::Check signatures; ///< empty unless they are to be checked
    mime::SanitisedHtml original, simplified; ///< empty without HTML
    QHash<QString, HtmlImage> images; ///< by what stands behind cid: in `original` and `simplified`
    QHash<QString, QImage> decoded; ///< the same for the native view, scaled down
};
using ReadMessagePtr = std::shared_ptr<const ReadMessage>;

/// First frame only, with a format that we know, size read before anything is decoded (S-072, S-081); scaled down to
/// what a screen shows.  Null: not to be shown.  Thread-safe.
QImage decodeImage(const HtmlImage &image);
/// What is known of who writes it; called once, in the thread of readMessage().
using Acquaint = std::function<trust::Surroundings(const mime::Message &)>;
/// Parses, judges, cleans and decodes.  Thread-safe; takes as long as it takes, so call it on a worker.
ReadMessagePtr readMessage(const QByteArray &raw, const ReadingRules &rules, const Acquaint &acquaint = {});
/// The same for a message that was parsed already.
ReadMessagePtr readMessage(const mime::Message &message, const ReadingRules &rules);

} // namespace godwit::ui
