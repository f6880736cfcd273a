// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ReaderView that turns octets into files, windows and paper.
#include "mime/PartSource.h"
#include "ui/common/Buttons.h"
#include "ui/common/ErrorText.h"
#include "ui/common/NoticeBar.h"
#include "ui/reader/MessageWindow.h"
#include "ui/reader/PrintedMessage.h"
#include "ui/reader/ReaderView.h"
#include "ui/reader/SourceWindow.h"

#include <QDesktopServices>
#include <QFileDialog>
#include <QPrintDialog>
#include <QPrinter>
#include <QStandardPaths>

namespace godwit::ui {

namespace {

const QString FolderKey = QStringLiteral("saveFolder");

QString lastFolder(const PreferencesStore &preferences)
{
    const QString last = QString::fromUtf8(preferences.windowState(FolderKey));
    return !last.isEmpty() && QFileInfo(last).isDir()
        ? last
        : QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
}

/// "2026-11-14 Kim - Minutes.eml"
QString messageFileName(const mime::Envelope &envelope, const QDateTime &date)
{
    const mime::Address from = envelope.from.value(0);
    const QString who = mime::shortAddress(from);
    constexpr qsizetype Room = 100; // the ending must survive the cut
    QString name = QStringLiteral("%1 %2 - %3")
                       .arg(date.toLocalTime().date().toString(Qt::ISODate), who, envelope.subject.value_or(QString()));
    return mime::cleanFileName(name.left(Room).trimmed() + QStringLiteral(".eml"), QStringLiteral("message.eml"));
}

} // namespace

void ReaderView::showAttachments()
{
    QList<ShownAttachment> shown;
    int unnamed = 0;
    for (const qsizetype index : m_message->message.body.attachments) {
        const mime::Part &part = m_message->message.parts.at(index);
        ShownAttachment attachment;
        attachment.part = index;
        attachment.type = part.type;
        attachment.message = part.container;
        const QString fallback =
            part.container ? tr("Attached message") + QStringLiteral(".eml") : tr("Attachment %1").arg(++unnamed);
        attachment.name = mime::cleanFileName(part.filename.value_or(QString()), fallback);
        attachment.octets = part.container ? m_message->messageOctets.value(index) : part.content.size();
        shown << attachment;
    }
    const ReadMessagePtr message = m_message;
    m_attachments->setAttachments(shown, [message](const ShownAttachment &attachment) {
        const mime::Part &part = message->message.parts.at(attachment.part);
        return part.container ? mime::embeddedMessage(message->raw, part.path) : part.content;
    });
    const QString save = shown.size() == 1 ? tr("Save", "the attachment") : tr("Save all attachments");
    m_saveAll->setText(save);
    m_saveAll->setAccessibleName(save);
    m_saveAll->setToolTip(save.toHtmlEscaped());
    m_attachmentArea->setVisible(!shown.isEmpty());
}

QByteArray ReaderView::contentOf(const ShownAttachment &attachment) const
{
    const mime::Part part = m_message->message.parts.value(attachment.part);
    return part.container ? mime::embeddedMessage(m_message->raw, part.path) : part.content;
}

void ReaderView::openAttachment(const ShownAttachment &attachment)
{
    if (!m_message)
        return;
    if (attachment.message || attachment.type == u"message/rfc822"
        || attachment.name.endsWith(u".eml", Qt::CaseInsensitive)) {
        openMessagePart(attachment);
        return;
    }
    const NoticeBar::Step save{tr("Save…"), [this, attachment] {
                                   saveAttachments({attachment});
                               }};
    switch (dangerOf(attachment.name, attachment.type)) {
    case Danger::None:
        openWithDesktop(attachment);
        return;
    case Danger::WebPage:
        m_notice->showNotice(NoticeBar::Kind::Warning,
            tr("“%1” is a web page or drawing that could run or load things when opened.").arg(attachment.name),
            {{tr("Show its source"),
                 [this, attachment] {
                     m_notice->clear();
                     (new SourceWindow(attachment.name, contentOf(attachment), this))->show();
                 }},
                save});
        return;
    case Danger::Program:
        m_notice->showNotice(NoticeBar::Kind::Warning,
            tr("“%1” can run as a program (%2). Open it only if you expected it and trust who sent it.")
                .arg(attachment.name, attachment.type),
            {{tr("Open anyway"),
                 [this, attachment] {
                     m_notice->clear();
                     openWithDesktop(attachment);
                 }},
                save});
        return;
    }
}

void ReaderView::openWithDesktop(const ShownAttachment &attachment)
{
    const auto path = m_tools.files.temporaryCopy(attachment.name, contentOf(attachment));
    if (!path) {
        tellFailure(path.error(), tr("“%1” could not be opened.").arg(attachment.name));
        return;
    }
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(*path)))
        m_notice->showNotice(NoticeBar::Kind::Warning,
            tr("There is no program to open “%1” with.").arg(attachment.name), {{tr("Save…"), [this, attachment] {
                                                                                     saveAttachments({attachment});
                                                                                 }}});
}

void ReaderView::openMessagePart(const ShownAttachment &attachment)
{
    auto *window = new MessageWindow(m_tools, contentOf(attachment), m_self, this);
    connect(window->view(), &ReaderView::mailtoClicked, this, &ReaderView::mailtoClicked);
    connect(window->view(), &ReaderView::composeTo, this, &ReaderView::composeTo);
    window->show();
}

void ReaderView::saveAttachments(const QList<ShownAttachment> &attachments)
{
    if (!m_message || attachments.isEmpty())
        return;
    if (attachments.size() == 1) {
        saveAs(attachments.first().name, contentOf(attachments.first()));
        return;
    }
    auto *dialog = new QFileDialog(this, tr("Save attachments"), lastFolder(m_tools.preferences));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    QList<std::pair<QString, QByteArray>> files;
    for (const ShownAttachment &attachment : attachments)
        files.append({attachment.name, contentOf(attachment)});
    connect(dialog, &QFileDialog::fileSelected, this, [this, files](const QString &folder) {
        for (const auto &[name, content] : files) {
            const auto saved = AttachmentFiles::saveBeside(folder, name, content);
            if (!saved) {
                tellFailure(saved.error(), tr("“%1” could not be saved.").arg(name));
                return;
            }
        }
        tellSaved(folder + u'/' + files.first().first);
    });
    dialog->open();
}

void ReaderView::saveMessage()
{
    if (m_message)
        saveAs(messageFileName(m_message->message.envelope, m_date), m_message->raw);
}

void ReaderView::saveAs(const QString &name, const QByteArray &content)
{
    auto *dialog = new QFileDialog(this, tr("Save “%1”").arg(name), lastFolder(m_tools.preferences));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, [this, content](const QString &path) {
        const auto saved = AttachmentFiles::save(path, content);
        if (saved)
            tellSaved(path);
        else
            tellFailure(saved.error(), tr("“%1” could not be saved.").arg(QFileInfo(path).fileName()));
    });
    dialog->open();
}

void ReaderView::tellSaved(const QString &path)
{
    const QString folder = QFileInfo(path).absolutePath();
    m_tools.preferences.setWindowState(FolderKey, folder.toUtf8());
    m_notice->showNotice(NoticeBar::Kind::Information, tr("Saved in %1.").arg(folder),
        {{tr("Open folder"), [folder] {
              QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
          }}});
    m_notice->setIconName(QStringLiteral("check"));
}

void ReaderView::tellFailure(const MailError &error, const QString &what)
{
    m_notice->showNotice(NoticeBar::Kind::Error, what + u' ' + explain(error), {}, serverWords(error));
}

void ReaderView::print()
{
    if (!m_message)
        return;
    const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setDocName(m_message->message.envelope.subject.value_or(QString()));
    auto *dialog = new QPrintDialog(printer.get(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const ReadMessagePtr message = m_message;
    const bool plain = m_mode == ViewMode::Plain;
    // The connection keeps the printer for as long as the dialog is there.
    connect(dialog, &QDialog::accepted, dialog,
        [printer, message, plain, date = m_date] { PrintedMessage(*message, date, plain).print(printer.get()); });
    dialog->open();
}

} // namespace godwit::ui
