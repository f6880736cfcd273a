// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/UiWorld.h"
#include "ui/accounts/StoredAccounts.h"
#include "ui/common/NoticeBar.h"
#include "ui/shell/AccountNotices.h"

#include <QLineEdit>
#include <QPushButton>
#include <QtTest>

using namespace godwit;
using namespace godwit::ui;
using namespace Qt::StringLiterals;
using Phase = sync::AccountStatus::Phase;

/// The bar above the panes, by what a person clicks in it.
class tst_AccountNotices : public QObject {
    Q_OBJECT

    std::unique_ptr<test::UiWorld> m_world;
    std::unique_ptr<NoticeBar> m_bar;
    std::unique_ptr<AccountNotices> m_notices;
    store::AccountKey m_account;

    const QByteArray m_digest = QByteArray(32, '\xA7');

    sync::AccountStatus status(
        Phase phase, MailError::Kind kind = {}, MailError::Detail detail = {}, const QByteArray &fingerprint = {}) const
    {
        sync::AccountStatus made;
        made.account = m_account;
        made.phase = phase;
        made.error.kind = kind;
        made.error.detail = detail;
        made.error.host = u"imap.example.org"_s;
        made.error.fingerprint = fingerprint;
        return made;
    }
    sync::AccountStatus untrusted(const QByteArray &digest) const
    {
        return status(Phase::Failed, MailError::Kind::Tls, MailError::Detail::CertificateUntrusted, digest);
    }
    QPushButton *button(const QString &text) const
    {
        for (QPushButton *found : m_bar->findChildren<QPushButton *>()) {
            if (found->text() == text && found->isVisible())
                return found;
        }
        return nullptr;
    }
    void press(const QString &text)
    {
        QTRY_VERIFY2(button(text), qPrintable(text)); // the layout shows it a moment later
        QTest::mouseClick(button(text), Qt::LeftButton);
    }
    QList<net::CertificateException> exceptions()
    {
        const auto settings = storedAccount(m_world->reader(), m_account);
        return settings ? settings->exceptions : QList<net::CertificateException>();
    }

private slots:
    void init()
    {
        m_world = std::make_unique<test::UiWorld>();
        m_account = m_world->addImapAccount(u"alice@example.org"_s, {u"INBOX"_s});
        m_bar = std::make_unique<NoticeBar>();
        m_bar->resize(900, 60);
        m_notices = std::make_unique<AccountNotices>(m_world->services(), *m_bar, nullptr);
    }
    void cleanup()
    {
        m_notices.reset();
        m_bar.reset();
        m_world.reset();
    }

    void certificateIsTrustedInTwoSteps()
    {
        m_notices->take(untrusted(m_digest));
        QVERIFY(m_bar->isVisible());
        QVERIFY2(
            m_bar->text().startsWith(u"alice@example.org: Nobody this computer trusts"_s), qPrintable(m_bar->text()));
        QVERIFY2(!button(u"Trust this certificate"_s), "not before it was shown (S-013)");
        press(u"Show certificate"_s);
        QVERIFY2(m_bar->text().contains(u"A7:A7:A7"), qPrintable(m_bar->text()));
        QVERIFY(exceptions().isEmpty());

        press(u"Back"_s);
        QTRY_VERIFY(button(u"Show certificate"_s));
        press(u"Show certificate"_s);
        press(u"Trust this certificate"_s);
        QVERIFY(!m_bar->isVisible());
        QTRY_COMPARE(exceptions().size(), 1);
        const net::CertificateException stored = exceptions().first();
        QCOMPARE(stored.protocol, u"imap"_s);
        QCOMPARE(stored.host, u"imap.example.org"_s);
        QCOMPARE(stored.port, quint16(993));
        QCOMPARE(stored.fingerprint, m_digest);
    }

    void anotherCertificateTakesThePlaceOfTheFirst()
    {
        m_notices->take(untrusted(m_digest));
        press(u"Show certificate"_s);
        press(u"Trust this certificate"_s);
        QTRY_COMPARE(exceptions().size(), 1);
        const QByteArray other(32, '\x11');
        m_notices->take(untrusted(other));
        press(u"Show certificate"_s);
        QVERIFY2(
            m_bar->text().contains(u"another certificate than the one that you trusted"_s), qPrintable(m_bar->text()));
        press(u"Trust this certificate"_s);
        QTRY_COMPARE(exceptions().value(0).fingerprint, other);
        QCOMPARE(exceptions().size(), 1);
    }

    void certificateThatChangesMeanwhileIsShownAnew()
    {
        m_notices->take(untrusted(m_digest));
        press(u"Show certificate"_s);
        m_notices->take(untrusted(m_digest)); // tried again by itself: what is being read stays
        QVERIFY(m_bar->text().contains(u"A7:A7"));
        m_notices->take(untrusted(QByteArray(32, '\x22')));
        QVERIFY2(!button(u"Trust this certificate"_s), "what is trusted is what was shown");
        press(u"Show certificate"_s);
        QVERIFY(m_bar->text().contains(u"22:22"));
    }

    void settingsOfAnotherServerAreNotTouched()
    {
        sync::AccountStatus elsewhere = untrusted(m_digest);
        elsewhere.error.host = u"old.example.org"_s;
        m_notices->take(elsewhere);
        press(u"Show certificate"_s);
        press(u"Trust this certificate"_s);
        QVERIFY(exceptions().isEmpty());
    }

    void certificateWithoutAFingerprintLeadsToTheSettings()
    {
        QSignalSpy wanted(m_notices.get(), &AccountNotices::accountSettingsRequested);
        m_notices->take(status(Phase::Failed, MailError::Kind::Tls, MailError::Detail::ProtocolTooOld));
        QVERIFY(!button(u"Show certificate"_s));
        press(u"Account settings"_s);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().value<store::AccountKey>(), m_account);
    }

    void fullDiskOffersWhatHelps()
    {
        m_notices->take(status(Phase::Failed, MailError::Kind::Storage, MailError::Detail::DiskFull));
        QVERIFY2(m_bar->text().contains(u"The disk is full."), qPrintable(m_bar->text()));
        QVERIFY2(!button(u"Account settings"_s), "they make no room");
        press(u"Try again"_s);
        QVERIFY(!m_bar->isVisible());
        m_notices->take(status(Phase::Failed, MailError::Kind::Storage, MailError::Detail::DiskFull));
        QVERIFY2(m_bar->isVisible(), "it is as full as before");
    }

    void passwordIsTypedIntoTheBar()
    {
        m_notices->take(status(Phase::NeedsPassword, MailError::Kind::NeedsLogin));
        auto *field = m_bar->findChild<QLineEdit *>();
        QTRY_VERIFY(field && field->isVisible());
        QCOMPARE(field->echoMode(), QLineEdit::Password);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY2(m_bar->isVisible(), "an empty password is none");
        QTest::keyClicks(field, u"secret"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!m_bar->isVisible());
        m_notices->take(status(Phase::NeedsPassword, MailError::Kind::NeedsLogin));
        QVERIFY2(m_bar->isVisible(), "asked again when it was wrong");
    }

    void goesWhenTheAccountIsWell()
    {
        m_notices->take(untrusted(m_digest));
        m_notices->take(status(Phase::Connecting));
        QVERIFY2(m_bar->isVisible(), "a new try is no success");
        m_notices->take(status(Phase::UpToDate));
        QVERIFY(!m_bar->isVisible());
    }

    void nextAccountHasItsTurn()
    {
        sync::AccountStatus other = status(Phase::Failed, MailError::Kind::Storage, MailError::Detail::DiskFull);
        other.account = m_world->addImapAccount(u"bob@example.org"_s, {u"INBOX"_s});
        m_notices->take(untrusted(m_digest));
        m_notices->take(other);
        const bool aliceFirst = m_bar->text().startsWith(u"alice"_s);
        sync::AccountStatus well = status(Phase::UpToDate);
        if (!aliceFirst)
            well.account = other.account;
        m_notices->take(well);
        QVERIFY(m_bar->isVisible());
        QVERIFY(m_bar->text().startsWith(aliceFirst ? u"bob"_s : u"alice"_s));
    }
};

QTEST_MAIN(tst_AccountNotices)
#include "tst_AccountNotices.moc"
