// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/AttachmentList.h"

#include "ui/common/Format.h"
#include "ui/common/Icons.h"
#include "ui/reader/AttachmentCard.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QUrl>

namespace godwit::ui {

namespace {

constexpr int Gap = 8;
constexpr int VisibleRows = 2;

/// Files that come into being when somebody takes them.
class LazyFiles : public QMimeData {
public:
    using Write = std::function<QList<QUrl>()>;
    explicit LazyFiles(Write write) : m_write(std::move(write)) { }
    QStringList formats() const override { return {QStringLiteral("text/uri-list")}; }
    bool hasFormat(const QString &mimeType) const override { return mimeType == u"text/uri-list"; }

protected:
    QVariant retrieveData(const QString &mimeType, QMetaType type) const override
    {
        if (mimeType != u"text/uri-list")
            return QMimeData::retrieveData(mimeType, type);
        if (!m_written) {
            m_written = true;
            m_urls = m_write();
        }
        return QVariant::fromValue(QVariantList(m_urls.begin(), m_urls.end()));
    }

private:
    Write m_write;
    mutable bool m_written = false;
    mutable QList<QUrl> m_urls;
};

} // namespace

AttachmentList::AttachmentList(AttachmentFiles &files, QWidget *parent) : QListWidget(parent), m_files(files)
{
    setAccessibleName(tr("Attachments"));
    setFrameShape(QFrame::NoFrame);
    setViewMode(QListView::ListMode);
    setFlow(QListView::LeftToRight);
    setWrapping(true);
    setResizeMode(QListView::Adjust);
    setSpacing(Gap / 2);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setDragEnabled(true);
    setDragDropMode(QAbstractItemView::DragOnly);
    setDefaultDropAction(Qt::CopyAction);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setMouseTracking(true);
    setItemDelegate(new AttachmentCard(this));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QListWidget::itemActivated, this,
        [this](QListWidgetItem *item) { emit openRequested(attachmentOf(item)); });
}

void AttachmentList::setAttachments(const QList<ShownAttachment> &attachments, const Content &content)
{
    clear();
    m_attachments = attachments;
    m_content = content;
    for (const ShownAttachment &attachment : attachments) {
        auto *item = new QListWidgetItem(attachment.name, this);
        const QString size = humanSize(attachment.octets);
        item->setData(AttachmentCard::SizeTextRole, size);
        item->setData(AttachmentCard::IconNameRole,
            attachment.message ? QStringLiteral("file-message") : iconNameForMediaType(attachment.type));
        item->setData(Qt::AccessibleTextRole, tr("%1, %2", "attachment: name, size").arg(attachment.name, size));
        item->setToolTip(QStringLiteral("%1 (%2)").arg(attachment.name, attachment.type).toHtmlEscaped());
    }
    setVisible(!attachments.isEmpty());
    updateGeometry();
}

QList<ShownAttachment> AttachmentList::selected() const
{
    QList<ShownAttachment> out;
    for (int row = 0; row < count(); ++row) {
        if (item(row)->isSelected())
            out << m_attachments.at(row);
    }
    if (out.isEmpty() && currentItem() != nullptr)
        out << attachmentOf(currentItem());
    return out;
}

QSize AttachmentList::sizeHint() const
{
    return {200, heightFor(width())};
}

QSize AttachmentList::minimumSizeHint() const
{
    return {80, AttachmentCard::Height + Gap};
}

QMimeData *AttachmentList::mimeData(const QList<QListWidgetItem *> &items) const
{
    QList<ShownAttachment> dragged;
    for (const QListWidgetItem *item : items)
        dragged << attachmentOf(item);
    auto *strip = const_cast<AttachmentList *>(this); // NOLINT: the base class wants it const
    return new LazyFiles([strip, dragged, content = m_content] {
        QList<QUrl> urls;
        for (const ShownAttachment &attachment : dragged) {
            const auto path = strip->m_files.temporaryCopy(attachment.name, content(attachment));
            if (path)
                urls << QUrl::fromLocalFile(*path);
            else
                emit strip->copyFailed(path.error());
        }
        return urls;
    });
}

QStringList AttachmentList::mimeTypes() const
{
    return {QStringLiteral("text/uri-list")};
}

Qt::DropActions AttachmentList::supportedDropActions() const
{
    return Qt::CopyAction;
}

bool AttachmentList::event(QEvent *event)
{
    // Save means the chosen attachment here, before the window's "Save as .eml" takes the key.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Save)
        && !selected().isEmpty()) {
        event->accept();
        return true;
    }
    return QListWidget::event(event);
}

void AttachmentList::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Save) && !selected().isEmpty()) {
        emit saveRequested(selected());
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentItem() != nullptr) {
        emit openRequested(attachmentOf(currentItem()));
        return;
    }
    QListWidget::keyPressEvent(event);
}

void AttachmentList::contextMenuEvent(QContextMenuEvent *event)
{
    const QList<ShownAttachment> chosen = selected();
    if (chosen.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *open = menu->addAction(icon(QStringLiteral("open")), tr("Open"));
    open->setEnabled(chosen.size() == 1);
    connect(open, &QAction::triggered, this, [this, chosen] { emit openRequested(chosen.first()); });
    QAction *save = menu->addAction(icon(QStringLiteral("save")), tr("Save…"));
    connect(save, &QAction::triggered, this, [this, chosen] { emit saveRequested(chosen); });
    if (m_attachments.size() > 1) {
        QAction *all = menu->addAction(tr("Save all…"));
        connect(all, &QAction::triggered, this, [this] { emit saveRequested(m_attachments); });
    }
    menu->popup(event->reason() == QContextMenuEvent::Keyboard && currentItem() != nullptr
            ? viewport()->mapToGlobal(visualItemRect(currentItem()).center())
            : event->globalPos());
}

void AttachmentList::resizeEvent(QResizeEvent *event)
{
    QListWidget::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        updateGeometry();
}

ShownAttachment AttachmentList::attachmentOf(const QListWidgetItem *item) const
{
    return m_attachments.value(row(item));
}

int AttachmentList::heightFor(int width) const
{
    int rows = 1;
    int x = 0;
    int height = AttachmentCard::Height;
    for (int row = 0; row < count(); ++row) {
        const QSize card = sizeHintForIndex(indexFromItem(item(row)));
        height = card.height();
        if (x > 0 && x + card.width() + Gap > width) {
            ++rows;
            x = 0;
        }
        x += card.width() + Gap;
    }
    return qMin(rows, VisibleRows) * (height + Gap) + 2;
}

} // namespace godwit::ui
