// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/composer/ComposeState.h"

#include <QWidget>

class QLabel;
class QListWidget;

namespace godwit::ui {

/// The attached files below the text: a list with a row a file, and what they weigh together.  Hidden while empty.
class AttachedFiles : public QWidget {
    Q_OBJECT
public:
    /// What common providers take; more is warned about, not refused.
    static constexpr qint64 UsualLimitOctets = 25LL * 1000 * 1000;

    explicit AttachedFiles(QWidget *parent = nullptr);

    const QList<ComposeAttachment> &attachments() const { return m_attachments; }
    void setAttachments(const QList<ComposeAttachment> &attachments);
    void add(const ComposeAttachment &attachment);
    void removeSensitive();
    void approveSensitive();
    qint64 octets() const;

signals:
    void edited();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void removeSelected();
    void rebuild();
    void fitHeight();
    void showMenu(const QPoint &at);

    QList<ComposeAttachment> m_attachments;
    QListWidget *m_list;
    QLabel *m_total;
};

} // namespace godwit::ui
