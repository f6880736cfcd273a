// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/AboutDialog.h"

#include "ui/common/Icons.h"

#include <QCoreApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace godwit::ui {

AboutDialog::AboutDialog(QWidget *parent) : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("About Godwit"));
    auto *picture = new QLabel(this);
    picture->setPixmap(applicationIcon().pixmap(QSize(96, 96), devicePixelRatioF()));
    picture->setAlignment(Qt::AlignCenter);
    auto *name = new QLabel(QStringLiteral("Godwit %1").arg(QCoreApplication::applicationVersion()), this);
    name->setProperty("role", QStringLiteral("title"));
    auto *words = new QLabel(tr("A mail client for people who live in their mail.\n"
                                "Free software under the GNU General Public License, version 3 or later."),
        this);
    words->setProperty("role", QStringLiteral("dimmed"));
    words->setWordWrap(true);
    for (QLabel *label : {name, words}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignCenter);
    }
    auto *close = new QPushButton(tr("Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(32, 24, 32, 20);
    layout->setSpacing(12);
    layout->addWidget(picture);
    layout->addWidget(name);
    layout->addWidget(words);
    layout->addWidget(close, 0, Qt::AlignCenter);
}

} // namespace godwit::ui
