// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "sync/Engine.h"

namespace godwit::sync {

/// Whether octets cost something now, and what was saved because of it.  One for all accounts of an engine, in its
/// thread.
class Metering : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    void choose(Metered metered);
    void heard(bool networkIsMetered); ///< what the system says; counts for Automatic
    void saved(qint64 octets); ///< of one message
    bool isActive() const { return m_status.active; }
    const MeteredStatus &status() const { return m_status; }

Q_SIGNALS:
    void changed(const godwit::sync::MeteredStatus &status);
    void switched(); ///< isActive() is another now

private:
    void decide();

    Metered m_choice = Metered::Automatic;
    bool m_heard = false;
    MeteredStatus m_status;
};

} // namespace godwit::sync
