// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "mime/Message.h"

#include <QJsonArray>
#include <QJsonObject>

namespace godwit::cli {

/// The canonical reading that `parse` and `show` print.
QJsonObject messageJson(const mime::Message &message);
/// Array of `name`, `addr`.
QJsonArray addressesJson(const mime::AddressList &addresses);
/// `YYYY-MM-DDTHH:MM:SSZ`, null when there is none.
QJsonValue dateJson(const std::optional<QDateTime> &date);

} // namespace godwit::cli
