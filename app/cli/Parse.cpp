// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Arguments.h"
#include "app/cli/Commands.h"
#include "app/cli/MessageJson.h"

#include <QFile>

namespace godwit::cli {

int parseCommand(Context &context, const QStringList &arguments)
{
    const Arguments given(arguments);
    if (!given.unknownOption().isEmpty() || given.rest().isEmpty())
        return context.wrongUsage();
    int result = Done;
    for (const QString &name : given.rest()) {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly)) {
            result =
                context.fail(NotFound, QStringLiteral("The file %1 cannot be read: %2.").arg(name, file.errorString()));
            continue;
        }
        context.printJson(messageJson(mime::parse(file.readAll())));
    }
    return result;
}

} // namespace godwit::cli
