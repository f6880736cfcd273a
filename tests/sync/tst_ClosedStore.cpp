// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/Actions.h"
#include "sync/EngineFixture.h"

#include <QSignalSpy>
#include <QtTest>

using namespace godwit;
using namespace Qt::StringLiterals;

/// While the store cannot be opened everything that is asked for is answered, with the reason; then it is tried again.
class tst_ClosedStore : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_profile;
    std::unique_ptr<sync::Engine> m_engine;

    void blockProfile()
    {
        QFile inTheWay(m_profile);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    }

private slots:
    void init()
    {
        m_profile = m_folder.filePath(u"profile"_s);
        blockProfile();
        m_engine = std::make_unique<sync::Engine>(sync::Engine::Dependencies{
            m_profile, std::make_shared<test::FixedPassword>(), std::make_shared<test::FakeClock>()});
        QVERIFY(!m_engine->start(sync::Engine::Mode::Passive));
        QVERIFY(!m_engine->isOpen());
        QCOMPARE(m_engine->openError()->kind, MailError::Kind::Storage);
    }
    void cleanup()
    {
        m_engine.reset();
        QFile::remove(m_profile);
        QDir(m_profile).removeRecursively();
    }

    void everyRequestIsAnswered()
    {
        sync::Actions actions(*m_engine);
        sync::Submissions submissions(*m_engine);
        sync::AccountActions accounts(*m_engine);
        QSignalSpy action(&actions, &sync::Actions::failed);
        QSignalSpy submission(&submissions, &sync::Submissions::failed);
        QSignalSpy account(&accounts, &sync::AccountActions::failed);
        QSignalSpy body(m_engine.get(), &sync::Engine::bodyFailed);
        actions.setFlags({{1}}, {"\\Seen"}, {});
        submissions.saveDraft({}, 1);
        submissions.takeBack({1});
        accounts.add({}, u"secret"_s);
        m_engine->fetchBody({1});
        QTRY_COMPARE(action.size(), 1);
        QTRY_COMPARE(submission.size(), 2);
        QTRY_COMPARE(account.size(), 1);
        QTRY_COMPARE(body.size(), 1);
        for (const MailError &error : {action.at(0).at(0).value<MailError>(), submission.at(0).at(0).value<MailError>(),
                 account.at(0).at(0).value<MailError>(), body.at(0).at(1).value<MailError>()})
            QCOMPARE(error.detail, m_engine->openError()->detail);
    }

    void secondTryWorks()
    {
        QVERIFY(QFile::remove(m_profile));
        QVERIFY(m_engine->start(sync::Engine::Mode::Passive));
        sync::AccountActions accounts(*m_engine);
        QSignalSpy added(&accounts, &sync::AccountActions::added);
        account::Settings settings;
        settings.email = u"alice@example.org"_s;
        settings.incoming = account::Incoming::None;
        accounts.add(settings, u"secret"_s);
        QTRY_COMPARE(added.size(), 1);
        QCOMPARE(m_engine->writer().reader().accounts().size(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_ClosedStore)
#include "tst_ClosedStore.moc"
