// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/folders/FolderNameEditor.h"

#include "ui/common/PlainText.h"

#include <QKeyEvent>
#include <QStyle>
#include <QToolTip>
#include <algorithm>

namespace godwit::ui {

FolderNameEditor::FolderNameEditor(const QString &accessibleName, Rules rules, QWidget *parent)
    : QLineEdit(rules.current, parent), m_rules(std::move(rules))
{
    setAccessibleName(accessibleName);
    setPlaceholderText(tr("Name of the folder"));
    setProperty("look", QStringLiteral("inline"));
    setMaxLength(200);
    selectAll();
    connect(this, &QLineEdit::textChanged, this, &FolderNameEditor::check);
    connect(this, &QLineEdit::returnPressed, this, &FolderNameEditor::take);
}

QString FolderNameEditor::objection(const QString &name, const Rules &rules)
{
    const QString trimmed = name.trimmed();
    if (trimmed.isEmpty())
        return tr("A folder needs a name.");
    if (trimmed == rules.current)
        return {};
    for (const QChar character : trimmed) {
        if (character == u'/' || (rules.delimiter != '\0' && character == QLatin1Char(rules.delimiter)))
            return tr("“%1” cannot be part of a folder's name here.").arg(character);
        if (character == u'*' || character == u'%' || character.category() == QChar::Other_Control)
            return tr("This character cannot be part of a folder's name.");
    }
    const bool taken = std::any_of(rules.taken.begin(), rules.taken.end(),
        [&trimmed](const QString &other) { return other.compare(trimmed, Qt::CaseInsensitive) == 0; });
    return taken ? tr("There is a folder “%1” already.").arg(trimmed) : QString();
}

void FolderNameEditor::check()
{
    const QString why = text().isEmpty() ? QString() : objection(text(), m_rules);
    setProperty("wrong", !why.isEmpty());
    style()->unpolish(this);
    style()->polish(this);
    setToolTip(plainToolTip(why));
    if (why.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(mapToGlobal(QPoint(0, height())), plainToolTip(why), this);
}

void FolderNameEditor::take()
{
    const QString why = objection(text(), m_rules);
    if (!why.isEmpty()) {
        QToolTip::showText(mapToGlobal(QPoint(0, height())), plainToolTip(why), this);
        return;
    }
    if (m_done)
        return;
    const QString name = text().trimmed();
    finish();
    if (name != m_rules.current)
        emit named(name);
}

void FolderNameEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        finish();
        event->accept();
        return;
    }
    QLineEdit::keyPressEvent(event);
    event->accept(); // a key typed here is no shortcut of the tree
}

void FolderNameEditor::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() == Qt::PopupFocusReason || event->reason() == Qt::ActiveWindowFocusReason || m_done)
        return;
    if (objection(text(), m_rules).isEmpty() && !m_rules.current.isEmpty()) {
        take();
        return;
    }
    finish();
}

void FolderNameEditor::finish()
{
    m_done = true;
    hide();
    deleteLater();
    emit finished();
}

} // namespace godwit::ui
