// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/UiWorld.h"
#include "ui/accounts/CheckLine.h"
#include "ui/accounts/ProviderHint.h"
#include "ui/accounts/ServerFields.h"
#include "ui/accounts/SetupProbe.h"
#include "ui/accounts/WelcomePage.h"
#include "ui/common/NoticeBar.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace godwit;
using namespace godwit::ui;
using namespace godwit::test;
using namespace Qt::StringLiterals;

namespace {

sync::CheckResult works(const QString &host)
{
    sync::CheckResult result;
    result.ok = true;
    result.host = host;
    return result;
}

sync::CheckResult fails(const QString &host, MailError::Kind kind, MailError::Detail detail = MailError::Detail::None)
{
    sync::CheckResult result;
    result.host = host;
    result.port = 993;
    result.error.kind = kind;
    result.error.detail = detail;
    return result;
}

} // namespace

/// The engine is silent here: its answers are given by hand.
class tst_accounts : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void everyWidgetHasAName();
    void tabGoesFromFieldToField();
    void knowsProviders_data();
    void knowsProviders();
    void looksUpAfterTypingEnds();
    void asksForWhatIsMissing_data();
    void asksForWhatIsMissing();
    void addsWhenBothWork();
    void failureKeepsWhatWasTyped();
    void triesGuessesInTurn();
    void triesTheLocalPartOnce();
    void offersToAddAnyway();
    void certificateNeedsTwoSteps();
    void guessedServerIsTrustedOnlyByName();
    void byHandIsPrefilledAndUsed();
    void portFollowsSecurity();
    void pop3CanLeaveMail();
    void stopKeepsWhatWasTyped();

private:
    void type(const QString &name, const QString &text);
    void press(const QString &name);
    QLineEdit *field(const QString &name) { return named<QLineEdit>(*m_page, name); }
    SetupProbe *probe() { return m_page->findChild<SetupProbe *>(); }
    void answer(const sync::CheckResult &incoming, const sync::CheckResult &outgoing);
    std::unique_ptr<UiWorld> m_world;
    std::unique_ptr<WelcomePage> m_page;
};

void tst_accounts::init()
{
    m_world = std::make_unique<UiWorld>(UiWorld::Mode::Silent);
    m_page = std::make_unique<WelcomePage>(m_world->services());
    m_page->resize(860, 620);
    m_page->show();
}

void tst_accounts::cleanup()
{
    m_page.reset();
    m_world.reset();
}

void tst_accounts::type(const QString &name, const QString &text)
{
    QLineEdit *edit = field(name);
    QVERIFY2(edit, qPrintable(name));
    edit->clear();
    QTest::keyClicks(edit, text);
}

void tst_accounts::press(const QString &name)
{
    auto *button = named<QAbstractButton>(*m_page, name);
    QVERIFY2(button, qPrintable(name));
    button->click();
}

void tst_accounts::answer(const sync::CheckResult &incoming, const sync::CheckResult &outgoing)
{
    emit m_world->services().accounts.checked(probe()->ticket(), incoming, outgoing);
}

void tst_accounts::everyWidgetHasAName()
{
    for (const QString &name : {u"Name"_s, u"Email"_s, u"Password"_s, u"Continue"_s, u"Set up by hand"_s})
        QVERIFY2(named(*m_page, name) && named(*m_page, name)->isVisible(), qPrintable(name));
    press(u"Set up by hand"_s);
    for (const QString &name : {u"Incoming server"_s, u"Incoming port"_s, u"Incoming security"_s, u"Outgoing server"_s,
             u"Outgoing port"_s, u"Outgoing security"_s})
        QVERIFY2(named(*m_page, name) && named(*m_page, name)->isVisible(), qPrintable(name));
    const QStringList bad = unnamed(*m_page);
    QVERIFY2(bad.isEmpty(), qPrintable(bad.join(u", "_s)));
    QCOMPARE(field(u"Password"_s)->echoMode(), QLineEdit::Password);
}

void tst_accounts::tabGoesFromFieldToField()
{
    QApplication::setActiveWindow(m_page.get());
    field(u"Name"_s)->setFocus();
    const auto visit = [](const QStringList &names) {
        for (const QString &name : names) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QCOMPARE(QApplication::focusWidget()->accessibleName(), name);
        }
    };
    visit({u"Email"_s, u"Password"_s, u"Set up by hand"_s, u"Continue"_s});
    press(u"Set up by hand"_s);
    field(u"Password"_s)->setFocus();
    visit({u"Mailbox type"_s, u"User name"_s, u"Incoming server"_s, u"Incoming port"_s, u"Incoming security"_s,
        u"Outgoing server"_s, u"Outgoing port"_s, u"Outgoing security"_s});
}

void tst_accounts::knowsProviders_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QStringList>("says");
    QTest::newRow("app password, IMAP off")
        << u"a@naver.com"_s << QStringList{u"Naver"_s, u"IMAP, encrypted"_s, u"app password"_s, u"switched on"_s};
    QTest::newRow("with two steps") << u"a@gmail.com"_s << QStringList{u"Gmail"_s, u"two-step"_s};
    QTest::newRow("browser only") << u"a@outlook.com"_s << QStringList{u"browser"_s, u"app password"_s};
    QTest::newRow("no access") << u"a@tuta.com"_s << QStringList{u"no access"_s};
    QTest::newRow("unknown") << u"a@nowhere.example"_s << QStringList{u"nowhere.example"_s, u"encrypted only"_s};
}

void tst_accounts::knowsProviders()
{
    QFETCH(QString, address);
    QFETCH(QStringList, says);
    type(u"Email"_s, address);
    auto *hint = m_page->findChild<ProviderHint *>();
    QTRY_VERIFY(!hint->text().trimmed().isEmpty());
    for (const QString &part : says)
        QVERIFY2(hint->text().contains(part), qPrintable(part + " is not in: "_L1 + hint->text()));
}

void tst_accounts::looksUpAfterTypingEnds()
{
    auto *hint = m_page->findChild<ProviderHint *>();
    type(u"Email"_s, u"a@gmail"_s);
    QTest::keyClicks(field(u"Email"_s), u".com"_s);
    QVERIFY(hint->text().trimmed().isEmpty());
    QTRY_VERIFY(!hint->text().trimmed().isEmpty());
    QTest::keyClick(field(u"Email"_s), Qt::Key_Backspace);
    QTest::keyClick(field(u"Email"_s), Qt::Key_Backspace);
    QTest::keyClick(field(u"Email"_s), Qt::Key_Backspace);
    QTest::keyClick(field(u"Email"_s), Qt::Key_Backspace);
    QTRY_VERIFY(hint->text().trimmed().isEmpty());
}

void tst_accounts::asksForWhatIsMissing_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("password");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("no domain") << u"alice"_s << u"x"_s;
    QTest::newRow("half a domain") << u"alice@example"_s << u"x"_s;
    QTest::newRow("no password") << u"alice@gmail.com"_s << QString();
    QTest::newRow("no access") << u"alice@tuta.com"_s << u"x"_s;
}

void tst_accounts::asksForWhatIsMissing()
{
    QFETCH(QString, address);
    QFETCH(QString, password);
    type(u"Email"_s, address);
    type(u"Password"_s, password);
    press(u"Continue"_s);
    QVERIFY(m_page->findChild<NoticeBar *>()->isVisible());
    QVERIFY(!probe()->isRunning());
}

void tst_accounts::addsWhenBothWork()
{
    QSignalSpy finished(m_page.get(), &WelcomePage::finished);
    QSignalSpy session(m_page.get(), &WelcomePage::passwordKeptForSession);
    type(u"Name"_s, u"Alice"_s);
    type(u"Email"_s, u"alice@posteo.de"_s);
    type(u"Password"_s, u"secret"_s);
    QTest::keyClick(field(u"Password"_s), Qt::Key_Return);
    QVERIFY(probe()->isRunning());
    const auto lines = m_page->findChildren<CheckLine *>();
    QVERIFY(lines.first()->text().contains(u"posteo.de"_s));
    answer(works(u"posteo.de"_s), works(u"posteo.de"_s));
    QVERIFY(lines.first()->text().contains(u"certificate fine, signed in"_s));
    QVERIFY(!named<QAbstractButton>(*m_page, u"Continue"_s)->isEnabled());
    emit m_world->services().accounts.added({4}, false);
    QCOMPARE(finished.count(), 1);
    QCOMPARE(finished.first().first().value<store::AccountKey>().value, 4);
    QCOMPARE(session.count(), 1);
}

void tst_accounts::failureKeepsWhatWasTyped()
{
    type(u"Name"_s, u"Alice"_s);
    type(u"Email"_s, u"alice@posteo.de"_s);
    type(u"Password"_s, u"wrong"_s);
    press(u"Continue"_s);
    answer(fails(u"posteo.de"_s, MailError::Kind::NeedsLogin), fails(u"posteo.de"_s, MailError::Kind::NeedsLogin));
    QVERIFY(!probe()->isRunning());
    QVERIFY(m_page->findChild<NoticeBar *>()->isVisible());
    QVERIFY(m_page->findChildren<CheckLine *>().first()->text().size() > 20);
    QCOMPARE(field(u"Name"_s)->text(), u"Alice"_s);
    QCOMPARE(field(u"Email"_s)->text(), u"alice@posteo.de"_s);
    QCOMPARE(field(u"Password"_s)->text(), u"wrong"_s);
    QVERIFY(field(u"Password"_s)->isEnabled());
}

void tst_accounts::triesGuessesInTurn()
{
    QSignalSpy trying(probe(), &SetupProbe::trying);
    type(u"Email"_s, u"alice@nowhere.example"_s);
    type(u"Password"_s, u"x"_s);
    press(u"Continue"_s);
    answer(fails({}, MailError::Kind::Network, MailError::Detail::HostNotFound), works(u"smtp.nowhere.example"_s));
    QCOMPARE(trying.count(), 2);
    QVERIFY2(trying.at(1).at(1).toString().isEmpty(), "the server that works is not tried again");
    QVERIFY(!trying.at(1).at(0).toString().isEmpty());
    const quint64 before = probe()->ticket();
    emit m_world->services().accounts.checked(before - 1, works({}), works({})); // an answer that nobody waits for
    QVERIFY(probe()->isRunning());
    for (int i = 0; i < 40 && probe()->isRunning(); ++i)
        answer(fails({}, MailError::Kind::Network, MailError::Detail::HostNotFound), {});
    QVERIFY(!probe()->isRunning());
    QVERIFY(named(*m_page, u"Add anyway"_s));
}

void tst_accounts::triesTheLocalPartOnce()
{
    QSignalSpy finished(probe(), &SetupProbe::finished);
    type(u"Email"_s, u"alice@nowhere.example"_s);
    type(u"Password"_s, u"x"_s);
    press(u"Continue"_s);
    answer(fails({}, MailError::Kind::NeedsLogin), works({}));
    QVERIFY(probe()->isRunning());
    answer(works({}), {});
    QCOMPARE(finished.count(), 1);
    const auto settings = finished.first().first().value<account::Settings>();
    QCOMPARE(settings.incomingUser, u"alice"_s);
    QCOMPARE(settings.outgoingUser, u"alice@nowhere.example"_s);
}

void tst_accounts::offersToAddAnyway()
{
    type(u"Email"_s, u"alice@posteo.de"_s);
    type(u"Password"_s, u"x"_s);
    press(u"Continue"_s);
    answer(works(u"posteo.de"_s), fails(u"posteo.de"_s, MailError::Kind::Refused));
    QVERIFY(named(*m_page, u"Add anyway"_s));
    QSignalSpy finished(m_page.get(), &WelcomePage::finished);
    press(u"Add anyway"_s);
    emit m_world->services().accounts.added({5}, true);
    QCOMPARE(finished.count(), 1);
}

/// Whoever answers under a name that we made up is not trusted by two clicks.
void tst_accounts::guessedServerIsTrustedOnlyByName()
{
    type(u"Email"_s, u"alice@nowhere.example"_s);
    type(u"Password"_s, u"x"_s);
    press(u"Continue"_s);
    sync::CheckResult bad =
        fails(u"imap.nowhere.example"_s, MailError::Kind::Tls, MailError::Detail::CertificateUntrusted);
    bad.error.fingerprint = QByteArray(32, 'x');
    for (int i = 0; i < 40 && probe()->isRunning(); ++i)
        answer(bad, bad);
    QVERIFY(!probe()->isRunning());
    QVERIFY(!named(*m_page, u"Show certificate"_s));
    auto *notice = m_page->findChild<NoticeBar *>();
    QVERIFY2(notice->text().contains(u"set it up by hand"_s), qPrintable(notice->text()));
    for (const QLabel *label : m_page->findChildren<QLabel *>())
        QVERIFY2(!label->text().contains(u"account settings"_s), "there are none yet");
    QPushButton *next = nullptr;
    for (QPushButton *button : notice->findChildren<QPushButton *>())
        next = button->text() == u"Set up by hand"_s ? button : next;
    QVERIFY(next);
    QTest::mouseClick(next, Qt::LeftButton);
    QTRY_VERIFY(field(u"Incoming server"_s) && field(u"Incoming server"_s)->isVisible());
    QVERIFY(field(u"Incoming server"_s)->text().endsWith(u"nowhere.example"_s));
    press(u"Continue"_s);
    answer(bad, works(u"smtp.nowhere.example"_s));
    QTRY_VERIFY(named(*m_page, u"Show certificate"_s));
}

void tst_accounts::certificateNeedsTwoSteps()
{
    QSignalSpy finished(probe(), &SetupProbe::finished);
    type(u"Email"_s, u"alice@posteo.de"_s);
    type(u"Password"_s, u"x"_s);
    press(u"Continue"_s);
    sync::CheckResult bad = fails(u"posteo.de"_s, MailError::Kind::Tls, MailError::Detail::CertificateUntrusted);
    bad.error.fingerprint = QByteArray::fromHex("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
    answer(bad, works(u"posteo.de"_s));
    QVERIFY2(!named(*m_page, u"Trust this certificate"_s), "one step only");
    press(u"Show certificate"_s);
    QVERIFY(m_page->findChild<NoticeBar *>()->text().contains(u"01:23:45:67"_s));
    press(u"Trust this certificate"_s);
    QVERIFY(probe()->isRunning());
    answer(works(u"posteo.de"_s), works(u"posteo.de"_s));
    const auto settings = finished.last().first().value<account::Settings>();
    QCOMPARE(settings.exceptions.size(), 1);
    QCOMPARE(settings.exceptions.first().fingerprint, bad.error.fingerprint);
    QCOMPARE(settings.exceptions.first().protocol, u"imap"_s);
    QCOMPARE(settings.exceptions.first().host, u"posteo.de"_s);
}

void tst_accounts::byHandIsPrefilledAndUsed()
{
    QSignalSpy finished(probe(), &SetupProbe::finished);
    type(u"Email"_s, u"alice@naver.com"_s);
    type(u"Password"_s, u"x"_s);
    press(u"Set up by hand"_s);
    QCOMPARE(field(u"Incoming server"_s)->text(), u"imap.naver.com"_s);
    QCOMPARE(field(u"Incoming port"_s)->text(), u"993"_s);
    type(u"Incoming server"_s, u"localhost"_s);
    type(u"Incoming port"_s, u"10143"_s);
    auto *security = named<QComboBox>(*m_page, u"Incoming security"_s);
    security->setCurrentIndex(security->findData(int(net::Security::ClearText)));
    emit security->activated(security->currentIndex());
    QCOMPARE(field(u"Incoming port"_s)->text(), u"10143"_s);
    type(u"User name"_s, u"alice"_s);
    press(u"Continue"_s);
    answer(works(u"localhost"_s), works(u"smtp.naver.com"_s));
    const auto settings = finished.first().first().value<account::Settings>();
    QCOMPARE(settings.incomingServer, (net::Endpoint{u"localhost"_s, 10143, net::Security::ClearText}));
    QCOMPARE(settings.incomingUser, u"alice"_s);
    QCOMPARE(settings.email, u"alice@naver.com"_s);
}

void tst_accounts::portFollowsSecurity()
{
    press(u"Set up by hand"_s);
    auto *security = named<QComboBox>(*m_page, u"Incoming security"_s);
    security->setCurrentIndex(security->findData(int(net::Security::StartTls)));
    emit security->activated(security->currentIndex());
    QCOMPARE(field(u"Incoming port"_s)->text(), u"143"_s);
    auto *outgoing = named<QComboBox>(*m_page, u"Outgoing security"_s);
    outgoing->setCurrentIndex(outgoing->findData(int(net::Security::StartTls)));
    emit outgoing->activated(outgoing->currentIndex());
    QCOMPARE(field(u"Outgoing port"_s)->text(), u"587"_s);
}

void tst_accounts::pop3CanLeaveMail()
{
    press(u"Set up by hand"_s);
    auto *kind = named<QComboBox>(*m_page, u"Mailbox type"_s);
    kind->setCurrentIndex(kind->findData(int(account::Incoming::Pop3)));
    emit kind->activated(kind->currentIndex());
    QCOMPARE(field(u"Incoming port"_s)->text(), u"995"_s);
    auto *leave = named<QComboBox>(*m_page, u"Leave on server"_s);
    QVERIFY(leave->isVisible());
    account::Settings settings;
    m_page->findChild<ServerFields *>()->apply(settings);
    QCOMPARE(settings.incoming, account::Incoming::Pop3);
    QCOMPARE(settings.leaveOnServer, account::LeaveOnServer::Always);
    leave->setCurrentIndex(leave->findData(int(account::LeaveOnServer::DeleteAfterDays)));
    m_page->findChild<ServerFields *>()->apply(settings);
    QCOMPARE(settings.leaveOnServer, account::LeaveOnServer::DeleteAfterDays);
    QCOMPARE(settings.leaveDays, 14);
}

void tst_accounts::stopKeepsWhatWasTyped()
{
    type(u"Email"_s, u"alice@posteo.de"_s);
    type(u"Password"_s, u"x"_s);
    press(u"Continue"_s);
    const quint64 ticket = probe()->ticket();
    press(u"Stop"_s);
    QVERIFY(!probe()->isRunning());
    emit m_world->services().accounts.checked(ticket, works({}), works({}));
    QVERIFY(field(u"Password"_s)->isEnabled());
    QCOMPARE(field(u"Password"_s)->text(), u"x"_s);
    QVERIFY(named(*m_page, u"Set up by hand"_s));
}

QTEST_MAIN(tst_accounts)
#include "tst_accounts.moc"
