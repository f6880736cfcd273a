// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <optional>

namespace godwit::store {

/// Octets as they lie in a column: compressed when that saves at least a tenth, and large attachments never.
struct Packed {
    enum Encoding { Lost = -1, Plain = 0, Zstd = 1 }; // stored, but for the first
    int encoding = Plain;
    qint64 octets = 0; ///< before packing
    QByteArray data;
    qint64 pack = 0, place = 0, packedOctets = 0; ///< in a file of BodyPacks; `data` is empty until it was read there
};

Packed pack(const QByteArray &octets);
/// std::nullopt when the data is damaged.
std::optional<QByteArray> unpack(const Packed &packed);

} // namespace godwit::store
