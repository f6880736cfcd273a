// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/ShortcutsPage.h"

#include "ui/common/PlainText.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QMap>
#include <QTreeWidget>

namespace godwit::ui {

using namespace Qt::StringLiterals;

ShortcutsPage::ShortcutsPage(QWidget *parent) : SettingsPage(tr("Shortcuts"), parent), m_list(new QTreeWidget(this))
{
    m_list->setAccessibleName(tr("Shortcuts"));
    m_list->setColumnCount(2);
    m_list->setHeaderHidden(true);
    m_list->header()->setAccessibleName(tr("Shortcuts"));
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    addWide(m_list);
}

void ShortcutsPage::showEvent(QShowEvent *event)
{
    SettingsPage::showEvent(event);
    collect();
}

void ShortcutsPage::collect()
{
    QMap<QString, QString> keys{{tr("Send message"), QKeySequence(u"Ctrl+Return"_s).toString(QKeySequence::NativeText)},
        {tr("Attach files"), QKeySequence(u"Ctrl+Shift+A"_s).toString(QKeySequence::NativeText)}};
    for (const QWidget *window : QApplication::topLevelWidgets()) {
        for (const QAction *action : window->findChildren<QAction *>()) {
            const QString text = withoutMnemonic(action->text());
            if (!action->shortcut().isEmpty() && !text.isEmpty())
                keys.insert(text, action->shortcut().toString(QKeySequence::NativeText));
        }
    }
    m_list->clear();
    for (auto it = keys.cbegin(); it != keys.cend(); ++it)
        new QTreeWidgetItem(m_list, {it.key(), it.value()});
    const int row = m_list->sizeHintForRow(0);
    m_list->setFixedHeight(row * int(keys.size()) + 2 * m_list->frameWidth() + 4);
}

} // namespace godwit::ui
