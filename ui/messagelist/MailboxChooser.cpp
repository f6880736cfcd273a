// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messagelist/MailboxChooser.h"

#include "account/Settings.h"
#include "ui/common/Icons.h"
#include "ui/common/MailboxText.h"
#include "ui/common/Theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

namespace godwit::ui {

MailboxChooser::MailboxChooser(store::Reader &reader, const QString &title, const Start &start, QWidget *parent)
    : QDialog(parent), m_field(new QLineEdit(this)), m_list(new QListWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    setModal(true);
    resize(380, 420);
    m_field->setPlaceholderText(tr("Type part of the folder's name"));
    m_field->setAccessibleName(title);
    m_field->installEventFilter(this);
    m_list->setAccessibleName(tr("Folders to choose from"));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setIconSize({measure::IconSize, measure::IconSize});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    collect(reader, start);
    filter({});
    connect(m_field, &QLineEdit::textChanged, this, &MailboxChooser::filter);
    connect(m_field, &QLineEdit::returnPressed, this, &MailboxChooser::take);
    connect(m_list, &QListWidget::itemActivated, this, &MailboxChooser::take);
    m_field->setFocus();
}

void MailboxChooser::collect(store::Reader &reader, const Start &start)
{
    const QList<store::AccountRow> accounts = reader.accounts();
    QList<Entry> others;
    for (const store::AccountRow &row : accounts) {
        const auto settings = account::Settings::fromJson(row.settings);
        const QString label = settings ? settings->label : QString();
        for (const store::Mailbox &mailbox : reader.mailboxes(row.key)) {
            const bool may = start.purpose == Purpose::Open || mailbox.rights.has(store::Rights::Insert);
            if (!mailbox.selectable || mailbox.key == start.except || !may)
                continue;
            const QString path = mailboxPathText(mailbox);
            if (row.key == start.account || accounts.size() == 1)
                m_entries.append({mailbox.key, path, mailboxIconName(mailbox.role)});
            else
                others.append({mailbox.key, label + QStringLiteral(" › ") + path, mailboxIconName(mailbox.role)});
        }
    }
    m_entries += others;
}

void MailboxChooser::filter(const QString &text)
{
    m_list->clear();
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (const Entry &entry : std::as_const(m_entries)) {
        const bool fits = std::all_of(words.begin(), words.end(),
            [&entry](const QString &word) { return entry.path.contains(word, Qt::CaseInsensitive); });
        if (!fits)
            continue;
        auto *item = new QListWidgetItem(icon(entry.iconName), entry.path, m_list);
        item->setData(Qt::UserRole, entry.mailbox.value);
        item->setSizeHint({0, qMax(measure::FolderRow, fontMetrics().height() + 12)});
    }
    if (m_list->count() > 0)
        m_list->setCurrentRow(0);
}

void MailboxChooser::take()
{
    if (const QListWidgetItem *item = m_list->currentItem()) {
        emit chosen(store::MailboxKey{item->data(Qt::UserRole).toLongLong()});
        accept();
    }
}

bool MailboxChooser::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Down || key->key() == Qt::Key_Up || key->key() == Qt::Key_PageDown
            || key->key() == Qt::Key_PageUp) {
            const int step = key->key() == Qt::Key_Down ? 1
                : key->key() == Qt::Key_Up              ? -1
                : key->key() == Qt::Key_PageDown        ? 8
                                                        : -8;
            m_list->setCurrentRow(qBound(0, m_list->currentRow() + step, m_list->count() - 1));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace godwit::ui
