// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Scripted.h"
#include "imap/commands/Noop.h"
#include "imap/wire/FetchParser.h"
#include "imap/wire/Framer.h"
#include "imap/wire/ResponseParser.h"

#include <QDir>
#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

using namespace godwit;
using namespace godwit::imap;
using namespace godwit::test;
using namespace Qt::StringLiterals;

// Reads what servers have said and been recorded saying: our own transcripts, or the files of the folder that
// GODWIT_IMAP_CORPUS names (streams of responses, imaptest scripts, FETCH items as they were printed).  A finding that
// would cost more than the item concerned, the connection that is, must be listed in corpus-exceptions.txt.

namespace {

struct Findings {
    QStringList fatal; ///< would end the connection
    QStringList items; ///< would cost an item or a response that nobody asked for
    QByteArrayList untagged; ///< for the session
    int responses = 0;
};

QString shortened(QByteArrayView text)
{
    return QString::fromUtf8(text.first(qMin(text.size(), qsizetype(80)))).simplified();
}

void readResponse(const QByteArray &octets, Findings &findings)
{
    ++findings.responses;
    const Result<Response> response = parseResponse(octets);
    if (!response) {
        findings.fatal.append(u"no response: "_s + shortened(octets));
        return;
    }
    const auto *untagged = std::get_if<Untagged>(&*response);
    if (!untagged)
        return;
    const auto *status = std::get_if<StatusResponse>(untagged);
    if (!status || (status->kind != StatusResponse::Kind::Bye && status->kind != StatusResponse::Kind::Preauth))
        findings.untagged.append(octets);
    if (std::holds_alternative<UnknownData>(*untagged) && octets.size() > 2)
        findings.items.append(u"unknown: "_s + shortened(octets));
    if (const auto *fetch = std::get_if<FetchData>(untagged)) {
        for (const QByteArray &item : fetch->oddItems)
            findings.items.append(u"odd "_s + QString::fromLatin1(item) + u": "_s + shortened(octets));
    }
}

void readStream(const QByteArray &octets, int octetsPerRead, Findings &findings)
{
    Framer framer;
    for (qsizetype at = 0; at < octets.size(); at += octetsPerRead) {
        framer.feed(QByteArrayView(octets).sliced(at, qMin(qsizetype(octetsPerRead), octets.size() - at)));
        while (true) {
            const Result<std::optional<QByteArray>> frame = framer.next();
            if (!frame) {
                findings.fatal.append(u"cannot be framed: "_s + shortened(octets));
                return;
            }
            if (!*frame)
                break;
            readResponse(**frame, findings);
        }
    }
    if (framer.pending() > 0 && octets.endsWith('\n'))
        findings.fatal.append(u"ends within a response: "_s + shortened(octets.right(80)));
    else if (framer.pending() > 0)
        readResponse(octets.right(framer.pending()), findings); // a last line without its end
}

/// `BODY (...)` and the like, between lines of dashes.
void readItems(const QByteArray &text, Findings &findings)
{
    static const QRegularExpression dashes(u"^-{10,}\\r?$"_s, QRegularExpression::MultilineOption);
    for (const QString &piece : QString::fromLatin1(text).split(dashes)) {
        const QByteArray items = piece.trimmed().toLatin1();
        if (!items.startsWith("BODY") && !items.startsWith("BINARY"))
            continue;
        ++findings.responses;
        const FetchData data = parseFetch('(' + items + ')');
        if (!data.oddItems.isEmpty() || (!data.bodyStructure && data.sections.isEmpty()))
            findings.items.append(u"odd: "_s + shortened(items));
    }
}

bool looksLikeAStream(const QByteArray &text)
{
    static const QRegularExpression start(u"\\A\\s*(\\* |\\+|\\S+ (OK|NO|BAD)\\b)"_s);
    return start.match(QString::fromLatin1(text.left(200))).hasMatch();
}

std::optional<Findings> readFile(const QString &path, int octetsPerRead)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray text = file.readAll();
    Findings findings;
    const Transcript transcript = Transcript::fromText(text);
    if (transcript.isValid()) {
        QByteArray octets;
        for (const Transcript::Step &step : transcript.steps())
            octets += step.kind == Transcript::Step::Kind::Server ? QByteArray(step.octets).replace("{tag", "Atag{")
                                                                  : QByteArray();
        readStream(
            octets.replace("Atag{}", "A7").replace("Atag{1}", "A8").replace("Atag{2}", "A9"), octetsPerRead, findings);
    } else if (looksLikeAStream(text)) {
        readStream(text, octetsPerRead, findings);
    } else if (text.contains("\nBODY") || text.startsWith("BODY")) {
        readItems(text, findings);
    } else if (QFileInfo(path).suffix().isEmpty()) {
        for (const QByteArray &line : text.split('\n')) {
            if (line.startsWith("* ") && !line.contains("{{{"))
                readResponse(line.trimmed(), findings);
        }
    }
    return findings.responses > 0 ? std::optional<Findings>(findings) : std::nullopt;
}

QString folder()
{
    const QString named = qEnvironmentVariable("GODWIT_IMAP_CORPUS");
    return named.isEmpty() ? QStringLiteral(GODWIT_TEST_DATA "/replay/imap") : named;
}

QStringList files()
{
    QStringList found;
    QDirIterator all(folder(), QDir::Files, QDirIterator::Subdirectories);
    while (all.hasNext())
        found.append(QDir(folder()).relativeFilePath(all.next()));
    found.sort();
    return found;
}

/// Files that are broken on purpose, with what is found in them.
QHash<QString, QString> exceptions()
{
    QHash<QString, QString> expected;
    QFile list(QStringLiteral(GODWIT_TEST_DATA "/imap/corpus-exceptions.txt"));
    if (!list.open(QIODevice::ReadOnly))
        return expected;
    for (const QByteArray &line : list.readAll().split('\n')) {
        const qsizetype colon = line.indexOf(": ");
        if (colon > 0 && !line.startsWith('#'))
            expected.insert(QString::fromUtf8(line.left(colon)), QString::fromUtf8(line.mid(colon + 2)));
    }
    return expected;
}

} // namespace

class tst_ImapCorpus : public QObject {
    Q_OBJECT
private slots:
    void nothingCostsTheConnection()
    {
        const QHash<QString, QString> expected = exceptions();
        QStringList wrong;
        int read = 0, responses = 0;
        for (const QString &file : files()) {
            for (const int octetsPerRead : {1, 7, 65536}) {
                const std::optional<Findings> findings = readFile(folder() + u'/' + file, octetsPerRead);
                if (!findings)
                    continue;
                const QString fatal = findings->fatal.value(0);
                const QString wanted = expected.value(file);
                if (wanted.isEmpty() ? !fatal.isEmpty() : !fatal.startsWith(wanted))
                    wrong.append(file + u": "_s + fatal);
                if (octetsPerRead > 7) {
                    ++read;
                    responses += findings->responses;
                    for (const QString &item : findings->items)
                        qDebug("%s: %s", qPrintable(file), qPrintable(item));
                }
            }
        }
        qInfo("%d files, %d responses", read, responses);
        QVERIFY(read > 50);
        wrong.removeDuplicates();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }
    void theSessionLivesOn()
    {
        for (const QString &file : files()) {
            const std::optional<Findings> findings = readFile(folder() + u'/' + file, 65536);
            if (!findings || findings->untagged.isEmpty())
                continue;
            for (const int octetsPerRead : {7, 65536}) {
                SessionFixture fixture(Transcript::fromText(SessionFixture::prelude("IDLE")), octetsPerRead);
                QVERIFY(fixture.signIn());
                Task<Result<void>> noop = fixture.session->run(Noop());
                fixture.server.transport()->serve(findings->untagged.join("\r\n") + "\r\nA2 OK done\r\n");
                QVERIFY2(finishes(noop) && noop.result(), qPrintable(file));
                QVERIFY2(fixture.session->isUsable(), qPrintable(file));
            }
        }
    }
};

QTEST_GUILESS_MAIN(tst_ImapCorpus)
#include "tst_ImapCorpus.moc"
