// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Arguments.h"

namespace godwit::cli {

Arguments::Arguments(const QStringList &arguments) : m_rest(arguments), m_operandsFrom(arguments.size())
{
    const qsizetype border = m_rest.indexOf(QStringLiteral("--"));
    if (border < 0)
        return;
    m_rest.removeAt(border);
    m_operandsFrom = border;
}

bool Arguments::takeFlag(const QString &name)
{
    bool found = false;
    for (qsizetype at = 0; at < m_operandsFrom;) {
        if (m_rest[at] != name) {
            ++at;
            continue;
        }
        m_rest.removeAt(at);
        --m_operandsFrom;
        found = true;
    }
    return found;
}

QStringList Arguments::takeValues(const QString &name)
{
    QStringList values;
    for (qsizetype at = 0; at < m_operandsFrom;) {
        if (m_rest[at].startsWith(name + u'=')) {
            values.append(m_rest.takeAt(at).mid(name.size() + 1));
            --m_operandsFrom;
        } else if (m_rest[at] != name) {
            ++at;
        } else if (at + 1 < m_operandsFrom) {
            m_rest.removeAt(at);
            values.append(m_rest.takeAt(at));
            m_operandsFrom -= 2;
        } else {
            m_incomplete = m_rest.takeAt(at);
            --m_operandsFrom;
        }
    }
    return values;
}

std::optional<QString> Arguments::takeValue(const QString &name)
{
    const QStringList values = takeValues(name);
    return values.isEmpty() ? std::nullopt : std::optional<QString>(values.constLast());
}

QString Arguments::unknownOption() const
{
    if (!m_incomplete.isEmpty())
        return m_incomplete;
    for (qsizetype at = 0; at < m_operandsFrom; ++at) {
        if (m_rest[at].size() > 1 && m_rest[at].startsWith(u'-'))
            return m_rest[at];
    }
    return {};
}

} // namespace godwit::cli
