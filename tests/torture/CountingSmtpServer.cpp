// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "torture/CountingSmtpServer.h"

namespace godwit::torture {

CountingSmtpServer::CountingSmtpServer()
{
    greeting = "220 model\r\n";
    answer = [this](const QByteArray &line) {
        return reply(line);
    };
}

void CountingSmtpServer::incomingConnection(qintptr descriptor)
{
    m_inData = false; // what an earlier connection did not finish is nothing
    m_message.clear();
    LineServer::incomingConnection(descriptor);
}

CountingSmtpServer::Answer CountingSmtpServer::reply(const QByteArray &line)
{
    if (m_inData) {
        if (line != ".") {
            m_message += (line.startsWith('.') ? line.sliced(1) : line) + '\n';
            return {};
        }
        m_inData = false;
        accepted.append(std::exchange(m_message, {}));
        return {"250 2.0.0 queued\r\n"};
    }
    const QByteArray word = line.split(' ').constFirst().toUpper();
    if (word == "EHLO")
        return {"250-model\r\n250-8BITMIME\r\n250-PIPELINING\r\n250 ENHANCEDSTATUSCODES\r\n"};
    if (word == "DATA") {
        m_inData = true;
        return {"354 go on\r\n"};
    }
    return {word == "QUIT" ? "221 bye\r\n" : "250 2.0.0 fine\r\n", word == "QUIT" ? Then::Close : Then::GoOn};
}

} // namespace godwit::torture
