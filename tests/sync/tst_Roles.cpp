// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/Roles.h"

#include <QtTest>

using namespace godwit;
using namespace Qt::StringLiterals;
using store::Role;

class tst_Roles : public QObject {
    Q_OBJECT
private slots:
    void readsAttributesInAnyCase()
    {
        QCOMPARE(sync::roleFromAttributes({"\\hasnochildren", "\\SENT"}), Role::Sent);
        QCOMPARE(sync::roleFromAttributes({"\\drafts"}), Role::Drafts);
        QCOMPARE(sync::roleFromAttributes({"\\all"}), Role::None);
    }

    void knowsNamesInManyLanguages_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<Role>("role");
        QTest::newRow("English") << u"Sent Items"_s << Role::Sent;
        QTest::newRow("German") << u"Entwürfe"_s << Role::Drafts;
        QTest::newRow("French, decomposed") << u"Envoye\u0301s"_s << Role::Sent;
        QTest::newRow("Korean sent") << u"보낸메일함"_s << Role::Sent;
        QTest::newRow("Korean drafts") << u"임시보관함"_s << Role::Drafts;
        QTest::newRow("Korean trash") << u"휴지통"_s << Role::Trash;
        QTest::newRow("Korean junk") << u"스팸메일함"_s << Role::Junk;
        QTest::newRow("Japanese") << u"ゴミ箱"_s << Role::Trash;
        QTest::newRow("to oneself is no role") << u"내게쓴메일함"_s << Role::None;
    }
    void knowsNamesInManyLanguages()
    {
        QFETCH(QString, name);
        QTEST(sync::roleFromName(name), "role");
    }

    void givesEachRoleOnce()
    {
        const QList<sync::RoleCandidate> mailboxes{
            {{u"Sent"_s}, {}, true},
            {{u"Sent Messages"_s}, {"\\sent"}, true},
            {{u"inbox"_s}, {}, true},
            {{u"INBOX"_s, u"Trash"_s}, {}, true},
            {{u"Work"_s, u"Drafts"_s}, {}, true},
            {{u"Archive"_s}, {}, false},
        };
        const QList<Role> expected{Role::None, Role::Sent, Role::Inbox, Role::Trash, Role::Drafts, Role::None};
        QCOMPARE(sync::assignRoles(mailboxes), expected);
    }
};

QTEST_GUILESS_MAIN(tst_Roles)
#include "tst_Roles.moc"
