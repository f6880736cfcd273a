// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/PrivateDisplay.h"

#include <QByteArray>
#include <csignal>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace godwit::test {

PrivateDisplay::PrivateDisplay()
{
    int ends[2] = {-1, -1};
    if (::pipe(ends) != 0)
        return;
    const QByteArray number = QByteArray::number(ends[1]);
    const QByteArray screen = QByteArray::number(Width) + 'x' + QByteArray::number(Height) + "x24";
    m_pid = ::fork();
    if (m_pid == 0) {
        ::close(ends[0]);
        ::prctl(PR_SET_PDEATHSIG, SIGTERM); // also when the test crashes
        ::execlp("Xvfb", "Xvfb", "-displayfd", number.constData(), "-screen", "0", screen.constData(), "-nolisten",
            "tcp", static_cast<char *>(nullptr));
        ::_exit(127);
    }
    ::close(ends[1]);
    // It writes its number when it answers; the pipe ends when it could not be started.
    QByteArray display;
    char octet = 0;
    while (::read(ends[0], &octet, 1) == 1 && octet != '\n')
        display.append(octet);
    ::close(ends[0]);
    if (display.isEmpty())
        return;
    m_running = true;
    qputenv("DISPLAY", ':' + display);
    qputenv("QT_QPA_PLATFORM", "xcb");
    qunsetenv("WAYLAND_DISPLAY");
}

PrivateDisplay::~PrivateDisplay()
{
    if (m_pid <= 0)
        return;
    ::kill(m_pid, SIGTERM);
    ::waitpid(m_pid, nullptr, 0);
}

} // namespace godwit::test
