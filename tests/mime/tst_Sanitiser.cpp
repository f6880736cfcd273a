// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/html/Sanitiser.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

using namespace godwit::mime;
using namespace Qt::StringLiterals;

namespace {

SanitiseOptions simplified()
{
    SanitiseOptions options;
    options.view = HtmlView::Simplified;
    return options;
}

/// The part of the document that comes from the mail.
QString bodyOf(const SanitisedHtml &shown)
{
    const qsizetype start = shown.html.indexOf(u"<body");
    return start < 0 ? shown.html : shown.html.mid(start);
}

/// What could make a view ask for something, anywhere in the output.
QString fetches(const QString &html)
{
    static const QRegularExpression capable(
        uR"(<(?:script|iframe|frame|object|embed|link|base|svg|math|video|audio|source|form|input|template|noscript)\b|\son\w+=|(?:src|background)="(?!cid:|data:image/)|srcset|srcdoc|url\((?!"(?:cid:|data:image/))|@import|expression|javascript:|http-equiv="refresh")"_s,
        QRegularExpression::CaseInsensitiveOption);
    return capable.match(html).captured();
}

} // namespace

class tst_Sanitiser : public QObject {
    Q_OBJECT
private slots:
    void nothingIsFetched_data();
    void nothingIsFetched();
    void keepsWhatMailIsMadeOf();
    void policyComesFirst();
    void cidOfThisMessageOnly();
    void dataImagesOfKnownKindsOnly();
    void remoteImagesAreCountedAndBlocked();
    void remoteImagesAllowed();
    void styleKeepsKnownPropertiesOnly_data();
    void styleKeepsKnownPropertiesOnly();
    void styleSheetIsRewritten();
    void linksAreStrict_data();
    void linksAreStrict();
    void deceivingLinkNamesBothHosts();
    void formsAreDead();
    void nestedTablesStayQuick();
    void longWordsGetBreaks();
    void truncatedAtEveryOctet();
    void hostileMarkupEnds_data();
    void hostileMarkupEnds();
    void simplifiedKeepsDataTables();
    void htmlBecomesText();
    void hiddenTextIsNotText();
};

/// S-067 to S-070, S-072 to S-075: own samples, one way to fetch each.  Also idempotent, in both views.
void tst_Sanitiser::nothingIsFetched_data()
{
    QTest::addColumn<QString>("html");
    const QStringList samples = {u"<img src=http://h.example/1>"_s, u"<img srcset='http://h.example/2 2x'>"_s,
        u"<picture><source srcset=http://h.example/3><img></picture>"_s,
        u"<video poster=http://h.example/4 src=//h.example/v></video>"_s, u"<audio src=http://h.example/5></audio>"_s,
        u"<input type=image src=http://h.example/6>"_s, u"<object data=http://h.example/7>x</object>"_s,
        u"<embed src=http://h.example/8>"_s, u"<iframe src=http://h.example/9></iframe>"_s,
        u"<iframe srcdoc='<img src=http://h.example/10>'></iframe>"_s,
        u"<svg><image href=http://h.example/11 /><use xlink:href=http://h.example/12 /></svg>"_s,
        u"<math href=http://h.example/13><mi>x</mi></math>"_s,
        u"<table background=http://h.example/14><tr><td>x</table>"_s, u"<body background=http://h.example/15>x"_s,
        u"<link rel=stylesheet href=http://h.example/16>"_s, u"<link rel=dns-prefetch href=//h.example>"_s,
        u"<meta http-equiv=refresh content='0;url=http://h.example/17'>"_s,
        u"<meta http-equiv=x-dns-prefetch-control content=on>"_s, u"<base href=http://h.example/><img src=x>"_s,
        u"<a href=http://h.example/18 ping=http://h.example/19>x</a>"_s, u"<q cite=http://h.example/20>x</q>"_s,
        u"<style>@import url(http://h.example/21);@import 'http://h.example/22';</style>x"_s,
        u"<style>@font-face{font-family:x;src:url(http://h.example/23)} p{font-family:x}</style><p>x"_s,
        u"<p style='background:url(http://h.example/24)'>x"_s,
        u"<p style='background:\\75\\72\\6c(http://h.example/25)'>x"_s,
        u"<p style='background-image:image-set(\"http://h.example/26\" 1x)'>x"_s,
        u"<p style='content:url(http://h.example/27)'>x"_s, u"<p style='cursor:url(http://h.example/28),auto'>x"_s,
        u"<ul style='list-style:url(http://h.example/29)'><li>x</ul>"_s,
        u"<p style='border-image:url(http://h.example/30) 1'>x"_s, u"<p style='mask:url(http://h.example/31)'>x"_s,
        u"<p style='--a:url(http://h.example/32);background:var(--a)'>x"_s,
        u"<p style='behavior:url(http://h.example/33)'>x"_s, u"<p style='width:expression(alert(1))'>x"_s,
        u"<script src=http://h.example/34></script>x"_s, u"<img src=x onerror=alert(1)>"_s,
        u"<a href=\"java\tscript:alert(1)\">x</a>"_s, u"<a href='  JaVaScRiPt:alert(1)'>x</a>"_s,
        u"<a href='data:text/html,<script>'>x</a>"_s, u"<img src=file:///etc/passwd>"_s, u"<img src=/etc/passwd>"_s,
        u"<img src=qrc:/x>"_s, u"<img src=//h.example/share>"_s, u"<img src='data:image/svg+xml;base64,AAAA'>"_s,
        u"<noscript><p title=\"</noscript><img src=http://h.example/35>\"></noscript>"_s,
        u"<svg><style><img src=http://h.example/36></style></svg>"_s,
        u"<math><mtext><table><mglyph><style><img src=http://h.example/37>"_s,
        u"<template><img src=http://h.example/38></template>"_s, u"<![CDATA[<img src=http://h.example/39>]]>"_s,
        u"<plaintext><img src=http://h.example/40>"_s, u"<!--><img src=http://h.example/41>-->"_s,
        u"<frameset><frame src=http://h.example/42></frameset>"_s, u"<p style=\"background:url('http://h.example/43"_s,
        u"<style>a{background:url(\"http://h.example/44\n\")}</style>"_s,
        u"<textarea><img src=http://h.example/45></textarea>"_s,
        u"<select><option><img src=http://h.example/46></select>"_s,
        u"<p/><a/><p><a><b></p></a><table><a href=http://h.example>x<tr><td></a>y"_s,
        u"<image src=http://h.example/47>"_s, u"<table><td><form><table><td></form><img src=http://h.example/48>"_s,
        u"<style></style/><img src=http://h.example/49>"_s};
    for (qsizetype at = 0; at < samples.size(); ++at)
        QTest::addRow("way %d", int(at)) << samples[at];
}

void tst_Sanitiser::nothingIsFetched()
{
    QFETCH(QString, html);
    for (const SanitiseOptions &options : {SanitiseOptions(), simplified()}) {
        const SanitisedHtml shown = sanitise(html, options);
        QCOMPARE(fetches(shown.html), QString());
        QCOMPARE(sanitise(shown.html, options).html, shown.html);
    }
}

void tst_Sanitiser::keepsWhatMailIsMadeOf()
{
    const QString html =
        u"<table width=\"600\" bgcolor=\"#ffffff\"><tbody><tr><td align=\"center\" style=\"color: red\">안녕 "
        "<b>bold</b> &amp; <a href=\"https://example.org/a?b=1&amp;c=2\">link</a></td></tr></tbody></table>"_s;
    const SanitisedHtml shown = sanitise(html);
    QCOMPARE(bodyOf(shown), u"<body>"_s + html + u"</body></html>"_s);
    QVERIFY(!shown.hasRemoteContent && !shown.truncated);
    QCOMPARE(shown.links.size(), 1);
    QCOMPARE(shown.links.constFirst().target, u"https://example.org/a?b=1&c=2"_s);
    QCOMPARE(shown.links.constFirst().text, u"link"_s);
}

void tst_Sanitiser::policyComesFirst()
{
    const QString html = sanitise(u"<meta http-equiv=x-dns-prefetch-control content=on><p>x"_s).html;
    QVERIFY(html.startsWith(u"<!DOCTYPE html>\n<html><head><meta http-equiv=\"x-dns-prefetch-control\" content=\"off\">"
                            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"));
    QVERIFY(!html.contains(u"content=\"on\""));
    QVERIFY(!html.contains(u"http:"));
}

/// S-071
void tst_Sanitiser::cidOfThisMessageOnly()
{
    SanitiseOptions options;
    options.cidUrls = {{u"a@x"_s, u"cid:1-a"_s}};
    const SanitisedHtml shown =
        sanitise(u"<img src=\"cid:a@x\"><img src=\"cid:a%40x\"><img src=\"cid:b@x\"><img src=\"mid:a@x\">"_s, options);
    QCOMPARE(bodyOf(shown), u"<body><img src=\"cid:1-a\"><img src=\"cid:1-a\"><img><img></body></html>"_s);
    QCOMPARE(sanitise(shown.html, options).html, shown.html);
    QVERIFY(!shown.hasRemoteContent);
}

void tst_Sanitiser::dataImagesOfKnownKindsOnly()
{
    const auto kept = [](const QString &url) {
        return bodyOf(sanitise(u"<img src=\""_s + url + u"\">"_s)).contains(u"src=");
    };
    QVERIFY(kept(u"data:image/png;base64,iVBORw0KGgo="_s));
    QVERIFY(kept(u"data:image/jpeg;base64,/9j/"_s));
    QVERIFY(!kept(u"data:image/svg+xml;base64,PHN2Zz4="_s));
    QVERIFY(!kept(u"data:text/html;base64,PHN2Zz4="_s));
    QVERIFY(!kept(u"data:image/png,<svg>"_s));
}

void tst_Sanitiser::remoteImagesAreCountedAndBlocked()
{
    const QString html = u"<img src=\"http://b.example/1.png\" alt=\"Logo\"><img src=\"https://A.example/2.png\">"
                         "<td background=\"http://b.example/3\"><p style=\"background: url(http://c.example/4)\">x"_s;
    const SanitisedHtml shown = sanitise(html);
    QVERIFY(shown.hasRemoteContent);
    QCOMPARE(shown.blockedImages, 3); // a lone td is no element of the tree
    QCOMPARE(shown.remoteHosts, QStringList({u"a.example"_s, u"b.example"_s, u"c.example"_s}));
    QVERIFY(!shown.html.contains(u"example"));
    QVERIFY(shown.html.contains(u"alt=\"Logo\""));
}

void tst_Sanitiser::remoteImagesAllowed()
{
    SanitiseOptions options;
    options.remoteImages = RemoteImages::Allowed;
    const SanitisedHtml shown =
        sanitise(u"<img src=\"https://user@a.example/2.png\"><iframe src=https://a.example/f></iframe>"
                 "<p style=\"background: url(https://c.example/4)\"><img src=\"ftp://a.example/x\">"_s,
            options);
    QVERIFY(shown.html.contains(u"<img src=\"https://a.example/2.png\">"));
    QVERIFY(shown.html.contains(u"url(&quot;https://c.example/4&quot;)"));
    QVERIFY(!shown.html.contains(u"iframe") && !shown.html.contains(u"ftp:"));
    QCOMPARE(shown.blockedImages, 0);
    QCOMPARE(sanitise(shown.html, options).html, shown.html);
}

/// S-068, S-077
void tst_Sanitiser::styleKeepsKnownPropertiesOnly_data()
{
    QTest::addColumn<QString>("style");
    QTest::addColumn<QString>("kept");
    QTest::newRow("plain") << u"color:#FF0000;margin:0 auto"_s << u"color: #FF0000; margin: 0 auto"_s;
    QTest::newRow("important") << u"width:100%!important"_s << u"width: 100% !important"_s;
    QTest::newRow("position") << u"position:fixed;top:0;z-index:9;color:red"_s << u"color: red"_s;
    QTest::newRow("transform") << u"transform:scale(9);color:red"_s << u"color: red"_s;
    QTest::newRow("negative margin") << u"margin-top:-500px;margin-left:5px"_s << u"margin-left: 5px"_s;
    QTest::newRow("huge") << u"width:1000000px;height:10px"_s << u"height: 10px"_s;
    QTest::newRow("function") << u"color:rgba(1,2,3,.5)"_s << u"color: rgba(1, 2, 3, .5)"_s;
    QTest::newRow("fonts") << u"font:12px/1.5 'Nanum Gothic',sans-serif"_s
                           << u"font: 12px / 1.5 \"Nanum Gothic\", sans-serif"_s;
    QTest::newRow("escape") << u"c\\6flor:red;wid\\th:1px"_s << u"color: red; width: 1px"_s;
    QTest::newRow("expression") << u"width:expression(1);color:ex/**/pression(1)"_s << QString();
    QTest::newRow("var") << u"--x:1;color:var(--x)"_s << QString();
    QTest::newRow("unclosed") << u"color:rgb(1,2"_s << QString();
    QTest::newRow("calc") << u"width:calc(100% - 20px)"_s << u"width: calc(100% - 20px)"_s;
}

void tst_Sanitiser::styleKeepsKnownPropertiesOnly()
{
    QFETCH(QString, style);
    QFETCH(QString, kept);
    const QString body = bodyOf(sanitise(u"<p style=\""_s + style.toHtmlEscaped() + u"\">x</p>"_s));
    const QString expected = kept.isEmpty() ? u"<p>x</p>"_s : u"<p style=\""_s + kept.toHtmlEscaped() + u"\">x</p>"_s;
    QCOMPARE(body, u"<body>"_s + expected + u"</body></html>"_s);
}

void tst_Sanitiser::styleSheetIsRewritten()
{
    const SanitisedHtml shown =
        sanitise(u"<style>/* c */ .a > p:hover , #b{color:red;behavior:url(x)}\n"
                 "@media only screen and (max-width:600px){.a{width:100%!important}}"
                 "@import 'x';@keyframes y{from{left:0}} a[href]{color:red} </style><p class=a>x"_s);
    QVERIFY2(
        shown.html.contains(u"<style>\n.a>p:hover,#b { color: red }\n"
                            "@media only screen and (max-width: 600px) {\n.a { width: 100% !important }\n}\n</style>"),
        qPrintable(shown.html));
}

/// S-085, S-087, S-088
void tst_Sanitiser::linksAreStrict_data()
{
    QTest::addColumn<QString>("href");
    QTest::addColumn<QString>("target");
    QTest::newRow("plain") << u"http://example.org/x"_s << u"http://example.org/x"_s;
    QTest::newRow("user part") << u"https://bank.example@evil.example/"_s << u"https://evil.example/"_s;
    QTest::newRow("encoded slash") << u"https://bank.example%2f@evil.example/"_s << u"https://evil.example/"_s;
    QTest::newRow("backslash") << u"https://bank.example\\@evil.example"_s << QString();
    QTest::newRow("no host") << u"https:evil"_s << QString();
    QTest::newRow("tab in scheme") << u"ht\ttps://example.org/"_s << u"https://example.org/"_s;
    QTest::newRow("idn") << u"https://한국.example/"_s << u"https://xn--3e0b707e.example/"_s;
    QTest::newRow("space") << u"https://example.org/a b\"c"_s << u"https://example.org/a%20b%22c"_s;
    QTest::newRow("mailto") << u"mailto:a@example.org?subject=x"_s << u"mailto:a@example.org?subject=x"_s;
    for (const char *dead : {"javascript:alert(1)", "file:///etc/passwd", "smb://h/x", "\\\\h\\x", "data:text/html,x",
             "ms-word:x", "tel:1", "imap://h/", "qrc:/x", "vscode://x", "/relative", "#anchor", "-rf", "", "http://",
             "https://a b/", "view-source:http://x/"})
        QTest::addRow("dead %s", dead) << QString::fromLatin1(dead) << QString();
    QTest::newRow("zero width in host") << u"https://exa\u200Bmple.org/"_s << QString();
}

void tst_Sanitiser::linksAreStrict()
{
    QFETCH(QString, href);
    QFETCH(QString, target);
    QCOMPARE(readLink(href, {}).target, target);
    const bool alive = bodyOf(sanitise(u"<a href=\""_s + href.toHtmlEscaped() + u"\">x</a>"_s)).contains(u"href=");
    QCOMPARE(alive, !target.isEmpty());
}

/// S-084
void tst_Sanitiser::deceivingLinkNamesBothHosts()
{
    const auto claimed = [](const QString &text) {
        return readLink(u"https://evil.example/login"_s, text).claimedHost;
    };
    QCOMPARE(claimed(u"https://www.bank.com/login"_s), u"bank.com"_s);
    QCOMPARE(claimed(u"www.bank.co.kr"_s), u"bank.co.kr"_s);
    QCOMPARE(claimed(u"bank.com"_s), u"bank.com"_s);
    QCOMPARE(claimed(u"Click here"_s), QString());
    QCOMPARE(claimed(u"report.pdf"_s), QString());
    QCOMPARE(readLink(u"https://mail.bank.com/"_s, u"bank.com"_s).claimedHost, QString());
    QCOMPARE(readLink(u"https://bank.com.evil.example/"_s, u"bank.com"_s).claimedHost, u"bank.com"_s);
}

/// S-076
void tst_Sanitiser::formsAreDead()
{
    QCOMPARE(
        bodyOf(sanitise(
            u"<form action=http://x.example><label>Name</label><input type=password autofocus><button>Go</button></form>"_s)),
        u"<body>NameGo</body></html>"_s);
}

/// S-079
void tst_Sanitiser::nestedTablesStayQuick()
{
    QString html;
    for (int depth = 0; depth < 60; ++depth)
        html += u"<table><tr><td>"_s;
    const SanitisedHtml shown = sanitise(html + u"deep"_s, simplified());
    QCOMPARE(shown.html, u"deep"_s);
    QVERIFY(shown.flattened);
    QVERIFY(!sanitise(u"<table><tr><td>x"_s, simplified()).flattened);
    QVERIFY(bodyOf(sanitise(html + u"deep"_s)).contains(u"deep"));
}

/// S-080
void tst_Sanitiser::longWordsGetBreaks()
{
    const QString shown = sanitise(QString(200000, u'x'), simplified()).html;
    QCOMPARE(shown.count(u'x'), 200000);
    for (const QString &piece : shown.split(u'\u200B'))
        QVERIFY(piece.size() <= 100);
}

void tst_Sanitiser::truncatedAtEveryOctet()
{
    const QString html =
        u"<!DOCTYPE html><html><head><style media=\"screen\">@media "
        u"x{.a{color:red;background:url('http://h.example/1')}}</style></head>"
        "<body background='http://h.example/2' style='font:12px \"A\\62 c\"'><table><tr><td><a "
        "href='https://x.example/?a=1&amp;b' title=x>t</a>"
        "<img src='data:image/png;base64,AAAA' onload=x()><pre>\n p</pre><svg><style><a id='</style><img "
        "src=http://h.example/3>'>"
        "</svg><!-- c --><![CDATA[x]]><p>&nbsp;&#x41;<b><i></b></i><script>x</script></td></tr></table></body></html>"_s;
    for (qsizetype length = 0; length <= html.size(); ++length) {
        for (const SanitiseOptions &options : {SanitiseOptions(), simplified()}) {
            const QString shown = sanitise(html.left(length), options).html;
            QCOMPARE(fetches(shown), QString());
            QCOMPARE(sanitise(shown, options).html, shown);
        }
        htmlToText(html.left(length));
    }
}

void tst_Sanitiser::hostileMarkupEnds_data()
{
    QTest::addColumn<QString>("html");
    QTest::newRow("deep divs") << u"<div>"_s.repeated(200000) + u"words"_s;
    QTest::newRow("scope trick") << u"<div><table><td></div></table>"_s.repeated(30000) + u"words"_s;
    QTest::newRow("formatting") << u"<b a=1><table><td></b></table>"_s.repeated(20000) + u"words"_s;
    QTest::newRow("frameset over depth") << u"<div>"_s.repeated(50000) + u"<frameset>"_s;
    QTest::newRow("inline tags") << u"<i>x</i>"_s.repeated(100000);
    QTest::newRow("attributes") << u"<div "_s + u"a "_s.repeated(50000) + u">words</div>"_s;
    QTest::newRow("open brackets") << u"<"_s.repeated(500000);
    QTest::newRow("css") << u"<style>"_s + u"@media x{a{"_s.repeated(50000) + u"</style><p style=\""_s
            + u"color:rgb("_s.repeated(20000) + u"\">words"_s;
    QTest::newRow("anchors") << u"<a href=http://x.example>"_s.repeated(20000);
}

void tst_Sanitiser::hostileMarkupEnds()
{
    QFETCH(QString, html);
    QElapsedTimer timer;
    timer.start();
    for (const SanitiseOptions &options : {SanitiseOptions(), simplified()}) {
        const SanitisedHtml shown = sanitise(html, options);
        QCOMPARE(fetches(shown.html), QString());
        if (html.contains(u"words"))
            QVERIFY(shown.html.contains(u"words")); // what it says is not lost
    }
    QVERIFY(timer.elapsed() < 60000); // a guard against hanging, not a measure
}

void tst_Sanitiser::simplifiedKeepsDataTables()
{
    const QString html = u"<table><tr><th>Item</th><th>Price</th></tr><tr><td>Tea</td><td>5</td></tr></table>"_s;
    QCOMPARE(sanitise(html, simplified()).html.count(u"<td>"_s), 2);
    const QString layout = u"<table><tr><td><h1>Title</h1>"_s + html + u"</td></tr></table>"_s;
    QCOMPARE(sanitise(layout, simplified()).html.count(u"<table"_s), 1);
}

void tst_Sanitiser::htmlBecomesText()
{
    const QString html = u"<html><head><title>no</title><style>p{}</style></head><body><p>Hello,&nbsp;<b>world</b>!</p>"
                         "<ul><li>one<li>two</ul><blockquote>said<br>before</blockquote><p>See <a "
                         "href=\"https://example.org/x\">this</a>, "
                         "<a href=\"https://example.org/\">example.org</a><script>no()</script></p></body></html>"_s;
    QCOMPARE(htmlToText(html),
        u"Hello, world!\n\n- one\n- two\n> said\n> before\n\nSee this <https://example.org/x>, example.org\n"_s);
}

/// S-078
void tst_Sanitiser::hiddenTextIsNotText()
{
    QCOMPARE(
        htmlToText(
            u"<div style=\"display: none\">secret</div><p style='font-size:0'>secret</p><p hidden>secret</p><p>seen</p>"_s),
        u"seen\n"_s);
    QCOMPARE(sanitise(u"<span style=\"display:none\">secret</span><p>seen</p>"_s, simplified()).html, u"<p>seen</p>"_s);
}

QTEST_GUILESS_MAIN(tst_Sanitiser)
#include "tst_Sanitiser.moc"
