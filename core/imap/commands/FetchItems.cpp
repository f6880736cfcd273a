// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/commands/FetchItems.h"

namespace godwit::imap {

FetchItems FetchItems::flags()
{
    FetchItems wanted;
    wanted.items = Flags | ModSeq;
    return wanted;
}

FetchItems FetchItems::envelopes()
{
    FetchItems wanted;
    wanted.items = Flags | InternalDate | Size | Envelope | BodyStructure | ModSeq | EmailId;
    wanted.headerFields = {"REFERENCES", "LIST-ID", "LIST-UNSUBSCRIBE", "LIST-UNSUBSCRIBE-POST", "REPLY-TO",
        "IMPORTANCE", "X-PRIORITY", "AUTHENTICATION-RESULTS"};
    return wanted;
}

FetchItems FetchItems::source()
{
    FetchItems wanted;
    wanted.sections.append(Section());
    return wanted;
}

FetchItems FetchItems::withoutBinary() const
{
    FetchItems wanted = *this;
    for (Section &section : wanted.sections)
        section.decoded = false;
    return wanted;
}

void FetchItems::encode(Encoder &out) const
{
    const Capabilities &can = out.capabilities();
    out.open().atom("UID");
    constexpr std::pair<Item, const char *> Plain[] = {{Flags, "FLAGS"}, {InternalDate, "INTERNALDATE"},
        {Size, "RFC822.SIZE"}, {Envelope, "ENVELOPE"}, {BodyStructure, "BODYSTRUCTURE"}};
    for (const auto &[item, name] : Plain) {
        if (items & item)
            out.atom(name);
    }
    if ((items & ModSeq) && can.hasCondStore())
        out.atom("MODSEQ");
    if ((items & EmailId) && can.has("OBJECTID"))
        out.atom("EMAILID").atom("THREADID");
    else if ((items & EmailId) && can.has("X-GM-EXT-1"))
        out.atom("X-GM-MSGID").atom("X-GM-THRID");
    if ((items & PreviewNow) && can.has("PREVIEW"))
        out.atom("PREVIEW");
    else if ((items & Preview) && can.has("PREVIEW"))
        out.atom("PREVIEW (LAZY)");
    if ((items & SaveDate) && can.has("SAVEDATE"))
        out.atom("SAVEDATE");
    if ((items & Labels) && can.hasGmail())
        out.atom("X-GM-LABELS");
    if (!headerFields.isEmpty())
        out.atom("BODY.PEEK[HEADER.FIELDS (" + headerFields.join(' ') + ")]");
    for (const Section &section : sections) {
        const bool isBinary = section.decoded && can.hasBinary();
        QByteArray item = (isBinary ? "BINARY.PEEK[" : "BODY.PEEK[") + section.name + ']';
        if (section.partial)
            item += '<' + QByteArray::number(section.partial->first) + '.' + QByteArray::number(section.partial->second)
                + '>';
        out.atom(item);
    }
    out.close();
}

bool FetchItems::asksFor(QByteArrayView section) const
{
    if (section.startsWith("HEADER.FIELDS"))
        return !headerFields.isEmpty();
    for (const Section &wanted : sections) {
        if (section.compare(wanted.name, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

} // namespace godwit::imap
