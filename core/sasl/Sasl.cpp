// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sasl/Sasl.h"

namespace godwit::sasl {

std::optional<QByteArray> plainInitialResponse(const QString &user, const QString &password)
{
    if (user.isEmpty() || user.contains(QChar::Null) || password.contains(QChar::Null))
        return {};
    QByteArray response;
    response.append('\0').append(user.toUtf8()).append('\0').append(password.toUtf8());
    return response;
}

std::optional<QByteArray> Login::next()
{
    if (m_answers.isEmpty())
        return {};
    return m_answers.takeFirst();
}

} // namespace godwit::sasl
