// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/ShortcutsPage.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QMap>
#include <QTableWidget>

namespace godwit::ui {

using namespace Qt::StringLiterals;

ShortcutsPage::ShortcutsPage(QWidget *parent)
    : SettingsPage(tr("Shortcuts"), parent), m_table(new QTableWidget(0, 2, this))
{
    m_table->setAccessibleName(tr("Shortcuts"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_table->setFocusPolicy(Qt::TabFocus);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    addWide(m_table);
}

void ShortcutsPage::showEvent(QShowEvent *event)
{
    SettingsPage::showEvent(event);
    collect();
}

void ShortcutsPage::collect()
{
    QMap<QString, QString> keys {{tr("Send message"), QKeySequence(u"Ctrl+Return"_s).toString(QKeySequence::NativeText)},
        {tr("Attach files"), QKeySequence(u"Ctrl+Shift+A"_s).toString(QKeySequence::NativeText)}};
    for (const QWidget *window : QApplication::topLevelWidgets()) {
        for (const QAction *action : window->findChildren<QAction *>()) {
            const QString text = QString(action->text()).remove(u'&');
            if (!action->shortcut().isEmpty() && !text.isEmpty())
                keys.insert(text, action->shortcut().toString(QKeySequence::NativeText));
        }
    }
    m_table->setRowCount(int(keys.size()));
    int row = 0;
    for (auto it = keys.cbegin(); it != keys.cend(); ++it, ++row) {
        m_table->setItem(row, 0, new QTableWidgetItem(it.key()));
        m_table->setItem(row, 1, new QTableWidgetItem(it.value()));
    }
    m_table->setFixedHeight(m_table->verticalHeader()->length() + 4);
}

} // namespace godwit::ui
