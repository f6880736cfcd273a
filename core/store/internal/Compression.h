// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <optional>

namespace godwit::store {

/// Octets as they lie in a column: compressed when that saves at least a tenth, and large attachments never.
struct Packed {
    enum Encoding { Plain = 0, Zstd = 1 }; // stored
    int encoding = Plain;
    qint64 octets = 0; ///< before packing
    QByteArray data;
};

Packed pack(const QByteArray &octets);
/// std::nullopt when the data is damaged.
std::optional<QByteArray> unpack(const Packed &packed);

} // namespace godwit::store
