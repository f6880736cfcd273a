// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>
#include <QStringList>

namespace godwit::ui {

/// Languages that are complete, by code; "en" is the language of the sources.
QStringList availableLanguages();
/// The best match for a wish ("ko", "en"; empty: the system's languages in order).
QString chosenLanguage(const QString &wish);
/// Installs our texts and Qt's own into the application and sets the default locale for dates and numbers.  Call it
/// once, before the first widget.
void installTranslations(const QString &wish);

} // namespace godwit::ui
