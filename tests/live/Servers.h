// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace godwit::test {

/// A Dovecot and a Postfix of this test's own (tests/servers/servers.sh) and a foreign client to look at them with.
class Servers {
public:
    /// Starts both; isRunning() tells whether that worked, log() why not.  `options`: "--minimal", "--condstore".
    explicit Servers(const QStringList &options = {});
    ~Servers();
    Servers(const Servers &) = delete;
    Servers &operator=(const Servers &) = delete;

    bool isRunning() const { return m_running; }
    QByteArray log() const { return m_log; }
    QString value(const QString &key) const; ///< "IMAPS_PORT", "CA_FILE", ...
    QString imapUrl() const { return QStringLiteral("imaps://localhost:") + value(QStringLiteral("IMAPS_PORT")); }
    QString pop3Url() const { return QStringLiteral("pop3s://localhost:") + value(QStringLiteral("POP3S_PORT")); }
    QString smtpUrl() const { return QStringLiteral("smtps://localhost:") + value(QStringLiteral("SUBMISSIONS_PORT")); }
    QString directory() const { return m_directory.path(); }

    /// Fills alice's and bob's mailboxes by the generator.
    bool fill(int count, int seed = 1);
    void cut(); ///< the network is pulled: nothing answers any more
    bool heal(); ///< and is back on the same ports

    /// Runs the foreign client; std::nullopt when it failed (see log()).
    std::optional<QByteArray> other(const QString &user, const QStringList &arguments);
    QJsonArray otherList(const QString &user, const QString &mailbox);
    /// The row of otherList() whose `key` is `value`; empty when there is none.
    QJsonObject find(const QString &user, const QString &mailbox, const QString &key, const QString &value);
    bool hasMailbox(const QString &user, const QString &name);
    bool append(const QString &user, const QString &mailbox, const QByteArray &message);
    /// Through Postfix, from bob to alice.
    bool sendToAlice(const QByteArray &message);

private:
    std::optional<QString> keep(const QByteArray &message);
    std::optional<QByteArray> run(const QString &program, const QStringList &arguments, int timeoutMs);
    QTemporaryDir m_directory;
    bool m_running = false;
    int m_kept = 0;
    QByteArray m_log;
};

/// Runs build/PRESET/godwit-cli.
struct CliResult {
    int exitCode = -1;
    QByteArray out, err;
    QJsonDocument json() const { return QJsonDocument::fromJson(out); }
};
CliResult cli(const QStringList &arguments, const QByteArray &input = {}, int timeoutMs = 120'000);
QString programPath(const QString &name);

} // namespace godwit::test
