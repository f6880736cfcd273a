// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/CommandPalette.h"

#include "ui/common/Icons.h"
#include "ui/common/MailboxText.h"
#include "ui/common/PlainText.h"
#include "ui/common/Theme.h"
#include "ui/shell/Commands.h"

#include <QApplication>
#include <QGraphicsDropShadowEffect>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QVBoxLayout>
#include <algorithm>

namespace godwit::ui {

CommandPalette::CommandPalette(const Commands &commands, store::Reader &reader, QWidget *window)
    : QFrame(window), m_field(new QLineEdit(this)), m_list(new QListWidget(this)),
      m_focusBefore(QApplication::focusWidget())
{
    setObjectName(QStringLiteral("palette"));
    setProperty("look", QStringLiteral("card"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Commands"));
    m_field->setPlaceholderText(tr("Type a command or a folder"));
    m_field->setAccessibleName(tr("Type a command or a folder"));
    m_field->installEventFilter(this);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(6);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    auto *shadow = new QGraphicsDropShadowEffect(this);
    shadow->setBlurRadius(28);
    shadow->setOffset(0, 6);
    shadow->setColor(QColor(0, 0, 0, 70));
    setGraphicsEffect(shadow);
    collect(commands, reader);
    filter({});
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::take);
    const int width = qMin(560, window->width() - 48);
    setGeometry((window->width() - width) / 2, 56, width, qMin(420, window->height() - 96));
    show();
    raise();
    m_field->setFocus();
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (now != nullptr && !isAncestorOf(now))
            leave();
    });
}

void CommandPalette::collect(const Commands &commands, store::Reader &reader)
{
    for (QAction *action : commands.all()) {
        if (!action->isEnabled() || !action->isVisible() || action->text().isEmpty())
            continue;
        const QString text = withoutMnemonic(action->text());
        const QPointer<QAction> kept(action);
        m_entries.append({text, action->shortcut().toString(QKeySequence::NativeText), action->icon(), [kept] {
                              if (kept != nullptr)
                                  kept->trigger();
                          }});
    }
    for (const store::AccountRow &account : reader.accounts()) {
        for (const store::Mailbox &mailbox : reader.mailboxes(account.key)) {
            if (!mailbox.selectable)
                continue;
            const store::MailboxKey key = mailbox.key;
            m_entries.append(
                {mailboxPathText(mailbox), tr("Folder"), ui::icon(mailboxIconName(mailbox.role)), [this, key] {
                     emit mailboxChosen(key);
                 }});
        }
    }
}

void CommandPalette::filter(const QString &text)
{
    m_list->clear();
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        const Entry &entry = m_entries.at(i);
        const bool fits = std::all_of(words.begin(), words.end(),
            [&entry](const QString &word) { return entry.text.contains(word, Qt::CaseInsensitive); });
        if (!fits)
            continue;
        auto *item = new QListWidgetItem(m_list);
        item->setData(Qt::UserRole, i);
        item->setData(Qt::AccessibleTextRole, entry.text);
        item->setSizeHint({0, qMax(30, fontMetrics().height() + 14)});
        auto *row = new QWidget;
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(8, 0, 10, 0);
        line->setSpacing(10);
        auto *symbol = new QLabel;
        symbol->setFixedSize(measure::IconSize, measure::IconSize);
        if (!entry.icon.isNull())
            symbol->setPixmap(entry.icon.pixmap(measure::IconSize));
        auto *name = new QLabel(entry.text);
        name->setTextFormat(Qt::PlainText);
        auto *detail = new QLabel(entry.detail);
        detail->setTextFormat(Qt::PlainText);
        detail->setProperty("role", QStringLiteral("small"));
        line->addWidget(symbol);
        line->addWidget(name, 1);
        line->addWidget(detail);
        m_list->setItemWidget(item, row);
    }
    if (m_list->count() > 0)
        m_list->setCurrentRow(0);
}

void CommandPalette::take()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (item == nullptr)
        return;
    const std::function<void()> run = m_entries.at(item->data(Qt::UserRole).toLongLong()).run;
    leave(); // the command sees the focus where it was
    run();
}

void CommandPalette::leave()
{
    if (m_left)
        return;
    m_left = true;
    // Before it is hidden: then Qt gives the focus to whatever comes next.
    const QWidget *const now = QApplication::focusWidget();
    if (m_focusBefore != nullptr && (now == nullptr || isAncestorOf(now)))
        m_focusBefore->setFocus();
    hide();
    deleteLater();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const int last = m_list->count() - 1;
    switch (key) {
    case Qt::Key_Down:
        m_list->setCurrentRow(qMin(last, m_list->currentRow() + 1));
        return true;
    case Qt::Key_Up:
        m_list->setCurrentRow(qMax(0, m_list->currentRow() - 1));
        return true;
    case Qt::Key_PageDown:
        m_list->setCurrentRow(qMin(last, m_list->currentRow() + 8));
        return true;
    case Qt::Key_PageUp:
        m_list->setCurrentRow(qMax(0, m_list->currentRow() - 8));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        take();
        return true;
    case Qt::Key_Escape:
        leave();
        return true;
    default:
        return false;
    }
}

} // namespace godwit::ui
