// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"
#include "imap/wire/BodyStructureParser.h"
#include "imap/wire/EnvelopeParser.h"
#include "imap/wire/FetchParser.h"
#include "imap/wire/Framer.h"
#include "imap/wire/ModifiedUtf7.h"
#include "imap/wire/ResponseParser.h"
#include "imap/wire/StatusParser.h"

using namespace godwit;
using namespace godwit::imap;

namespace {

/// What sessions and sync do with what they were told.
void use(const Response &response)
{
    const auto *untagged = std::get_if<Untagged>(&response);
    if (untagged == nullptr)
        return;
    if (const auto *list = std::get_if<ListData>(untagged))
        list->mailbox.path(list->delimiter);
    if (const auto *status = std::get_if<StatusResponse>(untagged))
        toError(*status);
    if (const auto *search = std::get_if<SearchData>(untagged))
        search->uids.split(8000);
    const auto *fetch = std::get_if<FetchData>(untagged);
    if (fetch == nullptr)
        return;
    fetch->section({});
    fetch->headerFields();
    if (fetch->bodyStructure)
        fetch->bodyStructure->countAttachments();
}

void readPieces(const QByteArray &octets)
{
    parseFetch(octets);
    parseBodyStructure(octets);
    parseEnvelopeList(octets);
    parseInternalDate(octets);
    for (const auto kind : {StatusResponse::Kind::Ok, StatusResponse::Kind::No, StatusResponse::Kind::Bye})
        toError(parseStatus(kind, octets));
    const QString name = modifiedUtf7::decode(octets);
    fuzz::expect(modifiedUtf7::decode(modifiedUtf7::encode(name)) == name, "a mailbox name survives the wire");
}

} // namespace

/// Every response, and every parser of a part of one.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray stream = fuzz::octets(data, size);
    Framer framer;
    framer.feed(stream);
    for (;;) {
        const auto framed = framer.next();
        if (!framed || !*framed)
            break;
        for (const Names names : {Names::ModifiedUtf7, Names::Utf8}) {
            if (const auto response = parseResponse(**framed, names))
                use(*response);
        }
    }
    if (const auto response = parseResponse(stream))
        use(*response);
    readPieces(stream);
    return 0;
}
