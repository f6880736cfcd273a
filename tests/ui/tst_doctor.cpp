// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/UiWorld.h"
#include "ui/messagelist/EmptyState.h"
#include "ui/settings/DoctorPage.h"
#include "ui/settings/DoctorWords.h"
#include "ui/settings/SettingsWindow.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace godwit;
using namespace godwit::ui;
using namespace godwit::test;
using namespace Qt::StringLiterals;
using sync::ConnectionRecord;
using sync::ConnectionReport;
using sync::ServerSide;

class tst_doctor : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void saysThatNothingWasConnectedYet();
    void showsServersUsesQuirksAndConnections();
    void followsWhatHappensAndKeepsThePlace();
    void copiesAReport();
    void showsAndSavesWhatWasSaid();
    void comesFromTheAccountAndLeadsBack();
    void everyWidgetHasAName();
    void asksOnlyWhileItIsSeen();
    void wordsForPop3AndTroubles();
    void everyPeculiarityHasWords();

private:
    static ConnectionRecord imap();
    ConnectionReport report() const;
    void tell(const ConnectionReport &report) { emit m_world->services().engine.connectionsReported(report); }
    DoctorPage *page() const { return m_window->findChild<DoctorPage *>(); }
    QString text(const QString &section) const
    {
        auto *label = named<QLabel>(*m_window, section);
        return label && label->isVisible() ? label->text() : QString();
    }
    void press(const QString &name)
    {
        auto *button = named<QPushButton>(*m_window, name);
        QVERIFY2(button && button->isVisible(), qPrintable(name));
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
    }
    std::unique_ptr<UiWorld> m_world;
    std::unique_ptr<SettingsWindow> m_window;
    store::AccountKey m_account;
};

void tst_doctor::init()
{
    m_world = std::make_unique<UiWorld>(UiWorld::Mode::Silent);
    m_account = m_world->addAccount(u"Alice Han"_s, u"alice@example.org"_s);
    m_window = std::make_unique<SettingsWindow>(m_world->services());
    m_window->openDoctor(m_account);
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void tst_doctor::cleanup()
{
    m_window.reset();
    m_world.reset();
}

ConnectionRecord tst_doctor::imap()
{
    ConnectionRecord record;
    record.protocol = u"imap"_s;
    record.endpoint = {u"mail.example.org"_s, 993, net::Security::ImplicitTls};
    record.began = QDateTime(QDate::currentDate(), QTime(10, 42, 7));
    record.facts.tlsProtocol = u"TLSv1.3"_s;
    record.facts.tlsCipher = u"TLS_AES_256_GCM_SHA384"_s;
    record.facts.signedIn = true;
    record.facts.roundTripMs = 23;
    record.facts.server.name = u"Dovecot"_s;
    record.facts.server.offered = QStringList{u"ESEARCH"_s, u"IDLE"_s, u"MOVE"_s, u"X-ODD"_s};
    record.facts.server.used = QStringList{u"IDLE"_s, u"LITERAL+"_s, u"MOVE"_s};
    record.facts.server.switchedOff = QStringList{u"ESEARCH"_s};
    record.facts.server.unused = QStringList{u"X-ODD"_s};
    record.facts.server.quirks = {{u"iCloud"_s, QuirkReason::EnablesNothing, {u"ESEARCH"_s}}};
    record.facts.log = QStringList{u"10:42:07 C: A1 NOOP"_s, u"10:42:07 S: A1 OK done"_s};
    return record;
}

ConnectionReport tst_doctor::report() const
{
    ConnectionReport made;
    made.account = m_account;
    made.connections = {imap(), imap()};
    ConnectionRecord &lost = made.connections.last();
    lost.ended = lost.began.addSecs(60);
    lost.why = MailError();
    lost.why->kind = MailError::Kind::Network;
    lost.why->detail = MailError::Detail::ConnectionLost;
    lost.why->host = u"mail.example.org"_s;
    lost.facts.log = QStringList{u"10:40:00 C: A1 IDLE"_s};
    return made;
}

void tst_doctor::saysThatNothingWasConnectedYet()
{
    auto *empty = page()->findChild<EmptyState *>();
    QVERIFY(empty && empty->isVisible());
    QVERIFY(empty->sentence().contains(u"since the program was started"_s));
    QVERIFY(named<QPushButton>(*m_window, u"Get mail"_s)->isVisible());
    QVERIFY(text(u"Server for incoming mail"_s).isEmpty());
    ConnectionReport other = report();
    other.account = {m_account.value + 1};
    tell(other);
    QVERIFY(empty->isVisible()); // another account's
}

void tst_doctor::showsServersUsesQuirksAndConnections()
{
    tell(report());
    QVERIFY(!page()->findChild<EmptyState *>()->isVisible());
    const QString server = text(u"Server for incoming mail"_s);
    for (const QString &part :
        {u"mail.example.org, port 993, IMAP"_s, u"TLSv1.3, TLS_AES_256_GCM_SHA384"_s, u"Dovecot"_s, u"23 ms"_s})
        QVERIFY2(server.contains(part), qPrintable(server));
    QVERIFY(text(u"Server for outgoing mail"_s).isEmpty());
    const QString used = text(u"What is used of what it offers"_s);
    for (const QString &part : {u"New mail is announced at once. (IDLE)"_s, u"(MOVE)"_s, u"Also used: LITERAL+"_s,
             u"does not work there: ESEARCH"_s, u"of no use here: X-ODD"_s})
        QVERIFY2(used.contains(part), qPrintable(used));
    QVERIFY(text(u"Known peculiarities"_s).contains(u"iCloud: It offers to tell what changed"_s));
    auto *list = named<QListWidget>(*m_window, u"Last connections"_s);
    QCOMPARE(list->count(), 2);
    QCOMPARE(list->item(0)->text(), u"since 10:42:07, incoming mail, TLSv1.3, 23 ms: open, signed in"_s);
    QVERIFY(
        list->item(1)->text().startsWith(u"10:42:07 to 10:43:07, incoming mail, TLSv1.3, 23 ms: The connection to"_s));
}

void tst_doctor::followsWhatHappensAndKeepsThePlace()
{
    tell(report());
    auto *list = named<QListWidget>(*m_window, u"Last connections"_s);
    list->setCurrentRow(1);
    ConnectionReport later = report();
    later.connections.first().ended = later.connections.first().began.addSecs(3);
    tell(later);
    QVERIFY(list->item(0)->text().endsWith(u": closed by Godwit"_s));
    QCOMPARE(list->currentRow(), 1);
    later.connections.removeLast();
    tell(later);
    QCOMPARE(list->count(), 1);
}

void tst_doctor::copiesAReport()
{
    tell(report());
    press(u"Copy report"_s);
    const QString copied = QApplication::clipboard()->text();
    for (const QString &part : {u"mail.example.org"_s, u"(IDLE)"_s, u"iCloud"_s,
             u"Everything offered: ESEARCH IDLE MOVE X-ODD"_s, u"since 10:42:07"_s})
        QVERIFY2(copied.contains(part), qPrintable(copied));
    QVERIFY(!copied.contains(u"alice"_s, Qt::CaseInsensitive));
    QVERIFY(!copied.contains(u"A1 NOOP"_s));
}

void tst_doctor::showsAndSavesWhatWasSaid()
{
    tell(report());
    auto *log = page()->findChild<QPlainTextEdit *>();
    QVERIFY(!log->isVisible());
    press(u"Show what was said"_s);
    QVERIFY(log->isVisible() && log->hasFocus());
    const QString said = log->toPlainText();
    QVERIFY(said.indexOf(u"A1 IDLE"_s) >= 0 && said.indexOf(u"A1 IDLE"_s) < said.indexOf(u"A1 NOOP"_s));
    const QString path = m_world->folder() + u"/said.txt"_s;
    press(u"Save what was said…"_s);
    auto *dialog = page()->findChild<QFileDialog *>();
    QVERIFY(dialog);
    emit dialog->fileSelected(path);
    dialog->close();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString saved = QString::fromUtf8(file.readAll());
    QVERIFY(saved.contains(u"A1 NOOP"_s) && saved.contains(u"(IDLE)"_s));
    press(u"Hide what was said"_s);
    QVERIFY(!log->isVisible());
}

void tst_doctor::comesFromTheAccountAndLeadsBack()
{
    press(u"Back to the account"_s);
    QVERIFY(!page()->isVisible());
    QVERIFY(named<QLineEdit>(*m_window, u"Your name"_s)->isVisible());
    press(u"Connection details"_s);
    QVERIFY(page()->isVisible());
    QCOMPARE(page()->account(), m_account);
}

void tst_doctor::everyWidgetHasAName()
{
    tell(report());
    press(u"Show what was said"_s);
    const QStringList bad = unnamed(*m_window);
    QVERIFY2(bad.isEmpty(), qPrintable(bad.join(u", "_s)));
}

void tst_doctor::asksOnlyWhileItIsSeen()
{
    UiWorld world;
    const store::AccountKey account = world.addAccount(u"Bob"_s, u"bob@example.org"_s);
    SettingsWindow window(world.services());
    QSignalSpy answers(&world.services().engine, &sync::Engine::connectionsReported);
    window.openDoctor(account);
    QTRY_VERIFY(answers.size() >= 2); // at once, and again by itself
    window.open(SettingsWindow::Page::General);
    QVERIFY(!window.findChild<DoctorPage *>()->isVisible());
}

void tst_doctor::wordsForPop3AndTroubles()
{
    ConnectionRecord record;
    record.protocol = u"pop3"_s;
    record.endpoint = {u"pop.example.org"_s, 110, net::Security::StartTls};
    record.began = QDateTime(QDate(2020, 1, 2), QTime(3, 4, 5));
    record.ended = record.began.addSecs(1);
    record.why = MailError();
    record.why->kind = MailError::Kind::NeedsLogin;
    record.why->serverText = u"[AUTH] no such\nmailbox"_s;
    QVERIFY(serverLines(record).contains(u"It did not get as far as encryption."_s));
    const QString line = connectionLine(record, QLocale(QLocale::English, QLocale::UnitedKingdom));
    QVERIFY2(line.startsWith(u"02/01/2020 03:04:05 to "_s), qPrintable(line));
    QVERIFY2(line.endsWith(u"[AUTH] no such mailbox"_s), qPrintable(line));
    record.facts.tlsProtocol = u"TLSv1.2"_s;
    QVERIFY(serverLines(record).at(1).contains(u"STARTTLS"_s));
    record.endpoint.security = net::Security::ClearText;
    QVERIFY(serverLines(record).at(1).startsWith(u"Not encrypted"_s));
    record.facts.server.used = QStringList{u"SIZE 1000"_s, u"UIDL"_s};
    const QStringList used = usedLines(record);
    QCOMPARE(used.size(), 2); // nothing of IDLE where there is none
    QVERIFY(quirkLines(record).size() == 1);
}

void tst_doctor::everyPeculiarityHasWords()
{
    QSet<QString> said;
    ConnectionRecord record = imap();
    for (int reason = 0; reason <= int(QuirkReason::DropsAtUnknownFields); ++reason) {
        record.facts.server.quirks = {{u"X"_s, QuirkReason(reason), {}}};
        const QString line = quirkLines(record).constFirst();
        QVERIFY2(line.startsWith(u"X: It "_s) || line.size() > 20, qPrintable(line));
        said.insert(line);
    }
    QCOMPARE(said.size(), int(QuirkReason::DropsAtUnknownFields) + 1);
}

QTEST_MAIN(tst_doctor)
#include "tst_doctor.moc"
