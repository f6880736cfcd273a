// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/MessageHeader.h"

#include "base/Limits.h"
#include "ui/common/Avatar.h"
#include "ui/common/Buttons.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/Format.h"
#include "ui/common/Icons.h"
#include "ui/common/NoticeBar.h"
#include "ui/reader/TrustWords.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>

namespace godwit::ui {

namespace {

constexpr int AvatarSize = 36;
constexpr int SideMargin = 24;
constexpr int SummaryNames = 5;

QLabel *plainLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setFocusPolicy(Qt::ClickFocus);
    return label;
}

} // namespace

MessageHeader::MessageHeader(QWidget *parent)
    : QWidget(parent), m_subject(plainLabel(this)), m_avatar(new Avatar(AvatarSize, this)),
      m_name(new ElidedLabel(this)), m_address(new ElidedLabel(this, Qt::ElideMiddle)), m_to(new ElidedLabel(this)),
      m_date(plainLabel(this)), m_trustBar(new NoticeBar(this)), m_trustNote(plainLabel(this)),
      m_confirmed(new FlatButton(QStringLiteral("shield-check"), tr("Confirmed"), this)),
      m_toggle(new FlatButton(QStringLiteral("chevron-down"), tr("Show all recipients"), this)),
      m_details(new QWidget(this)), m_detailRows(new QGridLayout(m_details))
{
    m_subject->setWordWrap(true);
    m_subject->setProperty("role", QStringLiteral("title"));
    m_name->setProperty("role", QStringLiteral("heading"));
    for (QLabel *label : {static_cast<QLabel *>(m_address), static_cast<QLabel *>(m_to), m_date})
        label->setProperty("role", QStringLiteral("dimmed"));
    m_toggle->setObjectName(QStringLiteral("toggleDetails"));
    connect(m_toggle, &QToolButton::clicked, this, [this] { setExpanded(!isExpanded()); });

    auto *who = new QHBoxLayout;
    who->setSpacing(8);
    who->addWidget(m_name, 0);
    who->addWidget(m_address, 1);
    who->addWidget(m_date, 0, Qt::AlignRight);
    auto *whom = new QHBoxLayout;
    whom->setSpacing(4);
    whom->addWidget(m_to, 0);
    whom->addWidget(m_toggle);
    whom->addWidget(m_confirmed);
    whom->addStretch(1);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(0);
    lines->addLayout(who);
    lines->addLayout(whom);
    auto *block = new QHBoxLayout;
    block->setSpacing(12);
    block->addWidget(m_avatar, 0, Qt::AlignTop);
    block->addLayout(lines, 1);

    buildTrust();
    m_detailRows->setContentsMargins(AvatarSize + 12, 0, 0, 0);
    m_detailRows->setHorizontalSpacing(12);
    m_detailRows->setVerticalSpacing(4);
    m_detailRows->setColumnStretch(1, 1);
    m_details->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(SideMargin, 14, SideMargin, 8);
    layout->setSpacing(10);
    layout->addWidget(m_subject);
    layout->addLayout(block);
    layout->addWidget(m_trustBar);
    layout->addWidget(m_trustNote);
    layout->addWidget(m_details);
}

void MessageHeader::showEnvelope(const mime::Envelope &envelope, const QDateTime &date, const QSet<QString> &self)
{
    m_envelope = envelope;
    m_moment = date.isValid() ? date : envelope.date.value_or(QDateTime());
    m_self = self;
    const QString subject = envelope.subject.value_or(QString()).trimmed();
    m_subject->setText(subject.isEmpty() ? tr("(no subject)") : subject);
    m_subject->setAccessibleName(tr("Subject"));
    showVerdict({}, {});
    fillSummary();
    setExpanded(false);
}

void MessageHeader::buildTrust()
{
    m_trustBar->setObjectName(QStringLiteral("trustBar"));
    m_trustNote->setObjectName(QStringLiteral("trustNote"));
    m_trustNote->setWordWrap(true);
    m_trustNote->setProperty("role", QStringLiteral("dimmed"));
    m_trustNote->setContentsMargins(AvatarSize + 12, 0, 0, 0);
    m_trustNote->hide();
    m_confirmed->setObjectName(QStringLiteral("confirmed"));
    m_confirmed->hide();
    connect(m_confirmed, &QToolButton::clicked, this, [this] { setExpanded(!isExpanded()); });
}

void MessageHeader::showVerdict(const trust::Verdict &verdict, const QString &line)
{
    m_verdict = verdict;
    const trust::Reason first = verdict.reasons.value(0);
    const QString words = verdict.reasons.isEmpty() ? QString() : TrustWords::sentence(first);
    const bool grave = !words.isEmpty() && verdict.level() >= trust::Level::Warn;
    if (grave)
        m_trustBar->showNotice(verdict.level() == trust::Level::Bad ? NoticeBar::Kind::Error : NoticeBar::Kind::Warning,
            words, {}, TrustWords::why(verdict).join(u'\n'));
    else
        m_trustBar->clear();
    const bool note = !grave && !words.isEmpty() && verdict.level() == trust::Level::Neutral;
    m_trustNote->setText(note ? words : QString());
    m_trustNote->setVisible(note);
    m_confirmed->setVisible(verdict.confirmed && !grave);
    for (const trust::Reason &reason : verdict.reasons) {
        if (reason.finding != trust::Finding::Confirmed)
            continue;
        m_confirmed->setAccessibleName(TrustWords::sentence(reason));
        m_confirmed->setToolTip(m_confirmed->accessibleName().toHtmlEscaped());
    }
    m_senderLine = line;
    if (isExpanded())
        fillDetails();
}

void MessageHeader::setExpanded(bool expanded)
{
    if (expanded)
        fillDetails();
    m_details->setVisible(expanded);
    m_toggle->setIcon(icon(expanded ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down")));
    m_toggle->setAccessibleName(expanded ? tr("Hide recipients") : tr("Show all recipients"));
    m_toggle->setToolTip(m_toggle->accessibleName().toHtmlEscaped());
}

bool MessageHeader::isExpanded() const
{
    return !m_details->isHidden();
}

void MessageHeader::contextMenuEvent(QContextMenuEvent *event)
{
    const mime::Address address = m_envelope.from.value(0);
    if (address.addr.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QString shownAddress = address.addr;
    shownAddress.replace(u'&', QStringLiteral("&&"));
    connect(menu->addAction(icon(QStringLiteral("compose")), tr("Write to %1").arg(shownAddress)), &QAction::triggered,
        this, [this, address] { emit composeTo(address); });
    connect(menu->addAction(icon(QStringLiteral("copy")), tr("Copy address")), &QAction::triggered, this,
        [address] { QGuiApplication::clipboard()->setText(address.addr); });
    menu->popup(event->globalPos());
}

void MessageHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitFirstLine();
}

/// Where there is little room the date gets shorter first, then the name; the address stays.
void MessageHeader::fitFirstLine()
{
    constexpr int Gaps = 2 * 8 + 4;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const int room = width() - 2 * SideMargin - AvatarSize - 12 - Gaps;
    const int address = m_address->fontMetrics().horizontalAdvance(m_address->fullText()) + 2;
    const int name = m_name->fontMetrics().horizontalAdvance(m_name->fullText()) + 2;
    m_date->setText(longMoment(m_moment, now, locale()));
    if (name + address + m_date->sizeHint().width() > room)
        m_date->setText(shortMoment(m_moment, now, locale()));
    m_name->setMaximumWidth(qMax(0, room - address - m_date->sizeHint().width()));
}

void MessageHeader::fillSummary()
{
    const mime::Address from = m_envelope.from.value(0);
    m_avatar->setAddress(from);
    m_name->setVisible(!from.name.trimmed().isEmpty());
    m_name->setFullText(from.name.trimmed());
    m_address->setFullText(from.addr.isEmpty() && from.name.isEmpty() ? tr("(no sender)") : from.addr);
    const QLocale locale = this->locale();
    m_date->setToolTip(locale.toString(m_moment.toLocalTime(), QLocale::LongFormat).toHtmlEscaped());

    fitFirstLine();

    QStringList names;
    mime::AddressList all = m_envelope.to;
    all += m_envelope.cc;
    for (qsizetype i = 0; i < all.size() && i < SummaryNames; ++i)
        names << shown(all.at(i));
    const QString list = locale.createSeparatedList(names);
    if (names.isEmpty())
        m_to->setFullText(tr("to nobody named"));
    else if (all.size() > SummaryNames)
        m_to->setFullText(
            tr("to %1 and %n more", nullptr, int(all.size() - SummaryNames)).arg(names.join(QStringLiteral(", "))));
    else
        m_to->setFullText(tr("to %1").arg(list));
}

void MessageHeader::fillDetails()
{
    while (QLayoutItem *item = m_detailRows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    addDetail(tr("From"), m_envelope.from);
    if (!m_senderLine.isEmpty())
        addDetail(tr("As written", "the line that names the sender"), m_senderLine);
    if (!m_envelope.sender.isEmpty() && m_envelope.sender != m_envelope.from)
        addDetail(tr("Sent by"), m_envelope.sender);
    if (!m_envelope.replyTo.isEmpty() && m_envelope.replyTo != m_envelope.from)
        addDetail(tr("Reply to"), m_envelope.replyTo);
    QStringList check = TrustWords::why(m_verdict);
    if (!m_verdict.reasons.isEmpty())
        check.prepend(TrustWords::sentence(m_verdict.reasons.first()));
    if (!check.isEmpty())
        addDetail(tr("Sender check"), check.join(u'\n'));
    addDetail(tr("To"), m_envelope.to);
    addDetail(tr("Cc"), m_envelope.cc);
    addDetail(tr("Bcc"), m_envelope.bcc);
    addDetail(tr("Date"), locale().toString(m_moment.toLocalTime(), QLocale::LongFormat));
}

void MessageHeader::addDetail(const QString &name, const mime::AddressList &addresses)
{
    if (addresses.isEmpty())
        return;
    QStringList lines;
    for (const mime::Address &address : addresses.first(qMin<qsizetype>(addresses.size(), limits::AddressesShown)))
        lines << mime::displayAddress(address);
    if (addresses.size() > limits::AddressesShown)
        lines << tr("and %n more", nullptr, int(addresses.size() - limits::AddressesShown));
    addDetail(name, lines.join(lines.size() > 3 ? QStringLiteral(", ") : QStringLiteral("\n")));
}

void MessageHeader::addDetail(const QString &name, const QString &text)
{
    const int row = m_detailRows->rowCount();
    auto *label = plainLabel(m_details);
    label->setText(name);
    label->setProperty("role", QStringLiteral("dimmed"));
    auto *value = plainLabel(nullptr);
    value->setWordWrap(true);
    value->setText(text);
    value->setAccessibleName(name);
    m_detailRows->addWidget(label, row, 0, Qt::AlignTop | Qt::AlignLeft);
    constexpr int MuchText = 600;
    if (value->text().size() < MuchText) {
        m_detailRows->addWidget(value, row, 1);
        return;
    }
    auto *scroll = new QScrollArea(m_details); // five hundred addresses must not push the message off the pane
    scroll->setWidget(value);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setMaximumHeight(96);
    scroll->setAccessibleName(name);
    m_detailRows->addWidget(scroll, row, 1);
}

QString MessageHeader::shown(const mime::Address &address) const
{
    if (m_self.contains(address.addr.toLower()))
        return tr("you", "recipient");
    return address.name.trimmed().isEmpty() ? address.addr : address.name.trimmed();
}

} // namespace godwit::ui
