// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"
#include "mime/Compose.h"
#include "mime/HeaderText.h"

using namespace godwit;
using namespace godwit::mime;

namespace {

bool isOneLine(const QString &text)
{
    return !text.contains(u'\n') && !text.contains(u'\r');
}

void readAddresses(const AddressList &list)
{
    for (const Address &address : list) {
        fuzz::expect(isOneLine(address.name), "a name is one line");
        fuzz::expect(isOneLine(address.addr), "an address is one line");
        fuzz::expect(isOneLine(displayAddress(address)), "what is shown is one line");
        isValidAddrSpec(address.addr);
    }
}

/// What a person typed, as fields of a message: nothing of it makes another field (S-126).
void write(const QString &text)
{
    Draft draft;
    draft.from = {text, QStringLiteral("me@example.org")};
    draft.to = parseTypedAddresses(text);
    draft.subject = text;
    draft.text = text;
    draft.messageId = QStringLiteral("1@example.org");
    draft.date = QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC);
    draft.extraHeaders = {{"X-Note", text.toUtf8()}};
    draft.attachments = {{text, QStringLiteral("text/plain"), "x", {}}};
    const auto built = build(draft);
    if (!built)
        return; // a typed address is none
    const QByteArray header = built->left(built->indexOf("\r\n\r\n") + 2);
    for (const QByteArray &line : header.split('\n')) {
        static const QByteArrayList known{"From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type",
            "Content-Transfer-Encoding", "X-Note", "User-Agent"};
        const bool ours = line.trimmed().isEmpty() || line.startsWith(' ') || line.startsWith('\t')
            || known.contains(line.left(line.indexOf(':')));
        fuzz::expect(ours, "no text becomes a field");
        fuzz::expect(line.size() <= 999, "every line fits");
    }
}

} // namespace

/// Field values: read leniently, written strictly.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray field = fuzz::octets(data, size);
    fuzz::expect(isOneLine(decodeHeaderText(field)), "a field is shown as one line");
    readAddresses(parseAddressList(field));
    const QString typed = QString::fromUtf8(field);
    readAddresses(parseTypedAddresses(typed));
    if (const auto date = parseDate(field))
        fuzz::expect(date->isValid() && date->timeSpec() == Qt::UTC, "a date is a date, in UTC");
    const QString name = cleanFileName(typed, QStringLiteral("x"));
    fuzz::expect(!name.isEmpty() && name.size() <= 120 && !name.contains(u'/'), "a file name is a file name");
    // The first line names a charset, the rest is in it.
    decodeText(field.mid(field.indexOf('\n') + 1), QString::fromLatin1(field.left(field.indexOf('\n'))));
    write(typed);
    return 0;
}
