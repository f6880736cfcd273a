// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "account/Providers.h"
#include "account/Settings.h"

#include <QWidget>

class QLineEdit;
class QSpinBox;

namespace godwit::ui {

class ChoiceBox;

/// The servers of an account by hand: mailbox type, incoming and outgoing server, port and security, user name.
class ServerFields : public QWidget {
    Q_OBJECT
public:
    enum class Extent {
        Basic, ///< what is needed to sign in
        Everything, ///< and another user name for sending, a certificate file, a password command
    };
    explicit ServerFields(Extent extent, QWidget *parent = nullptr);

    void fill(const account::Settings &settings);
    /// What may be offered when another mailbox type is chosen.
    void setCandidate(const std::optional<account::Candidate> &candidate) { m_candidate = candidate; }
    void apply(account::Settings &settings) const;
    /// Its fields as Tab goes through them.
    QList<QWidget *> fields() const;
    /// Why it cannot be tried yet; empty when it can.
    QString complaint() const;

signals:
    void edited();

private:
    struct Server {
        QLineEdit *host = nullptr;
        QLineEdit *port = nullptr;
        ChoiceBox *security = nullptr;
    };
    enum class Direction { Incoming, Outgoing };
    Server addServer(
        Direction direction, const QString &hostName, const QString &portName, const QString &securityName);
    QWidget *row(const QString &caption, QWidget *field);
    void buildLeave();
    void buildExtra();
    void followSecurity(const Server &server, const QString &protocol);
    void changeType();
    static net::Endpoint endpoint(const Server &server);
    static void fillServer(const Server &server, const net::Endpoint &endpoint);
    QString incomingProtocol() const;

    Extent m_extent;
    std::optional<account::Candidate> m_candidate;
    ChoiceBox *m_type;
    Server m_incoming, m_outgoing;
    QLineEdit *m_user;
    QWidget *m_leaveRow = nullptr;
    ChoiceBox *m_leave = nullptr;
    QSpinBox *m_leaveDays = nullptr;
    QLineEdit *m_outgoingUser = nullptr, *m_caFile = nullptr, *m_passwordCommand = nullptr;
};

} // namespace godwit::ui
