// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/reader/AttachmentFiles.h"

#include <QListWidget>
#include <functional>

namespace godwit::ui {

/// What the strip shows of one part.
struct ShownAttachment {
    qsizetype part = 0; ///< index into mime::Message::parts
    QString name; ///< cleaned
    QString type; ///< "application/pdf"
    qint64 octets = 0;
    bool message = false; ///< a whole message: opens in a window of ours
};

/// The attachments under a message as cards: Enter or a double click opens, Ctrl+S saves, dragging hands out a file
/// that is written when it is dropped (S-119).
class AttachmentList : public QListWidget {
    Q_OBJECT
public:
    /// Gives the octets of a part when they are needed.
    using Content = std::function<QByteArray(const ShownAttachment &)>;

    explicit AttachmentList(AttachmentFiles &files, QWidget *parent = nullptr);
    void setAttachments(const QList<ShownAttachment> &attachments, const Content &content);
    const QList<ShownAttachment> &attachments() const { return m_attachments; }
    QList<ShownAttachment> selected() const; ///< the current one when none is selected
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void openRequested(const godwit::ui::ShownAttachment &attachment);
    void saveRequested(const QList<godwit::ui::ShownAttachment> &attachments);
    void copyFailed(const godwit::MailError &error);

protected:
    QMimeData *mimeData(const QList<QListWidgetItem *> &items) const override;
    QStringList mimeTypes() const override;
    Qt::DropActions supportedDropActions() const override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    ShownAttachment attachmentOf(const QListWidgetItem *item) const;
    int heightFor(int width) const;

    AttachmentFiles &m_files;
    QList<ShownAttachment> m_attachments;
    Content m_content;
};

} // namespace godwit::ui

Q_DECLARE_METATYPE(godwit::ui::ShownAttachment)
