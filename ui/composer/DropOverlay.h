// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "store/Types.h"

#include <QUrl>
#include <QWidget>

namespace godwit::ui {

/// Covers the whole window while files are dragged over it, so that they cannot miss: "Attach", and beside it
/// "Insert in text" where pictures may go into a rich text.
class DropOverlay : public QWidget {
    Q_OBJECT
public:
    explicit DropOverlay(QWidget *window);

    void offer(const QList<QUrl> &files, bool mayInsert);
    /// Messages of the list: they are attached as files.
    void offerMessages(int count);

signals:
    void attachRequested(const QList<QUrl> &files);
    void insertRequested(const QList<QUrl> &files);
    void messagesRequested(const QList<godwit::store::PlacementKey> &messages);

protected:
    void paintEvent(QPaintEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QRect attachZone() const;
    QRect insertZone() const;
    void cover();

    QString m_what;
    bool m_mayInsert = false;
    bool m_overInsert = false;
};

} // namespace godwit::ui
