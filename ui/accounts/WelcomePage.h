// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Types.h"
#include "ui/common/Services.h"

#include <QWidget>
#include <memory>

namespace godwit::ui {

/// First run and "Add account": one card that asks for name, address and password, finds the servers, tries both and
/// adds the account.  Every failure keeps what was typed.
class WelcomePage : public QWidget {
    Q_OBJECT
public:
    explicit WelcomePage(Services &services, QWidget *parent = nullptr);
    ~WelcomePage() override;

protected:
    void resizeEvent(QResizeEvent *event) override;

signals:
    /// The account is stored and connecting.
    void finished(godwit::store::AccountKey account);
    /// Before finished(): there is no keychain, so the password is known only until the program ends.
    void passwordKeptForSession(godwit::store::AccountKey account);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace godwit::ui
