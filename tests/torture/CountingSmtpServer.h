// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "support/LineServer.h"

namespace godwit::torture {

/// A submission server that takes everything and remembers what it took.
class CountingSmtpServer : public test::LineServer {
public:
    CountingSmtpServer();
    QByteArrayList accepted; ///< messages, dots undone, lines end with LF

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    Answer reply(const QByteArray &line);
    bool m_inData = false;
    QByteArray m_message;
};

} // namespace godwit::torture
