// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/Lookalike.h"

#include "trust/Domain.h"

#include <QSet>
#include <algorithm>
#include <array>

namespace godwit::trust {

namespace {

constexpr qsizetype ShortestForStroke = 6; // below that one letter makes another name, not a likeness
constexpr qsizetype LongForStroke = 8; // from there on below another suffix too
constexpr qsizetype ShortestBorrowed = 5;

/// Mail of these that carries no signature of theirs is not theirs.
const QStringList &signingDomains()
{
    static const QStringList domains = QStringLiteral(
        "paypal.com google.com microsoft.com apple.com icloud.com amazon.com amazon.co.jp amazon.de "
        "netflix.com facebook.com facebookmail.com instagram.com linkedin.com twitter.com dropbox.com "
        "docusign.com docusign.net adobe.com github.com gitlab.com spotify.com ebay.com chase.com "
        "wellsfargo.com bankofamerica.com americanexpress.com citibank.com revolut.com wise.com stripe.com "
        "coinbase.com binance.com kraken.com steampowered.com dhl.com fedex.com ups.com usps.com "
        "booking.com airbnb.com naver.com kakao.com kakaobank.com coupang.com tossbank.com")
                                           .split(u' ');
    return domains;
}

const QStringList &wellKnownDomains()
{
    static const QStringList domains = signingDomains()
        + QStringLiteral("whatsapp.com hsbc.com barclays.co.uk navercorp.com kakaocorp.com daum.net toss.im kbstar.com "
                         "shinhan.com wooribank.com hanabank.com kebhana.com nonghyup.com ibk.co.kr samsung.com "
                         "samsungcard.com hyundaicard.com lottecard.co.kr nhis.or.kr hometax.go.kr gov.kr nts.go.kr "
                         "epost.go.kr cjlogistics.com gmarket.co.kr 11st.co.kr")
              .split(u' ');
    return domains;
}

const QStringList &publicMailDomains()
{
    static const QStringList domains = QStringLiteral(
        "gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com yahoo.co.jp "
        "yahoo.co.uk icloud.com me.com mac.com aol.com gmx.de gmx.net gmx.com web.de t-online.de mail.com "
        "mail.ru yandex.ru yandex.com proton.me protonmail.com tutanota.com tuta.com fastmail.com "
        "zoho.com naver.com hanmail.net daum.net kakao.com nate.com qq.com 163.com 126.com sina.com "
        "orange.fr free.fr laposte.net libero.it seznam.cz wp.pl o2.pl")
                                           .split(u' ');
    return domains;
}

/// Of the letters of other scripts only those that few would tell from a Latin one.
struct Twin {
    char16_t looks;
    const char *like;
};
constexpr std::array Twins{Twin{u'а', "a"}, Twin{u'α', "a"}, Twin{u'в', "b"}, Twin{u'с', "c"}, Twin{u'ϲ', "c"},
    Twin{u'ԁ', "d"}, Twin{u'е', "e"}, Twin{u'ё', "e"}, Twin{u'ε', "e"}, Twin{u'ɡ', "g"}, Twin{u'һ', "h"},
    Twin{u'н', "h"}, Twin{u'і', "l"}, Twin{u'ї', "l"}, Twin{u'ι', "l"}, Twin{u'ı', "l"}, Twin{u'ј', "j"},
    Twin{u'к', "k"}, Twin{u'κ', "k"}, Twin{u'ӏ', "l"}, Twin{u'м', "m"}, Twin{u'п', "n"}, Twin{u'η', "n"},
    Twin{u'о', "o"}, Twin{u'ο', "o"}, Twin{u'σ', "o"}, Twin{u'օ', "o"}, Twin{u'р', "p"}, Twin{u'ρ', "p"},
    Twin{u'ԛ', "q"}, Twin{u'г', "r"}, Twin{u'ѕ', "s"}, Twin{u'т', "t"}, Twin{u'τ', "t"}, Twin{u'υ', "u"},
    Twin{u'ц', "u"}, Twin{u'ս', "u"}, Twin{u'ν', "v"}, Twin{u'ѵ', "v"}, Twin{u'ԝ', "w"}, Twin{u'ѡ', "w"},
    Twin{u'ω', "w"}, Twin{u'х', "x"}, Twin{u'χ', "x"}, Twin{u'у', "y"}, Twin{u'γ', "y"}, Twin{u'з', "3"},
    Twin{u'ø', "o"}, Twin{u'ł', "l"}, Twin{u'đ', "d"}, Twin{u'ħ', "h"}, Twin{u'0', "o"}, Twin{u'1', "l"},
    Twin{u'i', "l"}, Twin{u'5', "s"}, Twin{u'‐', "-"}, Twin{u'–', "-"}, Twin{u'⁄', "/"}, Twin{u'∕', "/"}};

/// One letter more, less, other, or two neighbours exchanged.
bool isOneStrokeApart(QStringView one, QStringView other)
{
    if (one.size() > other.size())
        std::swap(one, other);
    if (other.size() - one.size() > 1)
        return false;
    qsizetype head = 0;
    while (head < one.size() && one[head] == other[head])
        ++head;
    qsizetype tail = 0;
    while (tail < one.size() - head && one[one.size() - 1 - tail] == other[other.size() - 1 - tail])
        ++tail;
    const qsizetype left = one.size() - head - tail, right = other.size() - head - tail;
    if (left + right == 0 || head == 0) // another first letter makes another word: cloud, icloud
        return false;
    if (left <= 1 && right <= 1)
        return true;
    return left == 2 && right == 2 && one[head] == other[head + 1] && one[head + 1] == other[head];
}

/// What stands before the public suffix.
QString ownLabel(const QString &organisational)
{
    return organisational.left(organisational.indexOf(u'.'));
}

} // namespace

bool isWellKnownDomain(const QString &organisationalDomain)
{
    static const QSet<QString> domains(wellKnownDomains().begin(), wellKnownDomains().end());
    return domains.contains(organisationalDomain);
}

bool alwaysSigns(const QString &organisationalDomain)
{
    static const QSet<QString> domains(signingDomains().begin(), signingDomains().end());
    return domains.contains(organisationalDomain);
}

bool isPublicMailDomain(const QString &organisationalDomain)
{
    static const QSet<QString> domains(publicMailDomains().begin(), publicMailDomains().end());
    return domains.contains(organisationalDomain);
}

QString skeleton(const QString &text)
{
    static const QHash<char16_t, QString> twins = [] {
        QHash<char16_t, QString> made;
        for (const Twin &twin : Twins)
            made.insert(twin.looks, QString::fromLatin1(twin.like));
        return made;
    }();
    QString out;
    for (const QChar character : text.toLower().normalized(QString::NormalizationForm_KD).toLower()) {
        if (character.category() == QChar::Mark_NonSpacing || character.category() == QChar::Other_Format)
            continue;
        const auto twin = twins.constFind(character.unicode());
        out += twin == twins.cend() ? QString(character) : *twin;
    }
    return out.replace(QStringLiteral("rn"), QStringLiteral("m")).replace(QStringLiteral("vv"), QStringLiteral("w"));
}

bool mixesScripts(const QString &unicodeDomain)
{
    for (const QString &label : unicodeDomain.split(u'.')) {
        QSet<QChar::Script> scripts;
        for (const char32_t character : label.toUcs4()) {
            const QChar::Script script = QChar::script(character);
            if (script != QChar::Script_Common && script != QChar::Script_Inherited && script != QChar::Script_Unknown)
                scripts.insert(script);
        }
        if (scripts.size() < 2)
            continue;
        // UTS 39 section 5.2, highly restrictive: Latin beside what East Asia writes, and nothing else.
        const QSet<QChar::Script> japanese{
            QChar::Script_Latin, QChar::Script_Han, QChar::Script_Hiragana, QChar::Script_Katakana};
        const QSet<QChar::Script> korean{QChar::Script_Latin, QChar::Script_Han, QChar::Script_Hangul};
        const QSet<QChar::Script> chinese{QChar::Script_Latin, QChar::Script_Han, QChar::Script_Bopomofo};
        if (!japanese.contains(scripts) && !korean.contains(scripts) && !chinese.contains(scripts))
            return true;
    }
    return false;
}

FamiliarDomains::FamiliarDomains()
{
    for (const QStringList &list : {wellKnownDomains(), publicMailDomains()}) {
        for (const QString &domain : list)
            add(domain);
    }
}

void FamiliarDomains::add(const QString &domain)
{
    const QString organisational = organisationalDomain(domain);
    if (organisational.isEmpty() || m_all.contains(organisational))
        return;
    const QString label = ownLabel(organisational);
    m_all.insert(organisational, label);
    m_bySkeleton.insert(skeleton(unicodeDomain(organisational)), organisational);
    if (label.size() >= ShortestForStroke)
        m_byLength[label.size()].append(organisational);
}

Resemblance FamiliarDomains::resemblance(const QString &domain) const
{
    const QString organisational = organisationalDomain(domain);
    if (organisational.isEmpty() || m_all.contains(organisational))
        return {};
    if (const QString other = sameLook(organisational); !other.isEmpty())
        return {Likeness::SameLook, other};
    if (mixesScripts(unicodeDomain(domain)))
        return {Likeness::MixedScripts, {}};
    if (const QString other = borrowed(domain); !other.isEmpty())
        return {Likeness::Borrowed, other};
    if (const QString other = oneStroke(organisational); !other.isEmpty())
        return {Likeness::OneStroke, other};
    return {};
}

QString FamiliarDomains::sameLook(const QString &domain) const
{
    return m_bySkeleton.value(skeleton(unicodeDomain(domain)));
}

QString FamiliarDomains::oneStroke(const QString &domain) const
{
    const QString label = ownLabel(domain);
    const QString suffix = domain.mid(label.size());
    if (label.size() < ShortestForStroke - 1 || label.startsWith(u"xn--"))
        return {};
    for (const qsizetype length : {label.size(), label.size() - 1, label.size() + 1}) {
        for (const QString &candidate : m_byLength.value(length)) {
            const bool comparable = qMin(length, label.size()) >= LongForStroke || candidate.endsWith(suffix);
            if (comparable && isOneStrokeApart(label, m_all.value(candidate)))
                return candidate;
        }
    }
    return {};
}

/// A well known name as a label, or between hyphens, of a domain that is not its own.
QString FamiliarDomains::borrowed(const QString &domain) const
{
    const QString padded = u'.' + domain;
    const QStringList words = QString(domain).replace(u'-', u'.').split(u'.');
    for (const QString &known : wellKnownDomains()) {
        const QString label = ownLabel(known);
        if (padded.contains(u'.' + known + u'.') || padded.contains(u'.' + known + u'-'))
            return known;
        const bool hyphened = domain.contains(u'-' + label) || domain.contains(label + u'-');
        if (hyphened && label.size() >= ShortestBorrowed && words.contains(label))
            return known;
    }
    return {};
}

} // namespace godwit::trust
