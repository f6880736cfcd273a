// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/wire/BodyStructure.h"

namespace godwit::imap {

namespace {

QByteArray find(const BodyPart::Parameters &parameters, QByteArrayView name)
{
    for (const auto &[key, value] : parameters) {
        if (key == name)
            return value;
    }
    // RFC 2231: name*, name*0, name*0*.
    QByteArray joined;
    for (const auto &[key, value] : parameters) {
        if (key.startsWith(name.toByteArray() + '*'))
            joined += value;
    }
    return joined;
}

int attachmentsIn(const BodyPart &part, bool inRelated)
{
    if (part.isMultipart()) {
        int total = 0;
        for (const BodyPart &child : part.children)
            total += attachmentsIn(child, inRelated || part.subtype == "related");
        return total;
    }
    if (part.disposition == "attachment")
        return 1;
    if (part.subtype.endsWith("signature") || (inRelated && !part.id.isEmpty()))
        return 0; // pgp-signature, pkcs7-signature, x-pkcs7-signature; inline images
    if (!part.fileName().isEmpty())
        return part.disposition == "inline" && !part.id.isEmpty() ? 0 : 1;
    return part.type == "text" || part.type == "multipart" ? 0 : 1;
}

} // namespace

QByteArray BodyPart::parameter(QByteArrayView name) const
{
    return find(parameters, name);
}

QByteArray BodyPart::fileName() const
{
    const QByteArray name = find(dispositionParameters, "filename");
    return name.isEmpty() ? find(parameters, "name") : name;
}

int BodyPart::countAttachments() const
{
    return attachmentsIn(*this, false);
}

} // namespace godwit::imap
