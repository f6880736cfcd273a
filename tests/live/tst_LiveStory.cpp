// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/Desk.h"
#include "live/Servers.h"
#include "models/MessageListModel.h"
#include "models/Roles.h"
#include "ui/folders/FolderPane.h"
#include "ui/folders/FolderView.h"
#include "ui/messagelist/MessageListPane.h"
#include "ui/reader/MessagePane.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QInputMethodEvent>
#include <QJsonObject>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QTextEdit>

using namespace Qt::StringLiterals;
using namespace godwit;
using namespace godwit::test;

namespace {

constexpr int Patience = 30'000;

QByteArray octets(qsizetype count, quint32 seed)
{
    QByteArray content;
    for (qsizetype i = 0; i < count; ++i) {
        seed = seed * 1664525U + 1013904223U;
        content.append(char(seed >> 24));
    }
    return content;
}

const QByteArray TextMessage =
    "From: Bob Lindqvist <bob@example.test>\r\nTo: alice@example.test\r\nSubject: Plain words\r\n"
    "Date: Wed, 25 Nov 2026 00:10:00 +0000\r\nMessage-ID: <plain@example.test>\r\n"
    "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8; format=flowed\r\n"
    "Content-Transfer-Encoding: 8bit\r\n\r\nThe ferry leaves at \r\nnine.\r\n> quoted\r\n";

QByteArray newsletter()
{
    const QByteArray pixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    return "From: Trail Notes <letters@trailnotes.example>\r\nTo: alice@example.test\r\nSubject: Newsletter of the "
           "day\r\n"
           "Date: Wed, 25 Nov 2026 00:11:00 +0000\r\nMessage-ID: <letter@trailnotes.example>\r\nMIME-Version: 1.0\r\n"
           "Content-Type: multipart/related; boundary=r\r\n\r\n--r\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
           "<html><body><h1>Spring routes</h1><img src=\"cid:pixel@x\"><p>Fourteen walks.</p>"
           "<img src=\"http://images.trailnotes.example/walk.gif\" width=\"40\" height=\"40\"></body></html>\r\n--r\r\n"
           "Content-Type: image/png\r\nContent-ID: <pixel@x>\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + pixel + "\r\n--r--\r\n";
}

QByteArray withAttachment(const QByteArray &content)
{
    return "From: Jonas Weber <jonas@weber.example>\r\nTo: alice@example.test\r\nSubject: Invoice with file\r\n"
           "Date: Wed, 25 Nov 2026 00:12:00 +0000\r\nMessage-ID: <invoice@weber.example>\r\nMIME-Version: 1.0\r\n"
           "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: text/plain\r\n\r\nSee the "
           "file.\r\n--m\r\n"
           "Content-Type: application/octet-stream; name=invoice.bin\r\nContent-Disposition: attachment; "
           "filename=invoice.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + content.toBase64() + "\r\n--m--\r\n";
}

void press(QWidget *widget, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QTest::keyClick(widget, key, modifiers);
}

} // namespace

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
    void deliver(const QString &name, const QByteArray &message)
    {
        QVERIFY(write(name, message));
        QVERIFY2(m_servers->other(u"alice"_s, {u"append"_s, u"INBOX"_s, path(name)}), m_servers->log());
    }
    static void type(const QString &field, const QString &text)
    {
        auto *edit = named<QLineEdit>(field);
        QVERIFY2(edit, qPrintable(field));
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    /// Keys go where a person would have clicked.
    void focus(QWidget &widget)
    {
        m_desk->window().activateWindow();
        widget.setFocus();
        QTRY_VERIFY(widget.hasFocus());
    }
    static void click(const QString &button)
    {
        QTRY_VERIFY2_WITH_TIMEOUT(named<QAbstractButton>(button) != nullptr, qPrintable(button), Patience);
        QTest::mouseClick(named<QAbstractButton>(button), Qt::LeftButton);
    }
    QJsonObject onServer(const QString &user, const QString &mailbox, const QString &key, const QString &value)
    {
        for (const QJsonValue &row : m_servers->otherList(user, mailbox)) {
            if (row.toObject().value(key).toString() == value)
                return row.toObject();
        }
        return {};
    }
    bool serverHasFlag(const QString &mailbox, const QString &subject, const QString &flag)
    {
        return onServer(u"alice"_s, mailbox, u"subject"_s, subject).value(u"flags"_s).toArray().contains(flag);
    }
    bool serverHasMailbox(const QString &name)
    {
        return QJsonDocument::fromJson(m_servers->other(u"alice"_s, {u"mailboxes"_s}).value_or(QByteArray()))
            .array()
            .contains(name);
    }

private slots:
    void initTestCase()
    {
        m_servers = std::make_unique<Servers>();
        QVERIFY2(m_servers->isRunning(), m_servers->log());
        QVERIFY(m_servers->fill(60));
        deliver(u"text.eml"_s, TextMessage);
        deliver(u"letter.eml"_s, newsletter());
        deliver(u"invoice.eml"_s, withAttachment(octets(70'000, 3)));
        m_desk = std::make_unique<Desk>(path(u"profile"_s), m_vault);
        QVERIFY(m_desk->opened());
        QVERIFY(QTest::qWaitForWindowExposed(&m_desk->window()));
    }

    void accountIsSetUpByHand()
    {
        QTRY_VERIFY(named<QLineEdit>(u"Email"_s));
        type(u"Name"_s, u"Alice Han"_s);
        type(u"Email"_s, u"alice@example.test"_s);
        type(u"Password"_s, u"secret"_s);
        click(u"Set up by hand"_s);
        QTRY_VERIFY(named<QLineEdit>(u"Incoming server"_s));
        type(u"Incoming server"_s, u"localhost"_s);
        type(u"Incoming port"_s, m_servers->value(u"IMAPS_PORT"_s));
        type(u"Outgoing server"_s, u"localhost"_s);
        type(u"Outgoing port"_s, m_servers->value(u"SUBMISSIONS_PORT"_s));
        click(u"Continue"_s);
        // Nobody vouches for the test servers: two steps for each of them (S-013).
        for (int server = 0; server < 2; ++server) {
            click(u"Show certificate"_s);
            click(u"Trust this certificate"_s);
        }
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->folder(u"INBOX"_s).isValid(), Patience);
    }

    void inboxFillsNewestFirst()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->rowOfSubject(u"Plain words"_s) >= 0, Patience);
        const QJsonArray theirs = m_servers->otherList(u"alice"_s, u"INBOX"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->messageCount(), int(theirs.size()), Patience);
        QDateTime before;
        for (int row = 0; row < m_desk->messageCount(); ++row) {
            const QDateTime date = m_desk->messages().model()->index(row, 0).data(models::DateRole).toDateTime();
            QVERIFY(!before.isValid() || date <= before);
            before = date;
        }
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->folder(u"INBOX"_s).data(models::UnreadCountRole).toLongLong() > 0, Patience);
    }

    void textMessageIsShown()
    {
        QVERIFY(m_desk->clickMessage(u"Plain words"_s));
        const auto shown = [] {
            auto *view = named<QTextEdit>(u"Message"_s);
            return view ? view->toPlainText() : QString();
        };
        QTRY_VERIFY_WITH_TIMEOUT(shown().contains(u"The ferry leaves at nine."_s), Patience);
        // Read after a while, and only then.
        QTRY_VERIFY_WITH_TIMEOUT(serverHasFlag(u"INBOX"_s, u"Plain words"_s, u"\\Seen"_s), Patience);
    }

    void newsletterLoadsNothingRemote()
    {
        QVERIFY(m_desk->clickMessage(u"Newsletter of the day"_s));
        QTRY_VERIFY_WITH_TIMEOUT(named<QWidget>(u"Remote images are not loaded."_s) != nullptr, Patience);
        auto *pane = m_desk->window().findChild<ui::MessagePane *>();
        QVERIFY(pane);
        QVERIFY(pane->placement().has_value());
    }

    void attachmentIsSavedAsItIs()
    {
        QVERIFY(m_desk->clickMessage(u"Invoice with file"_s));
        QTRY_VERIFY_WITH_TIMEOUT(named<QListWidget>(u"Attachments"_s) != nullptr, Patience);
        auto *strip = named<QListWidget>(u"Attachments"_s);
        QTRY_COMPARE(strip->count(), 1);
        focus(*strip);
        strip->setCurrentRow(0);
        press(strip, Qt::Key_S, Qt::ControlModifier);
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
        QTRY_COMPARE(content(), octets(70'000, 3));
    }

    void replyWithTwoDroppedFilesArrives()
    {
        QVERIFY(write(u"표.csv"_s, "부두,12000\n"));
        QVERIFY(write(u"map.bin"_s, octets(120'000, 9)));
        QVERIFY(m_desk->clickMessage(u"Plain words"_s));
        auto *pane = m_desk->window().findChild<ui::MessagePane *>();
        const auto shown = [] {
            auto *view = named<QTextEdit>(u"Message"_s);
            return view ? view->toPlainText() : QString();
        };
        QTRY_VERIFY_WITH_TIMEOUT(shown().contains(u"The ferry leaves at nine."_s), Patience);
        QTRY_VERIFY(named<QAbstractButton>(u"Reply"_s) && named<QAbstractButton>(u"Reply"_s)->isEnabled());
        QVERIFY(pane);
        QTRY_COMPARE(pane->placement(),
            std::optional(m_desk->messages().currentIndex().data(models::PlacementRole).value<store::PlacementKey>()));
        click(u"Reply"_s);
        QTRY_VERIFY_WITH_TIMEOUT(named<QTextEdit>(u"Message text"_s) != nullptr, Patience);
        auto *body = named<QTextEdit>(u"Message text"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(
            body->toPlainText().contains(u"The ferry leaves at"_s), qPrintable(body->toPlainText()), Patience);
        body->setFocus();
        body->moveCursor(QTextCursor::Start);
        QTest::keyClicks(body, u"Nine is fine. "_s);
        QInputMethodEvent korean;
        korean.setCommitString(u"아홉 시 좋아요."_s);
        QApplication::sendEvent(body, &korean);
        press(body, Qt::Key_Return);

        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(path(u"표.csv"_s)), QUrl::fromLocalFile(path(u"map.bin"_s))});
        QWidget *composer = body->window();
        const QPoint middle = composer->rect().center();
        QDragEnterEvent enter(middle, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(composer, &enter);
        QVERIFY(enter.isAccepted());
        QWidget *target = composer->childAt(middle);
        QVERIFY(target);
        QDragEnterEvent enterTarget(target->rect().center(), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &enterTarget);
        QDropEvent drop(target->rect().center(), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &drop);
        QTRY_VERIFY(named<QListWidget>(u"Attachments"_s) || named<QListView>(u"Attachments"_s));
        const auto attached = [composer] {
            for (auto *view : composer->findChildren<QAbstractItemView *>()) {
                if (view->accessibleName() == u"Attachments"_s)
                    return view->model()->rowCount();
            }
            return 0;
        };
        QTRY_COMPARE_WITH_TIMEOUT(attached(), 2, Patience);
        press(body, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(!named<QTextEdit>(u"Message text"_s), Patience);
        click(u"Send now"_s);

        const QString subject = u"Re: Plain words"_s;
        QTRY_VERIFY_WITH_TIMEOUT(!onServer(u"bob"_s, u"INBOX"_s, u"subject"_s, subject).isEmpty(), Patience);
        const QString id = onServer(u"bob"_s, u"INBOX"_s, u"subject"_s, subject).value(u"message_id"_s).toString();
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
        QCOMPARE(got.value(u"map.bin"_s), octets(120'000, 9));
        QVERIFY(!raw.toLower().contains("\nbcc:"));
        QTRY_VERIFY_WITH_TIMEOUT(!onServer(u"alice"_s, u"Sent"_s, u"message_id"_s, id).isEmpty(), Patience);
        QTRY_VERIFY_WITH_TIMEOUT(serverHasFlag(u"INBOX"_s, u"Plain words"_s, u"\\Answered"_s), Patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->flag(u"Plain words"_s, Flag::Answered), Patience);
    }

    void archiveAndDeleteReachTheServer()
    {
        QVERIFY(m_desk->clickMessage(u"Newsletter of the day"_s));
        click(u"Archive"_s);
        QTRY_COMPARE(m_desk->rowOfSubject(u"Newsletter of the day"_s), -1);
        QTRY_VERIFY_WITH_TIMEOUT(
            !onServer(u"alice"_s, u"Archive"_s, u"subject"_s, u"Newsletter of the day"_s).isEmpty(), Patience);
        QVERIFY(m_desk->clickMessage(u"Invoice with file"_s));
        focus(m_desk->messages());
        press(&m_desk->messages(), Qt::Key_Delete);
        QTRY_COMPARE(m_desk->rowOfSubject(u"Invoice with file"_s), -1);
        QTRY_VERIFY_WITH_TIMEOUT(
            !onServer(u"alice"_s, u"Trash"_s, u"subject"_s, u"Invoice with file"_s).isEmpty(), Patience);
        // And back: the last step undone.
        click(u"Undo"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->rowOfSubject(u"Invoice with file"_s) >= 0, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(
            !onServer(u"alice"_s, u"INBOX"_s, u"subject"_s, u"Invoice with file"_s).isEmpty(), Patience);
    }

    void folderIsMadeRenamedFilledAndDeleted()
    {
        focus(m_desk->folders());
        QVERIFY(m_desk->clickFolder(u"INBOX"_s));
        const auto editor = [this] {
            return m_desk->folders().findChild<QLineEdit *>();
        };
        m_desk->window().folders().view().editNewChild(m_desk->folder(u"INBOX"_s).parent());
        QTRY_VERIFY(editor());
        QTest::keyClicks(editor(), u"Harbour"_s);
        press(editor(), Qt::Key_Return);
        QTRY_VERIFY(m_desk->folder(u"Harbour"_s).isValid());
        QTRY_VERIFY_WITH_TIMEOUT(serverHasMailbox(u"Harbour"_s), Patience);

        QVERIFY(m_desk->clickFolder(u"Harbour"_s));
        focus(m_desk->folders());
        press(&m_desk->folders(), Qt::Key_F2);
        QTRY_VERIFY(editor() && editor()->isVisible());
        editor()->selectAll();
        QTest::keyClicks(editor(), u"Ferries"_s);
        press(editor(), Qt::Key_Return);
        QTRY_VERIFY(m_desk->folder(u"Ferries"_s).isValid());
        QTRY_VERIFY_WITH_TIMEOUT(serverHasMailbox(u"Ferries"_s) && !serverHasMailbox(u"Harbour"_s), Patience);

        QVERIFY(m_desk->clickFolder(u"INBOX"_s));
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->clickMessage(u"Plain words"_s), Patience);
        const std::unique_ptr<QMimeData> dragged(
            m_desk->messages().model()->mimeData({m_desk->messages().currentIndex()}));
        QVERIFY(dragged);
        const QModelIndex goal = m_desk->folder(u"Ferries"_s);
        m_desk->folders().scrollTo(goal);
        const QPoint where = m_desk->folders().visualRect(goal).center();
        QDragEnterEvent enter(where, Qt::MoveAction | Qt::CopyAction, dragged.get(), Qt::LeftButton, Qt::NoModifier);
        enter.setDropAction(Qt::MoveAction); // what the list proposes where no key is held
        QApplication::sendEvent(m_desk->folders().viewport(), &enter);
        QDragMoveEvent over(where, Qt::MoveAction | Qt::CopyAction, dragged.get(), Qt::LeftButton, Qt::NoModifier);
        over.setDropAction(Qt::MoveAction);
        QApplication::sendEvent(m_desk->folders().viewport(), &over);
        QVERIFY(over.isAccepted());
        QDropEvent drop(where, Qt::MoveAction | Qt::CopyAction, dragged.get(), Qt::LeftButton, Qt::NoModifier);
        drop.setDropAction(Qt::MoveAction);
        QApplication::sendEvent(m_desk->folders().viewport(), &drop);
        QTRY_COMPARE(m_desk->rowOfSubject(u"Plain words"_s), -1);
        QTRY_VERIFY_WITH_TIMEOUT(
            !onServer(u"alice"_s, u"Ferries"_s, u"subject"_s, u"Plain words"_s).isEmpty(), Patience);

        QVERIFY(m_desk->clickFolder(u"Ferries"_s));
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->rowOfSubject(u"Plain words"_s) >= 0, Patience);
        focus(m_desk->folders());
        press(&m_desk->folders(), Qt::Key_Delete);
        click(u"Delete folder"_s);
        QTRY_VERIFY(!m_desk->folder(u"Ferries"_s).isValid());
        QTRY_VERIFY_WITH_TIMEOUT(!serverHasMailbox(u"Ferries"_s), Patience);
        QVERIFY(m_desk->clickFolder(u"INBOX"_s));
    }

    void otherClientIsSeenWithoutAClick()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->rowOfSubject(u"Invoice with file"_s) >= 0, Patience);
        QVERIFY(m_servers->other(
            u"alice"_s, {u"flag"_s, u"INBOX"_s, u"invoice@weber.example"_s, u"+FLAGS"_s, u"\\Flagged"_s}));
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->flag(u"Invoice with file"_s, Flag::Flagged), Patience);
        QByteArray fresh = TextMessage;
        fresh.replace("Plain words", "Fresh one").replace("plain@", "fresh@");
        QVERIFY(m_desk->clickMessage(u"Invoice with file"_s));
        deliver(u"fresh.eml"_s, fresh);
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->rowOfSubject(u"Fresh one"_s) >= 0, Patience);
        // What came in did not move the selection.
        QCOMPARE(m_desk->messages().currentIndex().row(), m_desk->rowOfSubject(u"Invoice with file"_s));
        QVERIFY(m_servers->other(u"alice"_s, {u"remove"_s, u"INBOX"_s, u"fresh@example.test"_s}));
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->rowOfSubject(u"Fresh one"_s), -1, Patience);
    }

    void offlineWorkIsCarriedOutLater()
    {
        m_servers->cut();
        const int before = m_desk->messageCount();
        QVERIFY(m_desk->clickMessage(u"Invoice with file"_s));
        focus(m_desk->messages());
        press(&m_desk->messages(), Qt::Key_Delete);
        QTRY_COMPARE(m_desk->rowOfSubject(u"Invoice with file"_s), -1);
        QCOMPARE(m_desk->messageCount(), before - 1);
        QVERIFY(m_servers->heal());
        m_desk->services().engine.networkChanged();
        QTRY_VERIFY_WITH_TIMEOUT(
            !onServer(u"alice"_s, u"Trash"_s, u"subject"_s, u"Invoice with file"_s).isEmpty(), Patience);
        QVERIFY(onServer(u"alice"_s, u"INBOX"_s, u"subject"_s, u"Invoice with file"_s).isEmpty());
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

    /// What a person would have seen when it went wrong.
    void cleanup()
    {
        if (!QTest::currentTestFailed() || !m_desk)
            return;
        for (const QWidget *top : QApplication::topLevelWidgets()) {
            if (top->isVisible())
                qInfo() << "window:" << top->metaObject()->className() << top->windowTitle();
        }
        const QString picture = QDir::current().absoluteFilePath(
            u"story-"_s + QString::fromLatin1(QTest::currentTestFunction()) + u".png"_s);
        m_desk->window().grab().save(picture);
        qInfo() << "picture:" << picture;
    }
    void cleanupTestCase()
    {
        m_desk.reset();
        m_servers.reset();
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    tst_LiveStory test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_LiveStory.moc"
