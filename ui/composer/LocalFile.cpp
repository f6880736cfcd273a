// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/LocalFile.h"

#include "mime/Message.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMimeData>
#include <QMimeDatabase>

namespace godwit::ui {

using namespace Qt::StringLiterals;

LocalFile::Outcome LocalFile::read(const QString &path, const QString &profile)
{
    const QFileInfo info(path);
    const QString name = info.fileName().isEmpty() ? path : info.fileName();
    if (!info.exists())
        return {{}, tr("“%1” is not there any more.").arg(name)};
    if (info.isDir())
        return {{}, tr("“%1” is a folder. Pack it into one file first, for example a zip file.").arg(name)};
    if (!info.isFile())
        return {{}, tr("“%1” is not an ordinary file and cannot be attached.").arg(name)};
    if (info.size() > MaximumOctets)
        return {{}, tr("“%1” is larger than any mail server takes.").arg(name)};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {{}, tr("“%1” cannot be read: %2").arg(name, file.errorString())};
    const QByteArray content = file.read(MaximumOctets + 1);
    if (file.error() != QFileDevice::NoError)
        return {{}, tr("“%1” cannot be read: %2").arg(name, file.errorString())};
    if (!file.atEnd() || content.size() != file.size())
        return {{}, tr("“%1” changed while it was being read. Attach it again.").arg(name)};
    ComposeAttachment attachment;
    attachment.name = mime::cleanFileName(info.fileName(), u"file"_s);
    attachment.type = QMimeDatabase().mimeTypeForFileNameAndData(info.fileName(), content.left(4096)).name();
    attachment.content = content;
    attachment.sensitive = isSensitive(path, content, profile);
    return {attachment, {}};
}

QList<QUrl> LocalFile::offeredFiles(const QMimeData *data)
{
    // A page can offer a link to a local file beside its own markup; file managers never send markup.
    if (!data || data->hasHtml() || data->hasFormat(u"text/x-moz-url"_s))
        return {};
    return data->urls();
}

bool LocalFile::isSensitive(const QString &path, const QByteArray &content, const QString &profile)
{
    const QByteArray start = content.left(16 * 1024);
    for (const QByteArrayView mark : {QByteArrayView("PRIVATE KEY-----"), QByteArrayView("PRIVATE KEY BLOCK-----"),
             QByteArrayView("PuTTY-User-Key-File"), QByteArrayView("openssh-key-v1")}) {
        if (start.contains(mark))
            return true;
    }
    const QFileInfo info(path);
    static const QStringList secretEndings{
        u"pfx"_s, u"p12"_s, u"kdbx"_s, u"keychain"_s, u"keyring"_s, u"ppk"_s, u"jks"_s};
    if (secretEndings.contains(info.suffix().toLower()))
        return true;
    const QString real = info.canonicalFilePath();
    for (const QString &folder : {profile, QDir::homePath() + "/.ssh"_L1, QDir::homePath() + "/.gnupg"_L1,
             QDir::homePath() + "/.local/share/keyrings"_L1, QDir::homePath() + "/.password-store"_L1}) {
        const QString canonical = folder.isEmpty() ? QString() : QFileInfo(folder).canonicalFilePath();
        if (!canonical.isEmpty() && real.startsWith(canonical + u'/') && info.suffix() != "pub"_L1)
            return true;
    }
    return false;
}

} // namespace godwit::ui
