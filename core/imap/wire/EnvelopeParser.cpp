// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/wire/EnvelopeParser.h"

namespace godwit::imap {

namespace {

/// Stand-ins that servers invent: Dovecot, UW, Cyrus.
void dropStandIns(EnvelopeAddress &address)
{
    if (address.host == "MISSING_DOMAIN" || address.host == ".MISSING-HOST-NAME."
        || address.host == "unspecified-domain")
        address.host.clear();
    if (address.mailbox == "MISSING_MAILBOX")
        address.mailbox.clear();
    // Gmail: name and mailbox swapped.
    if (address.mailbox.contains(' ') && address.name.contains('@') && !address.name.contains(' ')) {
        const qsizetype at = address.name.lastIndexOf('@');
        const QByteArray addr = address.name;
        address.name = address.mailbox;
        address.mailbox = addr.left(at);
        address.host = addr.mid(at + 1);
    }
}

struct RawAddress {
    EnvelopeAddress address;
    bool hostIsNil = false;
    bool mailboxIsNil = false;
};

RawAddress readAddress(Lexer &lexer)
{
    RawAddress raw;
    lexer.accept('(');
    int field = 0;
    while (!lexer.atEnd() && !lexer.accept(')')) {
        if (lexer.peek() == '(') {
            lexer.value();
            ++field;
            continue;
        }
        const Lexer::Token token = lexer.next();
        const bool isNil = token.kind == Lexer::Token::Kind::Nil;
        if (field == 0)
            raw.address.name = token.text;
        else if (field == 2)
            raw.address.mailbox = token.text, raw.mailboxIsNil = isNil;
        else if (field == 3)
            raw.address.host = token.text, raw.hostIsNil = isNil;
        ++field;
    }
    return raw;
}

QList<EnvelopeAddress> readAddresses(Lexer &lexer)
{
    QList<RawAddress> raw;
    // A quote inside the subject that was not escaped leaves words behind: go on at the next list.
    while (!lexer.atEnd() && lexer.peek() != '(' && lexer.peek() != ')') {
        const Lexer::Token token = lexer.next();
        if (token.kind == Lexer::Token::Kind::Nil || (token.isString() && token.text.isEmpty()))
            return {};
    }
    if (!lexer.accept('('))
        return {};
    while (!lexer.atEnd() && !lexer.accept(')')) {
        if (lexer.peek() == '(')
            raw.append(readAddress(lexer));
        else
            lexer.next(); // NIL in the list (SmarterMail)
    }
    // NIL as host starts a group, if something ends it; else it is an address without a domain.
    bool hasGroups = false;
    for (const RawAddress &entry : std::as_const(raw))
        hasGroups = hasGroups || (entry.mailboxIsNil && entry.hostIsNil && entry.address.name.isEmpty());
    QList<EnvelopeAddress> addresses;
    for (RawAddress &entry : raw) {
        if (hasGroups && entry.hostIsNil)
            continue;
        dropStandIns(entry.address);
        if (!entry.address.mailbox.isEmpty() || !entry.address.host.isEmpty() || !entry.address.name.isEmpty())
            addresses.append(entry.address);
    }
    return addresses;
}

} // namespace

std::optional<Envelope> parseEnvelopeList(QByteArrayView value)
{
    Lexer lexer(value);
    if (!lexer.accept('('))
        return std::nullopt;
    while (lexer.peek() == '(')
        lexer.accept('('); // Domino wraps it once more
    Envelope envelope;
    envelope.date = lexer.string();
    envelope.subject = lexer.string();
    if (lexer.peek() == ')' && envelope.date.isEmpty() && envelope.subject.isEmpty())
        return std::nullopt;
    for (QList<EnvelopeAddress> *list :
        {&envelope.from, &envelope.sender, &envelope.replyTo, &envelope.to, &envelope.cc, &envelope.bcc})
        *list = readAddresses(lexer);
    if (lexer.peek() != ')' && !lexer.atEnd())
        envelope.inReplyTo = lexer.string();
    if (lexer.peek() != ')' && !lexer.atEnd())
        envelope.messageId = lexer.string();
    else
        envelope.messageId =
            std::exchange(envelope.inReplyTo, {}); // one field forgotten: the last one is the identifier
    return envelope;
}

} // namespace godwit::imap
