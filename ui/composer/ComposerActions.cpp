// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ComposerWindow that acts: sending, closing, discarding, files.
#include "models/MessageListModel.h"
#include "models/Roles.h"
#include "ui/accounts/StoredAccounts.h"
#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"
#include "ui/common/NoticeBar.h"
#include "ui/composer/AttachedFiles.h"
#include "ui/composer/BodyEditor.h"
#include "ui/composer/ComposerWindow.h"
#include "ui/composer/DraftKeeper.h"
#include "ui/composer/DropOverlay.h"
#include "ui/composer/HeaderRows.h"
#include "ui/composer/LocalFile.h"
#include "ui/composer/SendChecks.h"
#include "ui/composer/Sender.h"

#include <QBuffer>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QImage>
#include <QKeyEvent>
#include <QMimeData>
#include <QUuid>

namespace godwit::ui {

using namespace Qt::StringLiterals;

// ---- sending ------------------------------------------------------------------------------------------------------

void ComposerWindow::send()
{
    if (m_phase != Phase::Writing)
        return;
    m_header->commitRecipients();
    const account::Settings account = currentAccount();
    if (!account.key) {
        m_notice->showNotice(NoticeBar::Kind::Error, tr("No account can send this. Add one in the settings first."));
        return;
    }
    if (m_files->isBusy()) {
        m_notice->showNotice(NoticeBar::Kind::Information, tr("The attached files are still being read."));
        return;
    }
    const SendChecks checks = SendChecks::of(state(), m_intro);
    if (!checks.refusal.isEmpty()) {
        m_notice->showNotice(NoticeBar::Kind::Warning, checks.refusal);
        m_header->focusFirstGap();
        return;
    }
    if (!checks.questions.isEmpty() && !m_asked) {
        m_asked = true;
        m_notice->showNotice(NoticeBar::Kind::Warning, checks.questions.join(u' '),
            {{tr("Send anyway"),
                 [this] {
                     send();
                 }},
                {tr("Back"), [this] {
                     m_asked = false;
                     m_notice->clear();
                     m_body->setFocus();
                 }}});
        return;
    }
    if (m_base.messageId.isEmpty())
        m_base.messageId = mime::makeMessageId(account.email);
    m_notice->clear();
    m_phase = Phase::Sending;
    m_content->setEnabled(false);
    const bool saving = m_keeper->isSaving();
    m_keeper->stop();
    if (!saving)
        reallySend(); // else when the save under way has told its key
}

void ComposerWindow::reallySend()
{
    m_sender->send(state(), currentAccount(), m_keeper->key());
}

void ComposerWindow::sendFailed(const MailError &error)
{
    m_phase = Phase::Writing;
    m_content->setEnabled(true);
    m_keeper->resume();
    m_keeper->touch();
    m_notice->showNotice(NoticeBar::Kind::Error, tr("It could not be put into the outbox. %1").arg(explain(error)),
        {{tr("Try again"),
            [this] {
                send();
            }}},
        serverWords(error));
    present();
}

/// "Undo" while it was held: the window comes back as it was, and is a draft again.
void ComposerWindow::returned(store::SubmissionKey submission)
{
    m_tookBack = submission;
    m_phase = Phase::Writing;
    m_asked = false;
    m_content->setEnabled(true);
    m_keeper->setKey({});
    m_keeper->resume();
    m_edited = true;
    m_keeper->saveNow();
    present();
    m_body->setFocus();
}

// ---- leaving ------------------------------------------------------------------------------------------------------

void ComposerWindow::closeEvent(QCloseEvent *event)
{
    event->accept();
    if (m_phase != Phase::Writing)
        return;
    m_services.preferences.setWindowState(u"composer"_s, saveGeometry());
    if (!m_edited || isBlank()) {
        dropDraft();
        return;
    }
    m_phase = Phase::Closed;
    const bool saving = m_keeper->isSaving();
    m_keeper->stop();
    if (!saving)
        keepAsDraft(); // else when the save under way has told its key
}

/// Nothing of it is kept, also of what is being saved just now.
void ComposerWindow::dropDraft()
{
    m_phase = Phase::Dropped;
    const bool saving = m_keeper->isSaving();
    m_keeper->stop();
    hide();
    if (!saving)
        forgetLocalDraft(); // else when the save under way has told its key
}

void ComposerWindow::keepAsDraft()
{
    const ComposeState kept = state();
    const account::Settings account = currentAccount();
    const Result<QByteArray> message = mime::build(toMimeDraft(kept, account, Purpose::File));
    if (message && account.key)
        m_services.submissions.fileDraft(m_keeper->key(), *message, account.key, kept.serverCopy);
    leave(); // what cannot be filed stays in the store and opens again at the next start
}

void ComposerWindow::forgetLocalDraft()
{
    if (m_keeper->key())
        m_services.submissions.removeDraft(m_keeper->key());
    leave();
}

void ComposerWindow::discard()
{
    if (m_phase != Phase::Writing)
        return;
    ComposeState thrown = state();
    const bool wasWorth = m_edited && !isBlank();
    dropDraft();
    if (thrown.serverCopy)
        m_services.actions.expunge({thrown.serverCopy});
    thrown.serverCopy = {};
    if (wasWorth)
        emit discarded(thrown);
}

void ComposerWindow::leave()
{
    hide();
    deleteLater();
}

void ComposerWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_notice->isVisible()) {
        m_asked = false;
        m_notice->clear();
        return;
    }
    QWidget::keyPressEvent(event);
}

// ---- files --------------------------------------------------------------------------------------------------------

void ComposerWindow::attachFiles(const QList<QUrl> &files)
{
    m_files->read(files, FileReader::Use::Attach);
}

void ComposerWindow::attachMessages(const QList<store::PlacementKey> &messages)
{
    int missing = 0;
    for (const store::PlacementKey message : messages) {
        const std::optional<store::ListRow> row = m_services.reader.row(message);
        const std::optional<QByteArray> raw = row ? m_services.reader.raw(row->message) : std::nullopt;
        if (!raw) {
            ++missing;
            continue;
        }
        const QString who = mime::shortAddress(row->from);
        const QString name = row->date.date().toString(Qt::ISODate) + u' ' + who + " - "_L1 + row->subject;
        ComposeAttachment attachment;
        attachment.name = mime::cleanFileName(name.left(110) + ".eml"_L1, u"message.eml"_s);
        attachment.type = u"message/rfc822"_s;
        attachment.content = *raw;
        m_strip->add(attachment);
    }
    if (missing > 0)
        m_notice->showNotice(NoticeBar::Kind::Warning,
            tr("%n message(s) could not be attached: their text is not on this computer yet.", nullptr, missing));
}

void ComposerWindow::chooseFiles(FileReader::Use use)
{
    auto *dialog = new QFileDialog(this, use == FileReader::Use::Attach ? tr("Attach files") : tr("Insert pictures"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    if (use == FileReader::Use::Insert)
        dialog->setNameFilter(tr("Pictures (%1)").arg(u"*.png *.jpg *.jpeg *.gif *.webp *.bmp"_s));
    connect(dialog, &QFileDialog::filesSelected, this, [this, use](const QStringList &paths) {
        QList<QUrl> files;
        for (const QString &path : paths)
            files << QUrl::fromLocalFile(path);
        m_files->read(files, use);
    });
    dialog->open();
}

void ComposerWindow::took(const ComposeAttachment &attachment, FileReader::Use use)
{
    if (use == FileReader::Use::Insert && m_body->isRich() && attachment.type.startsWith("image/"_L1)) {
        ComposeAttachment picture = attachment;
        picture.contentId = QUuid::createUuid().toString(QUuid::WithoutBraces) + "@picture"_L1;
        m_body->insertPicture(picture);
        return;
    }
    m_strip->add(attachment);
    if (attachment.sensitive)
        warnOfSecret(attachment.name);
    else if (m_strip->octets() > AttachedFiles::UsualLimitOctets)
        m_notice->showNotice(NoticeBar::Kind::Warning,
            tr("The attachments come to %1; many servers take no more than %2.")
                .arg(humanSize(m_strip->octets()), humanSize(AttachedFiles::UsualLimitOctets)));
}

void ComposerWindow::warnOfSecret(const QString &name)
{
    m_notice->showNotice(NoticeBar::Kind::Warning,
        tr("“%1” looks like a secret of yours: a private key, or data of this program. Whoever has it can act as you.")
            .arg(name),
        {{tr("Remove"),
             [this] {
                 m_strip->removeSensitive();
                 m_notice->clear();
             }},
            {tr("Keep"), [this] {
                 m_strip->approveSensitive();
                 m_notice->clear();
             }}});
}

void ComposerWindow::tookPicture(const QImage &picture)
{
    if (picture.isNull())
        return;
    ComposeAttachment attachment;
    attachment.name = tr("picture", "file name") + ".png"_L1;
    attachment.type = u"image/png"_s;
    QBuffer buffer(&attachment.content);
    buffer.open(QIODevice::WriteOnly);
    if (picture.save(&buffer, "PNG"))
        took(attachment, FileReader::Use::Insert);
}

void ComposerWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_overlay->setGeometry(rect());
}

void ComposerWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QByteArray messages = event->mimeData()->data(QLatin1StringView(models::PlacementsMimeType));
    if (!messages.isEmpty() && m_phase == Phase::Writing) {
        m_overlay->offerMessages(int(models::MessageListModel::decode(messages).size()));
        event->setDropAction(Qt::CopyAction);
        event->accept();
        return;
    }
    const QList<QUrl> files = LocalFile::offeredFiles(event->mimeData());
    if (files.isEmpty() || m_phase != Phase::Writing)
        return;
    m_overlay->offer(files, m_body->isRich());
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

/// Files dragged over a field or the text belong to the window: its overlay takes them, whatever is below.
bool ComposerWindow::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::DragEnter:
        dragEnterEvent(static_cast<QDragEnterEvent *>(event));
        return event->isAccepted() && m_overlay->isVisible();
    case QEvent::DragMove:
        if (!m_overlay->isVisible())
            break;
        static_cast<QDragMoveEvent *>(event)->setDropAction(Qt::CopyAction);
        event->accept();
        return true;
    case QEvent::Drop: {
        auto *drop = static_cast<QDropEvent *>(event);
        const QByteArray messages = drop->mimeData()->data(QLatin1StringView(models::PlacementsMimeType));
        const QList<QUrl> files = LocalFile::offeredFiles(drop->mimeData());
        m_overlay->hide();
        if (!messages.isEmpty())
            attachMessages(models::MessageListModel::decode(messages));
        if (files.isEmpty())
            break;
        drop->setDropAction(Qt::CopyAction);
        drop->accept();
        attachFiles(files);
        return true;
    }
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace godwit::ui
