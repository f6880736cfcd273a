// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/wire/ResponseParser.h"

#include <QTest>

using namespace godwit;
using namespace godwit::imap;
using namespace Qt::StringLiterals;

namespace {

/// The untagged response of type T that `octets` are, or a default one (and a failed test).
template <typename T> T untagged(const QByteArray &octets)
{
    const Result<Response> response = parseResponse(octets);
    if (!response || !std::holds_alternative<Untagged>(*response)) {
        QTest::qFail("no untagged response", __FILE__, __LINE__);
        return {};
    }
    const auto *data = std::get_if<T>(&std::get<Untagged>(*response));
    if (!data) {
        QTest::qFail(octets.constData(), __FILE__, __LINE__);
        return {};
    }
    return *data;
}

bool isUnknown(const QByteArray &octets)
{
    const Result<Response> response = parseResponse(octets);
    return response && std::holds_alternative<Untagged>(*response)
        && std::holds_alternative<UnknownData>(std::get<Untagged>(*response));
}

} // namespace

class tst_ImapResponses : public QObject {
    Q_OBJECT
private slots:
    void taggedResponses()
    {
        const Result<Response> response = parseResponse("A17 NO [TRYCREATE] Mailbox is not there");
        QVERIFY(response);
        const auto &tagged = std::get<Tagged>(*response);
        QCOMPARE(tagged.tag, QByteArray("A17"));
        QCOMPARE(tagged.status.code.name, QByteArray("TRYCREATE"));
        QCOMPARE(tagged.status.text, u"Mailbox is not there"_s);
        QVERIFY(!tagged.isOk());
        QVERIFY(std::get<Tagged>(*parseResponse("A1 OK")).isOk()); // without text it is an OK
        QVERIFY(std::get<Tagged>(*parseResponse("A1 ok done")).isOk());
        QCOMPARE(std::get<Continuation>(*parseResponse("+")).text, QByteArray());
        QCOMPARE(std::get<Continuation>(*parseResponse("+ idling")).text, QByteArray("idling"));
    }
    void whatIsNoStatusIsAProtocolError()
    {
        for (const char *line : {"A1", "A1 MAYBE", "HTTP/1.1 400 Bad Request", "A1 BYE x", "SSH-2.0-x"}) {
            const Result<Response> response = parseResponse(line);
            QVERIFY(!response);
            QCOMPARE(response.error().kind, MailError::Kind::Protocol);
        }
    }
    void responseCodes()
    {
        QCOMPARE(untagged<StatusResponse>("* OK [UIDVALIDITY 7] x").code.as<UidValidity>()->value, 7U);
        QCOMPARE(untagged<StatusResponse>("* OK [UIDNEXT 4294967295] x").code.as<Uid>()->value, 4294967295U);
        QCOMPARE(untagged<StatusResponse>("* OK [HIGHESTMODSEQ 99]").code.as<ModSeq>()->value, 99U);
        QCOMPARE(untagged<StatusResponse>("* OK [HIGHESTMODSEQ 9223372036854775808] x").code.as<ModSeq>()->value, 0U);
        QCOMPARE(untagged<StatusResponse>("* OK [UIDNEXT 0] x").code.as<Uid>()->value, 0U);
        QCOMPARE(untagged<StatusResponse>("* OK [UIDNEXT -4] x").code.as<Uid>()->value, 0U);
        const auto permanent = untagged<StatusResponse>("* OK [PERMANENTFLAGS (\\Seen $Work \\*)] Limited");
        QCOMPARE(permanent.code.as<code::PermanentFlags>()->flags, QByteArrayList({"\\Seen", "$Work"}));
        QVERIFY(permanent.code.as<code::PermanentFlags>()->newKeywords);
        QVERIFY(!untagged<StatusResponse>("* OK [PERMANENTFLAGS ()] x").code.as<code::PermanentFlags>()->newKeywords);
        const auto unknown = untagged<StatusResponse>("* NO [X-WEIRD \"a ] b\" 7] Some text");
        QCOMPARE(unknown.code.name, QByteArray("X-WEIRD"));
        QCOMPARE(unknown.code.arguments, QByteArray("\"a ] b\" 7"));
        QCOMPARE(unknown.text, u"Some text"_s);
        QCOMPARE(untagged<StatusResponse>("* [UIDVALIDITY 7] no status").code.as<UidValidity>()->value, 7U); // home.pl
        QCOMPARE(untagged<StatusResponse>("* OK [ALERT").code.name, QByteArray("ALERT"));
        QCOMPARE(untagged<StatusResponse>("* BYE").kind, StatusResponse::Kind::Bye);
    }
    void copyUidPairsInTheServersOrder()
    {
        const auto copied = untagged<StatusResponse>("* OK [COPYUID 9 304,319:320 3956:3958] Done").code;
        const auto *pairs = copied.as<code::CopyUid>();
        QVERIFY(pairs);
        QCOMPARE(pairs->uidValidity.value, 9U);
        QCOMPARE(pairs->pairs.size(), 3);
        QCOMPARE(pairs->pairs[1].first.value, 319U);
        QCOMPARE(pairs->pairs[1].second.value, 3957U);
        const auto reordered = untagged<StatusResponse>("* OK [COPYUID 9 5,2 11,10] Done").code;
        QCOMPARE(reordered.as<code::CopyUid>()->pairs[0].first.value, 5U);
        QCOMPARE(reordered.as<code::CopyUid>()->pairs[0].second.value, 11U);
        // Exchange's empty sets, sets of different size, a set of four thousand million
        for (const char *line :
            {"* OK [COPYUID 9  ] x", "* OK [COPYUID 9 1:3 4:5] x", "* OK [COPYUID 9 1:4294967295 1:4294967295] x"})
            QVERIFY(untagged<StatusResponse>(line).code.as<code::CopyUid>()->pairs.isEmpty());
    }
    void textIsBoundedAndClean()
    {
        const auto status = untagged<StatusResponse>("* OK [ALERT] a\x07" + QByteArray(100'000, 'x'));
        QVERIFY(status.text.size() <= 512);
        QVERIFY(!status.text.contains(QChar(7)));
    }
    void capabilities()
    {
        const auto data = untagged<CapabilityData>("* CAPABILITY imap4rev1  LITERAL + idle   AUTH=plain ");
        for (const char *name : {"IMAP4REV1", "LITERAL+", "IDLE", "AUTH=PLAIN"})
            QVERIFY2(data.capabilities.has(name), name);
        QVERIFY(!data.capabilities.has("LITERAL"));
        QVERIFY(!data.capabilities.hasMove());
        QVERIFY(Capabilities({"IMAP4rev2"}).hasMove());
        QVERIFY(!Capabilities({"IMAP4rev1", "IMAP4rev2"}).hasMove());
    }
    void lists()
    {
        const auto sent = untagged<ListData>("* LIST (\\HasNoChildren \\Sent) \"/\" \"Sent Items\"");
        QCOMPARE(sent.mailbox.wireName, QByteArray("Sent Items"));
        QCOMPARE(sent.delimiter, '/');
        QVERIFY(sent.has("\\sent"));
        QCOMPARE(untagged<ListData>("* LIST () NIL INBOX").delimiter, '\0');
        QVERIFY(!untagged<ListData>("* LIST (\\NoSelect) \".\" x").isSelectable());
        QVERIFY(!untagged<ListData>("* LIST (\\NonExistent) \".\" x").isSelectable());
        QCOMPARE(untagged<ListData>("* LIST () \"/\" {5}\r\na\r\nbc").mailbox.wireName, QByteArray("a\r\nbc")); // S-034
        QCOMPARE(untagged<ListData>("* LIST () \"/\" My Folder").mailbox.wireName, QByteArray("My Folder"));
        QCOMPARE(untagged<ListData>("* LIST () \"\\\\\" \"a\\\\b\"").delimiter, '\\');
        QCOMPARE(untagged<ListData>("* LIST (\\) \"/\" x").attributes, QByteArrayList()); // home.pl
        QCOMPARE(untagged<ListData>("* LSUB () \".\" x").kind, ListData::Kind::Lsub);
        QCOMPARE(untagged<ListData>("* XLIST (\\Inbox) \"/\" x").attributes, QByteArrayList{"\\inbox"});
        const auto extended =
            untagged<ListData>("* LIST (\\Subscribed) \"/\" x (\"CHILDINFO\" (\"SUBSCRIBED\") OLDNAME (\"y z\"))");
        QCOMPARE(extended.mailbox.wireName, QByteArray("x"));
        QCOMPARE(extended.oldName, QByteArray("y z"));
        QVERIFY(extended.isSubscribed());
    }
    void mailboxStatus()
    {
        const auto status =
            untagged<MailboxStatus>("* STATUS \"a b\" (MESSAGES 231 UIDNEXT 44292 UIDVALIDITY 7 UNSEEN 3 HIGHESTMODSEQ "
                                    "99 SIZE 9.3736e+06 MAILBOXID (F1) X-NEW (1 2) APPENDLIMIT NIL)");
        QCOMPARE(status.mailbox.wireName, QByteArray("a b"));
        QCOMPARE(*status.messages, 231U);
        QCOMPARE(*status.unseen, 3U);
        QCOMPARE(status.uidNext.value, 44292U);
        QCOMPARE(status.highestModSeq.value, 99U);
        QCOMPARE(*status.sizeOctets, 9'373'600);
        QCOMPARE(status.mailboxId, QByteArray("F1"));
        const auto odd = untagged<MailboxStatus>("* STATUS x (MESSAGES -1 UNSEEN 99999999999 UIDNEXT)");
        QVERIFY(!odd.messages && !odd.unseen);
        QVERIFY(!untagged<MailboxStatus>("* STATUS x ()").messages); // NetEase
    }
    void searchResults()
    {
        QCOMPARE(untagged<SearchData>("* SEARCH 5 1 2 3 0 4294967296 -1 x").uids.toWire(), QByteArray("1:3,5"));
        QVERIFY(untagged<SearchData>("* SEARCH").uids.isEmpty());
        QCOMPARE(untagged<SearchData>("* SEARCH 2 (MODSEQ 917162500)").highestModSeq.value, 917162500U);
        const auto all = untagged<ESearchData>("* ESEARCH (TAG \"A7\") UID COUNT 17 ALL 4:18,21,28 MODSEQ 9");
        QCOMPARE(all.tag, QByteArray("A7"));
        QVERIFY(all.byUid);
        QCOMPARE(*all.count, 17U);
        QCOMPARE(all.all->toWire(), QByteArray("4:18,21,28"));
        const auto none = untagged<ESearchData>("* ESEARCH (TAG \"A7\") UID");
        QVERIFY(!none.all && !none.count);
        QVERIFY(!untagged<ESearchData>("* ESEARCH (TAG A7) UID ALL 1:x").all);
    }
    void aMillionUidsInOneLine()
    {
        QByteArray line = "* SEARCH";
        for (quint32 uid = 1; uid <= 2'000'000; uid += 2)
            line += ' ' + QByteArray::number(uid);
        QCOMPARE(untagged<SearchData>(line).uids.count(), 1'000'000U);
    }
    void vanishedIsReadStrictly()
    {
        const auto earlier = untagged<VanishedData>("* VANISHED (EARLIER) 41,43:116,118");
        QVERIFY(earlier.earlier);
        QCOMPARE(earlier.uids.toWire(), QByteArray("41,43:116,118"));
        QVERIFY(!untagged<VanishedData>("* VANISHED 405").earlier);
        for (const char *line :
            {"* VANISHED (EARLIER) 1:*", "* VANISHED", "* VANISHED 1,,2", "* VANISHED 0", "* VANISHED 1 2"})
            QVERIFY2(isUnknown(line), line);
    }
    void numbersAndTheRest()
    {
        QCOMPARE(untagged<ExistsData>("* 23 EXISTS").count, 23U);
        QCOMPARE(untagged<RecentData>("* 2 recent").count, 2U);
        QCOMPARE(untagged<ExpungeData>("* 44 EXPUNGE").sequenceNumber.value, 44U);
        QCOMPARE(
            untagged<FlagsData>("* FLAGS (\\Answered \"\\\\Seen\")").flags, QByteArrayList({"\\Answered", "\\Seen"}));
        QVERIFY(isUnknown("* 99999999999 EXISTS"));
        QVERIFY(isUnknown("* METADATA \"\" (/shared/comment x)"));
        QVERIFY(isUnknown("* "));
        QVERIFY(isUnknown(""));
        QVERIFY(isUnknown(")"));
        const auto spaces = untagged<NamespaceData>(
            "* NAMESPACE ((\"INBOX.\" \".\")) NIL ((\"#shared/\" \"/\" \"X\" (\"a\"))(\"\" NIL))");
        QCOMPARE(spaces.personal.size(), 1);
        QCOMPARE(spaces.personal[0].prefix, QByteArray("INBOX."));
        QVERIFY(spaces.otherUsers.isEmpty());
        QCOMPARE(spaces.shared.size(), 2);
        QCOMPARE(spaces.shared[1].delimiter, '\0');
        QCOMPARE(untagged<IdData>("* ID (\"Name\" \"Dovecot\" \"version\" NIL)").field("name"), QByteArray("Dovecot"));
        QVERIFY(untagged<IdData>("* ID NIL").fields.isEmpty());
        QCOMPARE(untagged<EnabledData>("* ENABLED Condstore QRESYNC").capabilities,
            QByteArrayList({"CONDSTORE", "QRESYNC"}));
    }
    void nothingCrashesOnRandomOctets()
    {
        const QByteArray seed =
            "* 1 FETCH (UID 3 FLAGS (\\Seen) ENVELOPE (\"d\" \"s\" ((\"n\" NIL \"m\" \"h\")) NIL NIL NIL NIL NIL NIL "
            "\"<i>\") "
            "BODYSTRUCTURE ((\"text\" \"plain\" NIL NIL NIL \"7bit\" 3 1) \"mixed\") BODY[1] {3}\r\nabc)";
        quint32 state = 1;
        for (int round = 0; round < 20'000; ++round) {
            QByteArray line = seed;
            for (int change = 0; change < 3; ++change) {
                state = state * 1664525U + 1013904223U;
                line[qsizetype(state >> 8) % line.size()] = "()\"\\{} 0\r\n\xff[]*N"[(state >> 3) % 15];
            }
            line.truncate(qsizetype(state % quint32(line.size())) + 1);
            const Result<Response> response = parseResponse(line);
            Q_UNUSED(response)
        }
    }
    void detailsByCode()
    {
        const auto detail = [](const char *line) {
            return toError(std::get<Tagged>(*parseResponse(line)).status).detail;
        };
        QCOMPARE(detail("A NO [NONEXISTENT] x"), MailError::Detail::NotFound);
        QCOMPARE(detail("A NO [TRYCREATE] x"), MailError::Detail::NotFound);
        QCOMPARE(detail("A NO [TOOBIG] x"), MailError::Detail::TooLarge);
        QCOMPARE(detail("A NO [OVERQUOTA] x"), MailError::Detail::None);
    }
    void limitsAndIds()
    {
        const auto limit = untagged<StatusResponse>("* OK [MESSAGELIMIT 1000 23221] x").code;
        QCOMPARE(limit.as<code::MessageLimit>()->limit, 1000U);
        QCOMPARE(limit.as<code::MessageLimit>()->last.value, 23'221U);
        const auto refused = untagged<StatusResponse>("* NO [MESSAGELIMIT 1000] x").code;
        QVERIFY(refused.as<code::MessageLimit>()->remaining(UidSet::range({1}, {9})).isEmpty());
        QCOMPARE(untagged<StatusResponse>("* OK [MAILBOXID (F1)] x").code.as<code::MailboxId>()->id, QByteArray("F1"));
        QVERIFY(untagged<StatusResponse>("* OK [MAILBOXID ()] x").code.as<code::MailboxId>()->id.isEmpty());
        QCOMPARE(*Capabilities({"APPENDLIMIT=35651584"}).appendLimit(), 35'651'584);
        QVERIFY(!Capabilities({"APPENDLIMIT=-1", "APPENDLIMIT"}).appendLimit());
        QVERIFY(!Capabilities({"MESSAGELIMIT=99999999999"}).messageLimit());
    }
    void idsThatAreNone()
    {
        const auto garbled = untagged<MailboxStatus>("* STATUS x (MESSAGES 2 MAILBOXID (\x85 s\x01V) SIZE 7)");
        QVERIFY(garbled.mailboxId.isEmpty());
        QCOMPARE(*garbled.sizeOctets, 7);
        const auto torn = untagged<MailboxStatus>("* STATUS x (MESSAGES 2 MAILBOXID ()*1\x85+V) SIZE 7)"); // Cyrus 3.6
        QVERIFY(torn.mailboxId.isEmpty());
        QCOMPARE(*torn.messages, 2U);
    }
    void quotasAndRights()
    {
        const auto quota = untagged<QuotaData>("* QUOTA \"\" (STORAGE 10 512 MESSAGE -4 x BROKEN");
        QCOMPARE(quota.resources[0].limit, 512);
        QCOMPARE(quota.resources[1].usage, 0);
        QVERIFY(untagged<QuotaData>("* QUOTA").resources.isEmpty());
        QVERIFY(untagged<QuotaRootData>("* QUOTAROOT INBOX").roots.isEmpty());
        QVERIFY(untagged<RightsData>("* MYRIGHTS INBOX").rights.isEmpty());
        QByteArray many = "* QUOTA \"\" (";
        for (int i = 0; i < 100'000; ++i)
            many += "A 1 2 ";
        QVERIFY(untagged<QuotaData>(many + ')').resources.size() <= 1000); // S-029
    }
    void ordersAndPieces()
    {
        QCOMPARE(untagged<SortData>("* SORT 3 1 0 2").uids.size(), 3);
        const auto sorted = untagged<ESearchData>("* ESEARCH (TAG \"A1\") UID ALL 5,3:1");
        QCOMPARE(sorted.order.size(), 2);
        QCOMPARE(sorted.order[1].first, 3U);
        QCOMPARE(sorted.all->toWire(), QByteArray("1:3,5"));
        const auto none = untagged<ESearchData>("* ESEARCH (TAG \"A1\") UID PARTIAL (-1:-5 NIL) COUNT 7");
        QVERIFY(none.isPartial && none.all && none.all->isEmpty());
        QCOMPARE(*none.count, 7U);
        QVERIFY(!untagged<ESearchData>("* ESEARCH UID PARTIAL (1:5 0:x)").all);
    }
    void errorsByCode_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<MailError::Kind>("command");
        QTest::addColumn<MailError::Kind>("login");
        using Kind = MailError::Kind;
        QTest::newRow("no code") << QByteArray("A NO x") << Kind::Refused << Kind::NeedsLogin;
        QTest::newRow("wrong") << QByteArray("A NO [AUTHENTICATIONFAILED] x") << Kind::NeedsLogin << Kind::NeedsLogin;
        QTest::newRow("expired") << QByteArray("A NO [EXPIRED] x") << Kind::NeedsLogin << Kind::NeedsLogin;
        QTest::newRow("away") << QByteArray("A NO [UNAVAILABLE] x") << Kind::Temporary << Kind::Temporary;
        QTest::newRow("in use") << QByteArray("A NO [INUSE] x") << Kind::Temporary << Kind::Temporary;
        QTest::newRow("limit") << QByteArray("A NO [LIMIT] x") << Kind::Temporary << Kind::Temporary;
        for (const char *code : {"AUTHORIZATIONFAILED"})
            QTest::newRow(code) << QByteArray("A NO [") + code + "] x" << Kind::NeedsLogin << Kind::NeedsLogin;
        for (const char *code : {"EXPUNGEISSUED", "SERVERBUG"})
            QTest::newRow(code) << QByteArray("A NO [") + code + "] x" << Kind::Temporary << Kind::Temporary;
        for (const char *code : {"PRIVACYREQUIRED", "CONTACTADMIN", "NOPERM", "CLIENTBUG", "CANNOT"})
            QTest::newRow(code) << QByteArray("A NO [") + code + "] x" << Kind::Refused << Kind::Refused;
        // Not for logins, where they say nothing about the password.
        for (const char *code : {"CORRUPTION", "OVERQUOTA", "ALREADYEXISTS", "NONEXISTENT"})
            QTest::newRow(code) << QByteArray("A NO [") + code + "] x" << Kind::Refused << Kind::NeedsLogin;
        QTest::newRow("Gmail's") << QByteArray("A NO [THROTTLED] x") << Kind::Temporary << Kind::Temporary;
        QTest::newRow("Exchange, busy") << QByteArray(
            "A NO Request is throttled. Suggested Backoff Time: 9 milliseconds")
                                        << Kind::Temporary << Kind::Temporary;
        QTest::newRow("Exchange, not ready")
            << QByteArray("A BAD User is authenticated but not connected.") << Kind::Temporary << Kind::Temporary;
        QTest::newRow("too many") << QByteArray("A NO [ALERT] Too many simultaneous connections.") << Kind::Refused
                                  << Kind::Temporary;
        QTest::newRow("admin") << QByteArray("A NO [CONTACTADMIN] x") << Kind::Refused << Kind::Refused;
        QTest::newRow("bad") << QByteArray("A BAD x") << Kind::Refused << Kind::Refused;
        QTest::newRow("quota") << QByteArray("A NO [OVERQUOTA] x") << Kind::Refused << Kind::NeedsLogin;
    }
    void errorsByCode()
    {
        QFETCH(QByteArray, line);
        QFETCH(MailError::Kind, command);
        QFETCH(MailError::Kind, login);
        const auto tagged = std::get<Tagged>(*parseResponse(line)); // S-046
        QCOMPARE(toError(tagged.status).kind, command);
        QCOMPARE(toLoginError(tagged.status).kind, login);
    }
};

QTEST_GUILESS_MAIN(tst_ImapResponses)
#include "tst_ImapResponses.moc"
