// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Types.h"

#include <QListWidget>

namespace godwit::ui {

/// The messages of a conversation as folded cards, each below the one that it answers, above the one that is open.
/// Hides itself where there is only one.
class ConversationStrip : public QListWidget {
    Q_OBJECT
public:
    explicit ConversationStrip(QWidget *parent = nullptr);

    /// `open` is marked as the one that is shown.  Choosing is the person's: this emits nothing.
    void showConversation(const QList<store::ThreadRow> &rows, store::PlacementKey open);
    bool holds(store::PlacementKey placement) const;

signals:
    void messageChosen(godwit::store::PlacementKey placement);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fitHeight();
    bool m_filling = false;
};

} // namespace godwit::ui
