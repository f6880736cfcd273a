// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/reader/MessageView.h"

namespace godwit::ui {

/// An attached message in a window of its own, which deletes itself.
class MessageWindow : public QWidget {
    Q_OBJECT
public:
    MessageWindow(const MessageView::Tools &tools, const QByteArray &raw, const QSet<QString> &self, QWidget *parent);
    MessageView *view() const { return m_view; }

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    MessageView *m_view;
    MessageLoader m_loader;
};

} // namespace godwit::ui
