// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/RecipientField.h"

#include "ui/composer/FlowLayout.h"
#include "ui/composer/RecipientPill.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QCompleter>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStringListModel>

namespace godwit::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int Gap = 6;
constexpr int LineHeight = 28;

/// A comma ends an entry, unless it stands in a quoted name or before any address: "Kim, Seoyeon <s@example.org>".
bool isComplete(const QString &text)
{
    return text.contains(u'@') && text.count(u'"') % 2 == 0;
}

} // namespace

RecipientField::RecipientField(const QString &name, Lookup lookup, QWidget *parent)
    : QWidget(parent), m_lookup(std::move(lookup)), m_flow(new FlowLayout(Gap, LineHeight, this)),
      m_line(new QLineEdit(this)), m_completer(new QCompleter(this)), m_suggestions(new QStringListModel(this))
{
    m_line->setFrame(false);
    m_line->setProperty("look", u"plain"_s);
    m_line->setTextMargins(-2, 0, 0, 0);
    m_line->setAccessibleName(name);
    m_line->installEventFilter(this);
    m_flow->addWidget(m_line);
    setFocusProxy(m_line);
    setCursor(Qt::IBeamCursor);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);

    m_completer->setModel(m_suggestions);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setWidget(m_line);
    m_completer->popup()->setProperty("look", u"framed"_s);
    m_completer->popup()->setAccessibleName(tr("Suggestions"));
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, [this](const QString &text) {
        m_line->setText(text);
        commit();
    });
    connect(m_line, &QLineEdit::textEdited, this, &RecipientField::textEdited);
    // Queued: the focus also leaves while the window is being destroyed, and then no pill may be made.
    connect(
        m_line, &QLineEdit::editingFinished, this,
        [this] {
            if (!m_completer->popup()->isVisible() && !m_line->hasFocus())
                commit();
        },
        Qt::QueuedConnection);
}

mime::AddressList RecipientField::addresses() const
{
    mime::AddressList addresses;
    for (const RecipientPill *pill : m_pills)
        addresses << pill->address();
    const QString typed = m_line->text().trimmed();
    if (!typed.isEmpty()) {
        const mime::AddressList parsed = mime::parseTypedAddresses(typed);
        addresses << (parsed.isEmpty() ? mime::AddressList{{{}, typed}} : parsed);
    }
    return addresses;
}

void RecipientField::setAddresses(const mime::AddressList &addresses)
{
    qDeleteAll(m_pills);
    m_pills.clear();
    m_line->clear();
    for (const mime::Address &address : addresses)
        add(address);
}

bool RecipientField::isEmpty() const
{
    return m_pills.isEmpty() && m_line->text().trimmed().isEmpty();
}

void RecipientField::commit()
{
    const QString typed = m_line->text().trimmed();
    if (typed.isEmpty())
        return;
    mime::AddressList parsed = mime::parseTypedAddresses(typed);
    if (parsed.isEmpty())
        parsed << mime::Address{{}, typed};
    m_line->clear();
    m_completer->popup()->hide();
    for (const mime::Address &address : parsed)
        add(address);
    emit edited();
}

void RecipientField::add(const mime::Address &address)
{
    auto *pill = new RecipientPill(address, this);
    m_pills << pill;
    m_flow->insertBeforeLast(pill);
    pill->show();
    connect(pill, &RecipientPill::removeRequested, this, [this, pill] { remove(pill); });
    connect(pill, &RecipientPill::editRequested, this, [this, pill] { editAgain(pill); });
    connect(pill, &RecipientPill::stepRequested, this, [this, pill](int direction) { step(pill, direction); });
    updateGeometry();
}

void RecipientField::remove(RecipientPill *pill)
{
    const qsizetype row = m_pills.indexOf(pill);
    if (row < 0)
        return;
    m_pills.removeAt(row);
    m_flow->removeWidget(pill);
    pill->hide();
    pill->deleteLater();
    if (row < m_pills.size())
        m_pills.at(row)->setFocus();
    else
        m_line->setFocus();
    updateGeometry();
    emit edited();
}

void RecipientField::editAgain(RecipientPill *pill)
{
    const QString text = mime::displayAddress(pill->address());
    commit();
    remove(pill);
    m_line->setText(text);
    m_line->setFocus();
}

void RecipientField::step(RecipientPill *pill, int direction)
{
    const qsizetype row = m_pills.indexOf(pill) + direction;
    if (row >= m_pills.size())
        m_line->setFocus();
    else if (row >= 0)
        m_pills.at(row)->setFocus();
}

void RecipientField::textEdited(const QString &text)
{
    emit edited();
    const QString start = text.trimmed();
    QStringList suggestions;
    if (!start.isEmpty() && m_lookup) {
        for (const mime::Address &address : m_lookup(start))
            suggestions << mime::displayAddress(address);
    }
    m_suggestions->setStringList(suggestions);
    if (suggestions.isEmpty()) {
        m_completer->popup()->hide();
        return;
    }
    m_completer->complete();
    // The first is chosen by Return only while no whole address was typed: a completion never replaces one.
    m_completer->popup()->setCurrentIndex(
        start.contains(u'@') ? QModelIndex() : m_completer->completionModel()->index(0, 0));
}

bool RecipientField::takeCompletion()
{
    const QAbstractItemView *popup = m_completer->popup();
    const QModelIndex current = popup->currentIndex();
    if (!popup->isVisible() || !current.isValid())
        return false;
    m_line->setText(current.data().toString());
    commit();
    return true;
}

bool RecipientField::lineKey(int key, const QString &text, bool control)
{
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (control)
            return false;
        if (!takeCompletion())
            commit();
        return true;
    case Qt::Key_Tab:
        if (!takeCompletion())
            commit();
        return false;
    case Qt::Key_Backspace:
    case Qt::Key_Left:
        if (m_line->cursorPosition() == 0 && !m_line->hasSelectedText() && !m_pills.isEmpty()) {
            m_pills.last()->setFocus();
            return true;
        }
        return false;
    default:
        break;
    }
    if ((text == u',' || text == u';') && isComplete(m_line->text())) {
        commit();
        return true;
    }
    return false;
}

void RecipientField::paste()
{
    QString text = QGuiApplication::clipboard()->text().trimmed();
    text.replace(u"\r\n"_s, u"\n"_s).replace(u'\n', u',');
    m_line->insert(text);
    if (mime::parseTypedAddresses(m_line->text()).size() > 1)
        commit();
    emit edited();
}

bool RecipientField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_line || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    if (key->matches(QKeySequence::Paste)) {
        paste();
        return true;
    }
    return lineKey(key->key(), key->text(), key->modifiers().testFlag(Qt::ControlModifier));
}

void RecipientField::mousePressEvent(QMouseEvent *)
{
    m_line->setFocus();
}

} // namespace godwit::ui
