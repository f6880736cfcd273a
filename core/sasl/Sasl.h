// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QByteArrayList>
#include <QString>
#include <optional>

/// Mechanisms of RFC 4422 without a wire: what comes out is not yet base64.
namespace godwit::sasl {

/// NUL user NUL password in UTF-8 (RFC 4616).  Nothing when one of them holds NUL or `user` is empty: such credentials
/// cannot be said.  Line ends need no refusal: the message goes out as base64.
std::optional<QByteArray> plainInitialResponse(const QString &user, const QString &password);

/// LOGIN (draft-murchison-sasl-login): the user's name at the first challenge, the password at the second, whatever the
/// challenges say; nothing at a third (S-031).
class Login {
public:
    Login(const QString &user, const QString &password) : m_answers{user.toUtf8(), password.toUtf8()} { }
    std::optional<QByteArray> next();

private:
    QByteArrayList m_answers;
};

} // namespace godwit::sasl
