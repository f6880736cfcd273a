// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/reader/ReaderView.h"

namespace godwit::ui {

/// An attached message in a window of its own, which deletes itself.
class MessageWindow : public QWidget {
    Q_OBJECT
public:
    MessageWindow(const ReaderView::Tools &tools, const QByteArray &raw, const QSet<QString> &self, QWidget *parent);
    ReaderView *view() const { return m_view; }

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    ReaderView *m_view;
    MessageLoader m_loader;
};

} // namespace godwit::ui
