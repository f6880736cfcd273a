// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Journal.h"
#include "ui/common/EnglishPlurals.h"
#include "ui/shell/OperationsPanel.h"
#include "ui/shell/StatusLine.h"
#include "ui/support/UiProfile.h"

#include <QLabel>
#include <QPushButton>
#include <QtTest>

using namespace godwit;
using namespace godwit::ui;
using namespace Qt::StringLiterals;

namespace {

QPushButton *buttonOf(QWidget &window, const QString &text)
{
    for (QPushButton *button : window.findChildren<QPushButton *>()) {
        if (button->text() == text && !button->isHidden())
            return button;
    }
    return nullptr;
}

bool shows(const QWidget &window, const QString &text)
{
    const QList<QLabel *> labels = window.findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->text().contains(text); });
}

} // namespace

/// What waits and what was refused, with the server's words, and what a person can do about it.
class tst_OperationsPanel : public QObject {
    Q_OBJECT

    std::unique_ptr<test::UiProfile> m_profile;

    store::OperationKey moveNewest()
    {
        const QList<store::RowKey> rows = m_profile->reader().rowKeys(m_profile->mailbox(u"INBOX"_s), 1);
        store::Journal journal(m_profile->writer());
        return journal.move({rows.at(0).placement}, m_profile->mailbox(u"Archive"_s))->value(0);
    }
    void refuse(store::OperationKey key)
    {
        MailError error;
        error.kind = MailError::Kind::Refused;
        error.responseCode = "OVERQUOTA";
        error.serverText = u"mailbox is full to the brim"_s;
        QVERIFY(store::Journal(m_profile->writer()).markRefused(key, error));
    }

private slots:
    void init()
    {
        m_profile = std::make_unique<test::UiProfile>();
        m_profile->fill();
    }
    void cleanup() { m_profile.reset(); }

    void emptyJournalSaysSo()
    {
        OperationsPanel panel(m_profile->services(), nullptr);
        QVERIFY(shows(panel, u"The servers have everything"_s));
        QVERIFY(buttonOf(panel, u"Give up"_s) == nullptr);
    }

    void waitingChangeCanBeGivenUp()
    {
        OperationsPanel panel(m_profile->services(), nullptr);
        panel.show();
        const qint64 before = m_profile->counted(u"INBOX"_s).total;
        const store::OperationKey key = moveNewest();
        QTRY_VERIFY(shows(panel, u"Waiting for the server"_s));
        QCOMPARE(m_profile->counted(u"INBOX"_s).total, before - 1);
        QPushButton *const giveUp = buttonOf(panel, u"Give up"_s);
        QVERIFY(giveUp != nullptr);
        QTest::mouseClick(giveUp, Qt::LeftButton);
        QTRY_VERIFY(shows(panel, u"The servers have everything"_s));
        QCOMPARE(m_profile->counted(u"INBOX"_s).total, before);
        QVERIFY(m_profile->reader().operation(key)->state == store::OperationState::Dropped);
    }

    void refusedChangeShowsTheServersWordsAndCanBeTriedAgain()
    {
        const store::OperationKey key = moveNewest();
        refuse(key);
        OperationsPanel panel(m_profile->services(), nullptr);
        panel.show();
        QVERIFY(shows(panel, u"Not done"_s));
        const QList<QLabel *> labels = panel.findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
            [](const QLabel *label) { return label->toolTip().contains(u"full to the brim"); }));
        QPushButton *const again = buttonOf(panel, u"Try again"_s);
        QVERIFY(again != nullptr);
        QTest::mouseClick(again, Qt::LeftButton);
        QTRY_VERIFY(shows(panel, u"Waiting for the server"_s));
        QVERIFY(m_profile->reader().operation(key)->state == store::OperationState::Pending);
    }

    void changeInDoubtOffersNoBlindRepetition()
    {
        const store::OperationKey key = moveNewest();
        store::Journal journal(m_profile->writer());
        QVERIFY(journal.markInFlight(key));
        QVERIFY(journal.markUnknown(key, {}));
        OperationsPanel panel(m_profile->services(), nullptr);
        QVERIFY(shows(panel, u"looks on the server"_s));
        QVERIFY(buttonOf(panel, u"Try again"_s) == nullptr);
    }

    void statusLineLeadsHere()
    {
        EnglishPlurals plurals;
        QCoreApplication::installTranslator(&plurals);
        StatusLine line(m_profile->services());
        line.show();
        QCOMPARE(line.operationsText(), QString());
        const store::OperationKey key = moveNewest();
        QTRY_COMPARE(line.operationsText(), u"1 change to be sent to the server"_s);
        refuse(key);
        QTRY_COMPARE(line.operationsText(), u"1 change did not work"_s);
        QSignalSpy clicked(&line, &StatusLine::operationsClicked);
        QTest::mouseClick(buttonOf(line, line.operationsText()), Qt::LeftButton);
        QCOMPARE(clicked.size(), 1);
    }
};

QTEST_MAIN(tst_OperationsPanel)
#include "tst_OperationsPanel.moc"
