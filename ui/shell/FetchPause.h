// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Services.h"

#include <QObject>
#include <QSet>

namespace godwit::ui {

/// For what fetching mail ahead is paused: everything, or some accounts.  Kept from one start to the next.
class FetchPause : public QObject {
    Q_OBJECT
public:
    /// Tells the engine at once what was paused when the program ended.
    FetchPause(Services &services, QObject *parent);

    bool isPaused() const { return m_all || !m_accounts.isEmpty(); }
    bool isAllPaused() const { return m_all; }
    void setAll(bool paused);
    void setAccount(store::AccountKey account, bool paused);
    void goOn(); ///< with all of it

signals:
    void changed();

private:
    void restore();
    void keep();
    Services &m_services;
    bool m_all = false;
    QSet<store::AccountKey> m_accounts;
};

} // namespace godwit::ui
