// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Message.h"
#include "mime/gmime/Glue.h"

#include <QHash>
#include <QStringDecoder>
#include <algorithm>
#include <cerrno>
#include <iconv.h>

namespace godwit::mime {

namespace {

struct Alias {
    const char *label;
    const char *name;
};

// Sorted by label.  A label is read as the superset that its users really write (WHATWG Encoding, section 4.2).
constexpr Alias Aliases[] = {
    {"ansi_x3.4-1968", "us-ascii"},
    {"ascii", "us-ascii"},
    {"big5", "CP950"},
    {"big5-hkscs", "BIG5-HKSCS"},
    {"cn-big5", "CP950"},
    {"cn-gb", "GB18030"},
    {"cp1250", "windows-1250"},
    {"cp1251", "windows-1251"},
    {"cp1252", "windows-1252"},
    {"cp437", "IBM437"},
    {"cp850", "IBM850"},
    {"cp852", "IBM852"},
    {"cp866", "IBM866"},
    {"cp932", "CP932"},
    {"cp936", "GB18030"},
    {"cp949", "CP949"},
    {"cp950", "CP950"},
    {"euc-jp", "EUC-JP-MS"},
    {"euc-kr", "CP949"},
    {"euc-tw", "EUC-TW"},
    {"euckr", "CP949"},
    {"gb18030", "GB18030"},
    {"gb2312", "GB18030"},
    {"gb_2312-80", "GB18030"},
    {"gbk", "GB18030"},
    {"hz-gb-2312", "HZ"},
    {"ibm437", "IBM437"},
    {"ibm850", "IBM850"},
    {"ibm852", "IBM852"},
    {"ibm866", "IBM866"},
    {"iso-10646-ucs-2", "UCS-2BE"},
    {"iso-2022-cn", "ISO-2022-CN"},
    {"iso-2022-jp", "ISO-2022-JP-2"},
    {"iso-2022-jp-1", "ISO-2022-JP-2"},
    {"iso-2022-jp-2", "ISO-2022-JP-2"},
    {"iso-2022-jp-3", "ISO-2022-JP-3"},
    {"iso-2022-jp-ms", "ISO-2022-JP-2"},
    {"iso-2022-kr", "ISO-2022-KR"},
    {"iso-8859-1", "windows-1252"},
    {"iso-8859-10", "ISO-8859-10"},
    {"iso-8859-11", "WINDOWS-874"},
    {"iso-8859-13", "ISO-8859-13"},
    {"iso-8859-14", "ISO-8859-14"},
    {"iso-8859-15", "ISO-8859-15"},
    {"iso-8859-16", "ISO-8859-16"},
    {"iso-8859-2", "ISO-8859-2"},
    {"iso-8859-3", "ISO-8859-3"},
    {"iso-8859-4", "ISO-8859-4"},
    {"iso-8859-5", "ISO-8859-5"},
    {"iso-8859-6", "ISO-8859-6"},
    {"iso-8859-6-i", "ISO-8859-6"},
    {"iso-8859-7", "ISO-8859-7"},
    {"iso-8859-8", "ISO-8859-8"},
    {"iso-8859-8-e", "ISO-8859-8"},
    {"iso-8859-8-i", "ISO-8859-8"},
    {"iso-8859-9", "windows-1254"},
    {"iso8859-1", "windows-1252"},
    {"iso8859-15", "ISO-8859-15"},
    {"iso8859-2", "ISO-8859-2"},
    {"johab", "JOHAB"},
    {"koi8-r", "KOI8-R"},
    {"koi8-ru", "KOI8-U"},
    {"koi8-t", "KOI8-T"},
    {"koi8-u", "KOI8-U"},
    {"ks_c_5601", "CP949"},
    {"ks_c_5601-1987", "CP949"},
    {"ks_c_5601-1989", "CP949"},
    {"ksc5601", "CP949"},
    {"ksc_5601", "CP949"},
    {"latin1", "windows-1252"},
    {"latin2", "ISO-8859-2"},
    {"mac-latin2", "MAC-CENTRALEUROPE"},
    {"macintosh", "MACINTOSH"},
    {"macroman", "MACINTOSH"},
    {"ms_kanji", "CP932"},
    {"ms949", "CP949"},
    {"shift-jis", "CP932"},
    {"shift_jis", "CP932"},
    {"sjis", "CP932"},
    {"tis-620", "WINDOWS-874"},
    {"ucs-2", "UTF-16"},
    {"uhc", "CP949"},
    {"unicode-1-1-utf-7", "UTF-7"},
    {"unicode-1-1-utf-8", "UTF-8"},
    {"us-ascii", "us-ascii"},
    {"utf-16", "UTF-16"},
    {"utf-16be", "UTF-16BE"},
    {"utf-16le", "UTF-16LE"},
    {"utf-32", "UTF-32"},
    {"utf-32be", "UTF-32BE"},
    {"utf-32le", "UTF-32LE"},
    {"utf-7", "UTF-7"},
    {"utf-8", "UTF-8"},
    {"utf16", "UTF-16"},
    {"utf7", "UTF-7"},
    {"utf8", "UTF-8"},
    {"viscii", "VISCII"},
    {"windows-1250", "windows-1250"},
    {"windows-1251", "windows-1251"},
    {"windows-1252", "windows-1252"},
    {"windows-1253", "WINDOWS-1253"},
    {"windows-1254", "windows-1254"},
    {"windows-1255", "WINDOWS-1255"},
    {"windows-1256", "WINDOWS-1256"},
    {"windows-1257", "WINDOWS-1257"},
    {"windows-1258", "WINDOWS-1258"},
    {"windows-31j", "CP932"},
    {"windows-874", "WINDOWS-874"},
    {"windows-936", "GB18030"},
    {"windows-949", "CP949"},
    {"windows-950", "CP950"},
    {"x-euc-jp", "EUC-JP-MS"},
    {"x-euc-kr", "CP949"},
    {"x-gbk", "GB18030"},
    {"x-mac-ce", "MAC-CENTRALEUROPE"},
    {"x-mac-cyrillic", "MAC-UK"},
    {"x-mac-roman", "MACINTOSH"},
    {"x-sjis", "CP932"},
    {"x-windows-949", "CP949"},
};

bool isUtf8(QByteArrayView octets)
{
    return octets.isValidUtf8();
}

/// Octets 0x80 to 0x9F of windows-1252; 0 where it defines none.
constexpr char16_t Windows1252[32] = {0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161,
    0x203A, 0x0153, 0, 0x017E, 0x0178};

QString fromWindows1252(QByteArrayView octets)
{
    QString text = QString::fromLatin1(octets);
    for (QChar &character : text) {
        const ushort code = character.unicode();
        if (code >= 0x80 && code < 0xA0)
            character =
                QChar(Windows1252[code - 0x80] ? Windows1252[code - 0x80] : char16_t(QChar::ReplacementCharacter));
    }
    return text;
}

QString fromAscii(QByteArrayView octets)
{
    QString text = QString::fromLatin1(octets);
    for (QChar &character : text) {
        if (character.unicode() >= 0x80)
            character = QChar::ReplacementCharacter;
    }
    return text;
}

/// RFC 2781 section 4.3 says big-endian without a byte order mark; Windows programs write little-endian all the same.
QString fromUtf16(QByteArrayView octets)
{
    qsizetype zerosAtEven = 0, zerosAtOdd = 0;
    for (qsizetype at = 0; at + 1 < std::min<qsizetype>(octets.size(), 4096); at += 2) {
        zerosAtEven += octets[at] == 0;
        zerosAtOdd += octets[at + 1] == 0;
    }
    const bool hasMark = octets.startsWith("\xff\xfe") || octets.startsWith("\xfe\xff");
    const auto order = zerosAtOdd > zerosAtEven ? QStringConverter::Utf16LE : QStringConverter::Utf16BE;
    QStringDecoder decoder(hasMark ? QStringConverter::Utf16 : order);
    QString text = decoder.decode(octets);
    if (octets.size() % 2)
        text.append(QChar::ReplacementCharacter);
    return text;
}

/// Converters of one thread, kept: glibc loads and unloads a library for each iconv_open() and iconv_close() of a
/// charset, which was a twentieth of the time of reading mail in bulk.
class Converters {
public:
    Converters() = default;
    Converters(const Converters &) = delete;
    Converters &operator=(const Converters &) = delete;
    ~Converters()
    {
        for (const iconv_t converter : std::as_const(m_open))
            iconv_close(converter);
    }
    iconv_t find(const QByteArray &name)
    {
        const auto known = m_open.constFind(name);
        if (known != m_open.cend()) {
            iconv(*known, nullptr, nullptr, nullptr, nullptr); // back to the initial shift state
            return *known;
        }
        const iconv_t fresh = iconv_open("UTF-16LE", name.constData());
        if (fresh != iconv_t(-1))
            m_open.insert(name, fresh); // as many at most as iconvName() can give
        return fresh;
    }

private:
    QHash<QByteArray, iconv_t> m_open;
};

QString fromIconv(QByteArrayView octets, const QByteArray &name)
{
    static thread_local Converters converters;
    const iconv_t converter = converters.find(name);
    if (converter == iconv_t(-1))
        return fromAscii(octets);
    QString text;
    text.reserve(octets.size());
    char16_t block[2048];
    char *in = const_cast<char *>(octets.data()); // iconv() reads it only; POSIX gives it no const
    size_t left = size_t(octets.size());
    bool flushing = false;
    for (;;) {
        char *out = reinterpret_cast<char *>(block);
        size_t room = sizeof block;
        const size_t result = iconv(converter, flushing ? nullptr : &in, flushing ? nullptr : &left, &out, &room);
        const int error = result == size_t(-1) ? errno : 0;
        text.append(reinterpret_cast<const QChar *>(block), qsizetype((sizeof block - room) / 2));
        if (error == E2BIG)
            continue;
        if (flushing)
            break;
        if (error == 0) {
            flushing = true;
            continue;
        }
        text.append(QChar::ReplacementCharacter);
        if (error != EILSEQ || left == 0) // EINVAL: cut off in the middle of a character
            break;
        ++in;
        --left;
    }
    if (text.startsWith(QChar::ByteOrderMark))
        text.remove(0, 1);
    return text;
}

} // namespace

QByteArray iconvName(QByteArrayView label)
{
    QByteArray key = label.trimmed().toByteArray().toLower();
    if (key.startsWith('"') && key.endsWith('"') && key.size() > 1)
        key = key.mid(1, key.size() - 2);
    if (key.startsWith("cs") && key.size() > 2)
        key.remove(0, 2);
    const auto less = [](const Alias &alias, const QByteArray &wanted) {
        return qstrcmp(alias.label, wanted.constData()) < 0;
    };
    auto found = std::lower_bound(std::begin(Aliases), std::end(Aliases), key, less);
    if (found == std::end(Aliases) || key != found->label) {
        key.replace('_', '-');
        found = std::lower_bound(std::begin(Aliases), std::end(Aliases), key, less);
    }
    if (found == std::end(Aliases) || key != found->label)
        return {};
    return found->name;
}

QString decodeText(const QByteArray &octets, const QString &charset)
{
    const QByteArray name = iconvName(charset.toLatin1());
    if (name.isEmpty() || name == "us-ascii") {
        if (isUtf8(octets))
            return QString::fromUtf8(octets);
        return charset.isEmpty() || !name.isEmpty() ? fromWindows1252(octets) : fromAscii(octets);
    }
    if (name == "UTF-8")
        return QString::fromUtf8(octets);
    if (name == "windows-1252")
        return fromWindows1252(octets);
    if (name == "UTF-16")
        return fromUtf16(octets);
    return fromIconv(octets, name);
}

} // namespace godwit::mime
