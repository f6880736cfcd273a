// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"
#include "mime/html/Sanitiser.h"

#include <QRegularExpression>

using namespace godwit;
using namespace godwit::mime;

namespace {

/// The cleaner's own promises, looked for in its output in a way of our own.
void inspect(const QString &html)
{
    static const QRegularExpression active(
        QStringLiteral("<\\s*(script|iframe|object|embed|form|input|link|base|svg|math|frame|applet|audio|video)\\b"),
        QRegularExpression::CaseInsensitiveOption);
    fuzz::expect(!html.contains(active), "no element is left that could do anything");
    static const QRegularExpression handler(QStringLiteral("<[a-z][^<>\"']*(\"[^\"]*\"[^<>\"']*)*\\son[a-z]+\\s*="));
    fuzz::expect(!html.contains(handler), "no handler is left");
}

} // namespace

/// Whatever comes in, what comes out is clean, and cleaning it again changes nothing (S-067 to S-069).
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QString html = QString::fromUtf8(fuzz::octets(data, size));
    for (const HtmlView view : {HtmlView::Original, HtmlView::Simplified}) {
        for (const RemoteImages images : {RemoteImages::Blocked, RemoteImages::Allowed}) {
            SanitiseOptions options;
            options.view = view;
            options.remoteImages = images;
            const SanitisedHtml once = sanitise(html, options);
            inspect(once.html);
            fuzz::expect(sanitise(once.html, options).html == once.html, "cleaning twice changes nothing");
        }
    }
    htmlToText(html);
    const Link link = readLink(html, html);
    const bool known = link.target.isEmpty() || link.target.startsWith(QStringLiteral("http://"))
        || link.target.startsWith(QStringLiteral("https://")) || link.target.startsWith(QStringLiteral("mailto:"));
    fuzz::expect(known, "only three schemes may be opened");
    return 0;
}
