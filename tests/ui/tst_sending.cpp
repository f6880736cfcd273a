// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Outbox.h"
#include "ui/common/EnglishPlurals.h"
#include "ui/common/Toast.h"
#include "ui/shell/OutboxPanel.h"
#include "ui/shell/QuitDialog.h"
#include "ui/shell/SendFeedback.h"
#include "ui/support/UiProfile.h"

#include <QEnterEvent>
#include <QLabel>
#include <QPushButton>
#include <QtTest>

using namespace godwit;
using namespace godwit::ui;
using namespace Qt::StringLiterals;
using store::SubmissionState;

namespace {

MailError serverSaid(MailError::Kind kind, const QByteArray &code, const QString &text)
{
    MailError error;
    error.kind = kind;
    error.responseCode = code;
    error.serverText = text;
    error.host = u"smtp.example.org"_s;
    return error;
}

} // namespace

/// What a person sees and can do between "Send" and "sent": the toast, the outbox, the question at the end.
class tst_sending : public QObject {
    Q_OBJECT

    EnglishPlurals m_plurals;
    std::unique_ptr<test::UiProfile> m_profile;

    store::Outbox outbox() { return store::Outbox(m_profile->writer()); }
    static QByteArray message(const QString &subject)
    {
        return "From: alice@example.org\r\nTo: Mia Laurent <mia@example.net>, bob@example.net\r\nSubject: "
            + subject.toUtf8() + "\r\nMessage-ID: <" + subject.toUtf8().toHex() + "@x>\r\n\r\ntext\r\n";
    }
    store::Outbox::NewSubmission submission(const QString &subject, SubmissionState state, int inSeconds = 0)
    {
        store::Outbox::NewSubmission made;
        made.account = m_profile->account();
        made.content = message(subject);
        made.envelopeFrom = u"alice@example.org"_s;
        made.recipients = {u"mia@example.net"_s, u"bob@example.net"_s};
        made.state = state;
        if (inSeconds > 0)
            made.next = QDateTime::currentDateTimeUtc().addSecs(inSeconds);
        return made;
    }
    store::SubmissionKey add(const QString &subject, SubmissionState state, int inSeconds = 0)
    {
        return outbox().add(submission(subject, state, inSeconds)).value_or(store::SubmissionKey());
    }
    std::optional<store::Submission> row(store::SubmissionKey key)
    {
        for (const store::Submission &one : m_profile->reader().outbox()) {
            if (one.key == key)
                return one;
        }
        return std::nullopt;
    }
    static QPushButton *button(const QWidget &within, const QString &text)
    {
        for (QPushButton *found : within.findChildren<QPushButton *>()) {
            if (found->text() == text && found->isVisible())
                return found;
        }
        return nullptr;
    }
    static void press(const QWidget &within, const QString &text)
    {
        QTRY_VERIFY2(button(within, text) != nullptr, qPrintable(text));
        QTest::mouseClick(button(within, text), Qt::LeftButton);
    }
    static QString words(const QWidget &within)
    {
        QStringList out;
        for (const QLabel *label : within.findChildren<QLabel *>()) {
            if (label->isVisible())
                out.append(label->text());
        }
        return out.join(u'\n');
    }

private slots:
    void initTestCase() { QCoreApplication::installTranslator(&m_plurals); }
    void init()
    {
        m_profile = std::make_unique<test::UiProfile>();
        m_profile->fill();
    }
    void cleanup() { m_profile.reset(); }

    // ---- the outbox ----------------------------------------------------------------------------------------------

    void outboxFollowsAMessageToItsEnd()
    {
        OutboxPanel panel(m_profile->services(), nullptr);
        panel.show();
        QTRY_VERIFY(words(panel).contains(u"Everything has been sent."));
        const store::SubmissionKey key = add(u"Cabin keys"_s, SubmissionState::Waiting);
        QTRY_VERIFY(words(panel).contains(u"Waiting to be sent"));
        QVERIFY2(words(panel).contains(u"Cabin keys"), qPrintable(words(panel)));
        QVERIFY(words(panel).contains(u"mia@example.net, bob@example.net"));

        QVERIFY(outbox().markSending(key));
        QTRY_VERIFY(words(panel).contains(u"Being sent"));
        QVERIFY2(!button(panel, u"Edit"_s) && !button(panel, u"Send now"_s), "nothing can be done about it now");

        const auto later = QDateTime::currentDateTimeUtc().addSecs(600);
        QVERIFY(outbox().markWaiting(key, serverSaid(MailError::Kind::Network, {}, {}), later));
        QTRY_VERIFY(words(panel).contains(u"Next try at"));
        QVERIFY2(words(panel).contains(u"smtp.example.org cannot be reached"), "and why");
        press(panel, u"Send now"_s);
        QTRY_VERIFY(row(key)->next <= QDateTime::currentDateTimeUtc());
        QTRY_VERIFY(!words(panel).contains(u"Next try at"));

        QVERIFY(outbox().markSending(key));
        QVERIFY(outbox().markSent(key, {}, false));
        QTRY_VERIFY(words(panel).contains(u"Everything has been sent."));
    }

    void refusedRecipientsAreNamedInTheServersWords()
    {
        const store::SubmissionKey key = add(u"Programme"_s, SubmissionState::Waiting);
        QVERIFY(outbox().markSending(key));
        const MailError no = serverSaid(MailError::Kind::Refused, "5.1.1", u"no such <b>person</b>"_s);
        QVERIFY(outbox().markSent(key, {{u"bob@example.net"_s, false, no}}, false));
        OutboxPanel panel(m_profile->services(), nullptr);
        panel.show();
        QTRY_VERIFY2(
            words(panel).contains(u"Not sent. The server refused it:\nbob@example.net"), qPrintable(words(panel)));
        QVERIFY2(words(panel).contains(u"bob@example.net: [5.1.1] no such <b>person</b>"), qPrintable(words(panel)));
        QVERIFY2(!words(panel).contains(u"mia@example.net"), "who has it is not in question");
        for (const QLabel *label : panel.findChildren<QLabel *>())
            QVERIFY(label->text().isEmpty() || label->textFormat() == Qt::PlainText);
        QVERIFY(!button(panel, u"Account settings"_s));
        press(panel, u"Send now"_s);
        QTRY_COMPARE(row(key)->state, SubmissionState::Waiting);
    }

    void messageIsTakenBackToBeChanged()
    {
        const store::SubmissionKey key = add(u"Typo"_s, SubmissionState::Waiting);
        OutboxPanel panel(m_profile->services(), nullptr);
        connect(&panel, &OutboxPanel::editRequested, &m_profile->services().submissions, &sync::Submissions::takeBack);
        QSignalSpy back(&m_profile->services().submissions, &sync::Submissions::takenBack);
        panel.show();
        press(panel, u"Edit"_s);
        QTRY_COMPARE(back.size(), 1);
        QCOMPARE(back.first().at(1).toByteArray(), message(u"Typo"_s));
        QVERIFY(!row(key));
        QTRY_VERIFY(words(panel).contains(u"Everything has been sent."));
    }

    void certificateOrPasswordLeadsToTheSettings()
    {
        const store::SubmissionKey key = add(u"Trust"_s, SubmissionState::Waiting);
        MailError error = serverSaid(MailError::Kind::Tls, {}, {});
        error.detail = MailError::Detail::CertificateUntrusted;
        QVERIFY(outbox().markSending(key));
        QVERIFY(outbox().markFailed(key, error));
        OutboxPanel panel(m_profile->services(), nullptr);
        QSignalSpy settings(&panel, &OutboxPanel::accountSettingsRequested);
        panel.show();
        press(panel, u"Account settings"_s);
        QCOMPARE(settings.size(), 1);
        QCOMPARE(settings.first().first().value<store::AccountKey>(), m_profile->account());
    }

    void messageInDoubtIsSentAgainOnlyByHand()
    {
        const store::SubmissionKey key = add(u"Doubt"_s, SubmissionState::Waiting);
        QVERIFY(outbox().markSending(key));
        QVERIFY(outbox().markUnknown(key, serverSaid(MailError::Kind::Network, {}, {})));
        OutboxPanel panel(m_profile->services(), nullptr);
        panel.show();
        QTRY_VERIFY(words(panel).contains(u"nobody can know"));
        QVERIFY(!button(panel, u"Send now"_s));
        press(panel, u"Send again"_s);
        QTRY_COMPARE(row(key)->state, SubmissionState::Waiting);
    }

    void messageInDoubtThatArrivedIsFiledByKeyboard()
    {
        const auto inbox = m_profile->mailbox(u"INBOX"_s);
        const store::PlacementKey original = m_profile->reader().rowKeys(inbox).value(0).placement;
        store::Outbox::NewSubmission answer = submission(u"Re: plan"_s, SubmissionState::Waiting);
        answer.answered = original;
        const store::SubmissionKey key = *outbox().add(answer);
        const store::SubmissionKey other = add(u"Other"_s, SubmissionState::Waiting);
        for (const store::SubmissionKey one : {key, other}) {
            QVERIFY(outbox().markSending(one));
            QVERIFY(outbox().markUnknown(one, serverSaid(MailError::Kind::Network, {}, {})));
        }
        const qint64 sent = m_profile->counted(u"Sent"_s).total;
        OutboxPanel panel(m_profile->services(), nullptr);
        panel.show();
        panel.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        QTRY_VERIFY(button(panel, u"It has arrived"_s) != nullptr);
        button(panel, u"It has arrived"_s)->setFocus();
        QVERIFY(!button(panel, u"It has arrived"_s)->toolTip().isEmpty());
        QTest::keyClick(button(panel, u"It has arrived"_s), Qt::Key_Space);
        QTRY_VERIFY(!row(key));
        QCOMPARE(m_profile->counted(u"Sent"_s).total, sent + 1);
        QVERIFY(m_profile->reader().row(original)->flags.has(Flag::Answered));
        QTRY_VERIFY2(!words(panel).contains(u"Re: plan"), qPrintable(words(panel)));
        QTRY_VERIFY(words(panel).contains(u"Other"));
        QTest::keyClick(panel.focusWidget(), Qt::Key_Space); // pressed twice: not meant for the other message
        QCoreApplication::processEvents();
        QCOMPARE(row(other)->state, SubmissionState::Unknown);
    }

    void onlyWhatIsInDoubtCanBeSaidToHaveArrived()
    {
        const store::SubmissionKey key = add(u"Programme"_s, SubmissionState::Waiting);
        OutboxPanel panel(m_profile->services(), nullptr);
        panel.show();
        QTRY_VERIFY(button(panel, u"Send now"_s) != nullptr);
        QVERIFY(!button(panel, u"It has arrived"_s));
        QVERIFY(outbox().markSending(key));
        QVERIFY(outbox().markFailed(key, serverSaid(MailError::Kind::Refused, "5.7.1", u"spam"_s)));
        QTRY_VERIFY(words(panel).contains(u"spam"));
        QVERIFY(!button(panel, u"It has arrived"_s));
    }

    void escapeClosesTheOutbox()
    {
        auto *panel = new OutboxPanel(m_profile->services(), nullptr);
        const QPointer<OutboxPanel> guard(panel);
        panel->show();
        panel->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(panel));
        QTest::keyClick(panel, Qt::Key_Escape);
        QTRY_VERIFY(guard.isNull());
    }

    // ---- the toast -----------------------------------------------------------------------------------------------

    void heldMessageIsTakenBackByUndo()
    {
        QWidget host;
        host.resize(800, 400);
        Toast toast(&host);
        SendFeedback feedback(m_profile->services(), toast, nullptr);
        QSignalSpy back(&m_profile->services().submissions, &sync::Submissions::takenBack);
        host.show();
        m_profile->services().submissions.send(submission(u"Oops"_s, SubmissionState::Held, 10));
        QTRY_VERIFY(toast.isVisible());
        QVERIFY2(toast.text().startsWith(u"Sending to Mia Laurent and 1 other in "_s), qPrintable(toast.text()));
        QVERIFY(feedback.isHolding());
        press(toast, u"Undo"_s);
        QTRY_COMPARE(back.size(), 1);
        QVERIFY(!toast.isVisible());
        QVERIFY(!feedback.isHolding());
        QVERIFY(m_profile->reader().outbox().isEmpty());
    }

    void pointerThatPassesDoesNotTakeUndoAway()
    {
        QWidget host;
        host.resize(800, 400);
        Toast toast(&host);
        SendFeedback feedback(m_profile->services(), toast, nullptr);
        host.show();
        m_profile->services().submissions.send(submission(u"Hover"_s, SubmissionState::Held, 3600));
        QTRY_VERIFY(toast.isVisible());
        QEnterEvent enter({5, 5}, {5, 5}, {5, 5});
        QApplication::sendEvent(&toast, &enter);
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(&toast, &leave);
        for (const QTimer *timer : toast.findChildren<QTimer *>())
            QVERIFY(!timer->isActive());
        QTRY_VERIFY(toast.text().contains(u"Sending to"));
        QVERIFY(toast.isVisible());
    }

    void heldMessageGoesAtOnceWhenThatIsAskedFor()
    {
        QWidget host;
        Toast toast(&host);
        SendFeedback feedback(m_profile->services(), toast, nullptr);
        host.show();
        m_profile->services().submissions.send(submission(u"Quick"_s, SubmissionState::Held, 3600));
        QTRY_VERIFY(toast.isVisible());
        press(toast, u"Send now"_s);
        QTRY_COMPARE(m_profile->reader().outbox().value(0).state, SubmissionState::Waiting);
        QVERIFY(!toast.isVisible());
    }

    void undoThatComesTooLateSaysSo()
    {
        QWidget host;
        Toast toast(&host);
        SendFeedback feedback(m_profile->services(), toast, nullptr);
        host.show();
        m_profile->services().submissions.send(submission(u"Late"_s, SubmissionState::Held, 3600));
        QTRY_VERIFY(toast.isVisible());
        const store::SubmissionKey key = m_profile->reader().outbox().value(0).key;
        QVERIFY(outbox().release(key));
        QVERIFY(outbox().markSending(key));
        press(toast, u"Undo"_s);
        QTRY_VERIFY2(toast.isVisible() && toast.text().startsWith(u"Too late"_s), qPrintable(toast.text()));
        QCOMPARE(row(key)->state, SubmissionState::Sending);
    }

    void outcomeIsSaid_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("said");
        QTest::addColumn<bool>("leads");
        QTest::newRow("sent") << int(SubmissionState::Sent) << u"Message sent"_s << false;
        QTest::newRow("failed") << int(SubmissionState::Failed) << u"could not be sent"_s << true;
        QTest::newRow("unknown") << int(SubmissionState::Unknown) << u"may or may not"_s << true;
    }
    void outcomeIsSaid()
    {
        QFETCH(int, state);
        QFETCH(QString, said);
        QFETCH(bool, leads);
        QWidget host;
        Toast toast(&host);
        SendFeedback feedback(m_profile->services(), toast, nullptr);
        QSignalSpy failed(&feedback, &SendFeedback::failed);
        host.show();
        emit m_profile->services().engine.submissionSettled({7}, SubmissionState(state), {});
        QTRY_VERIFY(toast.isVisible());
        QVERIFY2(toast.text().contains(said), qPrintable(toast.text()));
        QCOMPARE(button(toast, u"Show"_s) != nullptr, leads);
        if (leads) {
            press(toast, u"Show"_s);
            QCOMPARE(failed.size(), 1);
        }
    }

    // ---- the question at the end ---------------------------------------------------------------------------------

    void leavingKeepsOrStays()
    {
        const store::SubmissionKey key = add(u"Held"_s, SubmissionState::Held, 3600);
        for (const bool keep : {true, false}) {
            auto *dialog = new QuitDialog(m_profile->services(), nullptr);
            const QPointer<QuitDialog> guard(dialog);
            QSignalSpy leave(dialog, &QuitDialog::leave);
            dialog->open();
            QVERIFY2(words(*dialog).contains(u"1 message waiting to be sent."), qPrintable(words(*dialog)));
            if (keep)
                press(*dialog, u"Keep in Outbox"_s);
            else
                QTest::keyClick(dialog, Qt::Key_Escape);
            QTRY_VERIFY(guard.isNull());
            QCOMPARE(leave.size(), keep ? 1 : 0);
            QCOMPARE(row(key)->state, SubmissionState::Held);
        }
    }

    void leavesWhenEverythingIsSent()
    {
        const store::SubmissionKey first = add(u"One"_s, SubmissionState::Held, 3600);
        const store::SubmissionKey second = add(u"Two"_s, SubmissionState::Held, 3600);
        auto *dialog = new QuitDialog(m_profile->services(), nullptr);
        const QPointer<QuitDialog> guard(dialog);
        QSignalSpy leave(dialog, &QuitDialog::leave);
        dialog->open();
        QTest::keyClick(dialog, Qt::Key_Return); // Send now is what Enter means
        QTRY_COMPARE(row(second)->state, SubmissionState::Waiting);
        QVERIFY(words(*dialog).contains(u"Sending…"));
        for (const store::SubmissionKey key : {first, second}) {
            QVERIFY(leave.isEmpty());
            QVERIFY(outbox().markSending(key));
            QVERIFY(outbox().markSent(key, {}, false));
        }
        QTRY_COMPARE(leave.size(), 1);
        QTRY_VERIFY(guard.isNull());
    }

    void doesNotLeaveWhatFailedBehindInSilence()
    {
        const store::SubmissionKey key = add(u"No"_s, SubmissionState::Held, 3600);
        auto *dialog = new QuitDialog(m_profile->services(), nullptr);
        const QPointer<QuitDialog> guard(dialog);
        QSignalSpy leave(dialog, &QuitDialog::leave);
        dialog->open();
        press(*dialog, u"Send now"_s);
        QTRY_COMPARE(row(key)->state, SubmissionState::Waiting);
        QVERIFY(outbox().markSending(key));
        QVERIFY(outbox().markFailed(key, serverSaid(MailError::Kind::Refused, "5.7.1", u"not today"_s)));
        QTRY_VERIFY2(words(*dialog).contains(u"It could not be sent."), qPrintable(words(*dialog)));
        QVERIFY(words(*dialog).contains(u"[5.7.1] not today"));
        QVERIFY(words(*dialog).contains(u"1 message will stay in the outbox"));
        QVERIFY(leave.isEmpty());
        QVERIFY(!button(*dialog, u"Send now"_s));
        press(*dialog, u"Quit"_s);
        QCOMPARE(leave.size(), 1);
        QTRY_VERIFY(guard.isNull());
    }
};

QTEST_MAIN(tst_sending)
#include "tst_sending.moc"
