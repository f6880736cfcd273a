// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/wire/Framer.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace godwit;
using namespace godwit::imap;

namespace {

const QByteArray Conversation = "* OK [CAPABILITY IMAP4rev1] ready {5}\r\n"
                                "* 1 FETCH (UID 7 BODY[] {12}\r\nHello\r\nWorld FLAGS (\\Seen))\r\n"
                                "* LIST () \"/\" {4+}\r\na\r\nb\r\n"
                                "* 2 FETCH (BINARY[1] ~{3}\r\n@\r\n X {0}\r\n)\r\n"
                                "* 3 EXISTS\n"
                                "\r\n"
                                "* X {abc}\r\n"
                                "+ go ahead {3}\r\n"
                                "A1 OK done {9}\r\n";

struct Outcome {
    QByteArrayList frames;
    std::optional<MailError> error;
};

void drain(Framer &framer, Outcome &outcome)
{
    while (!outcome.error) {
        const auto next = framer.next();
        if (!next)
            outcome.error = next.error();
        else if (!*next)
            return;
        else
            outcome.frames.append(**next);
    }
}

/// `cut` gives the size of each piece.
Outcome framed(QByteArrayView octets, const std::function<qsizetype()> &cut)
{
    Framer framer;
    Outcome outcome;
    while (!octets.isEmpty()) {
        const qsizetype count = qMin(qMax(cut(), qsizetype(1)), octets.size());
        framer.feed(octets.first(count));
        octets = octets.sliced(count);
        drain(framer, outcome);
    }
    return outcome;
}

Outcome framedWhole(QByteArrayView octets)
{
    return framed(octets, [octets] { return octets.size(); });
}

QByteArray conversation()
{
    QByteArray octets = Conversation;
    octets.replace('@', '\0');
    return octets;
}

} // namespace

class tst_ImapFramer : public QObject {
    Q_OBJECT
private slots:
    void cutsResponses()
    {
        const Outcome outcome = framedWhole(conversation());
        QVERIFY(!outcome.error);
        QCOMPARE(outcome.frames.size(), 9);
        QCOMPARE(outcome.frames[1], QByteArray("* 1 FETCH (UID 7 BODY[] {12}\r\nHello\r\nWorld FLAGS (\\Seen))"));
        QCOMPARE(outcome.frames[2], QByteArray("* LIST () \"/\" {4+}\r\na\r\nb"));
        QCOMPARE(outcome.frames[4], QByteArray("* 3 EXISTS"));
        QCOMPARE(outcome.frames[8], QByteArray("A1 OK done {9}"));
    }
    void anyCutGivesTheSame()
    {
        const QByteArray octets = conversation();
        const QByteArrayList whole = framedWhole(octets).frames;
        QCOMPARE(framed(octets, [] { return 1; }).frames, whole);
        QRandomGenerator random(20261125);
        for (int round = 0; round < 500; ++round)
            QCOMPARE(framed(octets, [&random] { return qsizetype(random.bounded(1, 40)); }).frames, whole);
    }
    void hostileLengths_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<bool>("isTooMuch");
        // S-024, S-025
        QTest::newRow("32 bit") << QByteArray("* 1 FETCH (BODY[] {4294967295}\r\n") << true;
        QTest::newRow("64 bit") << QByteArray("* 1 FETCH (BODY[] {18446744073709551616}\r\n") << true;
        QTest::newRow("wraps") << QByteArray("* 1 FETCH (BODY[] {18446744073709551617}\r\n") << true;
        QTest::newRow("over the limit") << "* 1 FETCH (BODY[] {" + QByteArray::number(limits::LiteralOctets + 1)
                + "}\r\n" << true;
        QTest::newRow("negative") << QByteArray("* 1 FETCH (BODY[] {-1}\r\n") << false;
        QTest::newRow("empty") << QByteArray("* 1 FETCH (BODY[] {}\r\n") << false;
        QTest::newRow("plus first") << QByteArray("* 1 FETCH (BODY[] {+5}\r\n") << false;
        QTest::newRow("leading zero") << QByteArray("* 1 FETCH (BODY[] {08}\r\n") << false;
        QTest::newRow("blank") << QByteArray("* 1 FETCH (BODY[] {1 }\r\n") << false;
    }
    void hostileLengths()
    {
        QFETCH(QByteArray, line);
        QFETCH(bool, isTooMuch);
        for (const qsizetype step : {qsizetype(1), line.size()}) {
            const Outcome outcome = framed(line + "* 1 EXISTS\r\n", [step] { return step; });
            QVERIFY(outcome.error);
            QVERIFY(outcome.frames.isEmpty());
            QCOMPARE(outcome.error->kind, MailError::Kind::Protocol);
            QCOMPARE(outcome.error->detail, isTooMuch ? MailError::Detail::LimitExceeded : MailError::Detail::None);
        }
    }
    void manyLiteralsTogetherAreBoundedToo()
    {
        Framer framer;
        Outcome outcome;
        framer.feed("* 1 FETCH (");
        const QByteArray filler(4 * limits::MiB, 'x');
        for (int i = 0; i < 40 && !outcome.error; ++i) {
            framer.feed("BODY[1] {" + QByteArray::number(filler.size()) + "}\r\n");
            framer.feed(filler);
            drain(framer, outcome);
        }
        QVERIFY(outcome.error);
        QCOMPARE(outcome.error->detail, MailError::Detail::LimitExceeded);
    }
    void lineWithoutEndIsBounded()
    {
        Framer framer;
        Outcome outcome;
        const QByteArray filler(limits::MiB, 'x');
        qsizetype fed = 0;
        while (!outcome.error && fed < 2 * limits::ImapLineOctets) {
            framer.feed(filler);
            fed += filler.size();
            drain(framer, outcome);
        }
        QVERIFY(outcome.error); // S-026
        QVERIFY(fed <= limits::ImapLineOctets + 2 * filler.size());
    }
    void octetByOctetIsLinear()
    {
        QElapsedTimer timer;
        timer.start();
        const QByteArray line = "* SEARCH" + QByteArray(limits::MiB, '1') + "\r\n";
        QCOMPARE(framed(line, [] { return 1; }).frames.size(), 1);
        QVERIFY2(timer.elapsed() < 20'000, "searching the same octets again and again");
    }
    void literalTooLongDoesNotTakeTheNextResponse()
    {
        // Announces 3 octets more than there are: swallows its own ")\r\n".
        const Outcome outcome = framedWhole("* 1 FETCH (BODY[] {8}\r\nHello)\r\n* 2 EXISTS\r\n");
        QCOMPARE(outcome.frames.size(), 2);
        QCOMPARE(outcome.frames[1], QByteArray("* 2 EXISTS"));
    }
    void keepsWhatIsNotComplete()
    {
        Framer framer;
        framer.feed("A1 OK\r\n* inj");
        QVERIFY(framer.next()->has_value());
        QVERIFY(!framer.next()->has_value());
        QCOMPARE(framer.pending(), qsizetype(5)); // S-006 is found by this
    }
};

QTEST_GUILESS_MAIN(tst_ImapFramer)
#include "tst_ImapFramer.moc"
