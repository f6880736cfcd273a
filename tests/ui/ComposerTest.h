// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/UiWorld.h"
#include "ui/composer/BodyEditor.h"
#include "ui/composer/ComposerWindow.h"

#include <QLineEdit>
#include <QListWidget>

namespace godwit::test {

/// A profile with one account, and what the tests of the composer have in common.
class ComposerTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

protected:
    /// A message that is answered.
    static const QByteArray Original;
    /// The one that is visible, or null.
    static ui::ComposerWindow *onlyWindow();
    static ui::ComposerWindow *anyWindow();
    /// The addresses of all pills.
    static QStringList pills(const ui::ComposerWindow &window);
    ui::ComposerWindow *compose();
    static QLineEdit *line(const ui::ComposerWindow &window, const QString &name)
    {
        return named<QLineEdit>(window, name);
    }
    static ui::BodyEditor *body(const ui::ComposerWindow &window) { return window.findChild<ui::BodyEditor *>(); }
    static QListWidget *files(const ui::ComposerWindow &window)
    {
        return named<QListWidget>(window, QStringLiteral("Attachments"));
    }
    static void press(const ui::ComposerWindow &window, const QString &name);
    store::AccountKey m_account;
    std::unique_ptr<UiWorld> m_world;
};

} // namespace godwit::test
