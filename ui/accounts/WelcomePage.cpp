// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/WelcomePage.h"

#include "ui/accounts/CheckLine.h"
#include "ui/accounts/Fingerprint.h"
#include "ui/accounts/OsPerson.h"
#include "ui/accounts/ProviderHint.h"
#include "ui/accounts/ServerFields.h"
#include "ui/accounts/SetupProbe.h"
#include "ui/accounts/StoredAccounts.h"
#include "ui/accounts/WelcomeForm.h"
#include "ui/common/Buttons.h"
#include "ui/common/ErrorText.h"
#include "ui/common/NoticeBar.h"

#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

namespace godwit::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int LookUpAfterMs = 400;
constexpr int BottomGap = 48;
constexpr int PageMargin = 16;
constexpr int UsualCardHeight = 468;

bool isCertificateProblem(const MailError &error)
{
    return error.kind == MailError::Kind::Tls && !error.fingerprint.isEmpty();
}

} // namespace

struct WelcomePage::Private {
    Private(WelcomePage &page, Services &all)
        : q(page), services(all), form(new WelcomeForm), probe(new SetupProbe(all.accounts, &page))
    { }

    void wire();
    void place();
    void showButtons();
    void lookUp();
    void toggleByHand();
    void proceed();
    void showChecked(const account::Settings &settings, const sync::CheckResult &in, const sync::CheckResult &out);
    void showFailure(const account::Settings &settings, const sync::CheckResult &in, const sync::CheckResult &out);
    void offerCertificate(const account::Settings &settings, const sync::CheckResult &result, const QString &protocol);
    void trust(const account::Settings &settings, const sync::CheckResult &result, const QString &protocol);
    void add(const account::Settings &settings);
    void fillByHand();
    SetupProbe::Plan plan() const;
    QString address() const { return form->email->text().trimmed(); }
    QString domain() const;
    QString complaint() const;
    void say(NoticeBar::Kind kind, const QString &text, const QList<NoticeBar::Step> &steps = {},
        const QString &details = {})
    {
        form->notice->showNotice(kind, text, steps, details);
    }

    WelcomePage &q;
    Services &services;
    WelcomeForm *form;
    SetupProbe *probe;
    QScrollArea *scroll = nullptr;
    QSpacerItem *above = nullptr; ///< owned by the layout
    account::Providers providers;
    std::optional<account::Candidate> candidate;
    QList<net::CertificateException> exceptions;
    QTimer typing;
    bool adding = false;
};

WelcomePage::WelcomePage(Services &services, QWidget *parent)
    : QWidget(parent), d(std::make_unique<Private>(*this, services))
{
    setProperty("pane", u"sidebar"_s);
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Add your mail"));
    auto *holder = new QWidget;
    holder->setProperty("pane", u"sidebar"_s);
    holder->setAttribute(Qt::WA_StyledBackground);
    auto *centre = new QVBoxLayout(holder);
    centre->setContentsMargins(PageMargin, PageMargin, PageMargin, PageMargin);
    d->above = new QSpacerItem(0, 0, QSizePolicy::Minimum, QSizePolicy::Fixed);
    centre->addItem(d->above);
    centre->addWidget(d->form, 0, Qt::AlignHCenter);
    centre->addStretch(1);
    connect(d->form, &WelcomeForm::heightChanged, this, [this] {
        d->place();
        QTimer::singleShot(0, this, [this] { d->showButtons(); });
    });
    auto *scroll = d->scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(holder);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    d->wire();
}

WelcomePage::~WelcomePage() = default;

void WelcomePage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    d->place();
}

/// In the middle, but the card keeps its top when it grows: what one is about to click must not move away.
void WelcomePage::Private::place()
{
    const int middle = (q.height() - UsualCardHeight) / 2;
    const int room = q.height() - form->height() - 2 * PageMargin;
    above->changeSize(0, qMax(0, qMin(middle - PageMargin, room)), QSizePolicy::Minimum, QSizePolicy::Fixed);
    if (form->parentWidget() && form->parentWidget()->layout())
        form->parentWidget()->layout()->invalidate();
}

/// What was unfolded or said must not push the next step out of sight.
void WelcomePage::Private::showButtons()
{
    if (form->serversShown() || form->notice->isVisible())
        scroll->ensureWidgetVisible(form->proceed, 0, BottomGap);
}

void WelcomePage::Private::wire()
{
    form->name->setText(osPersonName());
    typing.setSingleShot(true);
    typing.setInterval(LookUpAfterMs);
    QObject::connect(&typing, &QTimer::timeout, &q, [this] { lookUp(); });
    QObject::connect(form->email, &QLineEdit::textChanged, &q, [this] {
        typing.start();
        form->incoming->clear();
        form->outgoing->clear();
        form->notice->clear();
    });
    for (QLineEdit *field : {form->name, form->email, form->password})
        QObject::connect(field, &QLineEdit::returnPressed, &q, [this] { proceed(); });
    QObject::connect(form->byHand, &QPushButton::clicked, &q, [this] { toggleByHand(); });
    QObject::connect(form->proceed, &QPushButton::clicked, &q, [this] { proceed(); });
    QObject::connect(probe, &SetupProbe::trying, &q, [this](const QString &in, const QString &out) {
        if (!in.isEmpty())
            form->incoming->showTrying(in);
        if (!out.isEmpty())
            form->outgoing->showTrying(out);
    });
    QObject::connect(probe, &SetupProbe::finished, &q,
        [this](const account::Settings &settings, const sync::CheckResult &in, const sync::CheckResult &out) {
            showChecked(settings, in, out);
        });
    QObject::connect(
        &services.accounts, &sync::AccountActions::added, &q, [this](store::AccountKey account, bool passwordStored) {
            if (!adding)
                return;
            adding = false;
            form->setBusy(false);
            if (!passwordStored)
                emit q.passwordKeptForSession(account);
            emit q.finished(account);
        });
    QObject::connect(&services.accounts, &sync::AccountActions::failed, &q, [this](const MailError &error) {
        if (!adding)
            return;
        adding = false;
        form->setBusy(false);
        form->byHand->show();
        say(NoticeBar::Kind::Error, explain(error), {}, serverWords(error));
    });
    lookUp();
    (form->name->text().isEmpty() ? form->name : form->email)->setFocus();
    q.setFocusProxy(form->name->text().isEmpty() ? form->name : form->email);
}

QString WelcomePage::Private::domain() const
{
    const QString name = address().section(u'@', 1);
    const bool complete = address().count(u'@') == 1 && name.contains(u'.') && !name.startsWith(u'.')
        && !name.endsWith(u'.') && !name.contains(u' ');
    return complete ? name.toLower() : QString();
}

void WelcomePage::Private::lookUp()
{
    candidate.reset();
    const QString name = domain();
    if (name.isEmpty()) {
        form->hint->clear();
        form->subtitle->setText(tr("The servers are found from your address; it stays here."));
        form->servers->setCandidate(std::nullopt);
        return;
    }
    form->subtitle->setText(tr("Only %1 is looked up; your address stays here.").arg(name));
    candidate = providers.forAddress(address());
    form->servers->setCandidate(candidate);
    if (candidate)
        form->hint->showProvider(*candidate);
    else
        form->hint->showUnknown(name);
    if (form->serversShown())
        fillByHand();
}

/// What is known, into the fields that are still empty.
void WelcomePage::Private::fillByHand()
{
    account::Settings settings;
    form->servers->apply(settings);
    const account::Candidate known = candidate ? *candidate : account::guessed(address());
    if (settings.incomingServer.host.isEmpty() && !known.incoming.isEmpty()) {
        settings.incoming = known.incoming.first().type;
        settings.incomingServer = known.incoming.first().endpoint;
    }
    if (settings.outgoingServer.host.isEmpty() && !known.outgoing.isEmpty())
        settings.outgoingServer = known.outgoing.first().endpoint;
    if (settings.incomingUser.isEmpty())
        settings.incomingUser = known.incoming.isEmpty() ? address() : known.incoming.first().user;
    form->servers->fill(settings);
}

void WelcomePage::Private::toggleByHand()
{
    if (probe->isRunning()) {
        probe->cancel();
        form->setBusy(false);
        form->incoming->clear();
        form->outgoing->clear();
        return;
    }
    form->setServersShown(!form->serversShown());
    form->incoming->clear();
    form->outgoing->clear();
    form->notice->clear();
    if (!form->serversShown())
        return;
    typing.stop();
    lookUp();
    if (!domain().isEmpty())
        fillByHand();
    form->servers->fields().at(2)->setFocus(); // the incoming server
}

QString WelcomePage::Private::complaint() const
{
    if (address().isEmpty() || !mime::isValidAddrSpec(address()))
        return tr("Type your whole mail address, such as name@example.org.");
    for (const account::Settings &account : storedAccounts(services.reader)) {
        if (account.email.compare(address(), Qt::CaseInsensitive) == 0)
            return tr("This address is set up already.");
    }
    if (form->serversShown())
        return form->servers->complaint();
    if (domain().isEmpty())
        return tr("The part after the @ sign is not complete. For a server of your own, choose “Set up by hand”.");
    if (candidate && (candidate->unsupported || candidate->incoming.isEmpty()))
        return tr("%1 cannot be set up here.").arg(candidate->displayName);
    if (form->password->text().isEmpty())
        return tr("Type the password of this mailbox.");
    return {};
}

SetupProbe::Plan WelcomePage::Private::plan() const
{
    SetupProbe::Plan plan;
    plan.base.name = form->name->text().trimmed();
    plan.base.email = address();
    plan.base.label = address();
    plan.base.exceptions = exceptions;
    if (form->serversShown()) {
        form->servers->apply(plan.base);
        if (plan.base.incomingUser.isEmpty())
            plan.base.incomingUser = plan.base.outgoingUser = address();
        plan.incoming = {{plan.base.incoming, plan.base.incomingServer, plan.base.incomingUser, {}}};
        if (!plan.base.outgoingServer.host.isEmpty())
            plan.outgoing = {{account::Incoming::None, plan.base.outgoingServer, plan.base.outgoingUser, {}}};
        return plan;
    }
    const account::Candidate found = candidate ? *candidate : account::guessed(address());
    plan.trust = candidate ? SetupProbe::Trust::Named : SetupProbe::Trust::Guessed;
    plan.incoming = found.incoming;
    plan.outgoing = found.outgoing;
    if (found.serverSavesSent)
        plan.base.serverSavesSent = true;
    return plan;
}

void WelcomePage::Private::proceed()
{
    if (probe->isRunning() || adding)
        return;
    if (typing.isActive()) {
        typing.stop();
        lookUp();
    }
    const QString missing = complaint();
    if (!missing.isEmpty()) {
        say(NoticeBar::Kind::Warning, missing);
        return;
    }
    form->notice->clear();
    form->incoming->clear();
    form->outgoing->clear();
    form->setBusy(true);
    probe->start(plan(), form->password->text());
}

void WelcomePage::Private::showChecked(
    const account::Settings &settings, const sync::CheckResult &in, const sync::CheckResult &out)
{
    form->setBusy(false);
    if (!form->serversShown())
        form->servers->fill(settings); // what "Set up by hand" starts from
    form->incoming->showResult(in, settings.exceptions);
    const bool sends = !settings.outgoingServer.host.isEmpty();
    if (sends)
        form->outgoing->showResult(out, settings.exceptions);
    if (in.ok && (out.ok || !sends))
        add(settings);
    else
        showFailure(settings, in, out);
}

void WelcomePage::Private::showFailure(
    const account::Settings &settings, const sync::CheckResult &in, const sync::CheckResult &out)
{
    const sync::CheckResult &broken = in.ok ? out : in;
    QList<NoticeBar::Step> steps;
    const bool guessed = !form->serversShown() && !candidate;
    if (isCertificateProblem(broken.error) && !guessed) {
        const QString protocol =
            in.ok ? u"smtp"_s : (settings.incoming == account::Incoming::Pop3 ? u"pop3"_s : u"imap"_s);
        steps << NoticeBar::Step{tr("Show certificate"), [this, settings, broken, protocol] {
                                     offerCertificate(settings, broken, protocol);
                                 }};
    }
    const bool unvouched = isCertificateProblem(broken.error) && guessed;
    if (unvouched) {
        // What a guess found must not be trusted with two clicks: whoever knows the server can say its name.
        steps << NoticeBar::Step{tr("Set up by hand"), [this] {
                                     toggleByHand();
                                 }};
    }
    if (in.ok != out.ok)
        steps << NoticeBar::Step{tr("Add anyway"), [this, settings] {
                                     add(settings);
                                 }};
    QString what;
    if (broken.error.kind == MailError::Kind::NeedsLogin && candidate
        && (candidate->needsAppPassword || candidate->appPasswordWithTwoFactor || candidate->oauthOnly))
        what = tr("%1 wants an app password here, not the ordinary one.").arg(candidate->displayName);
    else if (in.ok)
        what = tr("Mail can be fetched, but not sent.");
    else if (out.ok)
        what = tr("Mail can be sent, but not fetched.");
    else if (unvouched)
        what = tr("A server was found under a usual name, but its certificate proves nothing. If it is yours, set it "
                  "up by hand.");
    else if (guessed && in.error.kind != MailError::Kind::NeedsLogin)
        what = tr("No mail server was found under the usual names. Ask your provider for them, or for the address of "
                  "its help page on mail programs.");
    else
        what = tr("Nothing was added yet, and all you typed is still here.");
    say(NoticeBar::Kind::Warning, what, steps, serverWords(broken.error));
    if (broken.error.kind == MailError::Kind::NeedsLogin) {
        form->password->setFocus();
        form->password->selectAll();
    } else {
        form->notice->focusFirstStep();
    }
}

/// The first of two steps: what would be trusted (S-013).
void WelcomePage::Private::offerCertificate(
    const account::Settings &settings, const sync::CheckResult &result, const QString &protocol)
{
    form->proceed->setFocus(); // the button that was pressed goes; trusting takes a step of its own
    say(NoticeBar::Kind::Warning,
        tr("%1 shows a certificate that nobody vouches for. Trust it only if your provider confirms this SHA-256 "
           "fingerprint:\n%2")
            .arg(result.host, fingerprintText(result.error.fingerprint)),
        {{tr("Trust this certificate"),
             [this, settings, result, protocol] {
                 trust(settings, result, protocol);
             }},
            {tr("Back"), [this] {
                 form->notice->clear();
             }}});
}

void WelcomePage::Private::trust(
    const account::Settings &settings, const sync::CheckResult &result, const QString &protocol)
{
    exceptions << net::CertificateException{protocol, result.host, result.port, result.error.fingerprint};
    form->servers->fill(settings);
    form->setServersShown(true);
    proceed();
}

void WelcomePage::Private::add(const account::Settings &settings)
{
    adding = true;
    form->setBusy(true);
    form->byHand->hide(); // nothing to stop any more
    services.accounts.add(settings, form->password->text());
}

} // namespace godwit::ui
