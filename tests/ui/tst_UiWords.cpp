// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"
#include "ui/folders/FolderNameEditor.h"
#include "ui/shell/SyncWords.h"

#include <QtTest>

using namespace godwit;
using namespace godwit::ui;
using namespace Qt::StringLiterals;

class tst_UiWords : public QObject {
    Q_OBJECT
private slots:
    void saysMomentsAsPeopleDo();
    void groupsByAge();
    void saysSizes();
    void everyErrorHasItsOwnSentence();
    void serverWordsAreQuotedWithTheirCode();
    void refusesNamesThatTheServerWouldNotTake();
    void statusLineSpeaksInWords();
    void statusLineEstimatesTheTimeLeft();
    void statusLineTellsThePaceAndThePause();
};

void tst_UiWords::saysMomentsAsPeopleDo()
{
    const QLocale english(QLocale::English, QLocale::UnitedKingdom);
    const QDateTime now(QDate(2026, 11, 25), QTime(15, 0));
    QCOMPARE(shortMoment(QDateTime(QDate(2026, 11, 25), QTime(10, 42)), now, english), u"10:42"_s);
    QCOMPARE(shortMoment(QDateTime(QDate(2026, 11, 21), QTime(9, 0)), now, english), u"Sat"_s);
    QCOMPARE(shortMoment(QDateTime(QDate(2026, 11, 14), QTime(9, 0)), now, english), u"14 Nov"_s);
    QCOMPARE(shortMoment(QDateTime(QDate(2024, 3, 2), QTime(9, 0)), now, english), u"2024-03-02"_s);
    QCOMPARE(shortMoment({}, now, english), QString());
    QCOMPARE(shortMoment(QDateTime(QDate(2026, 11, 14), QTime(9, 0)), now, QLocale(QLocale::Korean)),
        u"11\uc6d4 14\uc77c"_s);
    QCOMPARE(longMoment(QDateTime(QDate(2026, 11, 25), QTime(9, 15)), now, english), u"Today 09:15"_s);
    QCOMPARE(longMoment(QDateTime(QDate(2026, 11, 24), QTime(9, 15)), now, english), u"Yesterday 09:15"_s);
}

void tst_UiWords::groupsByAge()
{
    const QDate today(2026, 11, 25);
    QCOMPARE(dateGroup(today, today), DateGroup::Today);
    QCOMPARE(dateGroup(today.addDays(1), today), DateGroup::Future);
    QCOMPARE(dateGroup(today.addDays(-1), today), DateGroup::Yesterday);
    QCOMPARE(dateGroup(QDate(2026, 3, 1), today), DateGroup::ThisYear);
    QCOMPARE(dateGroup(QDate(2020, 1, 1), today), DateGroup::Older);
}

void tst_UiWords::saysSizes()
{
    const QLocale english(QLocale::English, QLocale::UnitedKingdom);
    QCOMPARE(humanSize(84'000, english), u"84 kB"_s);
    QCOMPARE(humanSize(2'100'000, english), u"2.1 MB"_s);
}

void tst_UiWords::everyErrorHasItsOwnSentence()
{
    QSet<QString> seen;
    for (int detail = 1; detail <= int(MailError::Detail::UnknownOutcome); ++detail) {
        MailError error;
        error.kind = MailError::Kind::Cancelled;
        error.detail = MailError::Detail(detail);
        error.host = u"imap.example.org"_s;
        const QString text = explain(error);
        QVERIFY2(text != explain(MailError{MailError::Kind::Cancelled, {}, {}, {}, {}, {}}),
            qPrintable(QString::number(detail)));
        QVERIFY2(!seen.contains(text), qPrintable(text));
        QVERIFY(text.endsWith(u'.'));
        seen.insert(text);
    }
}

void tst_UiWords::serverWordsAreQuotedWithTheirCode()
{
    MailError error;
    error.responseCode = "OVERQUOTA";
    error.serverText = u"<b>No room</b>"_s;
    QCOMPARE(serverWords(error), u"[OVERQUOTA] <b>No room</b>"_s);
    QCOMPARE(serverWords(MailError{}), QString());
}

void tst_UiWords::refusesNamesThatTheServerWouldNotTake()
{
    const FolderNameEditor::Rules rules{u"Old"_s, {u"Travel"_s}, '.'};
    QCOMPARE(FolderNameEditor::objection(u"Invoices"_s, rules), QString());
    QCOMPARE(FolderNameEditor::objection(u"\uc5ec\ud589"_s, rules), QString());
    QCOMPARE(FolderNameEditor::objection(u"Old"_s, rules), QString());
    for (const QString &bad : {u""_s, u"  "_s, u"a.b"_s, u"a/b"_s, u"a*"_s, u"travel"_s, u"x\ny"_s})
        QVERIFY2(!FolderNameEditor::objection(bad, rules).isEmpty(), qPrintable(bad));
}

void tst_UiWords::statusLineSpeaksInWords()
{
    const auto name = [](store::MailboxKey) {
        return u"Archive"_s;
    };
    const auto account = [](store::AccountKey) {
        return u"alice@example.org"_s;
    };
    SyncWords words;
    QCOMPARE(words.sentence(name, account, false).text, QString());
    sync::AccountStatus status;
    status.account = {1};
    status.phase = sync::AccountStatus::Phase::UpToDate;
    words.take(status, 0);
    QCOMPARE(words.sentence(name, account, false).text, u"Everything up to date"_s);
    QCOMPARE(words.sentence(name, account, true).text, u"Working offline"_s);
    status.phase = sync::AccountStatus::Phase::SigningIn;
    words.take(status, 0);
    QCOMPARE(words.sentence(name, account, false).text, u"Signing in to alice@example.org"_s);
    status.phase = sync::AccountStatus::Phase::Waiting;
    status.retryInSeconds = 20;
    words.take(status, 0);
    QVERIFY(words.sentence(name, account, false).text.contains(u"20"));
    status.phase = sync::AccountStatus::Phase::NeedsPassword;
    words.take(status, 0);
    QVERIFY(words.sentence(name, account, false).trouble);
}

void tst_UiWords::statusLineEstimatesTheTimeLeft()
{
    const auto name = [](store::MailboxKey) {
        return u"Archive"_s;
    };
    const auto account = [](store::AccountKey) {
        return u"alice@example.org"_s;
    };
    SyncWords words;
    sync::AccountStatus status;
    status.account = {1};
    status.phase = sync::AccountStatus::Phase::Synchronising;
    status.mailbox = {7};
    status.total = 29'700;
    words.take(status, 1000);
    status.done = 18'400;
    words.take(status, 1000 + 190'000);
    const SyncSentence sentence = words.sentence(name, account, false);
    QVERIFY2(sentence.progress.startsWith(u"Archive: 18,400 of 29,700"), qPrintable(sentence.progress));
    QVERIFY2(sentence.progress.contains(u"2 min left"), qPrintable(sentence.progress));
    QCOMPARE(sentence.permille, 619);
}

void tst_UiWords::statusLineTellsThePaceAndThePause()
{
    const auto mailbox = [](store::MailboxKey) {
        return u"Archive"_s;
    };
    const auto account = [](store::AccountKey) {
        return u"alice"_s;
    };
    SyncWords words;
    sync::AccountStatus status;
    status.account = {1};
    status.phase = sync::AccountStatus::Phase::Synchronising;
    status.mailbox = {1};
    status.done = 100;
    status.total = 500;
    status.perSecond = 120.4;
    words.take(status, 0);
    QCOMPARE(words.sentence(mailbox, account, false).progress, u"Archive: 100 of 500 message(s), 120 a second"_s);
    status = {};
    status.account = {1};
    status.phase = sync::AccountStatus::Phase::UpToDate;
    status.paused = true;
    words.take(status, 10);
    QCOMPARE(words.sentence(mailbox, account, false).text, SyncWords::upToDate()); // the rest is the line's
}

int main(int argc, char *argv[])
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QCoreApplication application(argc, argv);
    tst_UiWords test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_UiWords.moc"
