// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/SourceWindow.h"

#include "base/Limits.h"

#include <QFontDatabase>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace godwit::ui {

namespace {

constexpr qsizetype ShownOctets = 2 * limits::MiB;
constexpr qsizetype LongestLine = 4096; // lines without end stall the layout (S-080)

/// UTF-8 where it is, else octet by octet; nothing is hidden and nothing is lost.
QString readable(QByteArrayView octets)
{
    QString text = QString::fromUtf8(octets);
    if (text.contains(QChar::ReplacementCharacter))
        text = QString::fromLatin1(octets);
    text.remove(u'\r');
    QString out;
    out.reserve(text.size());
    qsizetype column = 0;
    for (const QChar character : std::as_const(text)) {
        column = character == u'\n' ? 0 : column + 1;
        if (column > LongestLine) {
            out += u'\n';
            column = 1;
        }
        out += character.isNull() ? QChar(u'\u2400') : character;
    }
    return out;
}

} // namespace

SourceWindow::SourceWindow(const QString &title, const QByteArray &octets, QWidget *parent)
    : QWidget(parent, Qt::Window)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    resize(760, 640);
    auto *text = new QPlainTextEdit(this);
    text->setReadOnly(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setFrameShape(QFrame::NoFrame);
    text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    text->setAccessibleName(tr("Source"));
    text->setPlainText(readable(QByteArrayView(octets).first(qMin(octets.size(), ShownOctets))));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(text);
    if (octets.size() > ShownOctets) {
        auto *note = new QLabel(tr("Only the beginning is shown. Save the message to see all of it."), this);
        note->setTextFormat(Qt::PlainText);
        note->setContentsMargins(12, 6, 12, 6);
        layout->addWidget(note);
    }
}

void SourceWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape || event->matches(QKeySequence::Close))
        close();
    else
        QWidget::keyPressEvent(event);
}

} // namespace godwit::ui
