// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Message.h"
#include "sync/EngineFixture.h"
#include "sync/TextPlan.h"

#include <QSignalSpy>

using namespace godwit;
using namespace Qt::StringLiterals;
using sync::Metered;
using sync::TextPlan;
using test::EngineFixture;

/// Where octets cost something only the texts are fetched.
class tst_Metered : public QObject {
    Q_OBJECT

    static constexpr qsizetype FileOctets = 300'000;
    static store::ListRow row(const EngineFixture &fixture, const QString &subject)
    {
        return fixture.reader().row(fixture.placement(u"INBOX"_s, subject)).value_or(store::ListRow());
    }
    static imap::BodyPart leaf(const QByteArray &section, const QByteArray &type, const QByteArray &subtype)
    {
        imap::BodyPart part;
        part.section = section;
        part.type = type;
        part.subtype = subtype;
        part.encoding = "8bit";
        part.sizeOctets = 100;
        return part;
    }
    static imap::BodyPart multipart(
        const QByteArray &section, const QByteArray &subtype, QList<imap::BodyPart> children)
    {
        imap::BodyPart part = leaf(section, "multipart", subtype);
        part.children = std::move(children);
        return part;
    }
    static imap::BodySection content(const QByteArray &section, const QByteArray &octets)
    {
        imap::BodySection result;
        result.section = section;
        result.content = octets;
        return result;
    }

private slots:
    void fetchesTextsAlone()
    {
        EngineFixture fixture;
        fixture.server.addWithFile("INBOX", "large", FileOctets);
        fixture.server.add("INBOX", "small");
        fixture.start();
        QSignalSpy told(fixture.engine.get(), &sync::Engine::meteredChanged);
        fixture.engine->setMetered(Metered::Always);
        QTRY_COMPARE(told.size(), 1);
        QVERIFY(fixture.sync());
        QVERIFY(!fixture.summary.error);
        const store::ListRow large = row(fixture, u"large"_s), small = row(fixture, u"small"_s);
        QVERIFY(!large.hasBody);
        QVERIFY(large.hasText);
        QCOMPARE(large.attachments, 1);
        QCOMPARE(large.snippet, u"Text of large"_s);
        QVERIFY(small.hasBody);
        QVERIFY(!small.hasText);
        QVERIFY(!fixture.reader().raw(large.message));
        const mime::Message text = mime::parse(*fixture.reader().readable(large.message));
        QCOMPARE(text.envelope.subject.value_or(QString()), u"large"_s);
        QVERIFY(text.body.attachments.isEmpty());
        QVERIFY(fixture.summary.octetsIn < FileOctets / 2);
        const auto status = told.constLast().constFirst().value<sync::MeteredStatus>();
        QVERIFY(status.active);
        QCOMPARE(status.messages, 1);
        QVERIFY(status.savedOctets > FileOctets - 2000 && status.savedOctets < FileOctets + 2000);
        // Nothing is asked for twice.
        const int before = fixture.server.count("UID FETCH");
        QVERIFY(fixture.sync());
        QCOMPARE(fixture.server.count("UID FETCH"), before);
    }

    void fetchesTheRestAfterwards()
    {
        EngineFixture fixture;
        fixture.server.addWithFile("INBOX", "large", FileOctets);
        fixture.start();
        fixture.engine->networkIsMetered(true);
        QVERIFY(fixture.sync());
        QVERIFY(row(fixture, u"large"_s).hasText);
        fixture.engine->networkIsMetered(false);
        QVERIFY(fixture.sync());
        const store::ListRow whole = row(fixture, u"large"_s);
        QVERIFY(whole.hasBody);
        QVERIFY(!whole.hasText);
        QCOMPARE(fixture.reader().readable(whole.message), fixture.reader().raw(whole.message));
        QCOMPARE(mime::parse(*fixture.reader().raw(whole.message)).body.attachments.size(), 1);
    }

    void theSystemCountsForAutomaticAlone_data()
    {
        QTest::addColumn<Metered>("choice");
        QTest::addColumn<bool>("system");
        QTest::addColumn<bool>("active");
        QTest::newRow("automatic, metered") << Metered::Automatic << true << true;
        QTest::newRow("automatic, free") << Metered::Automatic << false << false;
        QTest::newRow("never") << Metered::Never << true << false;
        QTest::newRow("always") << Metered::Always << false << true;
    }
    void theSystemCountsForAutomaticAlone()
    {
        QFETCH(Metered, choice);
        QFETCH(bool, system);
        QFETCH(bool, active);
        EngineFixture fixture;
        fixture.server.addWithFile("INBOX", "large", FileOctets);
        fixture.start();
        fixture.engine->networkIsMetered(system);
        fixture.engine->setMetered(choice);
        QVERIFY(fixture.sync());
        QCOMPARE(row(fixture, u"large"_s).hasText, active);
        QCOMPARE(row(fixture, u"large"_s).hasBody, !active);
    }

    /// A person gets the text, and the whole when asking for it.
    void fetchesWholeWhenAsked()
    {
        EngineFixture fixture;
        fixture.change([](account::Settings &settings) { settings.bodyPolicy = account::BodyPolicy::HeadersOnly; });
        fixture.server.addWithFile("INBOX", "large", FileOctets);
        fixture.start(sync::Engine::Mode::Live);
        fixture.engine->setMetered(Metered::Always);
        QTRY_COMPARE(fixture.subjects(u"INBOX"_s).size(), 1);
        QTRY_COMPARE(fixture.status.phase, sync::AccountStatus::Phase::UpToDate);
        QVERIFY(!row(fixture, u"large"_s).hasText);
        QSignalSpy fetched(fixture.engine.get(), &sync::Engine::bodyFetched);
        fixture.engine->fetchBody(row(fixture, u"large"_s).placement);
        QTRY_COMPARE(fetched.size(), 1);
        QVERIFY(row(fixture, u"large"_s).hasText);
        fixture.engine->fetchWhole(row(fixture, u"large"_s).placement);
        QTRY_COMPARE(fetched.size(), 2);
        QVERIFY(row(fixture, u"large"_s).hasBody);
    }

    /// What is not here whole goes nowhere else: nothing is lost on the way.
    void textIsNoMessageToCarryElsewhere()
    {
        EngineFixture fixture;
        fixture.server.addWithFile("INBOX", "large", FileOctets);
        const store::AccountKey other = fixture.addAccount(fixture.server);
        fixture.start();
        fixture.engine->setMetered(Metered::Always);
        QVERIFY(fixture.sync());
        const auto target = fixture.engine->writer().addLocalMailbox(other, {u"Kept"_s}, store::Role::None);
        QVERIFY(target);
        QVERIFY(!fixture.journal().move({row(fixture, u"large"_s).placement}, *target));
    }

    void plansByStructure()
    {
        const imap::BodyPart text = leaf("1.1", "text", "plain"), html = leaf("1.2", "text", "html");
        imap::BodyPart file = leaf("2", "application", "pdf"), csv = leaf("3", "text", "csv");
        csv.disposition = "attachment";
        const imap::BodyPart alternative = multipart("1", "alternative", {text, html});
        const TextPlan plan(multipart({}, "mixed", {alternative, file, csv}));
        QCOMPARE(plan.sections(), (QByteArrayList{"1.1", "1.2"}));
        QCOMPARE(plan.octets(), 200);
        QVERIFY(TextPlan(multipart({}, "alternative", {text, html})).sections().isEmpty()); // nothing to leave out
        QVERIFY(TextPlan(leaf("1", "image", "png")).sections().isEmpty()); // nothing to read
        imap::FetchData data;
        QVERIFY(!plan.assemble(data));
        data.sections = {
            content("HEADER", "Subject: s\r\nContent-Type: multipart/mixed;\r\n boundary=x\r\nTo: a@b.example\r\n\r\n"),
            content("1.1", "plain words"), content("1.2", "<p>html words</p>")};
        const mime::Message message = mime::parse(*plan.assemble(data));
        QCOMPARE(message.envelope.subject.value_or(QString()), u"s"_s);
        QCOMPARE(message.envelope.to.size(), 1);
        QVERIFY(message.body.attachments.isEmpty());
        QVERIFY(plan.assemble(data)->contains("plain words"));
        QVERIFY(plan.assemble(data)->contains("html words"));
        data.sections[1].nil = true;
        QVERIFY(!plan.assemble(data)); // better the whole than a hole
    }

    /// What a message says of itself stays inside its field.
    void hostileParametersMakeNoFields()
    {
        imap::BodyPart text = leaf("1", "text", "plain\r\nX-Evil: 1");
        text.parameters = {{"charset", "utf-8\"\r\nX-Evil: 2"}, {"na\r\nme", "v"}};
        text.encoding = "7bit\r\nX-Evil: 3";
        const TextPlan plan(multipart({}, "mixed\r\nX-Evil: 4", {text, leaf("2", "image", "png")}));
        imap::FetchData data;
        data.sections = {content("HEADER", "Subject: s\r\n\r\n"), content("1", "words")};
        const QByteArray excerpt = plan.assemble(data).value_or(QByteArray());
        QVERIFY(excerpt.contains("words"));
        QVERIFY(!excerpt.contains("\r\nX-Evil"));
    }
};

QTEST_GUILESS_MAIN(tst_Metered)
#include "tst_Metered.moc"
