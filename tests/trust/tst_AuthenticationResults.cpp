// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/AuthenticationResults.h"

#include <QElapsedTimer>
#include <QTest>

using namespace godwit::trust;

namespace {

/// "id: method=result{name=value,...}(comment) ..."
QByteArray shown(const QByteArray &value)
{
    const auto field = parseAuthenticationResults(value);
    if (!field)
        return "nothing";
    QByteArray out = field->authservId + ':';
    for (const auto &result : field->results) {
        out += ' ' + result.method + '=' + result.result;
        for (const auto &property : result.properties)
            out += '{' + property.name + '=' + property.value + '}';
        if (!result.reason.isEmpty())
            out += '[' + result.reason + ']';
        if (!result.comment.isEmpty())
            out += '(' + result.comment + ')';
    }
    return out;
}

} // namespace

class tst_AuthenticationResults : public QObject {
    Q_OBJECT
private slots:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *value, const char *expected) {
            QTest::addRow("%s", name) << QByteArray(value) << QByteArray(expected);
        };
        row("none", "mx.example.org 1; none", "mx.example.org:");
        row("simple", "mx.example.org; spf=pass smtp.mailfrom=example.net",
            "mx.example.org: spf=pass{smtp.mailfrom=example.net}");
        row("several",
            "MX.example.org;\r\n\tDKIM=Pass header.d=A.example header.i=@a.example;\r\n\tspf=fail "
            "smtp.mailfrom=x@a.example",
            "mx.example.org: dkim=pass{header.d=A.example}{header.i=@a.example} spf=fail{smtp.mailfrom=x@a.example}");
        row("comments",
            "a.example (it; is=me) 1 (v); dkim (why) = (not) pass (good (very) one) header.d = b.example (d)",
            "a.example: dkim=pass{header.d=b.example}(why not good (very) one d)");
        row("quoted", "a.example; dkim=fail reason=\"bad; \\\"really\\\"\" header.d=\"b.example\"",
            "a.example: dkim=fail{header.d=b.example}[bad; \"really\"]");
        row("version", "a.example/1; dkim/1=pass header.d=b.example", "a.example/1: dkim=pass{header.d=b.example}");
        row("policy", "mx.google.com; dmarc=pass (p=NONE sp=QUARANTINE dis=NONE) header.from=example.org",
            "mx.google.com: dmarc=pass{header.from=example.org}(p=NONE sp=QUARANTINE dis=NONE)");
        row("no token", "a.example; dkim=pass header.b=/d5r+x", "a.example: dkim=pass{header.b=/d5r+x}");
        row("no id", "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=b.example; dmarc=bestguesspass",
            ": spf=pass{smtp.mailfrom=b.example}(sender IP is 192.0.2.1) dmarc=bestguesspass");
        row("empty", "", "nothing");
        row("unclosed comment", "a.example; dkim=pass (oh; spf=pass", "a.example: dkim=pass(oh; spf=pass)");
        row("unclosed quote", "a.example; dkim=pass reason=\"oh; spf=pass", "a.example: dkim=pass[oh; spf=pass]");
        row("junk", ";;=;a;=b;c=", ": c=");
    }
    void reads()
    {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, expected);
        if (value.startsWith(';'))
            expected = "nothing"; // no id
        QCOMPARE(shown(value), expected);
    }

    void numbersAreBounded() // S-059
    {
        QElapsedTimer timer;
        timer.start();
        const auto many = parseAuthenticationResults("a.example" + QByteArray("; dkim=pass header.d=x").repeated(2000));
        QVERIFY(many);
        QCOMPARE(many->results.size(), AuthenticationResults::MaximumResults);
        const auto properties =
            parseAuthenticationResults("a.example; dkim=pass" + QByteArray(" header.d=x").repeated(5000));
        QVERIFY(
            properties && properties->results.first().properties.size() <= AuthenticationResults::MaximumProperties);
        QVERIFY(!parseAuthenticationResults("a.example; dkim=pass " + QByteArray(100000, 'x')));
        for (const char *piece : {"(", ")", "\"", "=", " = ", "\\", "(\\", ";("})
            parseAuthenticationResults("a.example; dkim=pass " + QByteArray(piece).repeated(15000));
        QVERIFY2(timer.elapsed() < 5000, "linear in the field");
    }
};

QTEST_GUILESS_MAIN(tst_AuthenticationResults)
#include "tst_AuthenticationResults.moc"
