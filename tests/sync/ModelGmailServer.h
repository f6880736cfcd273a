// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "sync/ModelImapServer.h"

namespace godwit::test {

/// Gmail's ways with X-GM-EXT-1: every message once in All Mail, and again under each of its labels, with other UIDs;
/// Trash and Spam hold what has left them all.  EXPUNGE takes a label away, in All Mail nothing at all.
class ModelGmailServer : public ModelImapServer {
public:
    static constexpr auto AllMail = "[Gmail]/All Mail", Trash = "[Gmail]/Trash", Spam = "[Gmail]/Spam",
                          Sent = "[Gmail]/Sent Mail", Drafts = "[Gmail]/Drafts", Starred = "[Gmail]/Starred";
    ModelGmailServer();

    /// Returns its UID in All Mail.
    quint32 deliver(const QByteArray &subject, const QSet<QByteArray> &labels);
    /// What another client does.
    void label(const QByteArray &subject, const QByteArray &label, bool on);
    void moveToTrash(const QByteArray &subject);
    QSet<QByteArray> labelsOf(const QByteArray &subject) const;
    QByteArrayList in(const QByteArray &box) const { return subjects(box); }

protected:
    QByteArray perform(Connection &connection, const QByteArray &name, Tokens arguments) override;

private:
    QByteArray labelOf(const QByteArray &box) const; ///< empty: All Mail, Trash, Spam
    bool isTrashy(const QByteArray &box) const { return box == Trash || box == Spam; }
    QByteArray storeLabels(const Tokens &arguments);
    QByteArray transfer(Connection &connection, const Tokens &arguments, bool move);
    QByteArray expunge(Connection &connection, const QByteArray &set);
    QByteArray append(const QByteArray &box);
    void copyFlags(const QByteArray &box);
    /// Label boxes anew: what came, what went.
    void rebuild(Connection *connection = nullptr, QByteArray *vanished = nullptr);
    Message *find(const QByteArray &box, quint64 id);

    quint64 m_nextId = 1000;
};

} // namespace godwit::test
