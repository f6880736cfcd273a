// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/StoreProblem.h"

#include "ui/common/NoticeBar.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace godwit::ui {

StoreProblem::StoreProblem(const QString &explanation, const QString &details)
{
    setWindowTitle(tr("Godwit cannot open its mail"));
    resize(520, 160);
    auto *bar = new NoticeBar(this);
    bar->showNotice(NoticeBar::Kind::Error, explanation, {}, details);
    auto *close = new QPushButton(tr("Close"), this);
    connect(close, &QPushButton::clicked, this, &QWidget::close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->addWidget(bar);
    layout->addStretch(1);
    layout->addWidget(close, 0, Qt::AlignRight);
}

} // namespace godwit::ui
