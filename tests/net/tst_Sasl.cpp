// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sasl/Sasl.h"

#include <QtTest>

using namespace godwit;
using namespace Qt::StringLiterals;

class tst_Sasl : public QObject {
    Q_OBJECT
private slots:
    void plainIsUtf8BetweenNuls()
    {
        const auto response = sasl::plainInitialResponse(u"jörg@example.org"_s, u"비밀 \"{4}\\"_s);
        QVERIFY(response);
        QCOMPARE(*response, QByteArray("\0j\xC3\xB6rg@example.org\0\xEB\xB9\x84\xEB\xB0\x80 \"{4}\\", 31));
    }
    void refusesNulInCredentials()
    {
        QVERIFY(!sasl::plainInitialResponse(u"a"_s + QChar::Null + u"b"_s, u"x"_s));
        QVERIFY(!sasl::plainInitialResponse(u"a"_s, u"x"_s + QChar::Null));
        QVERIFY(!sasl::plainInitialResponse(QString(), u"x"_s));
    }
    void loginAnswersTwiceAndNoMore()
    {
        sasl::Login login(u"user"_s, u"päss"_s);
        QCOMPARE(login.next().value_or("none"), QByteArray("user"));
        QCOMPARE(login.next().value_or("none"), QByteArray("p\xC3\xA4ss"));
        QVERIFY(!login.next());
    }
};

QTEST_GUILESS_MAIN(tst_Sasl)
#include "tst_Sasl.moc"
