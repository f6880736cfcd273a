// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/SenderLine.h"

#include "mime/HeaderText.h"

#include <algorithm>

namespace godwit::mime {

namespace {

constexpr qsizetype MaximumOctets = 64 * 1024;

bool isFrom(const HeaderField &field)
{
    return field.name.compare("From", Qt::CaseInsensitive) == 0;
}

/// One mailbox of the field: RFC 5322 section 3.4, `[phrase] <addr-spec>` or a bare addr-spec.
struct Mailbox {
    QByteArray phrase; ///< comments gone; a quoted string stands as `"`
    QByteArray angle; ///< between the brackets
    QByteArray behind; ///< what follows them
    int opened = 0, closed = 0;

    bool isEmpty() const { return opened == 0 && phrase.trimmed().isEmpty(); }
    bool isGood() const
    {
        if (opened > 1 || closed != opened || !behind.trimmed().isEmpty())
            return false;
        if (opened == 0)
            return isValidAddrSpec(QString::fromUtf8(phrase.trimmed()));
        // obs-route: what stands before the last colon (RFC 5322 section 4.4)
        return isValidAddrSpec(QString::fromUtf8(angle.mid(angle.lastIndexOf(':') + 1).trimmed()))
            && !phrase.contains('@');
    }
};

class Scanner {
public:
    explicit Scanner(const QByteArray &line) : m_line(line) { }

    SenderFault run()
    {
        for (m_at = 0; m_at < m_line.size(); ++m_at) {
            if (!step(m_line[m_at]))
                return m_group ? SenderFault::Group : SenderFault::Malformed;
        }
        if (!endMailbox())
            return SenderFault::Malformed;
        return m_mailboxes > 0 ? SenderFault::None : SenderFault::Missing;
    }

private:
    bool step(char octet)
    {
        const bool open = m_now.opened > m_now.closed;
        switch (octet) {
        case '(':
            return skipComment();
        case '"':
            return takeQuoted(open);
        case '<':
            ++m_now.opened;
            return m_now.opened == 1;
        case '>':
            ++m_now.closed;
            return m_now.closed <= m_now.opened;
        case ',':
            return open ? take(octet) : endMailbox();
        case ':':
        case ';':
            m_group = !open;
            return open && take(octet);
        default:
            return take(octet);
        }
    }
    bool take(char octet)
    {
        QByteArray &into = m_now.opened == 0 ? m_now.phrase : m_now.opened > m_now.closed ? m_now.angle : m_now.behind;
        into.append(octet);
        return true;
    }
    bool skipComment()
    {
        int depth = 0;
        for (; m_at < m_line.size(); ++m_at) {
            const char octet = m_line[m_at];
            if (octet == '\\')
                ++m_at;
            else if (octet == '(')
                ++depth;
            else if (octet == ')' && --depth == 0)
                return true;
        }
        return false;
    }
    /// A local part may be quoted; then it belongs to the address.
    bool takeQuoted(bool inAngle)
    {
        const qsizetype start = m_at;
        for (++m_at; m_at < m_line.size() && m_line[m_at] != '"'; ++m_at) {
            if (m_line[m_at] == '\\')
                ++m_at;
        }
        if (m_at >= m_line.size())
            return false;
        const bool localPart = inAngle || (m_at + 1 < m_line.size() && m_line[m_at + 1] == '@');
        const QByteArray taken = localPart ? m_line.mid(start, m_at - start + 1) : QByteArrayLiteral("\"");
        for (const char octet : taken)
            take(octet);
        return true;
    }
    bool endMailbox()
    {
        const bool good = m_now.isEmpty() || m_now.isGood(); // RFC 5322 section 4.4: empty members are obsolete
        m_mailboxes += m_now.isEmpty() ? 0 : 1;
        m_now = {};
        return good;
    }

    const QByteArray &m_line;
    qsizetype m_at = 0;
    Mailbox m_now;
    int m_mailboxes = 0;
    bool m_group = false;
};

} // namespace

SenderFault senderFault(const QList<HeaderField> &headers)
{
    const auto first = std::find_if(headers.begin(), headers.end(), isFrom);
    if (first == headers.end())
        return SenderFault::Missing;
    if (std::count_if(first, headers.end(), isFrom) > 1)
        return SenderFault::Repeated;
    if (first->value.size() > MaximumOctets)
        return SenderFault::Malformed;
    const QByteArray line = unfolded(first->value);
    return Scanner(line).run();
}

QString senderLine(const QList<HeaderField> &headers)
{
    const auto first = std::find_if(headers.begin(), headers.end(), isFrom);
    constexpr qsizetype Shown = 1000;
    return first == headers.end() ? QString() : oneLine(QString::fromUtf8(unfolded(first->value).left(Shown)));
}

} // namespace godwit::mime
