// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/AttachmentFiles.h"

#include "mime/Message.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QSet>
#include <QTemporaryDir>
#include <filesystem>

namespace godwit::ui {

namespace {

constexpr QFile::Permissions OwnerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
const QString Fallback = QStringLiteral("attachment");

tl::unexpected<MailError> storageError(const QFile &file)
{
    const bool full = file.error() == QFileDevice::ResourceError;
    return failure(MailError::Kind::Storage, full ? MailError::Detail::DiskFull : MailError::Detail::None,
        file.errorString().left(512));
}

/// Makes a file that was not there before, with the person's usual permissions.  Removes it again on failure.
Result<void> writeNew(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return storageError(file);
    if (file.write(content) != content.size() || !file.flush()) {
        const auto error = storageError(file);
        file.close();
        file.remove();
        return error;
    }
    return {};
}

QString randomName()
{
    return QString::number(QRandomGenerator::system()->generate64(), 36);
}

/// Marks the folders of this run, so that a second object of it does not take them for left behind.
const QString &thisRun()
{
    static const QString Mark = randomName();
    return Mark;
}

} // namespace

AttachmentFiles::AttachmentFiles(const QString &profile) : m_folder(QDir(profile).filePath(QStringLiteral("opened")))
{
    const QDir folder(m_folder);
    for (const QString &name : folder.entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)) {
        if (!name.startsWith(thisRun()))
            QDir(folder.filePath(name)).removeRecursively();
    }
    QDir().rmdir(m_folder);
}

AttachmentFiles::~AttachmentFiles()
{
    m_session.reset();
    QDir().rmdir(m_folder);
}

Result<QString> AttachmentFiles::temporaryCopy(const QString &name, const QByteArray &content)
{
    if (!m_session) {
        QDir().mkpath(m_folder);
        QFile::setPermissions(m_folder, OwnerOnly);
        m_session = std::make_unique<QTemporaryDir>(m_folder + u'/' + thisRun() + QStringLiteral("-XXXXXX")); // 0700
    }
    const QString folder = m_session->filePath(randomName());
    if (!m_session->isValid() || !QDir().mkdir(folder))
        return failure(MailError::Kind::Storage, MailError::Detail::None, m_session->errorString().left(512));
    QFile::setPermissions(folder, OwnerOnly);
    const QString path = folder + u'/' + mime::cleanFileName(name, Fallback);
    if (const auto written = writeNew(path, content); !written)
        return tl::unexpected(written.error());
    QFile::setPermissions(path, QFile::ReadOwner); // read-only: changes to it would be lost
    return path;
}

Result<void> AttachmentFiles::save(const QString &path, const QByteArray &content)
{
    const QString beside = path + u'.' + randomName() + QStringLiteral(".part");
    if (const auto written = writeNew(beside, content); !written)
        return written;
    // QFile::rename() never replaces and QSaveFile follows links; this replaces the name itself.
    std::error_code error;
    std::filesystem::rename(std::filesystem::path(QFile::encodeName(beside).toStdString()),
        std::filesystem::path(QFile::encodeName(path).toStdString()), error);
    if (!error)
        return {};
    QFile::remove(beside);
    return failure(
        MailError::Kind::Storage, MailError::Detail::None, QString::fromStdString(error.message()).left(512));
}

Result<QString> AttachmentFiles::saveBeside(const QString &folder, const QString &name, const QByteArray &content)
{
    constexpr int Attempts = 1000;
    const QString clean = mime::cleanFileName(name, Fallback);
    const qsizetype dot = clean.lastIndexOf(u'.');
    const QString stem = dot > 0 ? clean.left(dot) : clean;
    const QString ending = dot > 0 ? clean.mid(dot) : QString();
    for (int number = 1; number <= Attempts; ++number) {
        const QString tried = number == 1 ? clean : QStringLiteral("%1 (%2)%3").arg(stem).arg(number).arg(ending);
        const QString path = QDir(folder).filePath(tried);
        const auto written = writeNew(path, content);
        if (written)
            return path;
        if (!QFile::exists(path) && !QFileInfo(path).isSymLink())
            return tl::unexpected(written.error());
    }
    return failure(MailError::Kind::Storage);
}

Danger dangerOf(const QString &name, const QString &mediaType)
{
    static const QSet<QString> Programs{QStringLiteral("desktop"), QStringLiteral("sh"), QStringLiteral("bash"),
        QStringLiteral("zsh"), QStringLiteral("csh"), QStringLiteral("run"), QStringLiteral("bin"),
        QStringLiteral("appimage"), QStringLiteral("elf"), QStringLiteral("so"), QStringLiteral("py"),
        QStringLiteral("pyw"), QStringLiteral("pl"), QStringLiteral("rb"), QStringLiteral("lua"), QStringLiteral("php"),
        QStringLiteral("tcl"), QStringLiteral("jar"), QStringLiteral("jnlp"), QStringLiteral("class"),
        QStringLiteral("js"), QStringLiteral("mjs"), QStringLiteral("jse"), QStringLiteral("vbs"),
        QStringLiteral("vbe"), QStringLiteral("wsf"), QStringLiteral("wsh"), QStringLiteral("ps1"),
        QStringLiteral("psm1"), QStringLiteral("bat"), QStringLiteral("cmd"), QStringLiteral("com"),
        QStringLiteral("exe"), QStringLiteral("msi"), QStringLiteral("msp"), QStringLiteral("mst"),
        QStringLiteral("scr"), QStringLiteral("pif"), QStringLiteral("cpl"), QStringLiteral("dll"),
        QStringLiteral("hta"), QStringLiteral("inf"), QStringLiteral("reg"), QStringLiteral("lnk"),
        QStringLiteral("url"), QStringLiteral("webloc"), QStringLiteral("scf"), QStringLiteral("application"),
        QStringLiteral("gadget"), QStringLiteral("appref-ms"), QStringLiteral("settingcontent-ms"),
        QStringLiteral("library-ms"), QStringLiteral("search-ms"), QStringLiteral("iso"), QStringLiteral("img"),
        QStringLiteral("vhd"), QStringLiteral("vhdx"), QStringLiteral("dmg"), QStringLiteral("pkg"),
        QStringLiteral("command"), QStringLiteral("workflow"), QStringLiteral("deb"), QStringLiteral("rpm"),
        QStringLiteral("flatpakref"), QStringLiteral("snap"), QStringLiteral("apk"), QStringLiteral("docm"),
        QStringLiteral("dotm"), QStringLiteral("xlsm"), QStringLiteral("xltm"), QStringLiteral("xlam"),
        QStringLiteral("pptm"), QStringLiteral("ppsm"), QStringLiteral("xll"), QStringLiteral("one"),
        QStringLiteral("chm"), QStringLiteral("kdbx")};
    static const QSet<QString> WebPages{QStringLiteral("html"), QStringLiteral("htm"), QStringLiteral("shtml"),
        QStringLiteral("xhtml"), QStringLiteral("xht"), QStringLiteral("mht"), QStringLiteral("mhtml"),
        QStringLiteral("svg"), QStringLiteral("svgz"), QStringLiteral("xml"), QStringLiteral("xsl")};
    const QString ending = name.mid(name.lastIndexOf(u'.') + 1).trimmed().toLower();
    if (Programs.contains(ending))
        return Danger::Program;
    if (WebPages.contains(ending))
        return Danger::WebPage;
    if (mediaType.contains(u"html") || mediaType.contains(u"svg") || mediaType.endsWith(u"xml"))
        return mediaType.contains(u"officedocument") ? Danger::None : Danger::WebPage;
    for (const char *type : {"x-desktop", "x-executable", "x-msdownload", "x-msdos-program", "x-shellscript", "x-sh",
             "java-archive", "javascript", "x-appimage", "vnd.microsoft.portable-executable"}) {
        if (mediaType.endsWith(QLatin1String(type)))
            return Danger::Program;
    }
    return Danger::None;
}

} // namespace godwit::ui
