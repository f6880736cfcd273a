// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/RepeatedFields.h"

#include <cstring>
#include <iterator>
#include <utility>

namespace godwit::mime {

namespace {

constexpr char Mask = '~';
constexpr const char *Names[] = {"content-type:", "content-transfer-encoding:", "content-disposition:", "content-id:"};

int fieldOf(QByteArrayView line)
{
    for (int index = 0; index < int(std::size(Names)); ++index) {
        const qsizetype length = qsizetype(std::strlen(Names[index]));
        if (line.size() >= length && qstrnicmp(line.data(), length, Names[index], length) == 0)
            return index;
    }
    return -1;
}

} // namespace

QByteArray withoutRepeatedFields(const QByteArray &octets)
{
    QByteArray masked = octets;
    bool seen[std::size(Names)] = {};
    const char *const begin = octets.constData();
    const char *const end = begin + octets.size();
    for (const char *line = begin; line < end;) {
        const char first = *line;
        if (first == '\n' || first == '\r' || (first == '-' && end - line > 1 && line[1] == '-')) {
            std::memset(seen, 0, sizeof seen); // a header block ends, or a boundary may begin another
        } else if (first == 'C' || first == 'c') {
            const int field = fieldOf(QByteArrayView(line, std::min<qsizetype>(end - line, 32)));
            if (field >= 0 && std::exchange(seen[field], true))
                masked.data()[line - begin] = Mask;
        }
        const void *next = std::memchr(line, '\n', std::size_t(end - line));
        line = next ? static_cast<const char *>(next) + 1 : end;
    }
    return masked;
}

QByteArray unmaskedName(const QByteArray &name)
{
    return name.startsWith("~ontent-") || name.startsWith("~ONTENT-") ? 'C' + name.sliced(1) : name;
}

} // namespace godwit::mime
