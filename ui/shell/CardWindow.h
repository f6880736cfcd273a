// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

class QFrame;
class QVBoxLayout;

namespace godwit::ui {

/// A small window of its own with one card a thing, and a sentence where there is none.  Deleted when it is closed.
class CardWindow : public QWidget {
    Q_OBJECT
public:
    CardWindow(const QString &title, QWidget *parent);

protected:
    /// What a card says and offers; the buttons stand in a row below, aligned to the start.
    struct Card {
        QString heading;
        QString subheading;
        QString state;
        bool bad = false; ///< the state is bad news
        QString details; ///< the server's own words; read out in the card where the news is bad, else a tooltip
        QList<QWidget *> buttons; ///< the card takes them
    };
    /// In place of all that was there.
    void setCards(const QList<Card> &cards, const QString &emptyText);

private:
    QWidget *makeCard(const Card &card);
    QWidget *m_rows;
    QVBoxLayout *m_layout;
};

} // namespace godwit::ui
