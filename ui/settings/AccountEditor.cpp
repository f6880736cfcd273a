// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/AccountEditor.h"

#include "models/Acquaintances.h"
#include "ui/accounts/CheckLine.h"
#include "ui/accounts/Fingerprint.h"
#include "ui/accounts/ServerFields.h"
#include "ui/accounts/SetupProbe.h"
#include "ui/common/Buttons.h"
#include "ui/common/ChoiceBox.h"
#include "ui/common/ErrorText.h"
#include "ui/common/NoticeBar.h"
#include "ui/folders/KeepMenu.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QThreadPool>

namespace godwit::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int MaximumConnections = 10;
constexpr int EverythingData = 0, HeadersOnlyData = -1; ///< of an entry; else a number of days

int ruleData(const account::BodyRule &rule)
{
    switch (rule.policy) {
    case account::BodyPolicy::HeadersOnly:
        return HeadersOnlyData;
    case account::BodyPolicy::RecentDays:
        return qMax(1, rule.days);
    case account::BodyPolicy::Everything:
        break;
    }
    return EverythingData;
}

QLineEdit *field(const QString &name, QWidget *parent)
{
    auto *edit = new QLineEdit(parent);
    edit->setAccessibleName(name);
    return edit;
}

} // namespace

AccountEditor::AccountEditor(Services &services, QWidget *parent)
    : SettingsPage({}, parent), m_services(services), m_label(field(tr("Name in the folder list"), this)),
      m_name(field(tr("Your name"), this)), m_email(field(tr("Address"), this)),
      m_password(field(tr("New password"), this)), m_authServers(field(tr("Server that checks senders"), this)),
      m_signature(new QPlainTextEdit(this)), m_enabled(new QCheckBox(tr("Fetch and send mail of this account"), this)),
      m_bodies(new ChoiceBox(tr("Keep on this computer"), this)), m_connections(new QSpinBox(this)),
      m_servers(new ServerFields(ServerFields::Extent::Everything, this)), m_incoming(new CheckLine(this)),
      m_outgoing(new CheckLine(this)), m_notice(new NoticeBar(this)), m_test(new QPushButton(tr("Test"), this)),
      m_revert(new QPushButton(tr("Revert"), this)), m_save(new FilledButton(tr("Save"), {}, this)),
      m_probe(new SetupProbe(services.accounts, this))
{
    buildFields();
    buildButtons();
    for (QLineEdit *edit : {m_label, m_name, m_email, m_password, m_authServers})
        connect(edit, &QLineEdit::textEdited, this, &AccountEditor::markChanged);
    connect(m_signature, &QPlainTextEdit::textChanged, this, &AccountEditor::markChanged);
    connect(m_enabled, &QCheckBox::clicked, this, &AccountEditor::markChanged);
    connect(m_bodies, &QComboBox::activated, this, &AccountEditor::markChanged);
    connect(m_connections, &QSpinBox::valueChanged, this, &AccountEditor::markChanged);
    connect(m_servers, &ServerFields::edited, this, &AccountEditor::markChanged);
    connect(m_servers, &ServerFields::edited, this, &AccountEditor::showWhatApplies);
    connect(m_probe, &SetupProbe::trying, this, [this](const QString &incoming, const QString &outgoing) {
        if (!incoming.isEmpty())
            m_incoming->showTrying(incoming);
        if (!outgoing.isEmpty())
            m_outgoing->showTrying(outgoing);
    });
    connect(m_probe, &SetupProbe::finished, this,
        [this](const account::Settings &, const sync::CheckResult &incoming, const sync::CheckResult &outgoing) {
            showTested(incoming, outgoing);
        });
    connect(&services.accounts, &sync::AccountActions::failed, this, [this](const MailError &error) {
        if (!m_saving)
            return;
        m_saving = false;
        markChanged();
        m_notice->showNotice(NoticeBar::Kind::Error, explain(error), {}, serverWords(error));
    });
}

void AccountEditor::buildFields()
{
    m_signature->setAccessibleName(tr("Signature"));
    m_signature->setFixedHeight(88);
    m_signature->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_signature->setTabChangesFocus(true);
    m_signature->setProperty("look", u"framed"_s);
    m_enabled->setAccessibleName(m_enabled->text());
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setPlaceholderText(tr("Unchanged"));
    m_bodies->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_connections->setRange(1, MaximumConnections);
    m_connections->setAccessibleName(tr("Connections at once"));
    m_connections->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    addSection(tr("You"));
    addRow(tr("Your name"), m_name);
    addRow(tr("Address"), m_email);
    addRow(tr("Name in the folder list"), m_label);
    addRow(tr("Signature"), m_signature);
    addSection(tr("Mail"));
    addRow(tr("Active"), m_enabled);
    m_bodiesRow = addRow(tr("Keep on this computer"), m_bodies,
        tr("Messages that are not kept are fetched when they are opened. A folder may differ: see its menu."))
                      ->parentWidget();
    addSection(tr("Servers"));
    addRow(tr("Password"), m_password);
    addWide(m_servers);
    m_connectionsRow = addRow(tr("Connections at once"), m_connections,
        tr("To the server for incoming mail (IMAP). Fewer, where it says that there are too many."))
                           ->parentWidget();
    m_authServers->setObjectName(u"authServers"_s);
    addRow(tr("Server that checks senders"), m_authServers,
        tr("Only what this server writes into messages about their senders is believed. Empty: as found in your "
           "mail."));
}

/// POP3 has but one connection, and keeps everything.
void AccountEditor::showWhatApplies()
{
    account::Settings settings;
    m_servers->apply(settings);
    const bool imap = settings.incoming == account::Incoming::Imap;
    m_connectionsRow->setVisible(imap);
    m_bodiesRow->setVisible(imap);
}

void AccountEditor::showRule(const account::BodyRule &rule)
{
    m_bodies->clear();
    QList<account::BodyRule> rules = offeredBodyRules();
    const auto same = [&rule](const account::BodyRule &other) {
        return ruleData(other) == ruleData(rule);
    };
    if (std::none_of(rules.cbegin(), rules.cend(), same))
        rules.append(rule);
    for (const account::BodyRule &offered : std::as_const(rules))
        m_bodies->addItem(bodyRuleText(offered), ruleData(offered));
    m_bodies->choose(ruleData(rule));
}

/// Whom the mail itself shows, in the place of what a person could type; found by a worker.
void AccountEditor::showLearnedServers()
{
    m_authServers->setPlaceholderText({});
    account::Settings unnamed = m_stored;
    unnamed.authServers.clear();
    const QPointer<AccountEditor> self(this);
    QThreadPool::globalInstance()->start([self, unnamed, profile = m_services.profile] {
        const auto reader = store::Reader::open(profile);
        QStringList found;
        if (reader) {
            for (const trust::AuthServer &server : models::Acquaintances::authServers(**reader, unnamed))
                found.append(server.domain);
        }
        found.removeAll(QString());
        const auto show = [self, found, key = unnamed.key] {
            if (self && self->account() == key)
                self->m_authServers->setPlaceholderText(
                    found.isEmpty() ? tr("None was found in your mail") : found.join(u", "_s));
        };
        QMetaObject::invokeMethod(QCoreApplication::instance(), show, Qt::QueuedConnection);
    });
}

void AccountEditor::showEvent(QShowEvent *event)
{
    SettingsPage::showEvent(event);
    showLearnedServers();
}

void AccountEditor::buildButtons()
{
    m_test->setAccessibleName(tr("Test"));
    m_revert->setAccessibleName(tr("Revert"));
    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->addWidget(m_test);
    auto *doctor = new LinkButton(tr("Connection details"), bar);
    doctor->setAccessibleName(doctor->text());
    connect(doctor, &QPushButton::clicked, this, &AccountEditor::doctorWanted);
    layout->addWidget(doctor);
    layout->addStretch();
    layout->addWidget(m_revert);
    layout->addWidget(m_save);
    addWide(m_incoming);
    addWide(m_outgoing);
    m_notice->setStacked(true);
    addWide(m_notice);
    addWide(bar);
    connect(m_test, &QPushButton::clicked, this, &AccountEditor::test);
    connect(m_revert, &QPushButton::clicked, this, &AccountEditor::revert);
    connect(m_save, &QPushButton::clicked, this, &AccountEditor::save);
}

void AccountEditor::edit(const account::Settings &settings)
{
    m_filling = true;
    m_probe->cancel();
    m_stored = settings;
    m_exceptions = settings.exceptions;
    m_label->setText(settings.label);
    m_name->setText(settings.name);
    m_email->setText(settings.email);
    m_password->clear();
    m_signature->setPlainText(settings.signature);
    m_enabled->setChecked(settings.enabled);
    showRule({settings.bodyPolicy, settings.bodyDays});
    m_connections->setValue(settings.maximumConnections);
    m_authServers->setText(settings.authServers.join(u", "_s));
    if (isVisible())
        showLearnedServers();
    m_servers->fill(settings);
    showWhatApplies();
    m_servers->setCandidate(account::Providers().forAddress(settings.email));
    m_incoming->clear();
    m_outgoing->clear();
    m_notice->clear();
    m_changed = false;
    m_saving = false;
    m_test->setEnabled(true);
    m_save->setEnabled(false);
    m_revert->setEnabled(false);
    m_filling = false;
}

account::Settings AccountEditor::fromFields() const
{
    account::Settings settings = m_stored;
    settings.label = m_label->text().trimmed();
    settings.name = m_name->text().trimmed();
    settings.email = m_email->text().trimmed();
    settings.signature = m_signature->toPlainText();
    settings.enabled = m_enabled->isChecked();
    const int days = m_bodies->currentData().toInt();
    settings.bodyPolicy = days > 0 ? account::BodyPolicy::RecentDays
        : days == HeadersOnlyData  ? account::BodyPolicy::HeadersOnly
                                   : account::BodyPolicy::Everything;
    if (days > 0)
        settings.bodyDays = days;
    settings.maximumConnections = m_connections->value();
    static const QRegularExpression Between(u"[\\s,;]+"_s);
    settings.authServers = m_authServers->text().split(Between, Qt::SkipEmptyParts);
    settings.exceptions = m_exceptions;
    m_servers->apply(settings);
    if (settings.label.isEmpty())
        settings.label = settings.email;
    return settings;
}

void AccountEditor::markChanged()
{
    if (m_filling)
        return;
    m_changed = true;
    m_save->setEnabled(true);
    m_revert->setEnabled(true);
}

void AccountEditor::test()
{
    const QString missing = m_servers->complaint();
    if (!missing.isEmpty()) {
        m_notice->showNotice(NoticeBar::Kind::Warning, missing);
        return;
    }
    m_notice->clear();
    m_outgoing->clear();
    m_test->setEnabled(false);
    SetupProbe::Plan plan;
    plan.base = fromFields();
    plan.incoming = {{plan.base.incoming, plan.base.incomingServer, plan.base.incomingUser, {}}};
    if (!plan.base.outgoingServer.host.isEmpty())
        plan.outgoing = {{account::Incoming::None, plan.base.outgoingServer, plan.base.outgoingUser, {}}};
    m_probe->start(plan, m_password->text());
}

void AccountEditor::showTested(const sync::CheckResult &incoming, const sync::CheckResult &outgoing)
{
    m_test->setEnabled(true);
    m_incoming->showResult(incoming, m_exceptions);
    if (!outgoing.host.isEmpty())
        m_outgoing->showResult(outgoing, m_exceptions);
    const bool first = !incoming.ok;
    const sync::CheckResult &broken = first ? incoming : outgoing;
    if (broken.ok || broken.host.isEmpty())
        return;
    QList<NoticeBar::Step> steps;
    if (broken.error.kind == MailError::Kind::Tls && !broken.error.fingerprint.isEmpty()) {
        const QString incomingProtocol = fromFields().incoming == account::Incoming::Pop3 ? u"pop3"_s : u"imap"_s;
        const QString protocol = first ? incomingProtocol : u"smtp"_s;
        steps << NoticeBar::Step{tr("Show certificate"), [this, broken, protocol] {
                                     m_notice->showNotice(NoticeBar::Kind::Warning,
                                         tr("SHA-256 fingerprint of the certificate of %1:\n%2")
                                             .arg(broken.host, fingerprintText(broken.error.fingerprint)),
                                         {{tr("Trust this certificate"), [this, broken, protocol] {
                                               trust(broken, protocol);
                                           }}});
                                 }};
    }
    if (!steps.isEmpty() || !serverWords(broken.error).isEmpty())
        m_notice->showNotice(NoticeBar::Kind::Warning, explain(broken.error), steps, serverWords(broken.error));
}

void AccountEditor::trust(const sync::CheckResult &result, const QString &protocol)
{
    m_exceptions << net::CertificateException{protocol, result.host, result.port, result.error.fingerprint};
    markChanged();
    test();
}

void AccountEditor::save()
{
    const account::Settings settings = fromFields();
    const QString missing = m_servers->complaint();
    if (!mime::isValidAddrSpec(settings.email) || !missing.isEmpty()) {
        m_notice->showNotice(
            NoticeBar::Kind::Warning, missing.isEmpty() ? tr("This is not a valid mail address.") : missing);
        return;
    }
    const QString password = m_password->text();
    m_notice->clear();
    edit(settings);
    m_saving = true;
    m_services.accounts.update(settings, password);
}

void AccountEditor::revert()
{
    edit(m_stored);
}

} // namespace godwit::ui
