// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/MailError.h"

#include <QWidget>

namespace godwit::ui {

/// The window shown instead of the program when its mail cannot be opened: what is wrong, where the mail is, what to
/// do. Deletes nothing and changes nothing.
class StoreProblem : public QWidget {
    Q_OBJECT
public:
    StoreProblem(const MailError &error, const QString &profile);

signals:
    /// The person has done something about it.  Not offered where trying again cannot help.
    void retryRequested();

private:
    static QString heading(const MailError &error);
    static QString advice(const MailError &error);
    static bool canBeTriedAgain(const MailError &error);
    QWidget *buttons(const MailError &error);
};

} // namespace godwit::ui
