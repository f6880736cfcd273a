// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Arguments.h"
#include "app/cli/Commands.h"
#include "mime/Message.h"

#include <QFile>

namespace godwit::cli {

int renderCommand(Context &context, const QStringList &arguments)
{
    const Arguments given(arguments);
    if (!given.unknownOption().isEmpty() || given.rest().size() != 1)
        return context.wrongUsage();
    QFile file(given.rest().constFirst());
    if (!file.open(QIODevice::ReadOnly))
        return context.fail(NotFound, QStringLiteral("The file %1 cannot be read: %2.").arg(file.fileName(), file.errorString()));
    const mime::Message message = mime::parse(file.readAll());
    context.print(message.body.text.toHtmlEscaped());
    return Done;
}

} // namespace godwit::cli
