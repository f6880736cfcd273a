// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/SessionFixture.h"
#include "imap/commands/Fetch.h"
#include "imap/commands/Noop.h"
#include "imap/commands/Select.h"

#include <QSignalSpy>
#include <QTest>

using namespace godwit;
using namespace godwit::imap;
using namespace godwit::test;
using namespace std::chrono_literals;

class tst_ImapSession : public QObject {
    Q_OBJECT
private slots:
    void signsInWithOneRoundTripEach()
    {
        SessionFixture fixture(Transcript::fromText(SessionFixture::prelude("IDLE UIDPLUS")));
        QVERIFY(fixture.signIn());
        QVERIFY(fixture.session->isAuthenticated());
        QVERIFY(fixture.session->capabilities().has("UIDPLUS"));
        QVERIFY2(fixture.server.finished(), qPrintable(fixture.server.unexpected()));
        QCOMPARE(fixture.session->statistics().commands, 1);
        QCOMPARE(fixture.session->statistics().roundTrips, 2);
    }
};

QTEST_GUILESS_MAIN(tst_ImapSession)
#include "tst_ImapSession.moc"
