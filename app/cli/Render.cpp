// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Arguments.h"
#include "app/cli/Commands.h"
#include "mime/Message.h"
#include "mime/html/Sanitiser.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>

namespace godwit::cli {

namespace {

constexpr qsizetype ShortHtml = 100000;

QString plainAsHtml(const QString &text)
{
    return QStringLiteral("<pre style=\"white-space: pre-wrap\">\n%1</pre>").arg(text.toHtmlEscaped());
}

QJsonObject renderingJson(const mime::SanitisedHtml &shown)
{
    QJsonArray links;
    for (const mime::Link &link : shown.links)
        links.append(QJsonObject{{QStringLiteral("target"), link.target}, {QStringLiteral("text"), link.text},
            {QStringLiteral("claimed_host"), link.claimedHost}});
    return {{QStringLiteral("html"), shown.html}, {QStringLiteral("remote"), shown.hasRemoteContent},
        {QStringLiteral("hosts"), QJsonArray::fromStringList(shown.remoteHosts)},
        {QStringLiteral("blocked"), shown.blockedImages}, {QStringLiteral("truncated"), shown.truncated},
        {QStringLiteral("links"), links}};
}

} // namespace

int renderCommand(Context &context, const QStringList &arguments)
{
    Arguments given(arguments);
    mime::SanitiseOptions options;
    if (given.takeFlag(QStringLiteral("--images")))
        options.remoteImages = mime::RemoteImages::Allowed;
    if (given.takeFlag(QStringLiteral("--simplified")))
        options.view = mime::HtmlView::Simplified;
    if (!given.unknownOption().isEmpty() || given.rest().size() != 1)
        return context.wrongUsage();
    QFile file(given.rest().constFirst());
    if (!file.open(QIODevice::ReadOnly))
        return context.fail(
            NotFound, QStringLiteral("The file %1 cannot be read: %2.").arg(file.fileName(), file.errorString()));
    const mime::Message message = mime::parse(file.readAll());
    for (const qsizetype index : message.body.inlineImages) {
        const QString id = message.parts.at(index).contentId;
        options.cidUrls.insert(id, QStringLiteral("cid:") + id);
    }
    const mime::Body &body = message.body;
    mime::SanitisedHtml shown = mime::sanitise(body.html.isEmpty() ? plainAsHtml(body.text) : body.html, options);
    if (!body.html.isEmpty() && !body.text.isEmpty() && shown.html.size() < ShortHtml
        && mime::htmlToText(shown.html).isEmpty())
        shown = mime::sanitise(plainAsHtml(body.text), options); // nothing is left of the HTML: the words are not lost
    if (context.json)
        context.printJson(renderingJson(shown));
    else
        context.print(shown.html);
    return Done;
}

} // namespace godwit::cli
