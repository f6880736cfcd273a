// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QJsonObject>
#include <QString>

namespace godwit::ui {

/// The GODWIT_TIMING file: one JSON line an event, milliseconds since the process began.  Does nothing when the
/// variable is not set.
class Timing {
public:
    Timing();

    bool isOn() const { return !m_file.isEmpty(); }
    void record(const QString &event, const QJsonObject &more = {}) const;

private:
    QString m_file;
};

} // namespace godwit::ui
