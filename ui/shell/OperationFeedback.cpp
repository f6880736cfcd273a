// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/OperationFeedback.h"

#include "ui/common/ErrorText.h"
#include "ui/common/NoticeBar.h"
#include "ui/common/Toast.h"
#include "ui/shell/OperationWords.h"

namespace godwit::ui {

namespace {

bool isAboutMailbox(store::OperationKind kind)
{
    return kind >= store::OperationKind::CreateMailbox;
}

bool marksRead(const store::Operation &operation)
{
    return operation.kind == store::OperationKind::SetFlags
        && operation.addFlags == QByteArrayList{wireName(Flag::Seen)} && operation.removeFlags.isEmpty();
}

} // namespace

OperationFeedback::OperationFeedback(
    Services &services, Toast &toast, NoticeBar &messages, NoticeBar &folders, QObject *parent)
    : QObject(parent), m_services(services), m_toast(toast), m_messages(messages), m_folders(folders)
{
    connect(&services.actions, &sync::Actions::performed, this, &OperationFeedback::performed);
    connect(&services.actions, &sync::Actions::failed, this, &OperationFeedback::notStored);
    connect(&messages, &NoticeBar::shown, this, [this] { m_showsFailure = false; });
    connect(&messages, &NoticeBar::cleared, this, [this] { m_showsFailure = false; });
    connect(&services.engine, &sync::Engine::operationRefused, this, &OperationFeedback::refused);
}

/// Nothing was done at all: not even the store would take it.
void OperationFeedback::notStored(const MailError &error)
{
    if (m_silent > 0) { // what nobody asked for need not be reported
        --m_silent;
        return;
    }
    if (m_redoing > 0) {
        --m_redoing;
        m_toast.showMessage(tr("This can no longer be done again: things have changed since"));
        return;
    }
    for (const store::OperationKey key : std::as_const(m_undoing))
        m_undone.removeAll(key); // which of them it was is not known; the others will tell
    m_undoing.clear();
    m_messages.showNotice(NoticeBar::Kind::Error,
        tr("This was not done. %1", "why an action failed").arg(explain(error)), {}, serverWords(error));
    m_showsFailure = true;
}

void OperationFeedback::performed(const store::Operation &operation)
{
    if (m_showsFailure)
        m_messages.clear(); // it works again
    if (m_silent > 0 && marksRead(operation)) {
        --m_silent;
        return;
    }
    const bool wasUndone = operation.state == store::OperationState::Undone;
    const bool asked = m_undoing.remove(operation.key);
    if (asked || wasUndone) {
        m_undoable.removeAll(operation.key);
        if (!wasUndone)
            m_undone.removeAll(operation.key); // it was on its way already: its inverse follows it
        else if (!asked)
            m_undone.append(operation.key); // of before the program was started
        return;
    }
    if (m_redoing > 0)
        --m_redoing;
    else
        m_undone.clear(); // what comes after it is another story
    if (operation.undoable)
        m_undoable.append(operation.key);
    const QString sentence = doneSentence(operation, m_services.reader);
    if (sentence.isEmpty())
        return;
    const store::OperationKey key = operation.key;
    std::function<void()> undo;
    if (operation.undoable) {
        undo = [this, key] {
            takeBack(key);
        };
    }
    m_toast.showMessage(sentence, undo);
}

void OperationFeedback::undo()
{
    m_toast.dismiss();
    if (m_undoable.isEmpty()) {
        m_services.actions.undo();
        return;
    }
    takeBack(m_undoable.last());
}

void OperationFeedback::takeBack(store::OperationKey key)
{
    m_undoable.removeAll(key);
    m_undoing.insert(key);
    m_undone.append(key); // at once: the next key may ask for it
    m_services.actions.undo(key);
}

void OperationFeedback::redo()
{
    m_toast.dismiss();
    if (m_undone.isEmpty()) {
        m_toast.showMessage(tr("There is nothing to do again"));
        return;
    }
    ++m_redoing;
    m_services.actions.redo(m_undone.takeLast());
}

void OperationFeedback::refused(store::OperationKey key, const MailError &error)
{
    const auto operation = m_services.reader.operation(key);
    if (!operation)
        return;
    m_undoable.removeAll(key);
    m_undone.removeAll(key);
    NoticeBar &bar = isAboutMailbox(operation->kind) ? m_folders : m_messages;
    const auto retry = [this, key, &bar] {
        bar.clear();
        m_services.actions.retry(key);
    };
    const auto drop = [this, key, &bar] {
        bar.clear();
        m_services.actions.drop(key);
    };
    const QString text = tr("%1 did not work. %2", "what was tried; why")
                             .arg(attemptSentence(*operation, m_services.reader), explain(error));
    bar.showNotice(NoticeBar::Kind::Error, text, {{tr("Try again"), retry}, {tr("Give up"), drop}}, serverWords(error));
}

} // namespace godwit::ui
