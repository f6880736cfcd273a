// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/Desk.h"
#include "live/Hands.h"
#include "live/LiveMain.h"
#include "live/Servers.h"
#include "live/StoryMail.h"
#include "models/Roles.h"
#include "support/AsRoot.h"
#include "ui/common/NoticeBar.h"
#include "ui/messagelist/MessageListPane.h"

#include <QAbstractButton>
#include <QFile>
#include <QProcess>
#include <QTest>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace godwit;
using namespace godwit::test;

/// What the real window says, and offers, when something outside of it goes wrong.
class tst_LiveTrouble : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder{u"/tmp/gwtrouble-XXXXXX"_s};
    std::unique_ptr<Servers> m_servers;
    std::shared_ptr<MemoryVault> m_vault = std::make_shared<MemoryVault>();
    std::unique_ptr<Desk> m_desk;
    bool m_mounted = false;

    QString path(const QString &name) const { return m_folder.filePath(name); }
    bool addAccount(const QString &profile, const QStringList &more = {})
    {
        return cli(QStringList{u"--profile"_s, profile, u"account"_s, u"add"_s, u"--email"_s, u"alice@example.test"_s,
                       u"--imap"_s, m_servers->imapUrl(), u"--smtp"_s, m_servers->smtpUrl(), u"--user"_s,
                       u"alice@example.test"_s, u"--password-command"_s, u"echo secret"_s}
                   + more)
                   .exitCode
            == 0;
    }
    bool open(const QString &profile)
    {
        m_desk = std::make_unique<Desk>(profile, m_vault);
        return m_desk->opened() && QTest::qWaitForWindowExposed(&m_desk->window());
    }
    static QStringList notices()
    {
        QStringList said;
        for (QWidget *top : QApplication::topLevelWidgets()) {
            for (const auto *bar : top->findChildren<ui::NoticeBar *>()) {
                if (bar->isVisible())
                    said.append(bar->text());
            }
        }
        return said;
    }
    static bool says(const QString &words) { return !notices().filter(words).isEmpty(); }
    int rowsOf(const QString &subject)
    {
        int rows = 0;
        for (int row = 0; row < m_desk->messageCount(); ++row)
            rows += m_desk->messages().model()->index(row, 0).data(models::SubjectRole).toString() == subject ? 1 : 0;
        return rows;
    }

private slots:
    void initTestCase()
    {
        m_servers = std::make_unique<Servers>();
        QVERIFY2(m_servers->isRunning(), m_servers->log());
        QVERIFY(m_servers->append(u"alice"_s, u"INBOX"_s, storymail::text("Plain words", "plain")));
        QVERIFY(m_servers->append(u"alice"_s, u"INBOX"_s, storymail::text("Other words", "other")));
    }

    void untrustedCertificateIsLookedAtAndTrusted()
    {
        QVERIFY(addAccount(path(u"untrusted"_s)));
        QVERIFY(open(path(u"untrusted"_s)));
        QTRY_VERIFY_WITH_TIMEOUT(says(u"Nobody this computer trusts vouches"_s), PatienceMs);
        QCOMPARE(m_desk->messageCount(), 0);
        QVERIFY(click(u"Show certificate"_s));
        QTRY_VERIFY(says(u"SHA-256 fingerprint"_s));
        QVERIFY(click(u"Trust this certificate"_s));
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->messageCount(), 2, PatienceMs);
        QVERIFY(notices().isEmpty());
        // And from the next start on.
        m_desk.reset();
        QVERIFY(m_servers->append(u"alice"_s, u"INBOX"_s, storymail::text("Third words", "third")));
        QVERIFY(open(path(u"untrusted"_s)));
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->messageCount(), 3, PatienceMs);
        QVERIFY(notices().isEmpty());
    }

    void fullDiskIsSaidAndNothingIsLost()
    {
        const QString profile = path(u"small"_s);
        QVERIFY(QDir().mkpath(profile));
        m_mounted = asRoot({u"mount"_s, u"-t"_s, u"tmpfs"_s, u"-o"_s, u"size=12m,mode=0700,uid=%1"_s.arg(::geteuid()),
            u"godwit"_s, profile});
        QVERIFY(m_mounted);
        QVERIFY(addAccount(profile, {u"--ca"_s, m_servers->value(u"CA_FILE"_s)}));
        QVERIFY(open(profile));
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->messageCount(), 3, PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->clickMessage(u"Plain words"_s), PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(textOf(u"Message"_s).contains(u"The ferry leaves at nine."_s), PatienceMs);

        QFile filler(profile + u"/filler"_s);
        QVERIFY(filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        while (filler.write(QByteArray(4096, 'x')) == 4096) { }
        while (filler.write("x") == 1) { }

        // New mail cannot be stored: a bar says so; what is here can be read.
        QVERIFY(m_servers->append(u"alice"_s, u"INBOX"_s, storymail::withAttachment(storymail::octets(900'000, 5))));
        QTRY_VERIFY_WITH_TIMEOUT(says(u"The disk is full."_s), PatienceMs);
        QTRY_VERIFY(m_desk->clickMessage(u"Other words"_s));
        QTRY_VERIFY(textOf(u"Message"_s).contains(u"The ferry leaves at nine."_s));

        // What a person does is refused in words, and the row stays.
        QVERIFY(m_desk->clickMessage(u"Third words"_s));
        QVERIFY(focus(m_desk->messages()));
        QVERIFY(!m_desk->window().messages().notice().isVisible());
        QVERIFY(press(&m_desk->messages(), Qt::Key_Delete));
        QTRY_VERIFY(m_desk->window().messages().notice().isVisible());
        QVERIFY2(m_desk->window().messages().notice().text().startsWith(u"This was not done. The disk is full."_s),
            qPrintable(m_desk->window().messages().notice().text()));
        QCOMPARE(rowsOf(u"Third words"_s), 1);

        // Room again: everything goes on from the bar.
        QVERIFY(filler.resize(0));
        QVERIFY(click(u"Try again"_s));
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"Invoice with file"_s), 1, PatienceMs);
        QTRY_VERIFY(!says(u"alice@example.test: The disk is full."_s));
        QVERIFY(m_desk->clickMessage(u"Third words"_s));
        QVERIFY(focus(m_desk->messages()));
        QVERIFY(press(&m_desk->messages(), Qt::Key_Delete));
        QTRY_COMPARE(rowsOf(u"Third words"_s), 0);
        QTRY_VERIFY(notices().isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(
            !m_servers->find(u"alice"_s, u"Trash"_s, u"subject"_s, u"Third words"_s).isEmpty(), PatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_servers->otherList(u"alice"_s, u"INBOX"_s).size(), qsizetype(3), PatienceMs);
        QCOMPARE(m_desk->messageCount(), 3);
        m_desk.reset();
        QCOMPARE(cli({u"--profile"_s, profile, u"check-store"_s}).exitCode, 0);
    }

    void cleanup()
    {
        if (QTest::currentTestFailed() && m_desk)
            m_desk->keepPicture(QString::fromLatin1(QTest::currentTestFunction()));
        m_desk.reset();
    }
    void cleanupTestCase()
    {
        if (m_mounted)
            asRoot({u"umount"_s, path(u"small"_s)});
        m_servers.reset();
    }
};

int main(int argc, char *argv[])
{
    return runOnPrivateDisplay<tst_LiveTrouble>(argc, argv);
}

#include "support/AsRoot.h"
#include "tst_LiveTrouble.moc"
