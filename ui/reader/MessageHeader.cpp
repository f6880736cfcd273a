// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/MessageHeader.h"

#include "base/Limits.h"
#include "ui/common/Avatar.h"
#include "ui/common/Buttons.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/Format.h"
#include "ui/common/Icons.h"
#include "ui/common/Theme.h"

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
      m_date(plainLabel(this)), m_fault(new QWidget(this)), m_faultIcon(new QLabel(m_fault)),
      m_faultText(plainLabel(m_fault)),
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
    whom->addStretch(1);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(0);
    lines->addLayout(who);
    lines->addLayout(whom);
    auto *block = new QHBoxLayout;
    block->setSpacing(12);
    block->addWidget(m_avatar, 0, Qt::AlignTop);
    block->addLayout(lines, 1);

    m_faultIcon->setFixedSize(measure::IconSize, measure::IconSize);
    m_faultText->setWordWrap(true);
    auto *fault = new QHBoxLayout(m_fault);
    fault->setContentsMargins(0, 0, 0, 0);
    fault->setSpacing(8);
    fault->addWidget(m_faultIcon, 0, Qt::AlignTop);
    fault->addWidget(m_faultText, 1);
    m_fault->hide();

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
    layout->addWidget(m_fault);
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
    markSender(mime::SenderFault::None, {});
    fillSummary();
    setExpanded(false);
}

void MessageHeader::markSender(mime::SenderFault fault, const QString &line)
{
    const QString words = faultWords(fault);
    m_senderLine = words.isEmpty() ? QString() : line;
    m_faultText->setText(words);
    m_faultText->setAccessibleName(words);
    m_fault->setVisible(!words.isEmpty());
    recolour();
}

QString MessageHeader::faultWords(mime::SenderFault fault)
{
    switch (fault) {
    case mime::SenderFault::None:
    case mime::SenderFault::Missing: // the summary says so
        break;
    case mime::SenderFault::Repeated:
        return tr("This message names its sender more than once. The first one is shown; it need not be the true one.");
    case mime::SenderFault::Group:
        return tr("This message names a group as its sender. Only the first address in it is shown.");
    case mime::SenderFault::Malformed:
        return tr("The sender line of this message is malformed. It may not come from the address that is shown.");
    }
    return {};
}

void MessageHeader::recolour()
{
    m_faultIcon->setPixmap(
        iconPixmap(QStringLiteral("warning"), Theme::colors().warning, measure::IconSize, devicePixelRatioF()));
}

void MessageHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        recolour();
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
