// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Settings.h"
#include "ui/common/Services.h"
#include "ui/shell/CardWindow.h"

#include <QTimer>

namespace godwit::ui {

/// What a person has done that no server has confirmed: waiting, on its way, in doubt or refused, one card an action,
/// with the server's words and what can be done.  Follows the journal.
class OperationsPanel : public CardWindow {
    Q_OBJECT
public:
    explicit OperationsPanel(Services &services, QWidget *parent);

    static QString stateWords(const store::Operation &operation);

private:
    void rebuild();
    Card card(const store::Operation &operation);
    Services &m_services;
    QList<account::Settings> m_accounts;
    QTimer m_refresh; ///< many changes in a row are one redrawing
};

} // namespace godwit::ui
