// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/Translations.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace godwit;

namespace {

/// "context: source" of each text without a finished translation.
QStringList unfinished(const QString &path)
{
    QFile file(path);
    QStringList gaps;
    if (!file.open(QIODevice::ReadOnly))
        return {QStringLiteral("cannot read ") + path};
    QXmlStreamReader xml(&file);
    QString context, source;
    bool waiting = false;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name")
            context = xml.readElementText();
        else if (xml.name() == u"source")
            source = xml.readElementText();
        else if (xml.name() == u"translation") {
            waiting = xml.attributes().value(QLatin1String("type")) == QLatin1String("unfinished");
            const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
            if (waiting || text.trimmed().isEmpty())
                gaps.append(context + QStringLiteral(": ") + source);
        }
    }
    return gaps;
}

} // namespace

class tst_Translations : public QObject {
    Q_OBJECT
private slots:
    /// The texts are collected anew from the sources, so that one that was never collected is a gap too.
    void koreanIsComplete()
    {
        const QTemporaryDir folder;
        const QString copy = folder.filePath(QStringLiteral("godwit_ko.ts"));
        QVERIFY(QFile::copy(QStringLiteral(GODWIT_SOURCE "/resources/translations/godwit_ko.ts"), copy));
        QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner));
        QProcess lupdate;
        lupdate.setWorkingDirectory(QStringLiteral(GODWIT_SOURCE));
        lupdate.start(QStringLiteral(GODWIT_LUPDATE),
            {QStringLiteral("-silent"), QStringLiteral("-I"), QStringLiteral("."), QStringLiteral("-I"),
                QStringLiteral("core"), QStringLiteral("-locations"), QStringLiteral("none"),
                QStringLiteral("-no-obsolete"), QStringLiteral("ui"), QStringLiteral("app"), QStringLiteral("-ts"),
                copy});
        QVERIFY(lupdate.waitForFinished(120'000));
        QCOMPARE(lupdate.exitCode(), 0);
        const QStringList gaps = unfinished(copy);
        QVERIFY2(gaps.isEmpty(), qPrintable(gaps.join(u'\n')));
    }
    void programCarriesKorean()
    {
        QTranslator translator;
        QVERIFY(translator.load(QStringLiteral(":/i18n/godwit_ko.qm")));
        QCOMPARE(translator.translate("godwit::ui::ReaderActions", "Reply"), QStringLiteral("답장"));
        QCOMPARE(translator.translate("godwit::ui::FolderActions", "New folder…"), QStringLiteral("새 폴더…"));
    }
    void wishesBecomeLanguages()
    {
        QCOMPARE(ui::chosenLanguage(QStringLiteral("ko")), QStringLiteral("ko"));
        QCOMPARE(ui::chosenLanguage(QStringLiteral("ko-KR")), QStringLiteral("ko"));
        QCOMPARE(ui::chosenLanguage(QStringLiteral("tlh")), QStringLiteral("en"));
    }
};

QTEST_GUILESS_MAIN(tst_Translations)
#include "tst_Translations.moc"
