// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/StoreProblem.h"

#include "ui/common/Buttons.h"
#include "ui/common/ErrorText.h"
#include "ui/common/Icons.h"
#include "ui/common/Theme.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace godwit::ui {

using Detail = MailError::Detail;

namespace {

constexpr int Width = 460;
constexpr int SymbolSize = 32;

QLabel *label(const QString &text, const char *role, QWidget *parent)
{
    auto *made = new QLabel(text, parent);
    made->setTextFormat(Qt::PlainText);
    made->setWordWrap(true);
    made->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (role != nullptr)
        made->setProperty("role", QLatin1String(role));
    return made;
}

} // namespace

StoreProblem::StoreProblem(const MailError &error, const QString &profile)
{
    setWindowTitle(QStringLiteral("Godwit"));
    setProperty("pane", QStringLiteral("paper"));
    setAttribute(Qt::WA_StyledBackground);
    const bool busy = error.detail == Detail::ProfileLocked;
    auto *symbol = new QLabel(this);
    symbol->setPixmap(busy ? applicationIcon().pixmap(QSize(SymbolSize, SymbolSize), devicePixelRatioF())
                           : iconPixmap(QStringLiteral("error"), Theme::colors().bad, SymbolSize, devicePixelRatioF()));
    auto *words = new QVBoxLayout;
    words->setSpacing(8);
    words->addWidget(label(heading(error), "title", this));
    words->addWidget(label(advice(error), nullptr, this));
    words->addWidget(label(tr("The mail is kept in %1").arg(QDir::toNativeSeparators(profile)), "dimmed", this));
    if (const QString quoted = serverWords(error); !quoted.isEmpty())
        words->addWidget(label(quoted, "dimmed", this));
    auto *top = new QHBoxLayout;
    top->setSpacing(16);
    top->addWidget(symbol, 0, Qt::AlignTop);
    top->addLayout(words, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 20);
    layout->setSpacing(24);
    layout->addLayout(top);
    layout->addStretch(1);
    layout->addWidget(buttons(error));
    setFixedWidth(Width);
    resize(Width, layout->heightForWidth(Width));
    connect(new QShortcut(Qt::Key_Escape, this), &QShortcut::activated, this, &QWidget::close);
}

QWidget *StoreProblem::buttons(const MailError &error)
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addStretch(1);
    auto *quit = new QPushButton(tr("Quit"), row);
    quit->setAccessibleName(quit->text());
    connect(quit, &QPushButton::clicked, this, &QWidget::close);
    layout->addWidget(quit);
    if (!canBeTriedAgain(error)) {
        quit->setFocus();
        return row;
    }
    auto *again = new FilledButton(tr("Try again"), {}, row);
    again->setAccessibleName(again->text());
    connect(again, &QPushButton::clicked, this, [this] {
        emit retryRequested();
        close();
    });
    layout->addWidget(again);
    again->setFocus();
    return row;
}

QString StoreProblem::heading(const MailError &error)
{
    switch (error.detail) {
    case Detail::ProfileLocked:
        return tr("This mail is in use already");
    case Detail::NewerProfile:
        return tr("This mail belongs to a newer Godwit");
    case Detail::DiskFull:
        return tr("The disk is full");
    case Detail::DatabaseDamaged:
        return tr("The mail store is damaged");
    default:
        return tr("The mail cannot be opened");
    }
}

QString StoreProblem::advice(const MailError &error)
{
    switch (error.detail) {
    case Detail::ProfileLocked:
        return tr(
            "Another program is at work with it: Godwit in another session, or godwit-cli. Go on in its window if "
            "there is one. Else wait until it has finished, then try again.");
    case Detail::DiskFull:
        return tr("Godwit needs a little room to open its mail. Free some space, then try again. Nothing that was "
                  "stored is lost.");
    default:
        return explain(error);
    }
}

bool StoreProblem::canBeTriedAgain(const MailError &error)
{
    return error.detail != Detail::NewerProfile && error.detail != Detail::DatabaseDamaged;
}

} // namespace godwit::ui
