// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "mime/Address.h"

#include <QByteArray>

namespace godwit::mime {

/// Writes header fields: folded at 76 octets, never over 998, 7-bit, CRLF at the end.  Nothing that is put in can begin
/// another field (S-126).
class FieldWriter {
public:
    /// RFC 2047 where the text is not plain ASCII.
    void text(const QByteArray &name, const QString &value);
    void addresses(const QByteArray &name, const AddressList &addresses);
    /// Message identifiers, with angle brackets put around; what is none is left out.
    void identifiers(const QByteArray &name, const QStringList &ids);
    /// `value` is ASCII of our own making; parameters follow by parameter().
    void structured(const QByteArray &name, const QByteArray &value);
    /// RFC 2231 for values that are not short plain ASCII, on a line of its own.
    void parameter(const QByteArray &name, const QString &value);
    /// The same in RFC 2047 inside quotes, which the name parameter of Content-Type is read as by older programs.
    void legacyParameter(const QByteArray &name, const QString &value);
    void endField() { m_out += "\r\n"; }

    const QByteArray &octets() const { return m_out; }

private:
    QByteArray m_out;
};

/// Encoded words of at most 75 octets, a list of them.
QByteArrayList encodedWords(const QString &text);
/// Whether a field of this name may be written: printable ASCII without colon.
bool isFieldName(const QByteArray &name);

} // namespace godwit::mime
