// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/MessageListModel.h"
#include "models/Roles.h"
#include "ui/ComposerTest.h"
#include "ui/common/NoticeBar.h"
#include "ui/composer/DropOverlay.h"

#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QTest>

using namespace godwit;
using namespace godwit::ui;
using namespace godwit::test;
using namespace Qt::StringLiterals;

namespace {

void sendDrag(QWidget *target, QEvent::Type type, const QMimeData &data, QPoint at)
{
    if (type == QEvent::DragEnter) {
        QDragEnterEvent event(at, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &event);
    } else if (type == QEvent::DragMove) {
        QDragMoveEvent event(at, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &event);
    } else {
        QDropEvent event(at, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &event);
        QCOMPARE(event.dropAction(), Qt::CopyAction); // never a move: the original must stay
    }
}

} // namespace

/// Files that are attached, by whatever way.
class tst_composer_files : public ComposerTest {
    Q_OBJECT
private slots:
    void dropsTwoFilesAnywhere_data();
    void dropsTwoFilesAnywhere();
    void takesMessagesOfTheList();
    void refusesFolders();
    void pastesFiles();
    void delRemovesAnAttachment();
    void attachedFileIsSafeFromChange();
    void warnsOfPrivateKeys();
};

void tst_composer_files::dropsTwoFilesAnywhere_data()
{
    QTest::addColumn<QString>("where");
    QTest::newRow("the window") << QString();
    QTest::newRow("the text") << u"Message text"_s;
    QTest::newRow("a field") << u"Subject"_s;
}

void tst_composer_files::dropsTwoFilesAnywhere()
{
    QFETCH(QString, where);
    ComposerWindow *window = compose();
    const QByteArray first(5000, 'a');
    const QByteArray second("\0\1\2\r\n.\r\n", 8);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(m_world->file(u"tickets.pdf"_s, first)),
        QUrl::fromLocalFile(m_world->file(u"지도.bin"_s, second))});
    QWidget *target = window;
    if (where == "Message text"_L1)
        target = body(*window)->viewport();
    else if (!where.isEmpty())
        target = line(*window, where);
    sendDrag(target, QEvent::DragEnter, data, {20, 10});
    auto *overlay = window->findChild<DropOverlay *>();
    QVERIFY(overlay->isVisible());
    QCOMPARE(overlay->geometry(), window->rect());
    sendDrag(overlay, QEvent::DragEnter, data, {200, 200});
    sendDrag(overlay, QEvent::DragMove, data, {210, 210});
    sendDrag(overlay, QEvent::Drop, data, {210, 210});
    QVERIFY(!overlay->isVisible());
    QTRY_COMPARE(files(*window)->count(), 2);
    QVERIFY(files(*window)->isVisible());
    QVERIFY(files(*window)->item(0)->text().contains(u"tickets.pdf"_s));
    QCOMPARE(window->state().attachments.at(0).content, first);
    QCOMPARE(window->state().attachments.at(1).content, second);
    QVERIFY2(!body(*window)->plainBody().contains(u"file:"_s), "the drop also went into the text");
}

void tst_composer_files::takesMessagesOfTheList()
{
    const store::PlacementKey message = m_world->deliver(m_account, Original);
    ComposerWindow *window = compose();
    QMimeData data;
    data.setData(QLatin1StringView(models::PlacementsMimeType), models::MessageListModel::encode({message}));
    sendDrag(body(*window)->viewport(), QEvent::DragEnter, data, {20, 10});
    auto *overlay = window->findChild<DropOverlay *>();
    QVERIFY(overlay->isVisible());
    sendDrag(overlay, QEvent::DragMove, data, {210, 210});
    sendDrag(overlay, QEvent::Drop, data, {210, 210});
    QCOMPARE(files(*window)->count(), 1);
    const ComposeAttachment attached = window->state().attachments.first();
    QCOMPARE(attached.content, Original);
    QCOMPARE(attached.name, u"2026-11-22 Seoyeon Kim - Harbour trip in May.eml"_s);
}

void tst_composer_files::refusesFolders()
{
    ComposerWindow *window = compose();
    window->attachFiles({QUrl::fromLocalFile(m_world->folder()), QUrl(u"https://example.org/x.png"_s)});
    auto *notice = window->findChild<NoticeBar *>();
    QTRY_VERIFY(notice->text().contains(u"folder"_s));
    QCOMPARE(files(*window)->count(), 0);
}

void tst_composer_files::pastesFiles()
{
    ComposerWindow *window = compose();
    auto *data = new QMimeData;
    data->setUrls({QUrl::fromLocalFile(m_world->file(u"notes.txt"_s, "hello"))});
    QApplication::clipboard()->setMimeData(data);
    body(*window)->setFocus();
    QTest::keySequence(body(*window), QKeySequence::Paste);
    QTRY_COMPARE(files(*window)->count(), 1);
    QVERIFY(body(*window)->plainBody().trimmed().isEmpty());
}

void tst_composer_files::delRemovesAnAttachment()
{
    ComposerWindow *window = compose();
    window->attachFiles(
        {QUrl::fromLocalFile(m_world->file(u"a.txt"_s, "a")), QUrl::fromLocalFile(m_world->file(u"b.txt"_s, "b"))});
    QTRY_COMPARE(files(*window)->count(), 2);
    files(*window)->setCurrentRow(0);
    QTest::keyClick(files(*window), Qt::Key_Delete);
    QCOMPARE(files(*window)->count(), 1);
    QCOMPARE(window->state().attachments.first().name, u"b.txt"_s);
}

void tst_composer_files::attachedFileIsSafeFromChange()
{
    ComposerWindow *window = compose();
    const QString path = m_world->file(u"plan.txt"_s, "as it was");
    window->attachFiles({QUrl::fromLocalFile(path)});
    QTRY_COMPARE(files(*window)->count(), 1);
    m_world->file(u"plan.txt"_s, "");
    QVERIFY(QFile::remove(path));
    QCOMPARE(window->state().attachments.first().content, QByteArray("as it was"));
}

void tst_composer_files::warnsOfPrivateKeys()
{
    ComposerWindow *window = compose();
    window->attachFiles({QUrl::fromLocalFile(m_world->file(u"id_x"_s, "-----BEGIN OPENSSH PRIVATE KEY-----\n"))});
    QTRY_COMPARE(files(*window)->count(), 1);
    QTRY_VERIFY(window->findChild<NoticeBar *>()->isVisible());
    press(*window, u"Remove"_s);
    QCOMPARE(files(*window)->count(), 0);
}

QTEST_MAIN(tst_composer_files)
#include "tst_composer_files.moc"
