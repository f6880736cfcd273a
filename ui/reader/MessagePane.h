// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "mime/Compose.h"
#include "ui/common/Services.h"

#include <QUrl>
#include <QWidget>
#include <memory>
#include <optional>

namespace godwit::ui {

/// The third pane: one message, or a sentence that says why there is none.  Shows, raises intent and decides nothing
/// about mail.  Its actions (Reply, Forward, Print, ...) are those of QWidget::actions(), in menu order with
/// separators, for the window's menus and palette; objectName() names each ("reply", "replyAll", "forward", "archive",
/// "delete", "viewSource", "saveAs", "print", "viewPlain", "viewSimplified", "viewOriginal", "zoomIn", "zoomOut",
/// "zoomReset", "find").  They are enabled while what they do is possible.
class MessagePane : public QWidget {
    Q_OBJECT
public:
    explicit MessagePane(Services &services, QWidget *parent = nullptr);
    ~MessagePane() override;

    /// std::nullopt: nothing is selected.  Quick enough for a held arrow key: reading and parsing happen on a worker
    /// and only the last one asked for is shown.
    void showPlacement(std::optional<store::PlacementKey> placement);
    /// The conversation that `placement` stands for: its messages as cards, and the first unread of them, else
    /// `placement`, opened.  The one that is being read stays open when a message comes or goes.
    void showConversation(store::PlacementKey placement);
    /// Several messages are selected: their number and what can be done with them.
    void showSelection(qint64 messages);
    std::optional<store::PlacementKey> placement() const;
    /// What Space does in the message, for a Space in the list: one page on, or nextRequested() at the end.
    void pageDown();

signals:
    void replyRequested(godwit::mime::ReplyKind kind, godwit::store::PlacementKey placement);
    /// Of the message shown; of the list's selection after showSelection().
    void archiveRequested();
    void deleteRequested();
    void mailtoClicked(const QUrl &url);
    void composeTo(const godwit::mime::Address &address);
    /// Space at the end of the message.
    void nextRequested();
    /// For the status line: where the link under the pointer leads; empty when there is none.
    void linkHovered(const QString &target);
    /// The message is on the screen.  `kind`: "text", "simplified", "html".
    void painted(const QString &kind);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace godwit::ui
