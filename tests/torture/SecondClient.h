// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QJsonValue>
#include <QMap>
#include <QProcess>
#include <QStringList>

namespace godwit::torture {

/// Where a real IMAP server is and who we are there.
struct ServerAddress {
    QString host = QStringLiteral("127.0.0.1");
    quint16 imapsPort = 0, imapPort = 0;
    QString caFile, user, password;
};

/// Mailbox by wire name -> one line a message, sorted: what both sides can tell.
using Picture = QMap<QString, QStringList>;
QString difference(const Picture &server, const Picture &store); ///< empty: none

/// A foreign mail client at the same mailbox (second_client.py).
class SecondClient {
public:
    explicit SecondClient(const ServerAddress &server);
    ~SecondClient();
    Picture picture();
    /// Appends <first@second.test> and the following.
    bool add(const QString &mailbox, int first, int count);
    /// Random acts, while the caller goes on; finishStorm() waits for the end.
    void startStorm(int count, quint32 seed);
    bool isStorming() const { return m_storming && !m_process.canReadLine(); }
    struct Storm {
        QStringList expunged; ///< Message-IDs
        int done = -1; ///< -1: the client died
        QStringList story; ///< what it did to which message
    };
    Storm finishStorm();
    QString errors();

private:
    void say(const QString &command);
    QJsonValue answer();
    mutable QProcess m_process;
    bool m_storming = false;
};

} // namespace godwit::torture
