// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/UiWorld.h"
#include "ui/accounts/WelcomePage.h"
#include "ui/common/NoticeBar.h"
#include "ui/settings/AccountEditor.h"
#include "ui/settings/SettingsWindow.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace godwit;
using namespace godwit::ui;
using namespace godwit::test;
using namespace Qt::StringLiterals;

class tst_settings : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void everyWidgetHasAName();
    void preferencesApplyAtOnceAndLast();
    void followsChangesFromElsewhere();
    void removesAnImageSender();
    void showsWhichServerIsBelieved();
    void checksSignaturesOnlyWhenToldTo();
    void editsAnAccount();
    void revertBringsTheStoredBack();
    void refusesABrokenAddress();
    void removesAnAccountAfterAsking();
    void offersToAddTheFirstAccount();
    void keepsSomeDaysAndFewConnections();
    void asksOnlyWhatTheMailboxTypeKnows();
    void savesDataWhenItIsWanted();

private:
    void choose(const QString &name, int row);
    QString storedJson() const;
    std::optional<account::Settings> stored() const;
    std::unique_ptr<UiWorld> m_world;
    std::unique_ptr<SettingsWindow> m_window;
    store::AccountKey m_account;
};

void tst_settings::init()
{
    m_world = std::make_unique<UiWorld>();
    m_account = m_world->addAccount(u"Alice Han"_s, u"alice@example.org"_s);
    m_window = std::make_unique<SettingsWindow>(m_world->services());
    m_window->open(SettingsWindow::Page::General);
}

void tst_settings::cleanup()
{
    m_window.reset();
    m_world.reset();
}

void tst_settings::choose(const QString &name, int row)
{
    auto *box = named<QComboBox>(*m_window, name);
    QVERIFY2(box, qPrintable(name));
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Home);
    for (int i = 0; i < row; ++i)
        QTest::keyClick(box, Qt::Key_Down);
}

std::optional<account::Settings> tst_settings::stored() const
{
    const QList<store::AccountRow> rows = m_world->reader().accounts();
    return rows.isEmpty() ? std::nullopt : account::Settings::fromJson(rows.first().settings);
}

void tst_settings::everyWidgetHasAName()
{
    for (int page = 0; page <= int(SettingsWindow::Page::Shortcuts); ++page) {
        m_window->open(SettingsWindow::Page(page));
        const QStringList bad = unnamed(*m_window);
        QVERIFY2(bad.isEmpty(), qPrintable(bad.join(u", "_s)));
    }
}

void tst_settings::preferencesApplyAtOnceAndLast()
{
    choose(u"Language"_s, 2);
    choose(u"Colours"_s, 2);
    choose(u"Layout"_s, 1);
    choose(u"Mark as read"_s, 4);
    m_window->open(SettingsWindow::Page::Writing);
    choose(u"New messages are"_s, 1);
    choose(u"Time to undo sending"_s, 3);
    m_window->open(SettingsWindow::Page::Privacy);
    choose(u"Load remote images"_s, 1);
    const Preferences now = m_world->preferences().current();
    QCOMPARE(now.language, u"ko"_s);
    QCOMPARE(now.colorScheme, ColorScheme::Dark);
    QCOMPARE(now.layout, Layout::Wide);
    QCOMPARE(now.markAsReadDelayMs, -1);
    QCOMPARE(now.composeRichText, true);
    QCOMPARE(now.undoSendSeconds, 20);
    QCOMPARE(now.remoteImages, RemoteImages::KnownSenders);
    const PreferencesStore again(m_world->services().profile);
    QVERIFY2(again.current() == now, "the file says something else");
}

void tst_settings::followsChangesFromElsewhere()
{
    Preferences changed = m_world->preferences().current();
    changed.showMenuBar = !changed.showMenuBar;
    changed.layout = Layout::Compact;
    m_world->preferences().set(changed);
    QCOMPARE(named<QCheckBox>(*m_window, u"Always show the menu bar"_s)->isChecked(), changed.showMenuBar);
    QCOMPARE(named<QComboBox>(*m_window, u"Layout"_s)->currentIndex(), 2);
}

void tst_settings::removesAnImageSender()
{
    Preferences changed = m_world->preferences().current();
    changed.remoteImageSenders = {u"a@example.org"_s, u"b@example.org"_s};
    m_world->preferences().set(changed);
    m_window->open(SettingsWindow::Page::Privacy);
    auto *senders = named<QListWidget>(*m_window, u"Senders whose images are loaded"_s);
    QCOMPARE(senders->count(), 2);
    senders->setCurrentRow(0);
    QTest::mouseClick(named<QPushButton>(*m_window, u"Remove sender"_s), Qt::LeftButton);
    QCOMPARE(m_world->preferences().current().remoteImageSenders, QSet<QString>{u"b@example.org"_s});
    QCOMPARE(senders->count(), 1);
}

void tst_settings::showsWhichServerIsBelieved()
{
    m_world->deliver(m_account,
        "Authentication-Results: mx.example.org; dmarc=pass\r\nReceived: from a.example ([192.0.2.7]) by "
        "mx.example.org\r\n"
        "From: kim@example.net\r\nTo: alice@example.org\r\nSubject: x\r\n\r\nx\r\n");
    m_window->openAccount(m_account);
    const auto *servers = named<QLineEdit>(*m_window, u"Server that checks senders"_s);
    QVERIFY(servers->text().isEmpty());
    QTRY_COMPARE(servers->placeholderText(), u"example.org"_s);
}

void tst_settings::checksSignaturesOnlyWhenToldTo()
{
    m_window->open(SettingsWindow::Page::Privacy);
    auto *box = named<QCheckBox>(*m_window, u"Check signatures by asking the name servers"_s);
    QVERIFY(!box->isChecked());
    QTest::keyClick(box, Qt::Key_Space);
    QVERIFY(PreferencesStore(m_world->services().profile).current().checkSignatures);
}

void tst_settings::editsAnAccount()
{
    m_window->openAccount(m_account);
    auto *save = named<QPushButton>(*m_window, u"Save"_s);
    QVERIFY(!save->isEnabled());
    auto *name = named<QLineEdit>(*m_window, u"Your name"_s);
    QCOMPARE(name->text(), u"Alice Han"_s);
    name->clear();
    name->insert(u"앨리스"_s);
    emit name->textEdited(name->text());
    named<QPlainTextEdit>(*m_window, u"Signature"_s)->setPlainText(u"Alice\nHarbour Ltd"_s);
    auto *port = named<QLineEdit>(*m_window, u"Incoming port"_s);
    port->clear();
    QTest::keyClicks(port, u"1995"_s);
    QTest::keyClicks(named<QLineEdit>(*m_window, u"Server that checks senders"_s), u"mx.example.org, example.net"_s);
    QVERIFY(save->isEnabled());
    save->click();
    QTRY_COMPARE(stored()->name, u"앨리스"_s);
    QCOMPARE(stored()->signature, u"Alice\nHarbour Ltd"_s);
    QCOMPARE(stored()->incomingServer.port, quint16(1995));
    QCOMPARE(stored()->authServers, QStringList({u"mx.example.org"_s, u"example.net"_s}));
    QCOMPARE(stored()->email, u"alice@example.org"_s);
    QVERIFY(!save->isEnabled());
}

void tst_settings::revertBringsTheStoredBack()
{
    m_window->openAccount(m_account);
    auto *name = named<QLineEdit>(*m_window, u"Your name"_s);
    QTest::keyClicks(name, u"xyz"_s);
    QTest::mouseClick(named<QPushButton>(*m_window, u"Revert"_s), Qt::LeftButton);
    named<QPushButton>(*m_window, u"Revert"_s)->click();
    QCOMPARE(name->text(), u"Alice Han"_s);
}

void tst_settings::refusesABrokenAddress()
{
    m_window->openAccount(m_account);
    auto *address = named<QLineEdit>(*m_window, u"Address"_s);
    address->clear();
    QTest::keyClicks(address, u"alice"_s);
    named<QPushButton>(*m_window, u"Save"_s)->click();
    QCOMPARE(stored()->email, u"alice@example.org"_s);
    QCOMPARE(address->text(), u"alice"_s);
}

void tst_settings::removesAnAccountAfterAsking()
{
    store::Outbox::NewSubmission unsent;
    unsent.account = m_account;
    unsent.content = "From: alice@example.org\r\nTo: bob@example.org\r\nSubject: Late\r\n\r\nx\r\n";
    unsent.envelopeFrom = u"alice@example.org"_s;
    unsent.recipients = QStringList{u"bob@example.org"_s};
    unsent.state = store::SubmissionState::Scheduled;
    unsent.next = QDateTime::currentDateTimeUtc().addDays(1);
    m_world->services().submissions.send(unsent);
    QTRY_COMPARE(m_world->reader().outbox().size(), 1);
    m_window->openAccount(m_account);
    named<QPushButton>(*m_window, u"Remove account"_s)->click();
    QCOMPARE(m_world->reader().accounts().size(), 1);
    QVERIFY(named(*m_window, u"Remove, keep its mail here"_s));
    const QList<NoticeBar *> bars = m_window->findChildren<NoticeBar *>();
    QVERIFY(std::any_of(bars.begin(), bars.end(),
        [](const NoticeBar *bar) { return bar->text().contains(u"in the outbox will never be sent"); }));
    named<QPushButton>(*m_window, u"Remove with its mail"_s)->click();
    QTRY_COMPARE(m_world->reader().accounts().size(), 0);
    QTRY_COMPARE(named<QListWidget>(*m_window, u"Accounts"_s)->count(), 0);
}

void tst_settings::offersToAddTheFirstAccount()
{
    UiWorld empty;
    SettingsWindow window(empty.services());
    window.open(SettingsWindow::Page::Accounts);
    QVERIFY(window.findChild<WelcomePage *>());
    QVERIFY(window.findChild<WelcomePage *>()->isVisible());
}

void tst_settings::keepsSomeDaysAndFewConnections()
{
    m_window->open(SettingsWindow::Page::Accounts);
    choose(u"Mailbox type"_s, 0);
    choose(u"Keep on this computer"_s, 2);
    auto *connections = named<QSpinBox>(*m_window, u"Connections at once"_s);
    QVERIFY(connections);
    connections->setFocus();
    QTest::keyClick(connections, Qt::Key_Down);
    auto *save = named<QPushButton>(*m_window, u"Save"_s);
    QVERIFY(save->isEnabled());
    QTest::keyClick(save, Qt::Key_Space);
    QTRY_VERIFY(stored()->bodyPolicy == account::BodyPolicy::RecentDays);
    QCOMPARE(stored()->bodyDays, 90);
    QCOMPARE(stored()->maximumConnections, 2);
    choose(u"Keep on this computer"_s, 4);
    QTest::keyClick(save, Qt::Key_Space);
    QTRY_VERIFY(stored()->bodyPolicy == account::BodyPolicy::HeadersOnly);
}

void tst_settings::asksOnlyWhatTheMailboxTypeKnows()
{
    m_window->open(SettingsWindow::Page::Accounts);
    const auto asked = [this](const QString &name) {
        const QWidget *field = named(*m_window, name);
        return field != nullptr && field->isVisible();
    };
    QVERIFY(!asked(u"Connections at once"_s) && !asked(u"Keep on this computer"_s)); // POP3
    choose(u"Mailbox type"_s, 0);
    QVERIFY(asked(u"Connections at once"_s) && asked(u"Keep on this computer"_s));
    choose(u"Mailbox type"_s, 1);
    QVERIFY(!asked(u"Connections at once"_s) && !asked(u"Keep on this computer"_s));
}

void tst_settings::savesDataWhenItIsWanted()
{
    choose(u"Save data"_s, 1);
    QVERIFY(m_world->preferences().current().saveData == SaveData::Always);
    QVERIFY(PreferencesStore(m_world->services().profile).current().saveData == SaveData::Always);
    auto *saved = named<QLabel>(*m_window, u"Data saved"_s);
    QVERIFY(saved && !saved->isVisible());
    sync::MeteredStatus status;
    status.active = true;
    status.messages = 2;
    status.savedOctets = 3'500'000;
    emit m_world->services().engine.meteredChanged(status);
    QTRY_VERIFY(saved->isVisible() && saved->text().contains(u"3.5 MB saved with 2 message(s)"_s));
}

QTEST_MAIN(tst_settings)
#include "tst_settings.moc"
