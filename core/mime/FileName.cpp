// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Message.h"

namespace godwit::mime {

namespace {

constexpr qsizetype MaximumCharacters = 120;
constexpr qsizetype MaximumOctets = 240; ///< file systems count octets: 255 on all that we know

bool isDeviceName(const QString &name)
{
    static const QStringList devices = {
        QStringLiteral("con"), QStringLiteral("prn"), QStringLiteral("aux"), QStringLiteral("nul")};
    const QString stem = name.section(u'.', 0, 0).trimmed().toLower();
    if (devices.contains(stem))
        return true;
    return stem.size() == 4 && (stem.startsWith(u"com") || stem.startsWith(u"lpt")) && stem.at(3).isDigit();
}

QString withoutDangerousCharacters(const QString &name)
{
    QString out;
    for (const QChar character : name) {
        const auto category = character.category();
        if (category == QChar::Other_Control || category == QChar::Other_Format || character == u'\u2800'
            || character == u'\u3164')
            continue;
        const bool forbidden = QStringView(u"/\\:*?\"<>|\u2044\u2215\u29F8\uFF0F\uFF3C").contains(character);
        out.append(forbidden ? QChar(u'_') : character);
    }
    return out.simplified();
}

/// Cuts in the middle: the ending tells what a file is and stays.
QString shortened(const QString &name)
{
    const qsizetype dot = name.lastIndexOf(u'.');
    const QString ending = dot > 0 && name.size() - dot <= 16 ? name.mid(dot) : QString();
    QString stem = name.chopped(ending.size());
    while (stem.size() > 1
        && (stem.size() + ending.size() > MaximumCharacters || (stem + ending).toUtf8().size() > MaximumOctets))
        stem.chop(stem.back().isLowSurrogate() ? 2 : 1);
    return stem.trimmed() + ending;
}

} // namespace

QString cleanFileName(const QString &name, const QString &fallback)
{
    QString base = name.left(4096);
    const qsizetype separator = std::max(base.lastIndexOf(u'/'), base.lastIndexOf(u'\\'));
    base = withoutDangerousCharacters(base.mid(separator + 1));
    while (!base.isEmpty()
        && (base.startsWith(u'.') || base.startsWith(u'-') || base.startsWith(u'~') || base.startsWith(u' ')))
        base.remove(0, 1);
    while (!base.isEmpty() && (base.endsWith(u'.') || base.endsWith(u' ')))
        base.chop(1);
    if (base.isEmpty())
        return fallback;
    if (isDeviceName(base))
        base.prepend(u'_');
    return shortened(base);
}

} // namespace godwit::mime
