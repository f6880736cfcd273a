// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/Desk.h"
#include "live/Hands.h"
#include "live/LiveMain.h"
#include "live/Servers.h"
#include "live/StoryMail.h"
#include "mime/Message.h"
#include "models/Roles.h"

#include <QAbstractButton>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QTextEdit>

using namespace Qt::StringLiterals;
using namespace godwit;
using namespace godwit::test;

namespace {

constexpr int FirstMessages = 40;

/// What Dovecot wrote about the POP3 sessions that have ended.
struct Sessions {
    int count = 0;
    int retrieved = 0; ///< messages sent by RETR
    int deleted = 0;
};

} // namespace

/// A second person, with a POP3 mailbox that leaves its mail on the server: the real window against a real Dovecot.
class tst_LivePop3Story : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Servers> m_servers;
    std::shared_ptr<MemoryVault> m_vault = std::make_shared<MemoryVault>();
    std::unique_ptr<Desk> m_desk;

    Sessions sessions() const
    {
        static const QRegularExpression Line(
            u"pop3\\(alice.*Disconnected: Logged out top=\\d+/\\d+, retr=(\\d+)/\\d+, del=(\\d+)/"_s);
        Sessions seen;
        QFile log(m_servers->directory() + u"/dovecot.log"_s);
        if (!log.open(QIODevice::ReadOnly))
            return seen;
        for (const QByteArray &line : log.readAll().split('\n')) {
            const auto match = Line.match(QString::fromUtf8(line));
            if (!match.hasMatch())
                continue;
            ++seen.count;
            seen.retrieved += match.captured(1).toInt();
            seen.deleted += match.captured(2).toInt();
        }
        return seen;
    }
    /// F5, and waits until the session that it began is over.
    bool getMail()
    {
        const int before = sessions().count;
        return focus(m_desk->messages()) && press(&m_desk->window(), Qt::Key_F5)
            && QTest::qWaitFor([&] { return sessions().count > before; }, PatienceMs);
    }
    QStringList shownIds()
    {
        QStringList ids;
        for (int row = 0; row < m_desk->messageCount(); ++row) {
            const auto placement =
                m_desk->messages().model()->index(row, 0).data(models::PlacementRole).value<store::PlacementKey>();
            const auto message = m_desk->services().reader.row(placement);
            const auto raw = message ? m_desk->services().reader.raw(message->message) : std::nullopt;
            ids << (raw ? mime::parseEnvelope(*raw).messageId : u"no body"_s);
        }
        return ids;
    }
    /// Each message of the server once, here and there, and each fetched exactly once.
    void everythingIsHereOnce(int expected)
    {
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->messageCount(), expected, PatienceMs);
        QStringList theirs;
        for (const QJsonValue &row : m_servers->otherList(u"alice"_s, u"INBOX"_s))
            theirs << row.toObject().value(u"message_id"_s).toString();
        QStringList ours = shownIds();
        theirs.sort();
        ours.sort();
        QCOMPARE(ours, theirs); // they stayed there, and none is here twice
        QCOMPARE(sessions().retrieved, expected);
        QCOMPARE(sessions().deleted, 0);
    }

private slots:
    void initTestCase()
    {
        m_servers = std::make_unique<Servers>();
        QVERIFY2(m_servers->isRunning(), m_servers->log());
        for (int i = 0; i < FirstMessages; ++i) {
            const QByteArray number = QByteArray::number(i);
            QVERIFY(m_servers->append(u"alice"_s, u"INBOX"_s, storymail::text("Letter " + number, "letter" + number)));
        }
        m_desk = std::make_unique<Desk>(m_folder.filePath(u"profile"_s), m_vault);
        QVERIFY(m_desk->opened());
        QVERIFY(QTest::qWaitForWindowExposed(&m_desk->window()));
    }

    void accountIsSetUpByHand()
    {
        QVERIFY(type(u"Name"_s, u"Alice Han"_s));
        QVERIFY(type(u"Email"_s, u"alice@example.test"_s));
        QVERIFY(type(u"Password"_s, u"secret"_s));
        QVERIFY(click(u"Set up by hand"_s));
        QVERIFY(choose(u"Mailbox type"_s, u"POP3"_s));
        QCOMPARE(named<QLineEdit>(u"Incoming port"_s)->text(), u"995"_s);
        QVERIFY2(choose(u"Leave on server"_s, u"Always"_s), "offered for POP3, and asks nothing of who does not care");
        QVERIFY(type(u"Incoming server"_s, u"localhost"_s));
        QVERIFY(type(u"Incoming port"_s, m_servers->value(u"POP3S_PORT"_s)));
        QVERIFY(type(u"Outgoing server"_s, u"localhost"_s));
        QVERIFY(type(u"Outgoing port"_s, m_servers->value(u"SUBMISSIONS_PORT"_s)));
        QVERIFY(click(u"Continue"_s));
        for (int server = 0; server < 2; ++server) {
            QVERIFY(click(u"Show certificate"_s));
            QVERIFY(click(u"Trust this certificate"_s));
        }
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->folder(u"INBOX"_s).isValid(), PatienceMs);
    }

    void mailboxIsFetched()
    {
        const int before = sessions().count;
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->messageCount(), FirstMessages, PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(sessions().count > before || sessions().retrieved == FirstMessages, PatienceMs);
        everythingIsHereOnce(FirstMessages);
        QCOMPARE(m_desk->folder(u"INBOX"_s).data(models::UnreadCountRole).toInt(), FirstMessages);
    }

    void fetchingAgainFetchesNothingTwice()
    {
        QVERIFY(getMail());
        everythingIsHereOnce(FirstMessages);
    }

    void newMailIsFetchedAndNothingElse()
    {
        QVERIFY(m_servers->sendToAlice(storymail::text("Plain words", "plain")));
        QTRY_COMPARE_WITH_TIMEOUT(
            m_servers->otherList(u"alice"_s, u"INBOX"_s).size(), qsizetype(FirstMessages + 1), PatienceMs);
        QVERIFY(getMail());
        everythingIsHereOnce(FirstMessages + 1);
        QVERIFY(getMail());
        everythingIsHereOnce(FirstMessages + 1);
    }

    void messageIsReadAndAnswered()
    {
        QTRY_VERIFY(m_desk->clickMessage(u"Plain words"_s));
        QTRY_VERIFY_WITH_TIMEOUT(textOf(u"Message"_s).contains(u"The ferry leaves at nine."_s), PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->flag(u"Plain words"_s, Flag::Seen), PatienceMs);
        QVERIFY(click(u"Reply"_s));
        QTRY_VERIFY_WITH_TIMEOUT(textOf(u"Message text"_s).contains(u"The ferry leaves at"_s), PatienceMs);
        auto *body = named<QTextEdit>(u"Message text"_s);
        QVERIFY(focus(*body));
        body->moveCursor(QTextCursor::Start);
        QTest::keyClicks(body, u"Nine it is."_s);
        QVERIFY(press(body, Qt::Key_Return));
        QVERIFY(press(body, Qt::Key_Return, Qt::ControlModifier));
        QTRY_VERIFY_WITH_TIMEOUT(!named<QTextEdit>(u"Message text"_s), PatienceMs);
        QVERIFY(click(u"Send now"_s));

        const QString subject = u"Re: Plain words"_s;
        QTRY_VERIFY_WITH_TIMEOUT(!m_servers->find(u"bob"_s, u"INBOX"_s, u"subject"_s, subject).isEmpty(), PatienceMs);
        const QString id =
            m_servers->find(u"bob"_s, u"INBOX"_s, u"subject"_s, subject).value(u"message_id"_s).toString();
        const QByteArray raw = m_servers->other(u"bob"_s, {u"raw"_s, u"INBOX"_s, id}).value_or(QByteArray());
        const mime::Message arrived = mime::parse(raw);
        QVERIFY2(arrived.body.text.startsWith(u"Nine it is.\n"_s), qPrintable(arrived.body.text));
        QCOMPARE(arrived.envelope.inReplyTo, QStringList{u"plain@example.test"_s});
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->flag(u"Plain words"_s, Flag::Answered), PatienceMs);
        // POP3 has no folders: the copy is kept here, and is not on the server.
        QVERIFY(m_desk->clickFolder(u"Sent"_s));
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->rowOfSubject(subject), 0, PatienceMs);
        QCOMPARE(m_desk->messageCount(), 1);
        QVERIFY(m_desk->clickFolder(u"INBOX"_s));
        QVERIFY(getMail());
        everythingIsHereOnce(FirstMessages + 1);
    }

    void startsWhereItWasAndFetchesNothingTwice()
    {
        QTRY_VERIFY(m_desk->clickMessage(u"Letter 7"_s));
        QTRY_VERIFY(textOf(u"Message"_s).contains(u"The ferry leaves at nine."_s));
        const int before = sessions().count;
        QVERIFY(focus(m_desk->messages()));
        QVERIFY(press(&m_desk->window(), Qt::Key_Q, Qt::ControlModifier));
        QTRY_VERIFY(!m_desk->window().isVisible());
        m_desk.reset();

        m_desk = std::make_unique<Desk>(m_folder.filePath(u"profile"_s), m_vault);
        QVERIFY(m_desk->opened());
        QVERIFY(!m_desk->engineStarted());
        QCOMPARE(m_desk->messageCount(), FirstMessages + 1);
        QCOMPARE(m_desk->messages().currentIndex().data(models::SubjectRole).toString(), u"Letter 7"_s);
        QVERIFY(m_desk->flag(u"Plain words"_s, Flag::Answered));

        // It looks by itself, and once more when it is told to.
        QTRY_VERIFY_WITH_TIMEOUT(sessions().count > before, PatienceMs);
        QVERIFY(getMail());
        everythingIsHereOnce(FirstMessages + 1);
        QCOMPARE(m_desk->messages().currentIndex().data(models::SubjectRole).toString(), u"Letter 7"_s);
    }

    void deletedHereStaysThereAndDoesNotComeBack()
    {
        QVERIFY(focus(m_desk->messages()));
        QTRY_VERIFY(m_desk->clickMessage(u"Letter 3"_s));
        QVERIFY(press(&m_desk->messages(), Qt::Key_Delete));
        QTRY_COMPARE(m_desk->rowOfSubject(u"Letter 3"_s), -1);
        QVERIFY(getMail());
        QCOMPARE(m_desk->messageCount(), FirstMessages);
        QCOMPARE(sessions().retrieved, FirstMessages + 1);
        QCOMPARE(sessions().deleted, 0);
        QVERIFY(!m_servers->find(u"alice"_s, u"INBOX"_s, u"subject"_s, u"Letter 3"_s).isEmpty());
    }

    void cleanup()
    {
        if (QTest::currentTestFailed() && m_desk)
            m_desk->keepPicture(QString::fromLatin1(QTest::currentTestFunction()));
    }
    void cleanupTestCase()
    {
        m_desk.reset();
        m_servers.reset();
    }
};

int main(int argc, char *argv[])
{
    return runOnPrivateDisplay<tst_LivePop3Story>(argc, argv);
}

#include "tst_LivePop3Story.moc"
