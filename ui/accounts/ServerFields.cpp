// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/ServerFields.h"

#include "ui/common/ChoiceBox.h"

#include <QHBoxLayout>
#include <QIntValidator>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace godwit::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int RowGap = 10;
constexpr int PortWidth = 64;

QLineEdit *lineEdit(const QString &name, QWidget *parent)
{
    auto *edit = new QLineEdit(parent);
    edit->setAccessibleName(name);
    return edit;
}

net::Security securityOf(const ChoiceBox &box)
{
    return net::Security(box.currentData().toInt());
}

} // namespace

ServerFields::ServerFields(Extent extent, QWidget *parent)
    : QWidget(parent), m_extent(extent), m_type(new ChoiceBox(tr("Mailbox type"), this)),
      m_user(lineEdit(tr("User name"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(RowGap);
    m_type->addItem(tr("IMAP"), int(account::Incoming::Imap));
    m_type->addItem(tr("POP3"), int(account::Incoming::Pop3));
    m_type->setItemData(0, tr("Mail stays on the server; all devices see the same"), Qt::ToolTipRole);
    m_type->setItemData(1, tr("Mail is fetched to this computer"), Qt::ToolTipRole);
    m_type->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_type->setMinimumContentsLength(8);
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(row(tr("Mailbox type"), m_type));
    first->addWidget(row(tr("User name"), m_user), 1);
    layout->addLayout(first);
    m_incoming = addServer(Direction::Incoming, tr("Incoming server"), tr("Incoming port"), tr("Incoming security"));
    buildLeave();
    m_outgoing = addServer(Direction::Outgoing, tr("Outgoing server"), tr("Outgoing port"), tr("Outgoing security"));
    if (m_extent == Extent::Everything)
        buildExtra();

    connect(m_type, &QComboBox::activated, this, &ServerFields::changeType);
    connect(m_user, &QLineEdit::textEdited, this, &ServerFields::edited);
    fillServer(
        m_incoming, {{}, account::defaultPort(u"imap"_s, net::Security::ImplicitTls), net::Security::ImplicitTls});
    fillServer(
        m_outgoing, {{}, account::defaultPort(u"smtp"_s, net::Security::ImplicitTls), net::Security::ImplicitTls});
}

QWidget *ServerFields::row(const QString &caption, QWidget *field)
{
    auto *holder = new QWidget(this);
    auto *label = new QLabel(caption, holder);
    label->setProperty("role", u"dimmed"_s);
    label->setBuddy(field);
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(label);
    layout->addWidget(field);
    return holder;
}

ServerFields::Server ServerFields::addServer(
    Direction direction, const QString &hostName, const QString &portName, const QString &securityName)
{
    Server server;
    server.host = lineEdit(hostName, this);
    server.port = lineEdit(portName, this);
    server.port->setValidator(new QIntValidator(1, 65535, server.port));
    server.port->setFixedWidth(PortWidth);
    server.port->setAlignment(Qt::AlignRight);
    server.security = new ChoiceBox(securityName, this);
    server.security->addItem(tr("TLS"), int(net::Security::ImplicitTls));
    server.security->addItem(tr("STARTTLS"), int(net::Security::StartTls));
    server.security->addItem(tr("None", "no encryption"), int(net::Security::ClearText));
    server.security->setItemData(2, tr("Only for a server on this computer"), Qt::ToolTipRole);
    server.security->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    server.security->setMinimumContentsLength(9);
    auto *holder = new QWidget(this);
    auto *column = new QVBoxLayout(holder);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto *label = new QLabel(hostName, holder);
    label->setProperty("role", u"dimmed"_s);
    label->setBuddy(server.host);
    auto *fields = new QHBoxLayout;
    fields->setSpacing(8);
    fields->addWidget(server.host, 1);
    fields->addWidget(server.port);
    fields->addWidget(server.security);
    column->addWidget(label);
    column->addLayout(fields);
    layout()->addWidget(holder);

    for (QLineEdit *edit : {server.host, server.port})
        connect(edit, &QLineEdit::textEdited, this, &ServerFields::edited);
    connect(server.security, &QComboBox::activated, this, [this, server, direction] {
        followSecurity(server, direction == Direction::Outgoing ? u"smtp"_s : incomingProtocol());
        emit edited();
    });
    return server;
}

void ServerFields::buildLeave()
{
    m_leave = new ChoiceBox(tr("Leave on server"), this);
    m_leave->addItem(tr("Always"), int(account::LeaveOnServer::Always));
    m_leave->addItem(tr("For some days"), int(account::LeaveOnServer::DeleteAfterDays));
    m_leave->addItem(tr("No: delete after fetching"), int(account::LeaveOnServer::DeleteAfterFetch));
    m_leaveDays = new QSpinBox(this);
    m_leaveDays->setRange(1, 365);
    m_leaveDays->setValue(14);
    m_leaveDays->setSuffix(tr(" days"));
    m_leaveDays->setAccessibleName(tr("Days on the server"));
    for (QLineEdit *inner : m_leaveDays->findChildren<QLineEdit *>())
        inner->setAccessibleName(tr("Days on the server"));
    auto *both = new QWidget(this);
    auto *layout = new QHBoxLayout(both);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_leave, 1);
    layout->addWidget(m_leaveDays);
    both->setFocusProxy(m_leave);
    m_leaveRow = row(tr("Leave mail on the server"), both);
    this->layout()->addWidget(m_leaveRow);
    m_leaveRow->hide();
    m_leaveDays->hide();
    connect(m_leave, &QComboBox::currentIndexChanged, this, [this] {
        m_leaveDays->setVisible(m_leave->currentData().toInt() == int(account::LeaveOnServer::DeleteAfterDays));
    });
    connect(m_leave, &QComboBox::activated, this, &ServerFields::edited);
    connect(m_leaveDays, &QSpinBox::valueChanged, this, &ServerFields::edited);
}

void ServerFields::buildExtra()
{
    m_outgoingUser = lineEdit(tr("User name for sending"), this);
    m_outgoingUser->setPlaceholderText(tr("No sign-in"));
    m_caFile = lineEdit(tr("Extra certificate file"), this);
    m_caFile->setPlaceholderText(tr("None"));
    m_passwordCommand = lineEdit(tr("Password command"), this);
    m_passwordCommand->setPlaceholderText(tr("None: the password is kept in the keychain"));
    layout()->addWidget(row(tr("User name for sending"), m_outgoingUser));
    layout()->addWidget(row(tr("Extra certificate file (PEM)"), m_caFile));
    layout()->addWidget(row(tr("Command that prints the password"), m_passwordCommand));
    for (QLineEdit *edit : {m_outgoingUser, m_caFile, m_passwordCommand})
        connect(edit, &QLineEdit::textEdited, this, &ServerFields::edited);
}

QString ServerFields::incomingProtocol() const
{
    return m_type->currentData().toInt() == int(account::Incoming::Pop3) ? u"pop3"_s : u"imap"_s;
}

/// The usual port of the new security, unless a port of one's own was typed.
void ServerFields::followSecurity(const Server &server, const QString &protocol)
{
    const quint16 port = quint16(server.port->text().toUInt());
    bool usual = port == 0;
    for (const QString &other : {u"imap"_s, u"pop3"_s, u"smtp"_s}) {
        for (const net::Security security :
            {net::Security::ImplicitTls, net::Security::StartTls, net::Security::ClearText})
            usual = usual || port == account::defaultPort(other, security);
    }
    if (usual)
        server.port->setText(QString::number(account::defaultPort(protocol, securityOf(*server.security))));
}

void ServerFields::changeType()
{
    const auto type = account::Incoming(m_type->currentData().toInt());
    m_leaveRow->setVisible(type == account::Incoming::Pop3);
    bool offered = false;
    if (m_candidate) {
        for (const account::ServerCandidate &server : m_candidate->incoming) {
            if (!offered && server.type == type) {
                fillServer(m_incoming, server.endpoint);
                offered = true;
            }
        }
    }
    if (!offered)
        followSecurity(m_incoming, incomingProtocol());
    emit edited();
}

net::Endpoint ServerFields::endpoint(const Server &server)
{
    return {server.host->text().trimmed(), quint16(server.port->text().toUInt()), securityOf(*server.security)};
}

void ServerFields::fillServer(const Server &server, const net::Endpoint &endpoint)
{
    server.host->setText(endpoint.host);
    server.port->setText(endpoint.port == 0 ? QString() : QString::number(endpoint.port));
    server.security->choose(int(endpoint.security));
}

void ServerFields::fill(const account::Settings &settings)
{
    m_type->choose(int(settings.incoming));
    m_leaveRow->setVisible(settings.incoming == account::Incoming::Pop3);
    fillServer(m_incoming, settings.incomingServer);
    fillServer(m_outgoing, settings.outgoingServer);
    m_user->setText(settings.incomingUser);
    m_leave->choose(int(settings.leaveOnServer));
    if (settings.leaveDays > 0) {
        const QSignalBlocker quiet(m_leaveDays);
        m_leaveDays->setValue(settings.leaveDays);
    }
    if (m_extent != Extent::Everything)
        return;
    m_outgoingUser->setText(settings.outgoingUser);
    m_caFile->setText(settings.extraCaFile);
    m_passwordCommand->setText(settings.passwordCommand);
}

void ServerFields::apply(account::Settings &settings) const
{
    settings.incoming = account::Incoming(m_type->currentData().toInt());
    settings.incomingServer = endpoint(m_incoming);
    settings.outgoingServer = endpoint(m_outgoing);
    settings.incomingUser = m_user->text().trimmed();
    settings.leaveOnServer = account::LeaveOnServer(m_leave->currentData().toInt());
    settings.leaveDays =
        settings.leaveOnServer == account::LeaveOnServer::DeleteAfterDays ? m_leaveDays->value() : settings.leaveDays;
    if (m_extent != Extent::Everything) {
        settings.outgoingUser = settings.incomingUser;
        return;
    }
    settings.outgoingUser = m_outgoingUser->text().trimmed();
    settings.extraCaFile = m_caFile->text().trimmed();
    settings.passwordCommand = m_passwordCommand->text().trimmed();
}

QList<QWidget *> ServerFields::fields() const
{
    QList<QWidget *> fields{m_type, m_user, m_incoming.host, m_incoming.port, m_incoming.security, m_leave, m_leaveDays,
        m_outgoing.host, m_outgoing.port, m_outgoing.security};
    if (m_extent == Extent::Everything)
        fields << m_outgoingUser << m_caFile << m_passwordCommand;
    return fields;
}

QString ServerFields::complaint() const
{
    if (m_incoming.host->text().trimmed().isEmpty())
        return tr("Type the name of the incoming server.");
    if (m_incoming.port->text().toUInt() == 0
        || (!m_outgoing.host->text().trimmed().isEmpty() && m_outgoing.port->text().toUInt() == 0))
        return tr("Type the port of the server.");
    return {};
}

} // namespace godwit::ui
