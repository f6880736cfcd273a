// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/OpenSockets.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFile>

#include <array>
#include <unistd.h>

namespace godwit::test {

int openSockets()
{
    int count = 0;
    QDirIterator descriptors(QStringLiteral("/proc/self/fd"), QDir::System | QDir::Files);
    while (descriptors.hasNext()) {
        std::array<char, 32> target = {};
        const QByteArray name = QFile::encodeName(descriptors.next());
        if (::readlink(name.constData(), target.data(), target.size() - 1) > 0
            && QByteArrayView(target.data()).startsWith("socket:"))
            ++count;
    }
    return count;
}

void deletePending()
{
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

} // namespace godwit::test
