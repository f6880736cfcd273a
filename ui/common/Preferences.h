// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QObject>
#include <QSet>
#include <QString>

namespace godwit::ui {

enum class Layout { Classic, Wide, Compact };
enum class RemoteImages { Never, KnownSenders, Always };
enum class ColorScheme { System, Light, Dark };
enum class SaveData { LikeTheSystem, Always, Never };

/// What the person chose, as a value.
struct Preferences {
    QString language; ///< "en", "ko"; empty: the system's
    ColorScheme colorScheme = ColorScheme::System;
    Layout layout = Layout::Classic;
    int markAsReadDelayMs = 1000; ///< -1: never by itself
    bool composeRichText = false;
    int undoSendSeconds = 10; ///< 0: at once
    RemoteImages remoteImages = RemoteImages::Never;
    QSet<QString> remoteImageSenders; ///< addresses for which images are loaded
    bool checkSignatures = false; ///< asks the name servers for keys, which tells others that mail was read
    SaveData saveData = SaveData::LikeTheSystem; ///< of large messages only the texts are fetched ahead
    bool showMenuBar = false; ///< else only from Alt or F10
    bool operator==(const Preferences &) const = default;
};

/// Loads and saves preferences (INI in the profile) and tells who is interested.  Also keeps window state: geometry,
/// splitters, expanded mailboxes, what was selected.
class PreferencesStore : public QObject {
    Q_OBJECT
public:
    explicit PreferencesStore(const QString &profile, QObject *parent = nullptr);

    const Preferences &current() const { return m_current; }
    void set(const Preferences &preferences);

    QByteArray windowState(const QString &name) const;
    void setWindowState(const QString &name, const QByteArray &state);

signals:
    void changed(const godwit::ui::Preferences &preferences);

private:
    QString m_file;
    Preferences m_current;
};

} // namespace godwit::ui
