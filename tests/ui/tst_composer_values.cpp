// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/ComposeState.h"
#include "ui/composer/LocalFile.h"
#include "ui/composer/Mailto.h"
#include "ui/composer/RichText.h"
#include "ui/composer/SendChecks.h"

#include <QCborArray>
#include <QCborMap>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTextDocument>

using namespace godwit;
using namespace godwit::ui;
using namespace Qt::StringLiterals;

class tst_composer_values : public QObject {
    Q_OBJECT
private slots:
    void mailtoTakesWhatItMay();
    void mailtoDropsFiles_data();
    void mailtoDropsFiles();
    void mailtoMakesNoHeaderFields_data();
    void mailtoMakesNoHeaderFields();
    void mailtoBodyIsPlainText();
    void mailtoAnswersAMessage();
    void otherLinksAreNoMailto();
    void stateSurvivesStorage();
    void draftsOfTheFirstVersionAreRead();
    void damagedStateIsRefused();
    void draftKeepsUnfinishedAddresses();
    void recipientsAreSentOnce();
    void addressStates_data();
    void addressStates();
    void checksRefuse();
    void checksAskTogether();
    void attachmentWords_data();
    void attachmentWords();
    void foldersAreRefused();
    void fileIsReadWhole();
    void missingFileIsExplained();
    void secretsAreNoticed_data();
    void secretsAreNoticed();
    void profileFilesAreNoticed();
    void webPagesOfferNoFiles();
    void quoteMarks_data();
    void quoteMarks();
    void plainTextStaysAsTyped();
    void richTextAndBack();
    void htmlIsOurSubset();
};

void tst_composer_values::mailtoTakesWhatItMay()
{
    const auto mailto =
        parseMailto(QUrl(u"mailto:a@example.org,b@example.org?cc=c@example.org&bcc=d@example.org"
                         "&subject=One%20%26%20two+3&body=Line%20one%0D%0ALine%20two&to=e@example.org"_s));
    QVERIFY(mailto);
    QCOMPARE(mailto->to.size(), 3);
    QCOMPARE(mailto->to.at(2).addr, u"e@example.org"_s);
    QCOMPARE(mailto->cc.value(0).addr, u"c@example.org"_s);
    QCOMPARE(mailto->bcc.value(0).addr, u"d@example.org"_s);
    QCOMPARE(mailto->subject, u"One & two+3"_s);
    QCOMPARE(mailto->body, u"Line one\nLine two"_s);
}

void tst_composer_values::mailtoDropsFiles_data()
{
    QTest::addColumn<QString>("field");
    for (const QString &field : {u"attach=/etc/passwd"_s, u"attachment=file:///etc/passwd"_s, u"Attach=~/.ssh/id_rsa"_s,
             u"ATTACHMENT=%2Fetc%2Fpasswd"_s, u"insert=/etc/passwd"_s, u"%61ttach=/etc/passwd"_s,
             u"att%61chment=/etc/passwd"_s, u"X-Mozilla-External-Attachment-URL=file:///etc/passwd"_s})
        QTest::newRow(qPrintable(field)) << field;
}

void tst_composer_values::mailtoDropsFiles()
{
    QFETCH(QString, field);
    const auto mailto = parseMailto(QUrl(u"mailto:a@example.org?"_s + field + u"&subject=x"_s));
    QVERIFY(mailto);
    QCOMPARE(mailto->subject, u"x"_s);
    QVERIFY2(!mailto->body.contains(u"passwd"), "a field that is not allowed reached the text");
    QVERIFY(!mailto->body.contains(u"id_rsa"));
}

void tst_composer_values::mailtoMakesNoHeaderFields_data()
{
    QTest::addColumn<QString>("link");
    QTest::newRow("subject with CRLF") << u"mailto:a@example.org?subject=x%0d%0aBcc:%20evil@example.net"_s;
    QTest::newRow("subject with LF") << u"mailto:a@example.org?subject=x%0aBcc:%20evil@example.net"_s;
    QTest::newRow("from") << u"mailto:a@example.org?from=evil@example.net"_s;
    QTest::newRow("reply-to") << u"mailto:a@example.org?reply-to=evil@example.net"_s;
    QTest::newRow("content-type") << u"mailto:a@example.org?content-type=text/html"_s;
}

void tst_composer_values::mailtoMakesNoHeaderFields()
{
    QFETCH(QString, link);
    const auto mailto = parseMailto(QUrl(link));
    QVERIFY(mailto);
    QVERIFY(!mailto->subject.contains(u'\n') && !mailto->subject.contains(u'\r'));
    QVERIFY(mailto->bcc.isEmpty());
    QCOMPARE(mailto->to.size(), 1);
    ComposeState state;
    state.to = mailto->to;
    state.subject = mailto->subject;
    QVERIFY(!envelopeRecipients(state).contains(u"evil@example.net"_s));
}

void tst_composer_values::mailtoBodyIsPlainText()
{
    const auto mailto = parseMailto(QUrl(u"mailto:?body=%3Cimg%20src=%22http://t.example/x%22%3E%00%1bhi"_s));
    QVERIFY(mailto);
    QCOMPARE(mailto->body, u"<img src=\"http://t.example/x\">hi"_s);
}

void tst_composer_values::mailtoAnswersAMessage()
{
    const auto mailto = parseMailto(QUrl(u"mailto:list@example.org?In-Reply-To=%3Cabc@example.org%3E"_s));
    QVERIFY(mailto);
    QCOMPARE(mailto->inReplyTo, QStringList{u"abc@example.org"_s});
}

void tst_composer_values::otherLinksAreNoMailto()
{
    QVERIFY(!parseMailto(QUrl(u"https://example.org/?mailto:a@example.org"_s)));
    QVERIFY(parseMailto(QUrl(u"MAILTO:a@example.org"_s)));
}

void tst_composer_values::stateSurvivesStorage()
{
    ComposeState state;
    state.account.value = 3;
    state.to = {{u"김서연"_s, u"seoyeon@example.org"_s}, {{}, u"unfinished"_s}};
    state.cc = {{{}, u"c@example.org"_s}};
    state.subject = u"Re: 5월 항구 여행"_s;
    state.text = u"아홉 시 부두 좋아요.\n> quoted"_s;
    state.html = u"<b>x</b>"_s;
    state.attachments = {{u"a.bin"_s, u"application/octet-stream"_s, QByteArray("\0\1\2\xff", 4), {}, true}};
    state.inReplyTo = {u"m@example.org"_s};
    state.references = {u"k@example.org"_s, u"m@example.org"_s};
    state.messageId = u"n@example.org"_s;
    state.answered.value = 8;
    state.serverCopy.value = 9;
    state.caret = 5;
    const store::StoredDraft draft = state.toDraft();
    QVERIFY(!draft.content.contains(state.attachments.first().content)); // saved often: the files go apart
    const auto again = ComposeState::fromDraft(draft);
    QVERIFY(again);
    QCOMPARE(again->account.value, 3);
    QCOMPARE(again->to, state.to);
    QCOMPARE(again->cc, state.cc);
    QCOMPARE(again->subject, state.subject);
    QCOMPARE(again->text, state.text);
    QCOMPARE(again->html, state.html);
    QCOMPARE(again->attachments.size(), 1);
    QCOMPARE(again->attachments.first().content, state.attachments.first().content);
    QVERIFY(again->attachments.first().sensitive);
    QCOMPARE(again->references, state.references);
    QCOMPARE(again->messageId, state.messageId);
    QCOMPARE(again->answered, state.answered);
    QCOMPARE(again->serverCopy, state.serverCopy);
    QCOMPARE(again->caret, 5);
}

void tst_composer_values::draftsOfTheFirstVersionAreRead()
{
    const QCborMap file{{u"name"_s, u"a.bin"_s}, {u"type"_s, u"image/png"_s}, {u"content"_s, QByteArray("\0x", 2)}};
    const QCborMap map{{u"version"_s, 1}, {u"text"_s, u"half a sentence"_s}, {u"attachments"_s, QCborArray{file}}};
    store::StoredDraft draft;
    draft.content = map.toCborValue().toCbor();
    const auto state = ComposeState::fromDraft(draft);
    QVERIFY(state);
    QCOMPARE(state->text, u"half a sentence"_s);
    QCOMPARE(state->attachments.value(0).content, QByteArray("\0x", 2));
    QVERIFY(!state->attachments.value(0).id.isEmpty());
}

void tst_composer_values::damagedStateIsRefused()
{
    store::StoredDraft draft;
    QVERIFY(!ComposeState::fromDraft(draft));
    draft.content = "no such thing";
    QVERIFY(!ComposeState::fromDraft(draft));
    draft = ComposeState().toDraft();
    draft.content.chop(draft.content.size() / 2);
    const auto cut = ComposeState::fromDraft(draft); // whatever it gives, it must not crash
    Q_UNUSED(cut)
    ComposeState state;
    state.attachments = {{u"a.txt"_s, u"text/plain"_s, "a", {}}, {u"b.txt"_s, u"text/plain"_s, "b", {}}};
    draft = state.toDraft();
    draft.files.removeFirst();
    QStringList missing;
    const auto rest = ComposeState::fromDraft(draft, &missing);
    QVERIFY(rest);
    QCOMPARE(missing, QStringList{u"a.txt"_s});
    QCOMPARE(rest->attachments.size(), 1);
    QCOMPARE(rest->attachments.first().content, QByteArray("b"));
}

void tst_composer_values::draftKeepsUnfinishedAddresses()
{
    ComposeState state;
    state.to = {{u"Jonas"_s, u"jonas@example.org"_s}, {{}, u"mia at example"_s}};
    state.bcc = {{{}, u"half@"_s}};
    account::Settings account;
    account.email = u"alice@example.org"_s;
    state.answered.value = 12;
    const mime::Draft draft = toMimeDraft(state, account, Purpose::File);
    QCOMPARE(draft.to.size(), 1);
    mime::Message message;
    message.envelope.to = draft.to;
    message.headers = draft.extraHeaders;
    const ComposeState again = fromMessage(message, {1});
    QCOMPARE(again.to, state.to);
    QCOMPARE(again.bcc, state.bcc);
    QCOMPARE(again.answered, state.answered);
    QVERIFY2(toMimeDraft(state, account, Purpose::Send).extraHeaders.isEmpty(), "our own fields would go out");
}

void tst_composer_values::recipientsAreSentOnce()
{
    ComposeState state;
    state.to = {{{}, u"a@example.org"_s}, {{}, u"broken"_s}};
    state.cc = {{{}, u"A@Example.org"_s}, {{}, u"b@example.org"_s}};
    state.bcc = {{{}, u"c@example.org"_s}};
    QCOMPARE(envelopeRecipients(state), (QStringList{u"a@example.org"_s, u"b@example.org"_s, u"c@example.org"_s}));
}

void tst_composer_values::addressStates_data()
{
    QTest::addColumn<QString>("addr");
    QTest::addColumn<int>("state");
    QTest::newRow("fine") << u"a@example.org"_s << int(AddressState::Fine);
    QTest::newRow("no dot") << u"mia@exmaple"_s << int(AddressState::Odd);
    QTest::newRow("literal") << u"a@[192.0.2.1]"_s << int(AddressState::Fine);
    QTest::newRow("no at") << u"mia"_s << int(AddressState::Invalid);
    QTest::newRow("CRLF") << u"a@example.org\r\nRCPT TO:<b@example.org"_s << int(AddressState::Invalid);
    QTest::newRow("parameter") << u"a@example.org> SIZE=1"_s << int(AddressState::Invalid);
    QTest::newRow("blank") << u"a b@example.org"_s << int(AddressState::Invalid);
    QTest::newRow("empty") << QString() << int(AddressState::Invalid);
}

void tst_composer_values::addressStates()
{
    QFETCH(QString, addr);
    QFETCH(int, state);
    QCOMPARE(int(addressState({{}, addr})), state);
}

void tst_composer_values::checksRefuse()
{
    ComposeState state;
    state.subject = u"x"_s;
    QVERIFY(!SendChecks::of(state, {}).refusal.isEmpty());
    state.to = {{{}, u"a@example.org"_s}, {{}, u"nobody"_s}};
    QVERIFY(SendChecks::of(state, {}).refusal.contains(u"nobody"_s));
    state.to.removeLast();
    QVERIFY(SendChecks::of(state, {}).refusal.isEmpty());
    QVERIFY(SendChecks::of(state, {}).questions.isEmpty());
}

void tst_composer_values::checksAskTogether()
{
    ComposeState state;
    state.to = {{{}, u"mia@exmaple"_s}};
    state.text = u"See the attached map."_s;
    QCOMPARE(SendChecks::of(state, {}).questions.size(), 3);
    state.attachments = {{u"id_rsa"_s, {}, "x", {}, true}};
    QCOMPARE(SendChecks::of(state, {}).questions.size(), 3); // a file is there, but a secret one
}

void tst_composer_values::attachmentWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("mentions");
    QTest::newRow("English") << u"The map is attached."_s << true;
    QTest::newRow("Korean") << u"지도를 첨부합니다."_s << true;
    QTest::newRow("Korean, another word") << u"자료를 동봉합니다."_s << true;
    QTest::newRow("nothing") << u"The map is on the table."_s << false;
    QTest::newRow("part of a word") << u"He is unattachedly happy."_s << false;
    QTest::newRow("quoted") << u"Thanks.\n> The map is attached."_s << false;
    QTest::newRow("below the line above a quote") << u"Thanks.\nA wrote:\nIt is attached."_s << false;
    QTest::newRow("signature") << u"Hi\n-- \nAttachment Ltd"_s << false;
}

void tst_composer_values::attachmentWords()
{
    QFETCH(QString, text);
    QFETCH(bool, mentions);
    QCOMPARE(SendChecks::mentionsAttachment(text, u"A wrote:"_s), mentions);
}

void tst_composer_values::foldersAreRefused()
{
    QTemporaryDir folder;
    const auto outcome = LocalFile::read(folder.path(), {});
    QVERIFY(!outcome.attachment);
    QVERIFY(outcome.refusal.contains(u"folder"_s));
    const auto device = LocalFile::read(u"/dev/null"_s, {});
    QVERIFY(!device.attachment);
    QVERIFY(!device.refusal.isEmpty());
}

void tst_composer_values::fileIsReadWhole()
{
    QTemporaryDir folder;
    const QByteArray content(100'000, 'x');
    QFile file(folder.filePath(u"지도.pdf"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    const auto outcome = LocalFile::read(file.fileName(), {});
    QVERIFY(outcome.attachment);
    QCOMPARE(outcome.attachment->name, u"지도.pdf"_s);
    QCOMPARE(outcome.attachment->content, content);
    QVERIFY(!outcome.attachment->sensitive);
}

void tst_composer_values::missingFileIsExplained()
{
    const auto outcome = LocalFile::read(u"/nowhere/at all/x.txt"_s, {});
    QVERIFY(!outcome.attachment);
    QVERIFY(outcome.refusal.contains(u"x.txt"_s));
}

void tst_composer_values::secretsAreNoticed_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("sensitive");
    QTest::newRow("ssh") << u"key"_s << QByteArray("-----BEGIN OPENSSH PRIVATE KEY-----\nx") << true;
    QTest::newRow("pem") << u"key.txt"_s << QByteArray("-----BEGIN RSA PRIVATE KEY-----\nx") << true;
    QTest::newRow("pgp") << u"key.asc"_s << QByteArray("-----BEGIN PGP PRIVATE KEY BLOCK-----\nx") << true;
    QTest::newRow("pkcs12") << u"me.p12"_s << QByteArray("\x30\x82") << true;
    QTest::newRow("passwords") << u"all.kdbx"_s << QByteArray("x") << true;
    QTest::newRow("public key") << u"key.asc"_s << QByteArray("-----BEGIN PGP PUBLIC KEY BLOCK-----\nx") << false;
    QTest::newRow("text") << u"notes.txt"_s << QByteArray("hello") << false;
}

void tst_composer_values::secretsAreNoticed()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(bool, sensitive);
    QTemporaryDir folder;
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    const auto outcome = LocalFile::read(file.fileName(), {});
    QVERIFY(outcome.attachment);
    QCOMPARE(outcome.attachment->sensitive, sensitive);
}

void tst_composer_values::profileFilesAreNoticed()
{
    QTemporaryDir profile;
    QFile file(profile.filePath(u"mail.sqlite"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("x");
    file.close();
    QVERIFY(LocalFile::read(file.fileName(), profile.path()).attachment->sensitive);
    QVERIFY(!LocalFile::read(file.fileName(), u"/elsewhere"_s).attachment->sensitive);
}

void tst_composer_values::webPagesOfferNoFiles()
{
    QMimeData fromFileManager;
    fromFileManager.setUrls({QUrl(u"file:///etc/hostname"_s)});
    QCOMPARE(LocalFile::offeredFiles(&fromFileManager).size(), 1);
    QMimeData fromPage;
    fromPage.setUrls({QUrl(u"file:///etc/hostname"_s)});
    fromPage.setHtml(u"<a href=file:///etc/hostname>x</a>"_s);
    QVERIFY(LocalFile::offeredFiles(&fromPage).isEmpty());
    QMimeData text;
    text.setText(u"file:///etc/hostname"_s);
    QVERIFY(LocalFile::offeredFiles(&text).isEmpty());
}

void tst_composer_values::quoteMarks_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("level");
    QTest::addColumn<int>("prefix");
    QTest::newRow("none") << u"text"_s << 0 << 0;
    QTest::newRow("one") << u"> text"_s << 1 << 2;
    QTest::newRow("no blank") << u">text"_s << 1 << 1;
    QTest::newRow("two") << u">> text"_s << 2 << 3;
    QTest::newRow("two apart") << u"> > text"_s << 2 << 4;
    QTest::newRow("empty") << u">"_s << 1 << 1;
    QTest::newRow("arrow inside") << u"a > b"_s << 0 << 0;
}

void tst_composer_values::quoteMarks()
{
    QFETCH(QString, line);
    const auto mark = richtext::quoteMark(line);
    QTEST(mark.level, "level");
    QTEST(mark.prefix, "prefix");
}

void tst_composer_values::plainTextStaysAsTyped()
{
    const QString text = u"  two blanks\n\ttab\n\nno-break\u00a0blank, 한글 😀\n> quote\n"_s;
    QTextDocument document;
    document.setPlainText(text);
    QCOMPARE(richtext::toPlain(document), text);
}

void tst_composer_values::richTextAndBack()
{
    QTextDocument document;
    const QString text = u"Hello\n> quoted\n>> deeper\nend"_s;
    richtext::fromPlainToRich(document, text);
    QCOMPARE(richtext::quoteLevel(document.findBlockByNumber(2)), 2);
    QCOMPARE(richtext::toPlain(document), text);
    QTextDocument again;
    richtext::fromHtml(again, richtext::toHtml(document));
    QCOMPARE(richtext::toPlain(again).trimmed(), text);
}

void tst_composer_values::htmlIsOurSubset()
{
    QTextDocument document;
    document.setHtml(
        u"<p onclick='x()'><b>bold</b> <a href='javascript:alert(1)'>bad</a> <a href='https://e.org/?a=1&b=2'>"
        "good</a> <img src='http://t.example/x.png'> &lt;script&gt;</p><ul><li>one</li></ul>"_s);
    const QString html = richtext::toHtml(document);
    QVERIFY(html.contains(u"<b>bold</b>"_s));
    QVERIFY(html.contains(u"<a href=\"https://e.org/?a=1&amp;b=2\">"_s));
    QVERIFY(html.contains(u"<ul>\n<li>one</li>\n</ul>"_s));
    QVERIFY(html.contains(u"&lt;script&gt;"_s));
    for (const QString &bad : {u"javascript"_s, u"onclick"_s, u"t.example"_s, u"<script"_s})
        QVERIFY2(!html.contains(bad), qPrintable(bad));
}

QTEST_MAIN(tst_composer_values)
#include "tst_composer_values.moc"
