// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/Preferences.h"

#include <QDir>
#include <QSettings>

namespace godwit::ui {

namespace {

template <typename Enum> Enum readEnum(const QSettings &settings, const QString &key, Enum fallback, Enum last)
{
    const int value = settings.value(key, int(fallback)).toInt();
    return value >= 0 && value <= int(last) ? Enum(value) : fallback;
}

} // namespace

PreferencesStore::PreferencesStore(const QString &profile, QObject *parent)
    : QObject(parent), m_file(QDir(profile).filePath(QStringLiteral("preferences.ini")))
{
    const QSettings settings(m_file, QSettings::IniFormat);
    const Preferences defaults;
    m_current.language = settings.value(u"language").toString();
    m_current.colorScheme = readEnum(settings, QStringLiteral("colorScheme"), defaults.colorScheme, ColorScheme::Dark);
    m_current.layout = readEnum(settings, QStringLiteral("layout"), defaults.layout, Layout::Compact);
    m_current.markAsReadDelayMs = settings.value(u"markAsReadDelayMs", defaults.markAsReadDelayMs).toInt();
    m_current.composeRichText = settings.value(u"composeRichText", defaults.composeRichText).toBool();
    m_current.undoSendSeconds = settings.value(u"undoSendSeconds", defaults.undoSendSeconds).toInt();
    m_current.remoteImages =
        readEnum(settings, QStringLiteral("remoteImages"), defaults.remoteImages, RemoteImages::Always);
    const QStringList senders = settings.value(u"remoteImageSenders").toStringList();
    m_current.remoteImageSenders = QSet<QString>(senders.begin(), senders.end());
    m_current.checkSignatures = settings.value(u"checkSignatures", defaults.checkSignatures).toBool();
    m_current.saveData = readEnum(settings, QStringLiteral("saveData"), defaults.saveData, SaveData::Never);
    m_current.showMenuBar = settings.value(u"showMenuBar", defaults.showMenuBar).toBool();
}

void PreferencesStore::set(const Preferences &preferences)
{
    if (preferences == m_current)
        return;
    m_current = preferences;
    QSettings settings(m_file, QSettings::IniFormat);
    settings.setValue(u"language", m_current.language);
    settings.setValue(u"colorScheme", int(m_current.colorScheme));
    settings.setValue(u"layout", int(m_current.layout));
    settings.setValue(u"markAsReadDelayMs", m_current.markAsReadDelayMs);
    settings.setValue(u"composeRichText", m_current.composeRichText);
    settings.setValue(u"undoSendSeconds", m_current.undoSendSeconds);
    settings.setValue(u"remoteImages", int(m_current.remoteImages));
    settings.setValue(u"remoteImageSenders", QStringList(m_current.remoteImageSenders.values()));
    settings.setValue(u"checkSignatures", m_current.checkSignatures);
    settings.setValue(u"saveData", int(m_current.saveData));
    settings.setValue(u"showMenuBar", m_current.showMenuBar);
    emit changed(m_current);
}

QByteArray PreferencesStore::windowState(const QString &name) const
{
    return QSettings(m_file, QSettings::IniFormat).value(QStringLiteral("window/") + name).toByteArray();
}

void PreferencesStore::setWindowState(const QString &name, const QByteArray &state)
{
    QSettings(m_file, QSettings::IniFormat).setValue(QStringLiteral("window/") + name, state);
}

} // namespace godwit::ui
