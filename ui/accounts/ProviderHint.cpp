// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/ProviderHint.h"

#include "ui/common/Buttons.h"
#include "ui/common/Icons.h"
#include "ui/common/Theme.h"

#include <QDesktopServices>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QUrl>

namespace godwit::ui {

using namespace Qt::StringLiterals;

ProviderHint::ProviderHint(QWidget *parent)
    : QWidget(parent), m_icon(new QLabel(this)), m_head(new QLabel(this)), m_advice(new QLabel(this)),
      m_link(new LinkButton({}, this))
{
    m_icon->setFixedSize(measure::IconSize, measure::IconSize);
    for (QLabel *label : {m_head, m_advice}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_advice->setProperty("role", u"dimmed"_s);
    auto *first = new QHBoxLayout;
    first->setSpacing(6);
    first->addWidget(m_icon, 0, Qt::AlignTop);
    first->addWidget(m_head, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(first);
    layout->addWidget(m_advice);
    layout->addWidget(m_link, 0, Qt::AlignLeft);
    m_link->setAccessibleName(tr("Open its settings"));
    layout->addStretch();
    m_link->setStyleSheet(u"padding-left: 0"_s);
    connect(m_link, &QPushButton::clicked, this, [this] {
        if (m_url.startsWith("https://"_L1))
            QDesktopServices::openUrl(QUrl(m_url));
    });
    setMinimumHeight(measure::IconSize + measure::Grid); // one line is always kept free for it
    clear();
}

void ProviderHint::showProvider(const account::Candidate &candidate)
{
    if (candidate.unsupported || candidate.incoming.isEmpty()) {
        showHead(Tone::Bad, u"warning"_s,
            tr("%1 gives mail programs no access. Its mail can only be read in its own apps.")
                .arg(candidate.displayName));
        showAdvice({}, {}, {});
        return;
    }
    if (candidate.oauthOnly) {
        showHead(Tone::Bad, u"warning"_s,
            tr("%1 lets programs in only by signing in with the browser, which this program cannot do yet.")
                .arg(candidate.displayName));
        showAdvice(tr("If your account there offers an app password, type it below; the ordinary password will be "
                      "refused."),
            candidate.appPasswordUrl.isEmpty() ? QString() : tr("Where to create an app password"),
            candidate.appPasswordUrl);
        return;
    }
    const bool imap = candidate.incoming.first().type == account::Incoming::Imap;
    showHead(Tone::Good, u"shield"_s,
        tr("%1, %2, encrypted", "provider, protocol").arg(candidate.displayName, imap ? u"IMAP"_s : u"POP3"_s));
    QStringList advice;
    if (candidate.needsAppPassword)
        advice << tr("Type an app password here, not your ordinary one.");
    else if (candidate.appPasswordWithTwoFactor)
        advice << tr("With two-step verification, type an app password here, not your ordinary one.");
    if (!candidate.enableUrl.isEmpty())
        advice << tr("%1 must be switched on first at %2.").arg(imap ? u"IMAP"_s : u"POP3"_s, candidate.enableUrl);
    if (!candidate.appPasswordUrl.isEmpty())
        showAdvice(advice.join(u' '), tr("Create an app password"), candidate.appPasswordUrl);
    else
        showAdvice(advice.join(u' '), candidate.enableUrl.isEmpty() ? QString() : tr("Open its settings"),
            candidate.enableUrl);
}

void ProviderHint::showUnknown(const QString &domain)
{
    showHead(Tone::Neutral, u"search"_s, tr("Usual servers of %1, encrypted only").arg(domain));
    showAdvice({}, {}, {});
}

void ProviderHint::clear()
{
    m_iconName.clear();
    m_icon->clear();
    m_head->clear();
    showAdvice({}, {}, {});
}

QWidget *ProviderHint::link() const
{
    return m_link;
}

QString ProviderHint::text() const
{
    return m_head->text() + u' ' + m_advice->text();
}

void ProviderHint::showHead(Tone tone, const QString &iconName, const QString &text)
{
    m_tone = tone;
    m_iconName = iconName;
    m_head->setText(text);
    m_head->setProperty("role", tone == Tone::Good ? u"good"_s : tone == Tone::Bad ? QString() : u"dimmed"_s);
    m_head->style()->unpolish(m_head);
    m_head->style()->polish(m_head);
    recolour();
}

void ProviderHint::showAdvice(const QString &text, const QString &linkText, const QString &url)
{
    m_advice->setText(text);
    m_advice->setVisible(!text.isEmpty());
    m_url = url.startsWith("http"_L1) || url.isEmpty() ? url : "https://"_L1 + url;
    m_link->setText(linkText);
    m_link->setAccessibleName(linkText.isEmpty() ? tr("Open its settings") : linkText);
    m_link->setToolTip(m_url);
    m_link->setVisible(!linkText.isEmpty());
}

void ProviderHint::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        recolour();
}

void ProviderHint::recolour()
{
    if (m_iconName.isEmpty())
        return;
    const Colors &colors = Theme::colors();
    const QColor color = m_tone == Tone::Good ? colors.good : m_tone == Tone::Bad ? colors.bad : colors.dimmedText;
    m_icon->setPixmap(icon(m_iconName, color).pixmap(QSize(measure::IconSize, measure::IconSize), devicePixelRatioF()));
}

} // namespace godwit::ui
