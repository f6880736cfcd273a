// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/Translations.h"

#include "ui/common/EnglishPlurals.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace godwit::ui {

QStringList availableLanguages()
{
    return {QStringLiteral("en"), QStringLiteral("ko")};
}

QString chosenLanguage(const QString &wish)
{
    const QStringList wishes = wish.isEmpty() ? QLocale::system().uiLanguages() : QStringList{wish};
    for (const QString &candidate : wishes) {
        const QString code = candidate.section(u'-', 0, 0).section(u'_', 0, 0).toLower();
        if (availableLanguages().contains(code))
            return code;
    }
    return QStringLiteral("en");
}

void installTranslations(const QString &wish)
{
    const QString language = chosenLanguage(wish);
    // Dates follow the language that is shown; the territory stays the system's where it speaks that language.
    const QLocale system = QLocale::system();
    const QLocale locale = QLocale(language).language() == system.language() ? system : QLocale(language);
    QLocale::setDefault(locale);
    // Asked last, so that it also speaks for what a translation does not have.
    QCoreApplication::installTranslator(new EnglishPlurals(QCoreApplication::instance()));
    if (language == u"en")
        return;
    auto *own = new QTranslator(QCoreApplication::instance());
    if (own->load(QStringLiteral(":/i18n/godwit_%1.qm").arg(language)))
        QCoreApplication::installTranslator(own);
    auto *toolkit = new QTranslator(QCoreApplication::instance());
    if (toolkit->load(QStringLiteral("qtbase_") + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(toolkit);
}

} // namespace godwit::ui
