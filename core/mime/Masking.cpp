// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Masking.h"

#include "base/Limits.h"

#include <cstring>
#include <iterator>
#include <utility>

namespace godwit::mime {

namespace {

constexpr qsizetype MaximumBoundaryLines = 5 * limits::MimeParts;
constexpr qsizetype MaximumColons = 500; ///< GMime recurses once for each in `To: a:b:c:` (S-059)
constexpr char Mask = '~';

constexpr const char *OnceFields[] = {
    "content-type:", "content-transfer-encoding:", "content-disposition:", "content-id:"};
constexpr const char *AddressFields[] = {"from:", "sender:", "reply-to:", "to:", "cc:", "bcc:"};

template <std::size_t Count> int fieldOf(QByteArrayView line, const char *const (&names)[Count])
{
    for (int index = 0; index < int(Count); ++index) {
        if ((line.front() | 0x20) != *names[index])
            continue;
        const qsizetype length = qsizetype(std::strlen(names[index]));
        if (line.size() >= length && qstrnicmp(line.data(), length, names[index], length) == 0)
            return index;
    }
    return -1;
}

const char *nextLine(const char *line, const char *end)
{
    const void *next = std::memchr(line, '\n', std::size_t(end - line));
    return next ? static_cast<const char *>(next) + 1 : end;
}

/// Whether the field that begins here has more colons than any address list needs, folds included.
bool hasTooManyColons(const char *line, const char *end)
{
    const char *stop = nextLine(line, end);
    while (stop < end && (*stop == ' ' || *stop == '\t'))
        stop = nextLine(stop, end);
    return QByteArrayView(line, stop - line).count(':') > MaximumColons;
}

class Masker {
public:
    explicit Masker(const QByteArray &octets)
        : m_masked(octets), m_begin(octets.constData()), m_end(m_begin + octets.size())
    { }
    QByteArray run(bool &truncated);

private:
    void mask(const char *line) { m_masked.data()[line - m_begin] = Mask; }
    void field(const char *line);

    QByteArray m_masked;
    const char *m_begin;
    const char *m_end;
    bool m_seen[std::size(OnceFields)] = {};
};

void Masker::field(const char *line)
{
    const QByteArrayView start(line, std::min<qsizetype>(m_end - line, 32));
    if (const int once = fieldOf(start, OnceFields); once >= 0) {
        if (std::exchange(m_seen[once], true))
            mask(line);
    } else if (fieldOf(start, AddressFields) >= 0 && hasTooManyColons(line, m_end)) {
        mask(line);
    }
}

QByteArray Masker::run(bool &truncated)
{
    qsizetype boundaries = 0;
    for (const char *line = m_begin; line < m_end; line = nextLine(line, m_end)) {
        switch (*line) {
        case '-':
            if (m_end - line < 2 || line[1] != '-')
                break;
            if (++boundaries > MaximumBoundaryLines) {
                mask(line);
                truncated = true;
            }
            std::memset(m_seen, 0, sizeof m_seen); // another header block may begin
            break;
        case '\n':
        case '\r':
            std::memset(m_seen, 0, sizeof m_seen);
            break;
        case 'B':
        case 'b':
        case 'C':
        case 'c':
        case 'F':
        case 'f':
        case 'R':
        case 'r':
        case 'S':
        case 's':
        case 'T':
        case 't':
            field(line);
            break;
        default:
            break;
        }
    }
    return m_masked;
}

} // namespace

QByteArray preparedForGMime(const QByteArray &octets, bool &truncated)
{
    return Masker(octets).run(truncated);
}

QByteArray unmaskedName(const QByteArray &name)
{
    if (!name.startsWith(Mask))
        return name;
    const auto restored = [&name](const char *known) {
        return qstricmp(name.constData() + 1, QByteArray(known + 1).chopped(1).constData()) == 0 ? char(*known - 0x20)
                                                                                                 : '\0';
    };
    for (const char *known : OnceFields) {
        if (const char letter = restored(known))
            return letter + name.sliced(1);
    }
    for (const char *known : AddressFields) {
        if (const char letter = restored(known))
            return letter + name.sliced(1);
    }
    return name;
}

} // namespace godwit::mime
