// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Transcript.h"

#include <QFile>

namespace godwit::test {

namespace {

QByteArray unescaped(QByteArrayView text)
{
    QByteArray octets;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 >= text.size()) {
            octets += text[i];
            continue;
        }
        const char next = text[++i];
        if (next == 'r') {
            octets += '\r';
        } else if (next == 'n') {
            octets += '\n';
        } else if (next == 'x' && i + 2 < text.size()) {
            octets += QByteArray::fromHex(text.sliced(i + 1, 2).toByteArray());
            i += 2;
        } else {
            octets += next;
        }
    }
    return octets;
}

} // namespace

Transcript Transcript::fromText(const QByteArray &text)
{
    Transcript transcript;
    int number = 0;
    for (const QByteArray &line : text.split('\n')) {
        ++number;
        if (line.trimmed().isEmpty() || line.startsWith('#'))
            continue;
        using Kind = Step::Kind;
        if (line.startsWith("C: ") || line == "C:")
            transcript.m_steps.append(Step{Kind::Client, line.mid(3) + "\r\n", number});
        else if (line.startsWith("S: ") || line == "S:")
            transcript.m_steps.append(Step{Kind::Server, line.mid(3) + "\r\n", number});
        else if (line.startsWith("CX: "))
            transcript.m_steps.append(Step{Kind::Client, unescaped(line.mid(4)), number});
        else if (line.startsWith("SX: "))
            transcript.m_steps.append(Step{Kind::Server, unescaped(line.mid(4)), number});
        else if (line == "! drop")
            transcript.m_steps.append(Step{Kind::Drop, {}, number});
        else if (line == "! tls")
            transcript.m_steps.append(Step{Kind::Tls, {}, number});
        else if (line == "! close")
            transcript.m_steps.append(Step{Kind::Close, {}, number});
        else
            transcript.m_error = QStringLiteral("line %1 is no step").arg(number);
    }
    return transcript;
}

Transcript Transcript::fromFile(const QString &name)
{
    QFile file(QStringLiteral(GODWIT_TEST_DATA "/replay/") + name);
    if (!file.open(QIODevice::ReadOnly)) {
        Transcript transcript;
        transcript.m_error = QStringLiteral("cannot read %1").arg(file.fileName());
        return transcript;
    }
    return fromText(file.readAll());
}

} // namespace godwit::test
