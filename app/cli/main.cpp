// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace {

QString defaultProfile()
{
    const QString named = qEnvironmentVariable("GODWIT_PROFILE");
    return named.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) : named;
}

/// The value of the option at the front of `arguments`, `--name VALUE` or `--name=VALUE`; takes it out.
bool takeOption(QStringList &arguments, const QString &name, QString &value)
{
    if (arguments.isEmpty())
        return false;
    if (arguments.constFirst().startsWith(name + u'=')) {
        value = arguments.takeFirst().mid(name.size() + 1);
        return true;
    }
    if (arguments.constFirst() != name || arguments.size() < 2)
        return false;
    arguments.removeFirst();
    value = arguments.takeFirst();
    return true;
}

/// By itself the allocator gives large blocks back to the system at once and gets them again for the next message: 3 %
/// of a first sync, in a program that ends right after it.
void keepMemory()
{
#ifdef __GLIBC__
    constexpr int MiB = 1024 * 1024;
    mallopt(M_MMAP_THRESHOLD, 32 * MiB);
    mallopt(M_TRIM_THRESHOLD, 128 * MiB);
#endif
}

} // namespace

int main(int argc, char *argv[])
{
    using namespace godwit::cli;
    keepMemory();
    QCoreApplication::setApplicationName(QStringLiteral("godwit"));
    const QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments().sliced(1);
    Context context;
    QString profile;
    const QString json = QStringLiteral("--json");
    while (takeOption(arguments, QStringLiteral("--profile"), profile)
        || takeOption(arguments, QStringLiteral("--account"), context.account)) { }
    const qsizetype operands = arguments.indexOf(QStringLiteral("--"));
    for (qsizetype at = arguments.size() - 1; at >= 0; --at) {
        if (arguments.at(at) == json && (operands < 0 || at < operands)) {
            arguments.removeAt(at);
            context.json = true;
        }
    }
    context.profile = QDir::cleanPath(QDir::current().absoluteFilePath(profile.isEmpty() ? defaultProfile() : profile));
    const QString name = arguments.isEmpty() ? QString() : arguments.takeFirst();
    if (name == u"--help" || name == u"-h" || name == u"help") {
        context.print(helpText());
        return Done;
    }
    if (name == u"--version" || name == u"-v") {
        context.print(QStringLiteral("godwit-cli " GODWIT_VERSION));
        return Done;
    }
    const Command *command = findCommand(name);
    if (!command) {
        const QString why = name.isEmpty() ? QStringLiteral("No command was given")
                                           : QStringLiteral("There is no command %1").arg(name);
        return context.fail(WrongUsage, why + QStringLiteral(": see godwit-cli --help."));
    }
    context.usage = command->usage;
    if (arguments.contains(QStringLiteral("--help"))) {
        context.print(QStringLiteral("usage: godwit-cli %1\n%2")
                          .arg(QLatin1String(command->usage), QLatin1String(command->summary)));
        return Done;
    }
    return command->run(context, arguments);
}
