// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

class QPushButton;
class QScrollArea;
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
        QList<QPushButton *> buttons; ///< the card takes them
    };
    /// In place of all that was there.  The focus stays on the same button of the same card, never goes to another one.
    void setCards(const QList<Card> &cards, const QString &emptyText);

private:
    QWidget *makeCard(const Card &card);
    QList<Card> m_cards;
    QScrollArea *m_area;
    QWidget *m_rows;
    QVBoxLayout *m_layout;
};

} // namespace godwit::ui
