// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/FormatBar.h"

#include "ui/common/Buttons.h"
#include "ui/common/Icons.h"
#include "ui/common/Theme.h"
#include "ui/composer/BodyEditor.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QTextList>

namespace godwit::ui {

using namespace Qt::StringLiterals;

FormatBar::FormatBar(BodyEditor &editor, QWidget *parent)
    : QWidget(parent), m_editor(editor), m_bold(add(u"bold"_s, tr("Bold"), QKeySequence::Bold)),
      m_italic(add(u"italic"_s, tr("Italic"), QKeySequence::Italic)),
      m_underline(add(u"underline"_s, tr("Underline"), QKeySequence::Underline)),
      m_bullets(add(u"list"_s, tr("List"), QKeySequence(u"Ctrl+Shift+8"_s))),
      m_numbers(add(u"list-numbered"_s, tr("Numbered list"), QKeySequence(u"Ctrl+Shift+7"_s))),
      m_link(add(u"link"_s, tr("Link"), QKeySequence(u"Ctrl+Shift+K"_s))),
      m_picture(add(u"image"_s, tr("Picture in the text"), {}))
{
    setFixedHeight(measure::TopBar - measure::Grid);
    auto *plain = new QToolButton(this);
    plain->setText(tr("Plain text"));
    plain->setAutoRaise(true);
    plain->setFocusPolicy(Qt::TabFocus);
    plain->setToolTip(tr("Send this message as plain text"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 12, 0);
    layout->setSpacing(4);
    for (QToolButton *button : {m_bold, m_italic, m_underline, m_bullets, m_numbers, m_link, m_picture})
        layout->addWidget(button);
    layout->addStretch();
    layout->addWidget(plain);

    for (QToolButton *button : {m_bold, m_italic, m_underline})
        button->setCheckable(true);
    connect(m_bold, &QToolButton::clicked, this,
        [this](bool on) { m_editor.setFontWeight(on ? QFont::Bold : QFont::Normal); });
    connect(m_italic, &QToolButton::clicked, this, [this](bool on) { m_editor.setFontItalic(on); });
    connect(m_underline, &QToolButton::clicked, this, [this](bool on) { m_editor.setFontUnderline(on); });
    connect(m_bullets, &QToolButton::clicked, this, [this] { toggleList(QTextListFormat::ListDisc); });
    connect(m_numbers, &QToolButton::clicked, this, [this] { toggleList(QTextListFormat::ListDecimal); });
    connect(m_link, &QToolButton::clicked, this, &FormatBar::askLink);
    connect(m_picture, &QToolButton::clicked, this, &FormatBar::pictureRequested);
    connect(plain, &QToolButton::clicked, this, &FormatBar::plainRequested);
    connect(&m_editor, &QTextEdit::currentCharFormatChanged, this, &FormatBar::follow);
}

QToolButton *FormatBar::add(const QString &iconName, const QString &text, const QKeySequence &shortcut)
{
    auto *button = new FlatButton(iconName, text, this);
    button->setFocusPolicy(Qt::TabFocus);
    button->setShortcut(shortcut);
    const QString keys = shortcut.toString(QKeySequence::NativeText);
    button->setToolTip(keys.isEmpty() ? text : text + " ("_L1 + keys + u')');
    return button;
}

void FormatBar::follow(const QTextCharFormat &format)
{
    m_bold->setChecked(format.fontWeight() >= QFont::DemiBold);
    m_italic->setChecked(format.fontItalic());
    m_underline->setChecked(format.fontUnderline() && !format.isAnchor());
}

void FormatBar::toggleList(int style)
{
    QTextCursor cursor = m_editor.textCursor();
    cursor.beginEditBlock();
    const QTextList *list = cursor.currentList();
    if (list && list->format().style() == style) {
        QTextBlockFormat format = cursor.blockFormat();
        format.setObjectIndex(-1);
        format.setIndent(0);
        cursor.setBlockFormat(format);
    } else {
        cursor.createList(QTextListFormat::Style(style));
    }
    cursor.endEditBlock();
    m_editor.setFocus();
}

void FormatBar::askLink()
{
    auto *popup = new QFrame(this, Qt::Popup);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setFrameShape(QFrame::StyledPanel);
    auto *target = new QLineEdit(m_editor.textCursor().charFormat().anchorHref(), popup);
    target->setPlaceholderText(tr("Address of the page"));
    target->setAccessibleName(tr("Address of the page"));
    target->setMinimumWidth(320);
    auto *layout = new QHBoxLayout(popup);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(target);
    connect(target, &QLineEdit::returnPressed, this, [this, popup, target] {
        setLink(target->text());
        popup->close();
    });
    popup->move(m_link->mapToGlobal(QPoint(0, m_link->height())));
    popup->show();
    target->setFocus();
}

void FormatBar::setLink(const QString &typed)
{
    QString target = typed.trimmed();
    if (!target.isEmpty() && !target.contains(u':'))
        target.prepend("https://"_L1);
    QTextCursor cursor = m_editor.textCursor();
    QTextCharFormat format;
    format.setAnchor(!target.isEmpty());
    format.setAnchorHref(target);
    format.setFontUnderline(!target.isEmpty());
    format.setForeground(target.isEmpty() ? m_editor.palette().text() : m_editor.palette().link());
    if (cursor.hasSelection())
        cursor.mergeCharFormat(format);
    else if (!target.isEmpty())
        cursor.insertText(target, format);
    m_editor.setFocus();
}

} // namespace godwit::ui
