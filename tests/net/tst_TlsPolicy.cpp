// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/TlsPolicy.h"
#include "net/TlsTransport.h"
#include "support/TestCertificates.h"

#include <QtTest>

using namespace godwit;
using namespace godwit::net;
using namespace Qt::StringLiterals;
using test::TestCertificates;
using Detail = MailError::Detail;

class tst_TlsPolicy : public QObject {
    Q_OBJECT
private slots:
    void floorIsTls12InCode() // S-017
    {
        QCOMPARE(tlspolicy::configuration({}).protocol(), QSsl::TlsV1_2OrLater);
        QCOMPARE(tlspolicy::configuration({}).peerVerifyMode(), QSslSocket::VerifyPeer);
    }

    void extraAuthorityJoinsTheSystems()
    {
        const auto system = QSslConfiguration::systemCaCertificates();
        const auto all = tlspolicy::configuration(m_certificates.caFile()).caCertificates();
        QCOMPARE(all.size(), system.size() + 1);
    }

    void namesHost_data()
    {
        QTest::addColumn<QByteArray>("names");
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("matches");
        QTest::newRow("same name") << QByteArray("DNS:mail.example.org") << u"mail.example.org"_s << true;
        QTest::newRow("case") << QByteArray("DNS:Mail.Example.ORG") << u"mAil.example.org"_s << true;
        QTest::newRow("trailing dot") << QByteArray("DNS:mail.example.org") << u"mail.example.org."_s << true;
        QTest::newRow("another name") << QByteArray("DNS:mail.example.org") << u"mail.example.net"_s << false;
        QTest::newRow("wildcard") << QByteArray("DNS:*.example.org") << u"mail.example.org"_s << true;
        QTest::newRow("wildcard, two labels") << QByteArray("DNS:*.example.org") << u"a.b.example.org"_s << false;
        QTest::newRow("wildcard, no label") << QByteArray("DNS:*.example.org") << u"example.org"_s << false;
        QTest::newRow("wildcard in a label") << QByteArray("DNS:m*.example.org") << u"mail.example.org"_s << false;
        QTest::newRow("wildcard over a top level") << QByteArray("DNS:*.org") << u"example.org"_s << false;
        QTest::newRow("IDN") << QByteArray("DNS:xn--bcher-kva.example") << u"bücher.example"_s << true;
        QTest::newRow("IDN as A-label") << QByteArray("DNS:xn--bcher-kva.example") << u"xn--bcher-kva.example"_s
                                        << true;
        QTest::newRow("IPv4") << QByteArray("IP:192.0.2.7") << u"192.0.2.7"_s << true;
        QTest::newRow("another IPv4") << QByteArray("IP:192.0.2.7") << u"192.0.2.8"_s << false;
        QTest::newRow("IPv6, other spelling") << QByteArray("IP:2001:db8::1") << u"2001:0DB8:0:0::1"_s << true;
        QTest::newRow("IP written as DNS entry") << QByteArray("DNS:192.0.2.7") << u"192.0.2.7"_s << false;
        QTest::newRow("second of several") << QByteArray("DNS:a.example,DNS:b.example") << u"b.example"_s << true;
    }
    void namesHost() // S-012
    {
        QFETCH(QByteArray, names);
        QFETCH(QString, host);
        QFETCH(bool, matches);
        QCOMPARE(tlspolicy::namesHost(m_certificates.naming(names).certificate, tlspolicy::wireHost(host)), matches);
    }

    void commonNameDoesNotCount() // S-012
    {
        const auto identity = m_certificates.make(TestCertificates::Kind::CommonNameOnly);
        QCOMPARE(identity.certificate.subjectInfo(QSslCertificate::CommonName), QStringList(u"localhost"_s));
        QVERIFY(!tlspolicy::namesHost(identity.certificate, u"localhost"_s));
    }

    void weakKeys()
    {
        QVERIFY(tlspolicy::isWeak(m_certificates.make(TestCertificates::Kind::Weak).certificate));
        QVERIFY(!tlspolicy::isWeak(m_certificates.make(TestCertificates::Kind::Good).certificate));
    }

    void exceptionIsBoundToServerAndKey() // S-014
    {
        const auto first = m_certificates.make(TestCertificates::Kind::SelfSigned);
        const auto second = m_certificates.make(TestCertificates::Kind::SelfSigned);
        ConnectionOptions options;
        options.protocol = u"imap"_s;
        options.exceptions = {{u"imap"_s, u"Mail.Example.org"_s, 993, first.fingerprint()}};
        const Endpoint endpoint{u"mail.example.org"_s, 993, Security::ImplicitTls};
        QVERIFY(tlspolicy::isExcepted(options, endpoint, first.certificate));
        QVERIFY(!tlspolicy::isExcepted(options, endpoint, second.certificate));
        QVERIFY(
            !tlspolicy::isExcepted(options, {u"mail.example.net"_s, 993, Security::ImplicitTls}, first.certificate));
        QVERIFY(!tlspolicy::isExcepted(options, {u"mail.example.org"_s, 143, Security::StartTls}, first.certificate));
        options.protocol = u"smtp"_s;
        QVERIFY(!tlspolicy::isExcepted(options, endpoint, first.certificate));
        options.protocol = u"imap"_s;
        options.exceptions.first().fingerprint.clear();
        QVERIFY(!tlspolicy::isExcepted(options, endpoint, QSslCertificate()));
    }

    void untrustedOutweighsTheRest()
    {
        const QList<QSslError> errors = {QSslError(QSslError::CertificateExpired),
            QSslError(QSslError::HostNameMismatch), QSslError(QSslError::SelfSignedCertificate)};
        QCOMPARE(tlspolicy::causeOf(errors, QSslCertificate()), Detail::CertificateUntrusted);
    }

    void summaryNamesHostsAndDates() // S-011, S-012: both names and the dates can be shown
    {
        const auto identity = m_certificates.make(TestCertificates::Kind::OtherHost);
        const QString text = tlspolicy::summary(identity.certificate);
        QVERIFY2(text.contains(u"other.example"_s), qPrintable(text));
        QVERIFY2(text.contains(identity.certificate.expiryDate().toUTC().toString(Qt::ISODate)), qPrintable(text));
        QVERIFY2(text.contains(u"Test authority"_s), qPrintable(text));
    }

    void loopback()
    {
        for (const QString &host : {u"localhost"_s, u"LocalHost."_s, u"127.0.0.1"_s, u"127.9.8.7"_s, u"::1"_s})
            QVERIFY2(isLoopbackHost(host), qPrintable(host));
        for (const QString &host : {u"localhost.example.org"_s, u"128.0.0.1"_s, u"::2"_s, u"example.org"_s, QString(),
                 u"127.0.0.1.example.org"_s, u"0.0.0.0"_s})
            QVERIFY2(!isLoopbackHost(host), qPrintable(host));
    }

private:
    TestCertificates m_certificates;
};

QTEST_GUILESS_MAIN(tst_TlsPolicy)
#include "tst_TlsPolicy.moc"
