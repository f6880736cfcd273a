// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/SenderLine.h"
#include "mime/Skim.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace godwit::mime;

namespace {

QByteArray message(const QByteArray &lines)
{
    return lines + "To: you@example.test\r\nSubject: s\r\n\r\ntext\r\n";
}

} // namespace

/// S-049, and of S-052 and S-053 what is about the sender.
class tst_SenderLine : public QObject {
    Q_OBJECT

private slots:
    void faultIsFound_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("fault");
        QTest::addColumn<QString>("addr"); // by the rule
        const auto row = [](const char *name, const QByteArray &line, SenderFault fault, const QString &addr) {
            QTest::newRow(name) << line << int(fault) << addr;
        };
        const QString bank = u"alice@bank.example"_s;
        using Fault = SenderFault;
        row("usual", "Alice <alice@bank.example>", Fault::None, bank);
        row("bare", "alice@bank.example", Fault::None, bank);
        row("in brackets", "<alice@bank.example>", Fault::None, bank);
        row("comment", "alice@bank.example (Alice (of the) bank)", Fault::None, bank);
        row("quoted name", "\"Bank, <Alice>: one; \\\" two\" <alice@bank.example>", Fault::None, bank);
        row("quoted local part", "\"alice b\"@bank.example", Fault::Malformed, u"\"alice b\"@bank.example"_s);
        row("quoted dots", "\"alice.b\"@bank.example", Fault::None, u"\"alice.b\"@bank.example"_s);
        row("encoded name", "=?utf-8?q?Al=2Cice?= <alice@bank.example>", Fault::None, bank);
        row("raw name", "\xEC\x95\xA8\xEB\xA6\xAC\xEC\x8A\xA4 <alice@bank.example>", Fault::None, bank);
        row("folded", "Alice\r\n <alice@bank.example>", Fault::None, bank);
        row("initial", "Alice B. C <alice@bank.example>", Fault::None, bank);
        row("route", "<@relay.example:alice@bank.example>", Fault::None, bank);
        row("two people", "Alice <alice@bank.example>, bob@bank.example", Fault::None, bank);
        row("a comma too many", "Alice <alice@bank.example>,", Fault::None, bank);

        row("two angle parts", "Alice <alice@bank.example> <mallory@evil.example>", Fault::Malformed, bank);
        row("two in a quoted name", "\"Alice\" <alice@bank.example><mallory@evil.example>", Fault::Malformed, bank);
        row("two without a comma", "alice@bank.example mallory@evil.example", Fault::Malformed, bank);
        row("words behind", "Alice <alice@bank.example> mallory@evil.example", Fault::Malformed, bank);
        row("address as a name", "alice@bank.example <mallory@evil.example>", Fault::Malformed,
            u"mallory@evil.example"_s);
        row("no brackets", "Alice alice@bank.example", Fault::Malformed, bank);
        row("no closing one", "Alice <alice@bank.example", Fault::Malformed, bank);
        row("no opening one", "Alice alice@bank.example>", Fault::Malformed, bank);
        row("brackets in brackets", "<<alice@bank.example>>", Fault::Malformed, bank);
        row("no domain", "Alice <alice>", Fault::Malformed, u"alice"_s);
        row("empty brackets", "Alice <>", Fault::Malformed, {});
        row("open quote", "\"Alice <alice@bank.example>", Fault::Malformed, bank);
        row("open comment", "(Alice <alice@bank.example>", Fault::Malformed, {});
        row("encoded address alone", "=?utf-8?q?a=40b=2Eexample?=", Fault::Malformed,
            u"=?UTF-8?B?YUBiLmV4YW1wbGU=?="_s);
        row("group", "Friends: alice@bank.example, mallory@evil.example;", Fault::Group, bank);
        row("empty group", "undisclosed: ;", Fault::Group, {});
        row("empty", "", Fault::Missing, {});
        row("comment only", "(nobody)", Fault::Missing, {});
    }
    void faultIsFound()
    {
        QFETCH(QByteArray, line);
        QFETCH(int, fault);
        QFETCH(QString, addr);
        const QByteArray raw = message("From: " + line + "\r\n");
        const Message parsed = parse(raw);
        QCOMPARE(int(senderFault(parsed.headers)), fault);
        if (QTest::currentDataTag() == "open quote"_ba || QTest::currentDataTag() == "open comment"_ba)
            return; // who it is from is anybody's guess; it is marked, and what is shown is what is answered
        QCOMPARE(parsed.envelope.from.value(0).addr, addr);
        // The list reads the header alone: the same rule.
        QCOMPARE(parseEnvelope(raw).from, parsed.envelope.from);
        QCOMPARE(skim(raw).from, parsed.envelope.from.value(0));
    }

    void repeatedAndMissingFields()
    {
        const Message twice = parse(message("From: Alice <alice@bank.example>\r\nFrom: Mallory <m@evil.example>\r\n"));
        QCOMPARE(senderFault(twice.headers), SenderFault::Repeated);
        QCOMPARE(twice.envelope.from.size(), 1);
        QCOMPARE(twice.envelope.from.first().addr, u"alice@bank.example"_s);
        QCOMPARE(skim(message("From:\r\n Alice\r\n <alice@bank.example>\r\nFrom: m@evil.example\r\n")).from,
            (Address{u"Alice"_s, u"alice@bank.example"_s}));
        const Message none = parse(message("Sender: Mallory <m@evil.example>\r\n"));
        QCOMPARE(senderFault(none.headers), SenderFault::Missing);
        QVERIFY2(none.envelope.from.isEmpty(), "S-053: Sender is not promoted");
    }

    void lineIsShownAsItStands()
    {
        const Message parsed = parse(message("From: =?utf-8?q?A=40b?=\r\n\t<a@b.example> \x1b[1m<c@d.example>\r\n"));
        const QString line = senderLine(parsed.headers);
        QVERIFY2(line.startsWith(u"=?utf-8?q?A=40b?= <a@b.example>"_s), qPrintable(line));
        QVERIFY(!line.contains(u'\x1b'));
    }

    void aNameThatHoldsAnotherAddressIsNotShownAlone() // S-050
    {
        const QString addr = u"mallory@evil.example"_s;
        QCOMPARE(shortAddress({u" Mallory "_s, addr}), u"Mallory"_s);
        QCOMPARE(shortAddress({{}, addr}), addr);
        QCOMPARE(shortAddress({u"alice@bank.example"_s, addr}), addr);
        QCOMPARE(shortAddress({u"Alice (alice\uFF20bank.example)"_s, addr}), addr);
        QCOMPARE(shortAddress({u"Mallory@Evil.example"_s, addr}), u"Mallory@Evil.example"_s);
        QCOMPARE(shortAddress({u"name@only"_s, {}}), u"name@only"_s);
    }

    void hostileLinesAreQuick()
    {
        const QByteArray flood = QByteArray(300'000, '(') + QByteArray(300'000, '<');
        QCOMPARE(senderFault({{"From", flood}}), SenderFault::Malformed);
        QByteArray many;
        for (int i = 0; i < 2000; ++i)
            many += "a" + QByteArray::number(i) + "@example.test, ";
        QCOMPARE(senderFault({{"From", many}}), SenderFault::None);
    }
};

QTEST_APPLESS_MAIN(tst_SenderLine)
#include "tst_SenderLine.moc"
