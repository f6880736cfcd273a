// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/TestSigner.h"
#include "ui/ReaderFixture.h"
#include "ui/common/NoticeBar.h"
#include "ui/reader/MessageHeader.h"

#include <QCoreApplication>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace godwit;
using namespace godwit::ui;
using test::TestSigner;

namespace {

/// Name servers in memory; remembers what it was asked.
class NamesInMemory : public net::TextLookup {
public:
    void ask(const QString &name, std::function<void(const net::TextRecords &)> answer) override
    {
        asked << name;
        const net::TextRecords records = reachable ? net::TextRecords{true, {record}} : net::TextRecords();
        QMetaObject::invokeMethod(
            QCoreApplication::instance(), [answer, records] { answer(records); }, Qt::QueuedConnection);
    }
    QStringList asked;
    QByteArray record;
    bool reachable = true;
};

} // namespace

/// Signatures are looked at when the person wants it, and nobody is asked before.
class tst_readersignatures : public godwit::test::ReaderFixture {
    Q_OBJECT
private slots:
    void nobodyIsAskedUnlessItIsWanted()
    {
        open();
        QVERIFY2(!m_preferences->current().checkSignatures, "off by default");
        show(m_signer.signedMessage(plainMail("Hello\r\n")));
        QVERIFY(!mark()->isVisible() && !bar()->isVisible());
        QVERIFY(m_view->message()->signatures.isEmpty());
        QVERIFY(m_names.asked.isEmpty());
    }

    void confirmsBySignature()
    {
        open();
        want();
        show(m_signer.signedMessage(plainMail("Hello\r\n")));
        QTRY_VERIFY(mark()->isVisible());
        QCOMPARE(m_names.asked, QStringList{QStringLiteral("s1._domainkey.example.org")});
        QCOMPARE(mark()->accessibleName(), QStringLiteral("Confirmed: this message comes from example.org."));
        QTest::mouseClick(mark(), Qt::LeftButton);
        QVERIFY(labels(m_view->findChild<MessageHeader *>())
                    .contains(u"The signature of example.org was checked here and is good."));
    }

    void saysWhatWasChanged()
    {
        open();
        want();
        show(m_signer.signedMessage(plainMail("Hello\r\n")).replace("Hello", "Pay now"));
        QTRY_VERIFY(bar()->isVisible());
        QCOMPARE(bar()->text(), QStringLiteral("This message was changed after example.org had signed it."));
    }

    void answersForAnotherMessageAreNotShown()
    {
        open();
        want();
        show(m_signer.signedMessage(plainMail("Hello\r\n")).replace("Hello", "Pay now"));
        show(m_signer.signedMessage(plainMail("Hello\r\n", "text/plain", "Another")));
        QTRY_VERIFY(mark()->isVisible());
        QVERIFY(!bar()->isVisible());
    }

    void withoutNameServersNothingIsClaimed()
    {
        open();
        want();
        m_names.reachable = false;
        show(m_signer.signedMessage(plainMail("Hello\r\n")));
        QTRY_VERIFY(!m_names.asked.isEmpty());
        auto *header = m_view->findChild<MessageHeader *>();
        QTest::mouseClick(header->findChild<QWidget *>(QStringLiteral("toggleDetails")), Qt::LeftButton);
        QTRY_VERIFY(labels(header).contains(u"was not checked: no name server answered."));
        QVERIFY(!mark()->isVisible() && !bar()->isVisible());
    }

private:
    /// A view that could ask.
    void open()
    {
        m_names.asked.clear();
        m_names.reachable = true;
        m_names.record = m_signer.record();
        m_view = std::make_unique<ReaderView>(
            ReaderView::Tools{*m_preferences, *m_html, *m_files, m_profile->path(), {}, &m_names});
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }
    void want()
    {
        Preferences wanted = m_preferences->current();
        wanted.checkSignatures = true;
        m_preferences->set(wanted);
    }
    QToolButton *mark() const { return m_view->findChild<QToolButton *>(QStringLiteral("confirmed")); }
    NoticeBar *bar() const { return m_view->findChild<NoticeBar *>(QStringLiteral("trustBar")); }

    TestSigner m_signer;
    NamesInMemory m_names;
};

QTEST_MAIN(tst_readersignatures)
#include "tst_readersignatures.moc"
