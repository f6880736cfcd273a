// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ReaderFixture.h"
#include "ui/reader/MessageWindow.h"
#include "ui/reader/SourceWindow.h"

#include <QApplication>
#include <QFileDialog>
#include <QMimeData>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace godwit;
using namespace godwit::ui;

/// Attachments and whole messages as files.
class tst_readerfiles : public godwit::test::ReaderFixture {
    Q_OBJECT
private slots:
    void savesAnAttachmentByteForByte()
    {
        show(mailWith({{"all.bin", "application/octet-stream", everyOctet()}}));
        auto *list = m_view->findChild<AttachmentList *>();
        QVERIFY(list->isVisible());
        QCOMPARE(list->count(), 1);
        QVERIFY(list->item(0)->data(Qt::AccessibleTextRole).toString().contains(u"all.bin"));
        list->setFocus();
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_S, Qt::ControlModifier);
        QTemporaryDir target;
        auto *dialog = m_view->findChild<QFileDialog *>();
        QTRY_VERIFY(dialog && dialog->isVisible());
        QCOMPARE(QFileInfo(dialog->selectedFiles().value(0)).fileName(), QStringLiteral("all.bin"));
        accept(dialog, target.filePath(QStringLiteral("saved.bin")));
        QTRY_VERIFY(notices().contains(u"Saved in"));
        QCOMPARE(contentOf(target.filePath(QStringLiteral("saved.bin"))), everyOctet());
        QCOMPARE(QDir(target.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }

    void savesAllWithoutReplacingAnything()
    {
        show(mailWith(
            {{"a.txt", "text/plain", "one"}, {"a.txt", "text/plain", "two"}, {"../../b.txt", "text/plain", "three"}}));
        auto *list = m_view->findChild<AttachmentList *>();
        list->setFocus();
        list->selectAll();
        QTest::keyClick(list, Qt::Key_S, Qt::ControlModifier);
        QTemporaryDir target;
        QFile existing(target.filePath(QStringLiteral("a.txt")));
        QVERIFY(existing.open(QIODevice::WriteOnly));
        existing.write("mine");
        existing.close();
        auto *dialog = m_view->findChild<QFileDialog *>();
        QTRY_VERIFY(dialog && dialog->isVisible());
        emit dialog->fileSelected(target.path());
        dialog->reject();
        QCOMPARE(contentOf(target.filePath(QStringLiteral("a.txt"))), QByteArray("mine"));
        QCOMPARE(contentOf(target.filePath(QStringLiteral("a (2).txt"))), QByteArray("one"));
        QCOMPARE(contentOf(target.filePath(QStringLiteral("a (3).txt"))), QByteArray("two"));
        QCOMPARE(QDir(target.path()).entryList(QDir::Files | QDir::Hidden).size(), 4);
    }

    void oneFileIsSimplySaved()
    {
        const auto saveButton = [this](const QString &name) -> QToolButton * {
            for (auto *found : m_view->findChildren<QToolButton *>()) {
                if (found->accessibleName() == name && found->isVisible())
                    return found;
            }
            return nullptr;
        };
        show(mailWith({{"one.txt", "text/plain", "one"}}));
        QTRY_VERIFY(saveButton(QStringLiteral("Save")));
        QVERIFY(!saveButton(QStringLiteral("Save all attachments")));
        QTest::mouseClick(saveButton(QStringLiteral("Save")), Qt::LeftButton);
        auto *dialog = m_view->findChild<QFileDialog *>();
        QTRY_VERIFY(dialog && dialog->isVisible());
        QCOMPARE(dialog->fileMode(), QFileDialog::AnyFile); // a file, not a folder for it
        QTemporaryDir target;
        accept(dialog, target.filePath(QStringLiteral("mine.txt")));
        QTRY_COMPARE(contentOf(target.filePath(QStringLiteral("mine.txt"))), QByteArray("one"));
        show(mailWith({{"one.txt", "text/plain", "one"}, {"two.txt", "text/plain", "two"}}));
        QTRY_VERIFY(saveButton(QStringLiteral("Save all attachments")));
        QVERIFY(!saveButton(QStringLiteral("Save")));
    }

    void saveReplacesALinkAndNotWhatItLeadsTo()
    {
        QTemporaryDir target;
        const QString victim = target.filePath(QStringLiteral("victim"));
        QVERIFY(AttachmentFiles::save(victim, "precious"));
        const QString link = target.filePath(QStringLiteral("link"));
        QVERIFY(QFile::link(victim, link));
        QVERIFY(AttachmentFiles::save(link, "new"));
        QCOMPARE(contentOf(victim), QByteArray("precious"));
        QCOMPARE(contentOf(link), QByteArray("new"));
        QVERIFY(!QFileInfo(link).isSymLink());
        QVERIFY(!AttachmentFiles::save(target.filePath(QStringLiteral("no/such/folder")), "x"));
    }

    void opensAPrivateCopyAndRemovesIt()
    {
        show(mailWith({{"..\xe2\x80\xae"
                        "fdp.report.pdf",
            "application/pdf", everyOctet()}}));
        auto *list = m_view->findChild<AttachmentList *>();
        list->setFocus();
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(m_opened.size(), 1);
        const QString path = m_opened.first().toLocalFile();
        QCOMPARE(contentOf(path), everyOctet());
        QVERIFY(path.startsWith(m_profile->path()));
        QVERIFY(!QFileInfo(path).fileName().contains(QChar(0x202e)));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
            | QFile::WriteOther | QFile::ExeOther;
        QCOMPARE(QFile::permissions(path) & (others | QFile::ExeOwner), QFile::Permissions());
        QCOMPARE(QFile::permissions(QFileInfo(path).path()) & others, QFile::Permissions());
        m_view.reset();
        m_files.reset();
        QVERIFY(!QFile::exists(path));
        QCOMPARE(QDir(m_profile->path()).entryList({QStringLiteral("opened")}).size(), 0);
    }

    void removesWhatACrashLeft()
    {
        const QString left = m_profile->path() + QStringLiteral("/opened/abc");
        QVERIFY(QDir().mkpath(left));
        QVERIFY(AttachmentFiles::save(left + QStringLiteral("/secret.pdf"), "x"));
        const auto mine = m_files->temporaryCopy(QStringLiteral("mine.pdf"), "x");
        QVERIFY(mine);
        const AttachmentFiles files(m_profile->path());
        QVERIFY(!QFile::exists(left));
        QVERIFY2(QFile::exists(*mine), "another object of this run has it open");
    }

    void asksBeforeAProgramIsOpened_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<bool>("program");
        QTest::newRow("exe") << QByteArray("setup.exe") << QByteArray("application/octet-stream") << true;
        QTest::newRow("desktop") << QByteArray("a.DESKTOP") << QByteArray("text/plain") << true;
        QTest::newRow("script") << QByteArray("a.sh") << QByteArray("text/plain") << true;
        QTest::newRow("jar") << QByteArray("a.jar") << QByteArray("application/pdf") << true;
        QTest::newRow("appimage") << QByteArray("a.AppImage") << QByteArray("application/octet-stream") << true;
        QTest::newRow("spaces") << QByteArray("photo.jpg                .exe") << QByteArray("image/jpeg") << true;
        QTest::newRow("html") << QByteArray("invoice.html") << QByteArray("text/html") << false;
        QTest::newRow("svg") << QByteArray("drawing.svg") << QByteArray("image/svg+xml") << false;
        QTest::newRow("html by type") << QByteArray("invoice") << QByteArray("text/html") << false;
    }
    void asksBeforeAProgramIsOpened()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, type);
        QFETCH(bool, program);
        show(mailWith({{name, type, "content"}}));
        auto *list = m_view->findChild<AttachmentList *>();
        list->setFocus();
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Return);
        QVERIFY(m_opened.isEmpty());
        if (program) {
            press(QStringLiteral("Open anyway"));
            QCOMPARE(m_opened.size(), 1);
            QVERIFY(!QFileInfo(m_opened.first().toLocalFile()).isExecutable());
        } else {
            QVERIFY(!button(QStringLiteral("Open anyway")));
            press(QStringLiteral("Show its source"));
            auto *source = m_view->findChild<SourceWindow *>();
            QTRY_VERIFY(source && source->isVisible());
            source->close();
        }
    }

    void dragsOutAFileThatIsWrittenWhenItIsDropped()
    {
        show(mailWith({{"photo of us.jpg", "image/jpeg", everyOctet()}}));
        auto *list = m_view->findChild<AttachmentList *>();
        const std::unique_ptr<QMimeData> data(list->model()->mimeData({list->model()->index(0, 0)}));
        QVERIFY(data->hasUrls());
        QVERIFY2(!QFile::exists(m_profile->path() + QStringLiteral("/opened")), "not before it is dropped (S-119)");
        const QList<QUrl> urls = data->urls();
        QCOMPARE(urls.size(), 1);
        QCOMPARE(urls.first().fileName(), QStringLiteral("photo of us.jpg"));
        QCOMPARE(contentOf(urls.first().toLocalFile()), everyOctet());
        QCOMPARE(data->urls(), urls);
    }

    void opensAnAttachedMessageInAWindow_data()
    {
        const QByteArray inner = plainMail("Inner words.\r\n", "text/plain", "The inner one");
        QTest::addColumn<QByteArray>("mail");
        QTest::newRow("as it should be") << mailWith({{"inner.eml", "message/rfc822", inner}});
        QTest::newRow("as a file") << mailWith({{"inner.eml", "application/octet-stream", inner}});
        QTest::newRow("in base64") << mailWith(
            {{"inner.eml", "message/x-rfc822",
                inner}}).replace("message/x-rfc822", "message/rfc822");
        QTest::newRow("alone") << plainMail(inner, "message/rfc822");
    }
    void opensAnAttachedMessageInAWindow()
    {
        QFETCH(QByteArray, mail);
        show(mail);
        auto *list = m_view->findChild<AttachmentList *>();
        QCOMPARE(list->count(), 1);
        list->setFocus();
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Return);
        auto *window = m_view->findChild<MessageWindow *>();
        QTRY_VERIFY(window && window->isVisible());
        QTRY_COMPARE(window->windowTitle(), QStringLiteral("The inner one"));
        QVERIFY(window->findChild<TextView *>()->toPlainText().contains(u"Inner words."));
        window->close();
    }

    void savesTheWholeMessage()
    {
        const QByteArray raw = plainMail("Hello\r\n");
        show(raw);
        m_view->saveMessage();
        auto *dialog = m_view->findChild<QFileDialog *>();
        QTRY_VERIFY(dialog && dialog->isVisible());
        QCOMPARE(QFileInfo(dialog->selectedFiles().value(0)).fileName(),
            QStringLiteral("2026-11-14 Seoyeon Kim - Harbour trip.eml"));
        QTemporaryDir target;
        accept(dialog, target.filePath(QStringLiteral("m.eml")));
        QTRY_COMPARE(contentOf(target.filePath(QStringLiteral("m.eml"))), raw);
    }
};

int main(int argc, char *argv[])
{
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    QApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English));
    tst_readerfiles test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_readerfiles.moc"
