// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/Servers.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

namespace godwit::test {

namespace {

QString scriptPath(const QString &name)
{
    return QStringLiteral(GODWIT_TEST_DATA) + QStringLiteral("/servers/") + name;
}

} // namespace

QString programPath(const QString &name)
{
    return QDir(QCoreApplication::applicationDirPath()).absoluteFilePath(QStringLiteral("../../") + name);
}

Servers::Servers(const QStringList &options) : m_directory(QStringLiteral("/tmp/gwlive-XXXXXX"))
{
    const auto started = run(scriptPath(QStringLiteral("servers.sh")),
        QStringList{QStringLiteral("start"), m_directory.path()} + options, 120'000);
    m_running = started.has_value();
}

Servers::~Servers()
{
    run(scriptPath(QStringLiteral("servers.sh")), {QStringLiteral("stop"), m_directory.path()}, 30'000);
}

std::optional<QByteArray> Servers::run(const QString &program, const QStringList &arguments, int timeoutMs)
{
    QProcess process;
    process.setProgram(program);
    process.setArguments(arguments);
    process.start();
    const bool ended = process.waitForFinished(timeoutMs);
    m_log = process.readAllStandardError();
    if (!ended || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        m_log += process.readAllStandardOutput();
        return std::nullopt;
    }
    return process.readAllStandardOutput();
}

QString Servers::value(const QString &key) const
{
    QFile file(m_directory.filePath(QStringLiteral("env")));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QList<QByteArray> lines = file.readAll().split('\n');
    const QByteArray start = key.toUtf8() + '=';
    for (const QByteArray &line : lines) {
        if (line.startsWith(start))
            return QString::fromUtf8(line.mid(start.size()));
    }
    return {};
}

bool Servers::fill(int count, int seed)
{
    return run(QStringLiteral("python3"),
        {scriptPath(QStringLiteral("make_mail.py")), value(QStringLiteral("MAIL_DIR")), QStringLiteral("--count"),
            QString::number(count), QStringLiteral("--seed"), QString::number(seed), QStringLiteral("--owner"),
            value(QStringLiteral("VMAIL_UID"))},
        120'000)
        .has_value();
}

void Servers::cut()
{
    run(scriptPath(QStringLiteral("servers.sh")), {QStringLiteral("cut"), m_directory.path()}, 30'000);
}

bool Servers::heal()
{
    return run(scriptPath(QStringLiteral("servers.sh")), {QStringLiteral("heal"), m_directory.path()}, 60'000)
        .has_value();
}

std::optional<QByteArray> Servers::other(const QString &user, const QStringList &arguments)
{
    return run(QStringLiteral("python3"),
        QStringList{scriptPath(QStringLiteral("other_client.py")), m_directory.filePath(QStringLiteral("env")), user}
            + arguments,
        60'000);
}

QJsonArray Servers::otherList(const QString &user, const QString &mailbox)
{
    return QJsonDocument::fromJson(other(user, {QStringLiteral("list"), mailbox}).value_or(QByteArray())).array();
}

QJsonObject Servers::find(const QString &user, const QString &mailbox, const QString &key, const QString &value)
{
    for (const QJsonValue &row : otherList(user, mailbox)) {
        if (row.toObject().value(key).toString() == value)
            return row.toObject();
    }
    return {};
}

bool Servers::hasMailbox(const QString &user, const QString &name)
{
    return QJsonDocument::fromJson(other(user, {QStringLiteral("mailboxes")}).value_or(QByteArray()))
        .array()
        .contains(name);
}

/// As a file that the foreign client can read.
std::optional<QString> Servers::keep(const QByteArray &message)
{
    const QString path = m_directory.filePath(QStringLiteral("message-%1.eml").arg(++m_kept));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(message) != message.size())
        return std::nullopt;
    return path;
}

bool Servers::append(const QString &user, const QString &mailbox, const QByteArray &message)
{
    const auto path = keep(message);
    return path && other(user, {QStringLiteral("append"), mailbox, *path});
}

bool Servers::sendToAlice(const QByteArray &message)
{
    const auto path = keep(message);
    return path && other(QStringLiteral("bob"), {QStringLiteral("send"), *path, QStringLiteral("alice@example.test")});
}

CliResult cli(const QStringList &arguments, const QByteArray &input, int timeoutMs)
{
    QProcess process;
    process.start(programPath(QStringLiteral("godwit-cli")), arguments);
    process.write(input);
    process.closeWriteChannel();
    CliResult result;
    if (process.waitForFinished(timeoutMs) && process.exitStatus() == QProcess::NormalExit)
        result.exitCode = process.exitCode();
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    return result;
}

} // namespace godwit::test
