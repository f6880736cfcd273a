// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QPoint>
#include <QProcess>
#include <QStringList>

namespace godwit::test {

/// Another program on the same display (file_manager.cpp), for drags between programs.
class FileManager {
public:
    /// Shows the files of `folder` in a window at `place`.  False when it did not come up.
    bool start(const QString &folder, const QPoint &place);
    ~FileManager();
    /// Where the row of a file is, by the order of the names.
    QPoint row(int number) const { return m_place + QPoint(100, 20 + 40 * number); }
    QPoint emptySpace() const { return m_place + QPoint(200, 380); }
    /// What it said since it was started, "copied" for each drop that was one.
    QStringList said();

private:
    QProcess m_program;
    QPoint m_place;
    QByteArray m_output;
};

} // namespace godwit::test
