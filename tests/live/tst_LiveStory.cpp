// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/Desk.h"
#include "live/Hands.h"
#include "live/LiveMain.h"
#include "live/Servers.h"
#include "live/StoryMail.h"
#include "mime/Message.h"
#include "models/Roles.h"
#include "support/FileManager.h"
#include "support/RealMouse.h"
#include "ui/reader/MessagePane.h"

#include <QAbstractButton>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>
#include <QTextEdit>

using namespace Qt::StringLiterals;
using namespace godwit;
using namespace godwit::test;

/// The story of the first day, in the real window, against a real Dovecot and Postfix.
class tst_LiveStory : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Servers> m_servers;
    std::shared_ptr<MemoryVault> m_vault = std::make_shared<MemoryVault>();
    std::unique_ptr<Desk> m_desk;

    QString path(const QString &name) const { return m_folder.filePath(name); }
    bool write(const QString &name, const QByteArray &content)
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    }
    bool serverHas(const QString &mailbox, const QString &subject)
    {
        return !m_servers->find(u"alice"_s, mailbox, u"subject"_s, subject).isEmpty();
    }
    bool serverHasFlag(const QString &mailbox, const QString &subject, const QString &flag)
    {
        return m_servers->find(u"alice"_s, mailbox, u"subject"_s, subject).value(u"flags"_s).toArray().contains(flag);
    }
    QLineEdit *nameEditor() { return m_desk->folders().findChild<QLineEdit *>(); }

private slots:
    void initTestCase()
    {
        m_servers = std::make_unique<Servers>();
        QVERIFY2(m_servers->isRunning(), m_servers->log());
        QVERIFY(m_servers->fill(60));
        QVERIFY(m_servers->append(u"alice"_s, u"INBOX"_s, storymail::text()));
        QVERIFY(m_servers->append(u"alice"_s, u"INBOX"_s, storymail::newsletter()));
        QVERIFY(m_servers->append(u"alice"_s, u"INBOX"_s, storymail::withAttachment(storymail::octets(70'000, 3))));
        m_desk = std::make_unique<Desk>(path(u"profile"_s), m_vault);
        QVERIFY(m_desk->opened());
        QVERIFY(QTest::qWaitForWindowExposed(&m_desk->window()));
    }

    void accountIsSetUpByHand()
    {
        QVERIFY(type(u"Name"_s, u"Alice Han"_s));
        QVERIFY(type(u"Email"_s, u"alice@example.test"_s));
        QVERIFY(type(u"Password"_s, u"secret"_s));
        QVERIFY(click(u"Set up by hand"_s));
        QVERIFY(type(u"Incoming server"_s, u"localhost"_s));
        QVERIFY(type(u"Incoming port"_s, m_servers->value(u"IMAPS_PORT"_s)));
        QVERIFY(type(u"Outgoing server"_s, u"localhost"_s));
        QVERIFY(type(u"Outgoing port"_s, m_servers->value(u"SUBMISSIONS_PORT"_s)));
        QVERIFY(click(u"Continue"_s));
        // Nobody vouches for the test servers: two steps for each of them (S-013).
        for (int server = 0; server < 2; ++server) {
            QVERIFY(click(u"Show certificate"_s));
            QVERIFY(click(u"Trust this certificate"_s));
        }
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->folder(u"INBOX"_s).isValid(), PatienceMs);
    }

    void inboxFillsNewestFirst()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->rowOfSubject(u"Plain words"_s) >= 0, PatienceMs);
        const QJsonArray theirs = m_servers->otherList(u"alice"_s, u"INBOX"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->messageCount(), int(theirs.size()), PatienceMs);
        QDateTime before;
        for (int row = 0; row < m_desk->messageCount(); ++row) {
            const QDateTime date = m_desk->messages().model()->index(row, 0).data(models::DateRole).toDateTime();
            QVERIFY(!before.isValid() || date <= before);
            before = date;
        }
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->folder(u"INBOX"_s).data(models::UnreadCountRole).toLongLong() > 0, PatienceMs);
    }

    void textMessageIsShown()
    {
        QVERIFY(m_desk->clickMessage(u"Plain words"_s));
        QTRY_VERIFY_WITH_TIMEOUT(textOf(u"Message"_s).contains(u"The ferry leaves at nine."_s), PatienceMs);
        // Read after a while, and only then.
        QTRY_VERIFY_WITH_TIMEOUT(serverHasFlag(u"INBOX"_s, u"Plain words"_s, u"\\Seen"_s), PatienceMs);
    }

    void newsletterLoadsNothingRemote()
    {
        QVERIFY(m_desk->clickMessage(u"Newsletter of the day"_s));
        QTRY_VERIFY_WITH_TIMEOUT(named<QWidget>(u"Remote images are not loaded."_s) != nullptr, PatienceMs);
        auto *pane = m_desk->window().findChild<ui::MessagePane *>();
        QVERIFY(pane);
        QVERIFY(pane->placement().has_value());
    }

    void attachmentIsSavedAsItIs()
    {
        QVERIFY(m_desk->clickMessage(u"Invoice with file"_s));
        QTRY_VERIFY_WITH_TIMEOUT(named<QListWidget>(u"Attachments"_s) != nullptr, PatienceMs);
        auto *strip = named<QListWidget>(u"Attachments"_s);
        QTRY_COMPARE(strip->count(), 1);
        QVERIFY(focus(*strip));
        strip->setCurrentRow(0);
        QVERIFY(press(strip, Qt::Key_S, Qt::ControlModifier));
        QTRY_VERIFY(m_desk->window().findChild<QFileDialog *>());
        auto *dialog = m_desk->window().findChild<QFileDialog *>();
        dialog->selectFile(path(u"saved.bin"_s));
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_VERIFY(QFile::exists(path(u"saved.bin"_s)));
        QFile saved(path(u"saved.bin"_s));
        const auto content = [&saved] {
            saved.close();
            return saved.open(QIODevice::ReadOnly) ? saved.readAll() : QByteArray();
        };
        QTRY_COMPARE(content(), storymail::octets(70'000, 3));
    }

    void attachmentIsDraggedToAFileManager()
    {
        QVERIFY(QDir().mkpath(path(u"downloads"_s)));
        auto *strip = named<QListWidget>(u"Attachments"_s);
        QVERIFY(strip);
        FileManager files;
        QVERIFY(files.start(path(u"downloads"_s), {1400, 20}));
        QVERIFY(RealMouse::drag(placeOf(*strip, strip->model()->index(0, 0)), files.emptySpace()));
        QTRY_VERIFY(files.said().contains(u"copied"_s));
        QFile dropped(path(u"downloads/invoice.bin"_s));
        QVERIFY(dropped.open(QIODevice::ReadOnly));
        QCOMPARE(dropped.readAll(), storymail::octets(70'000, 3));
        QCOMPARE(strip->count(), 1);
    }

    void replyWithTwoDroppedFilesArrives()
    {
        QVERIFY(QDir().mkpath(path(u"desk"_s)));
        QVERIFY(write(u"desk/표.csv"_s, "부두,12000\n"));
        QVERIFY(write(u"desk/map.bin"_s, storymail::octets(120'000, 9)));
        QVERIFY(m_desk->clickMessage(u"Plain words"_s));
        auto *pane = m_desk->window().findChild<ui::MessagePane *>();
        QTRY_VERIFY_WITH_TIMEOUT(textOf(u"Message"_s).contains(u"The ferry leaves at nine."_s), PatienceMs);
        QTRY_VERIFY(named<QAbstractButton>(u"Reply"_s) && named<QAbstractButton>(u"Reply"_s)->isEnabled());
        QVERIFY(pane);
        QTRY_COMPARE(pane->placement(),
            std::optional(m_desk->messages().currentIndex().data(models::PlacementRole).value<store::PlacementKey>()));
        QVERIFY(click(u"Reply"_s));
        QTRY_VERIFY_WITH_TIMEOUT(named<QTextEdit>(u"Message text"_s) != nullptr, PatienceMs);
        auto *body = named<QTextEdit>(u"Message text"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(
            body->toPlainText().contains(u"The ferry leaves at"_s), qPrintable(body->toPlainText()), PatienceMs);
        QVERIFY(focus(*body));
        body->moveCursor(QTextCursor::Start);
        QTest::keyClicks(body, u"Nine is fine. "_s);
        QInputMethodEvent korean;
        korean.setCommitString(u"아홉 시 좋아요."_s);
        QApplication::sendEvent(body, &korean);
        QVERIFY(press(body, Qt::Key_Return));

        // Two files of another program's window, dragged onto the letter.
        QWidget *composer = body->window();
        composer->move(0, 0);
        FileManager files;
        QVERIFY(files.start(path(u"desk"_s), {1400, 20}));
        QVERIFY(RealMouse::click(files.row(0)));
        QVERIFY(RealMouse::click(files.row(1), RealMouse::Button::Left, u"ctrl"_s));
        QVERIFY(RealMouse::drag(files.row(1), body->mapToGlobal(body->rect().center())));
        const auto attached = [composer] {
            for (auto *view : composer->findChildren<QAbstractItemView *>()) {
                if (view->accessibleName() == u"Attachments"_s)
                    return view->model()->rowCount();
            }
            return 0;
        };
        QTRY_COMPARE_WITH_TIMEOUT(attached(), 2, PatienceMs);
        QVERIFY(focus(*body));
        QVERIFY(press(body, Qt::Key_Return, Qt::ControlModifier));
        QTRY_VERIFY_WITH_TIMEOUT(!named<QTextEdit>(u"Message text"_s), PatienceMs);
        QVERIFY(click(u"Send now"_s));

        const QString subject = u"Re: Plain words"_s;
        QTRY_VERIFY_WITH_TIMEOUT(!m_servers->find(u"bob"_s, u"INBOX"_s, u"subject"_s, subject).isEmpty(), PatienceMs);
        const QString id =
            m_servers->find(u"bob"_s, u"INBOX"_s, u"subject"_s, subject).value(u"message_id"_s).toString();
        const QByteArray raw = m_servers->other(u"bob"_s, {u"raw"_s, u"INBOX"_s, id}).value_or(QByteArray());
        const mime::Message arrived = mime::parse(raw);
        QVERIFY2(arrived.body.text.startsWith(u"Nine is fine. 아홉 시 좋아요.\n"_s), qPrintable(arrived.body.text));
        QCOMPARE(arrived.envelope.inReplyTo, QStringList{u"plain@example.test"_s});
        QHash<QString, QByteArray> got;
        for (const mime::Part &part : arrived.parts) {
            if (part.filename)
                got.insert(*part.filename, part.content);
        }
        QCOMPARE(got.value(u"표.csv"_s), QByteArray("부두,12000\n"));
        QCOMPARE(got.value(u"map.bin"_s), storymail::octets(120'000, 9));
        QVERIFY(!raw.toLower().contains("\nbcc:"));
        QTRY_VERIFY_WITH_TIMEOUT(!m_servers->find(u"alice"_s, u"Sent"_s, u"message_id"_s, id).isEmpty(), PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(serverHasFlag(u"INBOX"_s, u"Plain words"_s, u"\\Answered"_s), PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->flag(u"Plain words"_s, Flag::Answered), PatienceMs);
    }

    void archiveAndDeleteReachTheServer()
    {
        QVERIFY(m_desk->clickMessage(u"Newsletter of the day"_s));
        QVERIFY(click(u"Archive"_s));
        QTRY_COMPARE(m_desk->rowOfSubject(u"Newsletter of the day"_s), -1);
        QTRY_VERIFY_WITH_TIMEOUT(serverHas(u"Archive"_s, u"Newsletter of the day"_s), PatienceMs);
        QVERIFY(m_desk->clickMessage(u"Invoice with file"_s));
        QVERIFY(focus(m_desk->messages()));
        QVERIFY(press(&m_desk->messages(), Qt::Key_Delete));
        QTRY_COMPARE(m_desk->rowOfSubject(u"Invoice with file"_s), -1);
        QTRY_VERIFY_WITH_TIMEOUT(serverHas(u"Trash"_s, u"Invoice with file"_s), PatienceMs);
        // And back: the last step undone.
        QVERIFY(click(u"Undo"_s));
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->rowOfSubject(u"Invoice with file"_s) >= 0, PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(serverHas(u"INBOX"_s, u"Invoice with file"_s), PatienceMs);
    }

    void folderIsMadeRenamedFilledAndDeleted()
    {
        QVERIFY(chooseFromMenu(m_desk->folders(), m_desk->folder(u"INBOX"_s), u"New folder"_s));
        QTRY_VERIFY(nameEditor() && nameEditor()->hasFocus());
        QTest::keyClicks(nameEditor(), u"Harbour"_s);
        QVERIFY(press(nameEditor(), Qt::Key_Return));
        QTRY_VERIFY(m_desk->folder(u"Harbour"_s).isValid());
        QTRY_VERIFY_WITH_TIMEOUT(m_servers->hasMailbox(u"alice"_s, u"Harbour"_s), PatienceMs);

        QTRY_VERIFY(!nameEditor());
        QVERIFY(chooseFromMenu(m_desk->folders(), m_desk->folder(u"Harbour"_s), u"Rename"_s));
        QTRY_VERIFY(nameEditor() && nameEditor()->hasFocus());
        QCOMPARE(nameEditor()->selectedText(), u"Harbour"_s);
        QTest::keyClicks(nameEditor(), u"Ferries"_s);
        QVERIFY(press(nameEditor(), Qt::Key_Return));
        QTRY_VERIFY(m_desk->folder(u"Ferries"_s).isValid());
        QTRY_VERIFY_WITH_TIMEOUT(
            m_servers->hasMailbox(u"alice"_s, u"Ferries"_s) && !m_servers->hasMailbox(u"alice"_s, u"Harbour"_s),
            PatienceMs);
    }

    /// By the mouse of the window system: what is agreed on is between the two panes.
    void messagesAreDraggedIntoTheFolder()
    {
        QVERIFY(m_desk->clickFolder(u"INBOX"_s));
        QTRY_VERIFY(m_desk->rowOfSubject(u"Plain words"_s) >= 0);
        const auto rowNamed = [this](const QString &subject) {
            return m_desk->messages().model()->index(m_desk->rowOfSubject(subject), 0);
        };
        const QPoint ferries = placeOf(m_desk->folders(), m_desk->folder(u"Ferries"_s));
        QVERIFY(RealMouse::drag(placeOf(m_desk->messages(), rowNamed(u"Invoice with file"_s)), ferries, u"ctrl"_s));
        QTRY_VERIFY_WITH_TIMEOUT(serverHas(u"Ferries"_s, u"Invoice with file"_s), PatienceMs);
        QVERIFY2(m_desk->rowOfSubject(u"Invoice with file"_s) >= 0, "Control copies");
        QVERIFY(serverHas(u"INBOX"_s, u"Invoice with file"_s));

        QVERIFY(RealMouse::drag(placeOf(m_desk->messages(), rowNamed(u"Plain words"_s)), ferries));
        QTRY_COMPARE(m_desk->rowOfSubject(u"Plain words"_s), -1);
        QTRY_VERIFY_WITH_TIMEOUT(serverHas(u"Ferries"_s, u"Plain words"_s), PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(!serverHas(u"INBOX"_s, u"Plain words"_s), PatienceMs);

        QVERIFY(RealMouse::click(ferries));
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->rowOfSubject(u"Plain words"_s) >= 0, PatienceMs);
        QCOMPARE(m_desk->messageCount(), 2);
    }

    void folderIsDeletedWithWhatIsInIt()
    {
        QVERIFY(chooseFromMenu(m_desk->folders(), m_desk->folder(u"Ferries"_s), u"Delete"_s));
        QVERIFY(click(u"Delete folder"_s));
        QTRY_VERIFY(!m_desk->folder(u"Ferries"_s).isValid());
        QTRY_VERIFY_WITH_TIMEOUT(!m_servers->hasMailbox(u"alice"_s, u"Ferries"_s), PatienceMs);
        QVERIFY(m_desk->clickFolder(u"INBOX"_s));
    }

    void otherClientIsSeenWithoutAClick()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->rowOfSubject(u"Invoice with file"_s) >= 0, PatienceMs);
        QVERIFY(m_servers->other(
            u"alice"_s, {u"flag"_s, u"INBOX"_s, u"invoice@weber.example"_s, u"+FLAGS"_s, u"\\Flagged"_s}));
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->flag(u"Invoice with file"_s, Flag::Flagged), PatienceMs);
        QVERIFY(m_desk->clickMessage(u"Invoice with file"_s));
        QVERIFY(m_servers->append(u"alice"_s, u"INBOX"_s, storymail::text("Fresh one", "fresh")));
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->rowOfSubject(u"Fresh one"_s) >= 0, PatienceMs);
        // What came in did not move the selection.
        QCOMPARE(m_desk->messages().currentIndex().row(), m_desk->rowOfSubject(u"Invoice with file"_s));
        QVERIFY(m_servers->other(u"alice"_s, {u"remove"_s, u"INBOX"_s, u"fresh@example.test"_s}));
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->rowOfSubject(u"Fresh one"_s), -1, PatienceMs);
    }

    void offlineWorkIsCarriedOutLater()
    {
        m_servers->cut();
        const int before = m_desk->messageCount();
        QVERIFY(m_desk->clickMessage(u"Invoice with file"_s));
        QVERIFY(focus(m_desk->messages()));
        QVERIFY(press(&m_desk->messages(), Qt::Key_Delete));
        QTRY_COMPARE(m_desk->rowOfSubject(u"Invoice with file"_s), -1);
        QCOMPARE(m_desk->messageCount(), before - 1);
        QVERIFY(m_servers->heal());
        m_desk->services().engine.networkChanged();
        QTRY_VERIFY_WITH_TIMEOUT(serverHas(u"Trash"_s, u"Invoice with file"_s), PatienceMs);
        QVERIFY(!serverHas(u"INBOX"_s, u"Invoice with file"_s));
    }

    void startsWhereItWasBeforeAnyPacket()
    {
        QVERIFY(m_desk->clickFolder(u"INBOX"_s));
        QTRY_VERIFY(m_desk->messageCount() > 5);
        const QModelIndex chosen = m_desk->messages().model()->index(4, 0);
        QTest::mouseClick(m_desk->messages().viewport(), Qt::LeftButton, Qt::NoModifier,
            m_desk->messages().visualRect(chosen).center());
        const QString subject = chosen.data(models::SubjectRole).toString();
        const int rows = m_desk->messageCount();
        m_desk.reset();
        m_servers->cut();
        m_desk = std::make_unique<Desk>(path(u"profile"_s), m_vault);
        QVERIFY(m_desk->opened());
        QTRY_COMPARE(m_desk->messageCount(), rows);
        QTRY_COMPARE(m_desk->messages().currentIndex().data(models::SubjectRole).toString(), subject);
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
    return runOnPrivateDisplay<tst_LiveStory>(argc, argv);
}

#include "tst_LiveStory.moc"
