// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDBusVariant>
#include <QObject>

class QDBusPendingCallWatcher;

namespace godwit::ui {

/// Asks the desktop (xdg-desktop-portal, where there is one) whether it is dark, and tells when that changes.
/// Never waits; silent without a session bus.
class SystemScheme : public QObject {
    Q_OBJECT
public:
    explicit SystemScheme(QObject *parent = nullptr);

signals:
    /// `dark` is what the desktop prefers; not emitted where it has no preference.
    void answered(bool dark);

private slots:
    void settingChanged(const QString &space, const QString &key, const QDBusVariant &value);

private:
    void ask();
    void take(QVariant value);
};

} // namespace godwit::ui
