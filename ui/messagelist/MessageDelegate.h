// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFont>
#include <QStyledItemDelegate>

namespace godwit::ui {

/// Paints one message as a card of three lines: who and when, subject, first words.  Weight says unread, a dot in the
/// accent stands beside it.  Everything is painted as plain text.
class MessageDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit MessageDelegate(QObject *parent = nullptr);

    static int rowHeight(const QFont &font);
    static QFont smallFont(const QFont &font);
    /// In Sent and Drafts people look for whom it is to.
    void setShowRecipients(bool show) { m_recipients = show; }
    bool showsRecipients() const { return m_recipients; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Nothing is cut on a card that its tool tip would not say better: the whole subject.
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

private:
    int paintMarks(
        QPainter *painter, const QRect &line, int right, const QModelIndex &index, const QColor &color) const;
    QString who(const QModelIndex &index) const;
    bool m_recipients = false;
};

} // namespace godwit::ui
