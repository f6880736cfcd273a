// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/CheckLine.h"

#include "ui/common/ErrorText.h"
#include "ui/common/Icons.h"
#include "ui/common/Theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <algorithm>

namespace godwit::ui {

using namespace Qt::StringLiterals;

CheckLine::CheckLine(QWidget *parent) : QWidget(parent), m_icon(new QLabel(this)), m_text(new QLabel(this))
{
    m_icon->setFixedSize(measure::IconSize, measure::IconSize);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    hide();
}

void CheckLine::showTrying(const QString &host)
{
    display(u"clock"_s, tr("%1: connecting and signing in …").arg(host));
}

void CheckLine::showResult(const sync::CheckResult &result, const QList<net::CertificateException> &exceptions)
{
    const bool excepted = std::any_of(exceptions.begin(), exceptions.end(), [&](const net::CertificateException &one) {
        return one.host.compare(result.host, Qt::CaseInsensitive) == 0 && one.port == result.port;
    });
    if (!result.ok) {
        MailError error = result.error;
        if (error.host.isEmpty())
            error.host = result.host;
        display(u"error"_s, u"%1: %2"_s.arg(result.host, explain(error)));
    } else if (result.security == net::Security::ClearText)
        display(u"check"_s, tr("%1: not encrypted, but on this computer; signed in").arg(result.host));
    else if (excepted)
        display(u"check"_s, tr("%1: certificate trusted by you, signed in").arg(result.host));
    else
        display(u"check"_s, tr("%1: certificate fine, signed in").arg(result.host));
}

void CheckLine::clear()
{
    hide();
    m_text->clear();
}

QString CheckLine::text() const
{
    return m_text->text();
}

void CheckLine::display(const QString &iconName, const QString &text)
{
    m_iconName = iconName;
    m_text->setText(text);
    recolour();
    setVisible(true);
}

void CheckLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        recolour();
}

void CheckLine::recolour()
{
    if (m_iconName.isEmpty())
        return;
    const Colors &colors = Theme::colors();
    const QColor color = m_iconName == "check"_L1 ? colors.good
        : m_iconName == "error"_L1                ? colors.bad
                                                  : colors.dimmedText;
    m_icon->setPixmap(icon(m_iconName, color).pixmap(QSize(measure::IconSize, measure::IconSize), devicePixelRatioF()));
}

} // namespace godwit::ui
