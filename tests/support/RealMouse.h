// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QPoint>
#include <QStringList>

namespace godwit::test {

/// The mouse of a PrivateDisplay, moved by xdotool: what is pressed and dragged comes through the window system, as
/// from a person.  Positions are global.  All return when everything was sent, and false when xdotool failed; the event
/// loop runs meanwhile, so that a drag has ended then.
class RealMouse {
public:
    enum class Button { Left = 1, Right = 3 };
    /// `modifier`: "ctrl", "shift" or nothing; held from before the press.
    static bool click(const QPoint &at, Button button = Button::Left, const QString &modifier = {});
    /// `modifier`: held from when the drag has begun (with the press it would change the selection).
    static bool drag(const QPoint &from, const QPoint &to, const QString &modifier = {});

private:
    static void glide(QStringList &script, const QPoint &from, const QPoint &to);
    static bool run(const QStringList &script);
};

} // namespace godwit::test
