// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/Arguments.h"

#include <QDir>
#include <QStandardPaths>

namespace godwit::app {

namespace {

QString defaultProfile()
{
    const QString named = qEnvironmentVariable("GODWIT_PROFILE");
    return named.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) : named;
}

/// `--name VALUE` and `--name=VALUE`.
bool takeValue(const QStringList &words, qsizetype &i, const QString &name, QString &value, QString &error)
{
    const QString &word = words.at(i);
    if (word.startsWith(name + u'=')) {
        value = word.mid(name.size() + 1);
        return true;
    }
    if (word != name)
        return false;
    if (i + 1 >= words.size())
        error = QStringLiteral("%1 needs a value").arg(name);
    else
        value = words.at(++i);
    return true;
}

} // namespace

Arguments Arguments::parse(const QStringList &words, const QString &folder)
{
    Arguments result;
    bool options = true;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words.at(i);
        if (options && word == u"--")
            options = false;
        else if (options
            && (takeValue(words, i, QStringLiteral("--profile"), result.profile, result.error)
                || takeValue(words, i, QStringLiteral("--open"), result.request.openMailbox, result.error)))
            continue;
        else if (options && (word == u"--help" || word == u"-h"))
            result.help = true;
        else if (options && (word == u"--version" || word == u"-v"))
            result.version = true;
        else if (options && word.startsWith(u"-") && word.size() > 1)
            result.error = QStringLiteral("unknown option %1").arg(word);
        else if (word.startsWith(u"mailto:", Qt::CaseInsensitive))
            result.request.mailto.append(QUrl(word));
        else if (word.startsWith(u"file:", Qt::CaseInsensitive))
            result.request.files.append(QUrl(word).toLocalFile());
        else
            result.request.files.append(QDir(folder).absoluteFilePath(word));
    }
    if (result.profile.isEmpty())
        result.profile = defaultProfile();
    result.profile = QDir::cleanPath(QDir(folder).absoluteFilePath(result.profile));
    return result;
}

QStringList Arguments::forHandOver() const
{
    QStringList words;
    if (!request.openMailbox.isEmpty())
        words << QStringLiteral("--open") << request.openMailbox;
    words << QStringLiteral("--");
    for (const QUrl &url : request.mailto)
        words << QString::fromUtf8(url.toEncoded());
    return words + request.files;
}

} // namespace godwit::app
