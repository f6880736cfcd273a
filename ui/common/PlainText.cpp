// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/PlainText.h"

#include <QRegularExpression>
#include <QTextDocument>

namespace godwit::ui {

QString plainToolTip(const QString &text)
{
    return Qt::mightBeRichText(text) ? QStringLiteral("<span>%1</span>").arg(text.toHtmlEscaped()) : text;
}

QString withoutMnemonic(QString text)
{
    static const QRegularExpression appended(QStringLiteral("\\s*\\(&\\w\\)"));
    return text.remove(appended).remove(u'&');
}

} // namespace godwit::ui
