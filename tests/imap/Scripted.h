// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/SessionFixture.h"

#include <QFile>
#include <QTest>

namespace godwit::test {

/// Data function: every transcript is read one octet at a time, seven at a time, and as it comes.
inline void forEveryCut()
{
    QTest::addColumn<int>("octetsPerRead");
    for (const int n : {1, 7, 65536})
        QTest::addRow("%d octets per read", n) << n;
}

/// A session that is signed in, with a server that goes on as `file` (below tests/replay/imap) says.
class Scripted {
public:
    Scripted(const QString &file, int octetsPerRead, const QByteArray &capabilities)
        : fixture(transcript(file, capabilities), octetsPerRead), session(*fixture.session)
    {
        QObject::connect(&session, &imap::Session::mailboxChanged, &session,
            [this](const imap::MailboxUpdate &update) { updates.append(update); });
        QObject::connect(&session, &imap::Session::statusChanged, &session,
            [this](const imap::MailboxStatus &status) { statuses.append(status); });
        QObject::connect(&session, &imap::Session::mailboxListed, &session,
            [this](const imap::ListData &mailbox) { listed.append(mailbox); });
        if (!fixture.signIn())
            QTest::qFail("cannot sign in", __FILE__, __LINE__);
    }

    template <imap::Command C> Result<typename C::Value> run(C command)
    {
        Task<Result<typename C::Value>> task = session.run(std::move(command));
        return resultOf(std::move(task));
    }
    template <typename T> Result<T> resultOf(Task<Result<T>> task)
    {
        if (!finishes(task))
            return failure(MailError::Kind::Storage, MailError::Detail::None, fixture.server.unexpected());
        return task.result();
    }
    bool finished()
    {
        comesTrue([this] { return fixture.server.finished() && fixture.server.transport()->isDelivered(); });
        if (!fixture.server.finished())
            QTest::qFail(qPrintable(fixture.server.unexpected()), __FILE__, __LINE__);
        return fixture.server.finished();
    }

    SessionFixture fixture;
    imap::Session &session;
    QList<imap::MailboxUpdate> updates;
    QList<imap::MailboxStatus> statuses;
    QList<imap::ListData> listed;

private:
    static Transcript transcript(const QString &file, const QByteArray &capabilities)
    {
        QFile text(QStringLiteral(GODWIT_TEST_DATA "/replay/imap/") + file + QStringLiteral(".txt"));
        if (!text.open(QIODevice::ReadOnly))
            return {};
        return Transcript::fromText(SessionFixture::prelude(capabilities) + text.readAll());
    }
};

} // namespace godwit::test
