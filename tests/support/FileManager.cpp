// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/FileManager.h"

using namespace Qt::StringLiterals;

namespace godwit::test {

bool FileManager::start(const QString &folder, const QPoint &place)
{
    m_place = place;
    m_program.start(
        QString::fromLocal8Bit(GODWIT_FILE_MANAGER), {folder, QString::number(place.x()), QString::number(place.y())});
    constexpr int PatienceMs = 15'000;
    while (!said().contains(u"ready"_s)) {
        if (!m_program.waitForReadyRead(PatienceMs))
            return false;
    }
    return true;
}

FileManager::~FileManager()
{
    m_program.closeWriteChannel();
    m_program.waitForFinished();
}

QStringList FileManager::said()
{
    m_output += m_program.readAllStandardOutput();
    return QString::fromUtf8(m_output).split(u'\n', Qt::SkipEmptyParts);
}

} // namespace godwit::test
