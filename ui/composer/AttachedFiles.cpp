// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/AttachedFiles.h"

#include "ui/common/Format.h"
#include "ui/common/Theme.h"
#include "ui/composer/AttachedFileDelegate.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QStyle>

namespace godwit::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int MaximumRows = 3;

QString iconNameFor(const QString &type)
{
    if (type.startsWith("image/"_L1))
        return u"file-image"_s;
    if (type.startsWith("audio/"_L1))
        return u"file-audio"_s;
    if (type.startsWith("video/"_L1))
        return u"file-video"_s;
    if (type == "application/pdf"_L1)
        return u"file-pdf"_s;
    if (type == "message/rfc822"_L1)
        return u"file-message"_s;
    if (type == "text/calendar"_L1)
        return u"file-calendar"_s;
    if (type.contains("zip"_L1) || type.contains("tar"_L1) || type.contains("compressed"_L1))
        return u"file-archive"_s;
    if (type.startsWith("text/"_L1))
        return u"file-text"_s;
    return u"file"_s;
}

} // namespace

AttachedFiles::AttachedFiles(QWidget *parent)
    : QWidget(parent), m_list(new QListWidget(this)), m_total(new QLabel(this))
{
    m_list->setAccessibleName(tr("Attachments"));
    m_list->setFlow(QListView::LeftToRight);
    m_list->setWrapping(true);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegate(new AttachedFileDelegate(m_list));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setUniformItemSizes(false);
    m_list->installEventFilter(this);
    connect(m_list, &QWidget::customContextMenuRequested, this, &AttachedFiles::showMenu);
    m_total->setTextFormat(Qt::PlainText);
    m_total->setProperty("role", u"dimmed"_s);
    QFont font = m_total->font();
    font.setPointSizeF(font.pointSizeF() * 0.85);
    m_total->setFont(font);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(24, 10, 24, 4);
    layout->setSpacing(12);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_total, 0, Qt::AlignVCenter);
    rebuild();
}

void AttachedFiles::setAttachments(const QList<ComposeAttachment> &attachments)
{
    m_attachments = attachments;
    rebuild();
}

void AttachedFiles::add(const ComposeAttachment &attachment)
{
    m_attachments << attachment;
    rebuild();
    emit edited();
}

void AttachedFiles::removeSensitive()
{
    m_attachments.removeIf([](const ComposeAttachment &attachment) { return attachment.sensitive; });
    rebuild();
    emit edited();
}

void AttachedFiles::approveSensitive()
{
    for (ComposeAttachment &attachment : m_attachments)
        attachment.sensitive = false;
    rebuild();
}

qint64 AttachedFiles::octets() const
{
    qint64 octets = 0;
    for (const ComposeAttachment &attachment : m_attachments)
        octets += attachment.content.size();
    return octets;
}

void AttachedFiles::removeSelected()
{
    QList<int> rows;
    for (const QModelIndex &index : m_list->selectionModel()->selectedIndexes())
        rows << index.row();
    if (rows.isEmpty() && m_list->currentRow() >= 0)
        rows << m_list->currentRow();
    if (rows.isEmpty())
        return;
    std::sort(rows.begin(), rows.end(), std::greater<>());
    for (const int row : rows)
        m_attachments.removeAt(row);
    const int next = qMin(rows.last(), int(m_attachments.size()) - 1);
    rebuild();
    m_list->setCurrentRow(next);
    emit edited();
}

void AttachedFiles::rebuild()
{
    m_list->clear();
    for (const ComposeAttachment &attachment : m_attachments) {
        const QString size = humanSize(attachment.content.size());
        auto *item = new QListWidgetItem(tr("%1, %2", "attached file, its size").arg(attachment.name, size));
        item->setData(AttachedFileDelegate::NameRole, attachment.name);
        item->setData(AttachedFileDelegate::SizeRole, size);
        item->setData(AttachedFileDelegate::IconRole, iconNameFor(attachment.type));
        item->setData(AttachedFileDelegate::WarnRole, attachment.sensitive);
        item->setToolTip(attachment.name.toHtmlEscaped());
        m_list->addItem(item);
    }
    const qint64 total = octets();
    m_total->setText(tr("%1 of %2 MB", "size of the attachments of the usual limit")
                         .arg(humanSize(total))
                         .arg(UsualLimitOctets / 1'000'000));
    const QString role = total > UsualLimitOctets ? u"bad"_s : u"dimmed"_s;
    if (m_total->property("role").toString() != role) {
        m_total->setProperty("role", role);
        m_total->style()->unpolish(m_total);
        m_total->style()->polish(m_total);
    }
    setVisible(!m_attachments.isEmpty());
    fitHeight();
}

void AttachedFiles::fitHeight()
{
    if (m_list->count() == 0)
        return;
    const int row = m_list->sizeHintForIndex(m_list->model()->index(0, 0)).height();
    int rows = 1, x = 0;
    const int width = qMax(m_list->viewport()->width(), 120);
    for (int i = 0; i < m_list->count(); ++i) {
        const int step = m_list->sizeHintForIndex(m_list->model()->index(i, 0)).width();
        if (x > 0 && x + step > width) {
            ++rows;
            x = 0;
        }
        x += step;
    }
    m_list->setFixedHeight(qMin(rows, MaximumRows) * row + 2);
}

bool AttachedFiles::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Delete || key == Qt::Key_Backspace) {
            removeSelected();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void AttachedFiles::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitHeight();
}

void AttachedFiles::showMenu(const QPoint &at)
{
    if (!m_list->itemAt(at))
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Remove"), this, &AttachedFiles::removeSelected);
    menu->popup(m_list->viewport()->mapToGlobal(at));
}

} // namespace godwit::ui
