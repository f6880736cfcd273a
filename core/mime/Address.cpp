// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Address.h"

#include "base/Limits.h"
#include "mime/HeaderText.h"
#include "mime/Message.h"
#include "mime/gmime/Glue.h"

#include <QSet>
#include <optional>

namespace godwit::mime {

namespace {

/// The host names with an A-label (RFC 5890) that stand in the field.
QSet<QByteArray> asciiDomains(const QByteArray &line)
{
    QSet<QByteArray> domains;
    const auto inHost = [](char c) {
        return c == '-' || c == '.' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    for (qsizetype at = line.indexOf("xn--"); at >= 0; at = line.indexOf("xn--", at)) {
        qsizetype start = at, end = at;
        while (start > 0 && at - start < 256 && inHost(line[start - 1]))
            --start;
        while (end < line.size() && inHost(line[end]))
            ++end;
        domains.insert(line.mid(start, end - start));
        at = end;
    }
    return domains;
}

/// GMime gives the domain in Unicode; an address is shown and used as it stood in the field.
QString addrAsWritten(InternetAddressMailbox *mailbox, const QSet<QByteArray> &domains)
{
    const char *addr = internet_address_mailbox_get_addr(mailbox);
    if (addr && !domains.isEmpty()) {
        const QByteArray ascii = internet_address_mailbox_get_idn_addr(mailbox);
        if (domains.contains(ascii.sliced(ascii.lastIndexOf('@') + 1)))
            return oneLine(QString::fromUtf8(ascii));
    }
    return addr ? oneLine(QString::fromUtf8(addr)) : QString();
}

/// S-048: an encoded word inside an addr-spec stays encoded; GMime leaves it alone.
void collect(InternetAddressList *list, const QSet<QByteArray> &domains, AddressList &out, int depth)
{
    const int count = internet_address_list_length(list);
    for (int at = 0; at < count; ++at) {
        InternetAddress *address = internet_address_list_get_address(list, at);
        if (INTERNET_ADDRESS_IS_GROUP(address)) {
            if (depth < 8)
                collect(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(address)), domains, out, depth + 1);
            continue;
        }
        const char *name = internet_address_get_name(address);
        const Address made{name ? oneLine(QString::fromUtf8(name)) : QString(),
            addrAsWritten(INTERNET_ADDRESS_MAILBOX(address), domains)};
        if (!made.name.isEmpty() || !made.addr.isEmpty())
            out.append(made);
    }
}

AddressList read(const QByteArray &line)
{
    AddressList out;
    const GObjectPtr<InternetAddressList> list(internet_address_list_parse(parserOptions(), line.constData()));
    if (list)
        collect(list.get(), asciiDomains(line), out, 0);
    return out;
}

/// GMime descends into `a:b:c:` without a limit (S-059); real groups do not nest (RFC 5322 section 3.4).
bool nestsTooDeep(const QByteArray &line)
{
    constexpr qsizetype MaximumColons = 2000;
    return line.count(':') > MaximumColons;
}

/// The pieces between the commas that separate; groups count as their members.
QByteArrayList pieces(const QByteArray &line)
{
    QByteArrayList out;
    QByteArray piece;
    bool quoted = false, angle = false;
    int comment = 0;
    for (qsizetype at = 0; at < line.size(); ++at) {
        const char octet = line[at];
        if (octet == '\\' && at + 1 < line.size() && (quoted || comment > 0)) {
            piece.append(octet).append(line[++at]);
            continue;
        }
        if (octet == '"' && comment == 0)
            quoted = !quoted;
        else if (!quoted && octet == '(')
            ++comment;
        else if (!quoted && octet == ')')
            comment = std::max(0, comment - 1);
        else if (!quoted && comment == 0 && (octet == '<' || octet == '>'))
            angle = octet == '<';
        if ((octet == ',' || octet == ';') && !quoted && !angle && comment == 0) {
            out.append(piece.trimmed());
            piece.clear();
        } else {
            piece.append(octet);
        }
    }
    out.append(piece.trimmed());
    out.removeAll(QByteArray());
    return out;
}

/// The word with the only @ of what has no brackets around it.  Only what stands there plainly: neither quoted nor
/// encoded words become an address (S-048).
QByteArray bareAddress(const QByteArray &piece)
{
    if (piece.count('@') != 1 || piece.contains('"') || piece.contains("=?"))
        return {};
    for (const QByteArray &word : piece.simplified().split(' ')) {
        if (isValidAddrSpec(QString::fromUtf8(QByteArray(word).replace('<', "").replace('>', ""))))
            return word;
    }
    return {};
}

/// What stands in angle brackets, or the only word with an @; the rest is the name.  For what GMime gives up on.
Address readLeniently(const QByteArray &whole)
{
    constexpr qsizetype MaximumOctets = 1000;
    const QByteArray piece = whole.left(MaximumOctets);
    Address made;
    const qsizetype open = piece.lastIndexOf('<');
    const qsizetype close = piece.indexOf('>', open + 1);
    if (open >= 0 && close > open) {
        made.addr = oneLine(QString::fromUtf8(piece.sliced(open + 1, close - open - 1)));
        made.name = decodeHeaderText(piece.first(open));
    } else if (piece.contains('@') && !piece.contains(' ')) {
        made.addr = oneLine(QString::fromUtf8(piece));
    } else if (const QByteArray bare = bareAddress(piece); !bare.isEmpty()) {
        made.addr = oneLine(QString::fromUtf8(QByteArray(bare).replace('<', "").replace('>', "")));
        made.name = decodeHeaderText(QByteArray(piece).replace(bare, ""));
    } else {
        made.name = decodeHeaderText(piece);
    }
    if (made.name.size() > 1 && made.name.startsWith(u'"') && made.name.endsWith(u'"'))
        made.name = made.name.mid(1, made.name.size() - 2);
    return made;
}

bool isAlphanumeric(char octet)
{
    return (octet >= '0' && octet <= '9') || ((octet | 0x20) >= 'a' && (octet | 0x20) <= 'z');
}

/// Words of letters and digits with one blank between them, in quotes or not, before `<`.
std::optional<QByteArrayView> plainPhrase(QByteArrayView phrase)
{
    const bool quoted = phrase.size() > 2 && phrase.startsWith('"') && phrase.endsWith('"');
    if (quoted)
        phrase = phrase.sliced(1, phrase.size() - 2);
    for (qsizetype at = 0; at < phrase.size(); ++at) {
        const bool isSeparator = phrase[at] == ' ' && at > 0 && at + 1 < phrase.size() && phrase[at - 1] != ' ';
        if (!isAlphanumeric(phrase[at]) && !isSeparator)
            return std::nullopt;
    }
    return phrase;
}

/// `Words <local@host.example>` or the address alone, where no reading is possible but one.  Half of all the lines of
/// all the mail are so, and reading them is most of what envelopes cost.
std::optional<Address> plainMailbox(QByteArrayView line)
{
    QByteArrayView phrase;
    QByteArrayView addr = line;
    if (line.endsWith('>')) {
        const qsizetype open = line.indexOf('<');
        if (open < 0 || (open > 0 && line[open - 1] != ' '))
            return std::nullopt;
        const auto plain = plainPhrase(line.first(std::max<qsizetype>(0, open - 1)));
        if (!plain)
            return std::nullopt;
        phrase = *plain;
        addr = line.sliced(open + 1).chopped(1);
    }
    const qsizetype at = addr.indexOf('@');
    if (at <= 0 || at + 1 == addr.size() || addr.size() > 200)
        return std::nullopt;
    char before = '.';
    for (qsizetype i = 0; i < addr.size(); ++i) {
        const char octet = addr[i];
        const bool isInner = octet == '-' || octet == '_' || octet == '.' || (octet == '+' && i < at) || i == at;
        const bool wasInner = before == '.' || before == '-' || before == '@';
        if (!isAlphanumeric(octet) && (!isInner || wasInner || i + 1 == addr.size()))
            return std::nullopt;
        before = octet;
    }
    if (addr.contains("xn--"))
        return std::nullopt;
    return Address{QString::fromLatin1(phrase), QString::fromLatin1(addr)};
}

} // namespace

AddressList parseAddressList(const QByteArray &field)
{
    startGMime();
    constexpr qsizetype MaximumOctets = 4 * limits::MiB;
    const QByteArray plain = unfolded(QByteArrayView(field).first(std::min(field.size(), MaximumOctets)));
    if (const std::optional<Address> only = plainMailbox(plain))
        return {*only};
    const QByteArray line = withUtf8Words(plain);
    const bool hostile = nestsTooDeep(line);
    AddressList whole = hostile ? AddressList() : read(line);
    const QByteArrayList parts = pieces(line);
    if (!hostile && (whole.size() >= parts.size() || line.contains(':')))
        return whole;
    AddressList out; // GMime lost one: read them one by one
    for (const QByteArray &piece : parts) {
        const AddressList one = nestsTooDeep(piece) ? AddressList() : read(piece);
        if (!one.isEmpty())
            out += one;
        else if (const Address made = readLeniently(piece); !made.name.isEmpty() || !made.addr.isEmpty())
            out.append(made);
    }
    return out;
}

AddressList parseTypedAddresses(const QString &text)
{
    QString separated;
    separated.reserve(text.size());
    bool quoted = false, angle = false;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar character = text[at];
        if (character == u'\\' && quoted && at + 1 < text.size()) {
            separated.append(character).append(text[++at]);
            continue;
        }
        if (character == u'"')
            quoted = !quoted;
        else if (!quoted && (character == u'<' || character == u'>'))
            angle = character == u'<';
        const bool separator = !quoted && !angle && (character == u';' || character == u'\n' || character == u',');
        separated.append(separator ? QChar(u'\x1F') : character);
    }
    AddressList out;
    for (const QString &piece : separated.split(u'\x1F')) {
        const QString entry = piece.simplified();
        if (entry.isEmpty())
            continue;
        const qsizetype open = entry.lastIndexOf(u'<');
        const qsizetype close = entry.indexOf(u'>', open + 1);
        Address address;
        if (open >= 0 && close > open) {
            address.name = entry.left(open).trimmed();
            address.addr = entry.mid(open + 1, close - open - 1).trimmed();
        } else {
            address.addr = entry;
        }
        if (address.name.size() > 1 && address.name.startsWith(u'"') && address.name.endsWith(u'"')) {
            address.name = address.name.mid(1, address.name.size() - 2);
            address.name.replace(QStringLiteral("\\\""), QStringLiteral("\""))
                .replace(QStringLiteral("\\\\"), QStringLiteral("\\"));
        }
        out.append(address);
    }
    return out;
}

QString displayAddress(const Address &address)
{
    if (address.name.isEmpty())
        return address.addr;
    return address.addr.isEmpty() ? address.name : address.name + QStringLiteral(" <") + address.addr + u'>';
}

QString shortAddress(const Address &address)
{
    const QString name = address.name.trimmed();
    if (name.isEmpty())
        return address.addr;
    const bool holdsAddress = std::any_of(name.cbegin(), name.cend(), [](QChar character) {
        return character == u'@' || character == u'\uFE6B' || character == u'\uFF20'; // small and full width
    });
    const bool deceives = holdsAddress && !address.addr.isEmpty() && !name.contains(address.addr, Qt::CaseInsensitive);
    return deceives ? address.addr : name;
}

bool isValidAddrSpec(const QString &addr)
{
    const qsizetype at = addr.lastIndexOf(u'@');
    if (at <= 0 || at == addr.size() - 1 || addr.size() > 320 || at > 256)
        return false;
    const QStringView local = QStringView(addr).first(at);
    const QStringView domain = QStringView(addr).sliced(at + 1);
    const bool quoted = local.size() > 2 && local.startsWith(u'"') && local.endsWith(u'"');
    for (qsizetype index = 0; index < local.size(); ++index) {
        const QChar character = local[index];
        const ushort code = character.unicode();
        if (code <= 0x20 || code == 0x7F || character.isSpace() || character.category() == QChar::Other_Format)
            return false;
        if (QStringView(u"<>()[],;:\\").contains(character)
            || (character == u'"' && !(quoted && (index == 0 || index == local.size() - 1))))
            return false;
        if (character == u'@' && !quoted)
            return false;
    }
    const bool literal = domain.startsWith(u'[') && domain.endsWith(u']');
    for (const QChar character : literal ? domain.sliced(1, domain.size() - 2) : domain) {
        const ushort code = character.unicode();
        const bool allowed = code >= 0x80 ? character.isLetterOrNumber() || character.isMark()
                                          : character.isLetterOrNumber() || character == u'-' || character == u'.'
                || character == u'_' || (literal && character == u':');
        if (!allowed)
            return false;
    }
    return literal || (!domain.startsWith(u'.') && !domain.startsWith(u'-') && !domain.contains(QStringLiteral("..")));
}

} // namespace godwit::mime
