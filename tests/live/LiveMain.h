// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "support/PrivateDisplay.h"

#include <QApplication>
#include <QTest>

namespace godwit::test {

/// The main() of a test that needs such a display; fails where there is none.
template <typename Test> int runOnPrivateDisplay(int argc, char **argv)
{
    const PrivateDisplay display;
    if (!display.isRunning()) {
        qWarning("Xvfb could not be started");
        return 1;
    }
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts); // for the web view
    QApplication application(argc, argv);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace godwit::test
