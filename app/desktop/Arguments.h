// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/shell/MainWindow.h"

namespace godwit::app {

/// `godwit [--profile DIR] [--open MAILBOX] [mailto:URL] [FILE ...]`
struct Arguments {
    QString profile; ///< absolute
    ui::MainWindow::Request request;
    bool help = false, version = false;
    QString error; ///< one sentence; empty when all was understood

    /// `words` without the program's name; files are made absolute against `folder`.
    static Arguments parse(const QStringList &words, const QString &folder);
    /// What a running instance needs to do the same.
    QStringList forHandOver() const;
};

} // namespace godwit::app
