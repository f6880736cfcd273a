// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/common/Services.h"

#include <QObject>
#include <QSet>
#include <QTimer>

namespace godwit::ui {

class NoticeBar;

/// Opens drafts.  One whose text is not here is asked for and opens when it comes; until then, and where it cannot
/// come, the bar of the list says so.  Whoever closes that bar, or makes it say something else, does not wait any more.
class DraftOpener : public QObject {
    Q_OBJECT
public:
    DraftOpener(Services &services, NoticeBar &bar, QObject *parent);

    void open(store::PlacementKey draft);

private:
    void ask();
    void arrived();
    void failed(const MailError &error);
    void statusChanged(const sync::AccountStatus &status);
    void say(const QString &text, bool again, const MailError &error = {});
    QString subject() const;
    store::AccountKey account() const; ///< of the draft that is wanted

    Services &m_services;
    NoticeBar &m_bar;
    QTimer m_patience;
    store::PlacementKey m_wanted; ///< 0: none
    bool m_waitsForServer = false;
    QSet<store::AccountKey> m_offline;
};

} // namespace godwit::ui
