// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ReaderFixture.h"

#include "ui/common/ElidedLabel.h"
#include "ui/common/NoticeBar.h"

#include <QDesktopServices>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

namespace godwit::test {

using namespace ui;

namespace {

const QStringList Schemes{
    QStringLiteral("http"), QStringLiteral("https"), QStringLiteral("file"), QStringLiteral("mailto")};

} // namespace

QByteArray ReaderFixture::plainMail(const QByteArray &body, const QByteArray &contentType, const QByteArray &subject)
{
    return "From: Seoyeon Kim <kim@example.org>\r\nTo: alice@example.org, Bob <bob@example.org>\r\nSubject: " + subject
        + "\r\nDate: Sat, 14 Nov 2026 09:15:00 +0900\r\nMIME-Version: 1.0\r\nContent-Type: " + contentType
        + "\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + body;
}

QByteArray ReaderFixture::htmlMail(const QByteArray &html)
{
    return plainMail(html, "text/html; charset=utf-8");
}

QByteArray ReaderFixture::mailWith(const QList<File> &files)
{
    QByteArray body = "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSee the files.\r\n";
    for (const File &file : files) {
        const bool message = file.type == "message/rfc822";
        body += "--b\r\nContent-Type: " + file.type + "\r\nContent-Disposition: attachment; filename=\"" + file.name
            + "\"\r\n"
            + (message ? QByteArray("\r\n") + file.content
                       : "Content-Transfer-Encoding: base64\r\n\r\n" + file.content.toBase64())
            + "\r\n";
    }
    return plainMail(body + "--b--\r\n", "multipart/mixed; boundary=b");
}

QByteArray ReaderFixture::everyOctet()
{
    QByteArray all;
    for (int i = 0; i < 3000; ++i)
        all += char(i * 7);
    return all;
}

QByteArray ReaderFixture::contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be opened");
}

QString ReaderFixture::labels(const QWidget *parent)
{
    QStringList words;
    for (const QLabel *label : parent->findChildren<QLabel *>()) {
        if (!label->isVisible())
            continue;
        const auto *elided = qobject_cast<const ElidedLabel *>(label);
        words << (elided ? elided->fullText() : label->text());
    }
    return words.join(u'\n');
}

void ReaderFixture::accept(QFileDialog *dialog, const QString &path)
{
    auto *field = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
    QVERIFY(field);
    field->setText(path);
    QTest::keyClick(field, Qt::Key_Return);
}

void ReaderFixture::show(const QByteArray &raw, const trust::Surroundings &around)
{
    const ReadMessagePtr message = readMessage(
        raw, ReaderView::rules(m_preferences->current()), [around](const mime::Message &) { return around; });
    m_view->showMessage(
        message, message->message.envelope.date.value_or(QDateTime()), {QStringLiteral("alice@example.org")});
}

QString ReaderFixture::notices() const
{
    QStringList words;
    for (const NoticeBar *bar : m_view->findChildren<NoticeBar *>())
        words << (bar->isVisible() ? bar->text() : QString());
    return words.join(u'\n');
}

QPushButton *ReaderFixture::button(const QString &words) const
{
    for (QPushButton *candidate : m_view->findChildren<QPushButton *>()) {
        if (candidate->text() == words && candidate->isVisible())
            return candidate;
    }
    return nullptr;
}

void ReaderFixture::press(const QString &words)
{
    QPushButton *found = button(words);
    QVERIFY2(found, qPrintable(words));
    QTest::mouseClick(found, Qt::LeftButton);
}

void ReaderFixture::init()
{
    m_profile = std::make_unique<QTemporaryDir>();
    m_preferences = std::make_unique<PreferencesStore>(m_profile->path());
    m_html = std::make_unique<HtmlViewLoader>(QStringLiteral("/nowhere/godwit-webview.so"));
    m_files = std::make_unique<AttachmentFiles>(m_profile->path());
    m_view = std::make_unique<ReaderView>(ReaderView::Tools{*m_preferences, *m_html, *m_files, m_profile->path(), {}});
    m_view->resize(680, 600);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    m_opened.clear();
}

void ReaderFixture::initTestCase()
{
    for (const QString &scheme : Schemes)
        QDesktopServices::setUrlHandler(scheme, this, "opened");
}

void ReaderFixture::cleanupTestCase()
{
    for (const QString &scheme : Schemes)
        QDesktopServices::unsetUrlHandler(scheme);
}

void ReaderFixture::cleanup()
{
    m_view.reset();
    m_files.reset();
}

} // namespace godwit::test
