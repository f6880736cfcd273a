// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QtGlobal>

namespace godwit::test {

/// A display of the test's own (Xvfb, no window manager), where drags and focus are a real window system's.  To be made
/// before the QApplication, which then uses it, and to be outlived by nothing of it.  Ends with the test.
class PrivateDisplay {
public:
    static constexpr int Width = 1900, Height = 1000;

    PrivateDisplay();
    ~PrivateDisplay();
    PrivateDisplay(const PrivateDisplay &) = delete;
    PrivateDisplay &operator=(const PrivateDisplay &) = delete;

    /// False: Xvfb could not be started, and the environment is as it was.
    bool isRunning() const { return m_running; }

private:
    int m_pid = 0;
    bool m_running = false;
};

} // namespace godwit::test
