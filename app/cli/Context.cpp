// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Context.h"

#include "app/ErrorSentences.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <cstdio>

namespace godwit::cli {

namespace {

void write(std::FILE *stream, const QByteArray &octets)
{
    std::fwrite(octets.constData(), 1, std::size_t(octets.size()), stream);
    std::fflush(stream);
}

/// JSON of any value, which QJsonDocument makes of objects and arrays alone.
QByteArray encoded(const QJsonValue &value)
{
    if (value.isObject())
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
    const QByteArray wrapped = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return wrapped.mid(1, wrapped.size() - 2);
}

} // namespace

void Context::print(const QString &line) const
{
    write(stdout, line.toUtf8() + '\n');
}

void Context::printRaw(const QByteArray &octets) const
{
    write(stdout, octets);
}

void Context::printJson(const QJsonValue &value) const
{
    write(stdout, encoded(value) + '\n');
}

int Context::fail(ExitCode code, const QString &sentence) const
{
    write(stderr, QByteArrayLiteral("godwit-cli: ") + sentence.toUtf8() + '\n');
    return code;
}

int Context::fail(const MailError &error) const
{
    return fail(exitCodeFor(error), errorSentence(error));
}

int Context::wrongUsage(const QString &why) const
{
    const QString line = QStringLiteral("usage: godwit-cli %1").arg(QLatin1String(usage ? usage : ""));
    return fail(WrongUsage, why.isEmpty() ? line : why + u'\n' + line);
}

} // namespace godwit::cli
