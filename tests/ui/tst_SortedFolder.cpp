// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/MessageListModel.h"
#include "sync/EngineFixture.h"
#include "ui/common/Services.h"
#include "ui/messagelist/ListSorting.h"
#include "ui/messagelist/MessageListPane.h"
#include "ui/messagelist/MessageView.h"

using namespace godwit;
using namespace Qt::StringLiterals;

/// A folder that is not all here, sorted from the menu: the server is asked what comes first.
class tst_SortedFolder : public QObject {
    Q_OBJECT
private slots:
    void firstScreenIsRightBeforeAllIsHere()
    {
        test::EngineFixture fixture;
        fixture.server.capabilities += {"SORT", "ESORT", "CONTEXT=SORT"};
        for (int i = 0; i < 400; ++i) {
            fixture.server.add("Big", "m" + QByteArray::number(i));
            fixture.server.boxes["Big"].messages.last().raw.append(QByteArray(i * 197 % 400, 'x'));
        }
        fixture.start(sync::Engine::Mode::Live);
        sync::Engine &engine = *fixture.engine;
        engine.setFetchingPaused(true); // what comes is what somebody asked for
        QTRY_VERIFY(fixture.mailbox(u"Big"_s));
        const auto reader = std::move(*store::Reader::open(fixture.profile.path()));
        sync::Actions actions(engine);
        sync::Submissions submissions(engine);
        sync::AccountActions accounts(engine);
        ui::PreferencesStore preferences(fixture.profile.path());
        ui::Services services{*reader, engine, actions, submissions, accounts, preferences, fixture.profile.path()};
        ui::MessageListPane pane(services);
        pane.resize(376, 700);
        pane.show();
        const auto rows = [&pane] {
            return pane.view().messageModel()->rowCount();
        };
        const auto sizesAtTop = [&pane] {
            QList<qint64> sizes;
            for (int row = 0; row < 100; ++row) {
                const auto shown = pane.view().messageModel()->rowData(row);
                sizes.append(shown ? shown->sizeOctets : 0);
            }
            return sizes;
        };
        QList<qint64> largest;
        for (const auto &message : std::as_const(fixture.server.boxes["Big"].messages))
            largest.append(message.raw.size());
        std::sort(largest.begin(), largest.end(), std::greater<>());
        largest.resize(100);

        pane.openMailbox(fixture.mailbox(u"Big"_s));
        QTRY_COMPARE(rows(), 50);
        for (QAction *action : pane.sorting().actions()) {
            if (action->objectName() == u"sortSize"_s)
                action->trigger();
        }
        QTRY_COMPARE(sizesAtTop(), largest);
        QVERIFY(rows() < 300);
        QCOMPARE(fixture.server.count("UID SORT"), 1);
        // Opened again it is sorted so from the start.
        pane.openMailbox(fixture.mailbox(u"INBOX"_s));
        pane.openMailbox(fixture.mailbox(u"Big"_s));
        QTRY_COMPARE(fixture.server.count("UID SORT"), 2);
        QTRY_COMPARE(sizesAtTop(), largest);
    }
};

QTEST_MAIN(tst_SortedFolder)
#include "tst_SortedFolder.moc"
