// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ComposerTest.h"

#include "ui/composer/Composer.h"
#include "ui/composer/RecipientPill.h"

#include <QAbstractButton>
#include <QApplication>
#include <QTest>

using namespace Qt::StringLiterals;

namespace godwit::test {

using namespace ui;

const QByteArray ComposerTest::Original =
    "From: Seoyeon Kim <seoyeon@example.org>\r\nTo: Alice Han <alice@example.org>, Jonas <jonas@example.org>\r\n"
    "Subject: Harbour trip in May\r\nDate: Sun, 22 Nov 2026 10:42:00 +0000\r\n"
    "Message-ID: <trip@example.org>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    "The ferry leaves at 09:40.\r\n";

void ComposerTest::init()
{
    m_world = std::make_unique<UiWorld>();
    m_account = m_world->addAccount(u"Alice Han"_s, u"alice@example.org"_s);
    QVERIFY(m_account);
}

void ComposerTest::cleanup()
{
    while (ComposerWindow *window = anyWindow())
        delete window;
    m_world.reset();
}

ComposerWindow *ComposerTest::onlyWindow()
{
    ComposerWindow *found = nullptr;
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (auto *window = qobject_cast<ComposerWindow *>(widget); window && window->isVisible())
            found = window;
    }
    return found;
}

ComposerWindow *ComposerTest::anyWindow()
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (auto *window = qobject_cast<ComposerWindow *>(widget))
            return window;
    }
    return nullptr;
}

QStringList ComposerTest::pills(const ComposerWindow &window)
{
    QStringList names;
    for (const RecipientPill *pill : window.findChildren<RecipientPill *>()) {
        if (!pill->isHidden())
            names << pill->address().addr;
    }
    return names;
}

ComposerWindow *ComposerTest::compose()
{
    composeNew(m_world->services());
    ComposerWindow *window = onlyWindow();
    if (window)
        QApplication::setActiveWindow(window);
    return window;
}

void ComposerTest::press(const ComposerWindow &window, const QString &name)
{
    auto *button = named<QAbstractButton>(window, name);
    QVERIFY2(button, qPrintable(name));
    QTest::mouseClick(button, Qt::LeftButton);
}

} // namespace godwit::test
