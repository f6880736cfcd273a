// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/MessageWindow.h"

#include <QKeyEvent>
#include <QVBoxLayout>

namespace godwit::ui {

MessageWindow::MessageWindow(
    const ReaderView::Tools &tools, const QByteArray &raw, const QSet<QString> &self, QWidget *parent)
    : QWidget(parent, Qt::Window), m_view(new ReaderView(tools, this)), m_loader(tools.profile)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Attached message"));
    resize(720, 600);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    connect(&m_loader, &MessageLoader::loaded, this, [this, self](quint64, const ReadMessagePtr &message) {
        const mime::Envelope &envelope = message->message.envelope;
        if (envelope.subject && !envelope.subject->isEmpty())
            setWindowTitle(*envelope.subject);
        m_view->showMessage(message, envelope.date.value_or(QDateTime()), self);
    });
    m_loader.load(raw, ReaderView::rules(tools.preferences.current()), 1);
}

void MessageWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape || event->matches(QKeySequence::Close))
        close();
    else
        QWidget::keyPressEvent(event);
}

} // namespace godwit::ui
