// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/html/Sanitiser.h"

#include "base/Limits.h"
#include "mime/html/HtmlText.h"
#include "mime/html/Markup.h"
#include "mime/html/OriginalWriter.h"
#include "mime/html/SimplifiedWriter.h"

namespace godwit::mime {

namespace {

constexpr int MaximumPasses = 5;

struct Pass {
    QByteArray html;
    QList<Link> links;
    bool flattened = false, truncated = false;
};

template <typename Writer> Pass written(Writer &writer, const GumboNode *document)
{
    Pass pass;
    pass.html = writer.write(document);
    pass.links = writer.links();
    pass.truncated = writer.truncated();
    return pass;
}

/// Nothing when the parser met its limits.
std::optional<Pass> passOver(const QByteArray &utf8, HtmlView view, ImagePolicy &images)
{
    const GumboTree tree(utf8);
    if (!tree.document())
        return std::nullopt;
    if (view == HtmlView::Original) {
        OriginalWriter writer(images);
        return written(writer, tree.document());
    }
    SimplifiedWriter writer(images);
    Pass pass = written(writer, tree.document());
    pass.flattened = writer.flattened();
    return pass;
}

/// Markup that parses to another tree each time, or that no parser gets through: the words alone.
QByteArray wordsOnly(const QByteArray &utf8, HtmlView view, ImagePolicy &images)
{
    const QByteArray text = plainWords(utf8).trimmed().toUtf8();
    const QByteArray words = "<pre style=\"white-space: pre-wrap\">" + escapedText(text.constData()) + "</pre>";
    const GumboTree tree(words);
    if (!tree.document())
        return {};
    if (view == HtmlView::Original)
        return OriginalWriter(images).write(tree.document());
    return SimplifiedWriter(images).write(tree.document());
}

} // namespace

SanitisedHtml sanitise(const QString &html, const SanitiseOptions &options)
{
    SanitisedHtml result;
    QByteArray utf8 = html.toUtf8();
    if (utf8.size() > limits::HtmlOctets) {
        utf8.truncate(limits::HtmlOctets);
        result.truncated = true;
    }
    ImagePolicy images(options);
    std::optional<Pass> pass = passOver(utf8, options.view, images);
    bool settled = false;
    if (pass) {
        result.links = pass->links;
        result.flattened = pass->flattened;
        result.truncated = result.truncated || pass->truncated;
    }
    ImagePolicy again(options); // later passes must not count twice
    for (int passes = 1; pass && !settled && passes < MaximumPasses; ++passes) {
        std::optional<Pass> next = passOver(pass->html, options.view, again);
        settled = next && next->html == pass->html;
        pass = std::move(next);
    }
    if (!settled) {
        result.truncated = true;
        result.flattened = true;
        result.links.clear();
    }
    result.html = QString::fromUtf8(settled ? pass->html : wordsOnly(utf8, options.view, again));
    result.hasRemoteContent = images.hasRemoteContent();
    result.remoteHosts = images.hosts();
    result.blockedImages = images.blocked();
    return result;
}

} // namespace godwit::mime
