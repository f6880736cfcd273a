// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QList>
#include <QMetaType>
#include <QString>

namespace godwit::mime {

/// One mailbox of an address field.  Groups are flattened.
struct Address {
    QString name; ///< decoded, without quotes; empty when there is none
    QString addr; ///< local@domain as it stood in the field
    bool operator==(const Address &) const = default;
};
using AddressList = QList<Address>;

/// RFC 5322 address-list, leniently; never throws away an address that it can make out.
AddressList parseAddressList(const QByteArray &field);
/// What a person typed into To: names in Unicode, `,` and `;` as separators.
AddressList parseTypedAddresses(const QString &text);
/// `Name <addr>` for people; the bare address when there is no name.
QString displayAddress(const Address &address);
/// Where there is room for one of the two: the name; the address where there is no name, or where the name holds
/// another address than the one it stands for (S-050).
QString shortAddress(const Address &address);
/// Whether `addr` may stand in an SMTP command: one local part, one domain, no CR, LF, `<`, `>`, blanks (S-125).
bool isValidAddrSpec(const QString &addr);

} // namespace godwit::mime

Q_DECLARE_METATYPE(godwit::mime::Address)
