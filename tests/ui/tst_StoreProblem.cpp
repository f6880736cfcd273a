// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/StoreProblem.h"

#include <QLabel>
#include <QPushButton>
#include <QtTest>

using namespace godwit;
using namespace godwit::ui;
using namespace Qt::StringLiterals;
using Detail = MailError::Detail;

class tst_StoreProblem : public QObject {
    Q_OBJECT

    static MailError error(Detail detail)
    {
        MailError made;
        made.kind = MailError::Kind::Storage;
        made.detail = detail;
        made.serverText = u"<i>as SQLite says</i>"_s;
        return made;
    }
    static QString words(const QWidget &window)
    {
        QStringList out;
        for (const QLabel *label : window.findChildren<QLabel *>())
            out.append(label->text());
        return out.join(u'\n');
    }
    static QPushButton *button(const QWidget &window, const QString &text)
    {
        for (QPushButton *found : window.findChildren<QPushButton *>()) {
            if (found->text() == text)
                return found;
        }
        return nullptr;
    }

private slots:
    void saysWhatIsWrongAndWhatToDo_data()
    {
        QTest::addColumn<int>("detail");
        QTest::addColumn<QString>("heading");
        QTest::addColumn<QString>("advice");
        QTest::addColumn<bool>("again");
        QTest::newRow("busy") << int(Detail::ProfileLocked) << u"in use already"_s << u"wait until it has finished"_s
                              << true;
        QTest::newRow("full") << int(Detail::DiskFull) << u"The disk is full"_s << u"Free some space"_s << true;
        QTest::newRow("newer") << int(Detail::NewerProfile) << u"a newer Godwit"_s << u"Install that version"_s
                               << false;
        QTest::newRow("damaged") << int(Detail::DatabaseDamaged) << u"damaged"_s << u"check-store"_s << false;
        QTest::newRow("other") << int(Detail::None) << u"cannot be opened"_s << u"could not be stored"_s << true;
    }
    void saysWhatIsWrongAndWhatToDo()
    {
        QFETCH(int, detail);
        QFETCH(QString, heading);
        QFETCH(QString, advice);
        QFETCH(bool, again);
        StoreProblem window(error(Detail(detail)), u"/home/alice/mail"_s);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const QString said = words(window);
        for (const QString &part : {heading, advice, u"/home/alice/mail"_s, u"<i>as SQLite says</i>"_s})
            QVERIFY2(said.contains(part), qPrintable(part + u" is not in: "_s + said));
        for (const QLabel *label : window.findChildren<QLabel *>()) {
            QVERIFY(label->text().isEmpty() || label->textFormat() == Qt::PlainText);
            QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text())); // not cut
        }
        QCOMPARE(button(window, u"Try again"_s) != nullptr, again);
        QVERIFY(button(window, u"Quit"_s));
    }

    void enterTriesAgain()
    {
        StoreProblem window(error(Detail::ProfileLocked), u"/home/alice/mail"_s);
        QSignalSpy retry(&window, &StoreProblem::retryRequested);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QVERIFY(button(window, u"Try again"_s)->hasFocus());
        QTest::keyClick(button(window, u"Try again"_s), Qt::Key_Space);
        QCOMPARE(retry.size(), 1);
        QVERIFY(!window.isVisible());
    }

    void quitAndEscapeDoNothingElse()
    {
        for (const bool key : {true, false}) {
            StoreProblem window(error(Detail::DiskFull), u"/home/alice/mail"_s);
            QSignalSpy retry(&window, &StoreProblem::retryRequested);
            window.show();
            window.activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(&window));
            if (key)
                QTest::keyClick(&window, Qt::Key_Escape);
            else
                QTest::mouseClick(button(window, u"Quit"_s), Qt::LeftButton);
            QVERIFY(!window.isVisible());
            QCOMPARE(retry.size(), 0);
        }
    }
};

QTEST_MAIN(tst_StoreProblem)
#include "tst_StoreProblem.moc"
