// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/ComposeState.h"

#include <QCborArray>
#include <QCborMap>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace godwit::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int FormatVersion = 2;
constexpr int ContentInlineVersion = 1; // attachments still within the text
const QByteArray UnfinishedField = "X-Godwit-Unfinished";
const QByteArray AnsweredField = "X-Godwit-Answered";
const QByteArray ForwardedField = "X-Godwit-Forwarded";

QCborArray toCbor(const mime::AddressList &addresses)
{
    QCborArray array;
    for (const mime::Address &address : addresses)
        array << QCborArray{address.name, address.addr};
    return array;
}

mime::AddressList addressesFromCbor(const QCborValue &value)
{
    mime::AddressList addresses;
    for (const QCborValue &entry : value.toArray())
        addresses << mime::Address{entry.toArray().at(0).toString(), entry.toArray().at(1).toString()};
    return addresses;
}

QStringList stringsFromCbor(const QCborValue &value)
{
    QStringList strings;
    for (const QCborValue &entry : value.toArray())
        strings << entry.toString();
    return strings;
}

QCborMap toCbor(const ComposeAttachment &attachment)
{
    return {{u"name"_s, attachment.name}, {u"type"_s, attachment.type}, {u"file"_s, attachment.id},
        {u"contentId"_s, attachment.contentId}, {u"sensitive"_s, attachment.sensitive}};
}

ComposeAttachment attachmentFromCbor(const QCborMap &entry)
{
    ComposeAttachment attachment{entry.value(u"name"_s).toString(), entry.value(u"type"_s).toString(),
        entry.value(u"content"_s).toByteArray(), entry.value(u"contentId"_s).toString(),
        entry.value(u"sensitive"_s).toBool()};
    if (const QByteArray id = entry.value(u"file"_s).toByteArray(); !id.isEmpty())
        attachment.id = id;
    return attachment;
}

mime::AddressList valid(const mime::AddressList &addresses)
{
    mime::AddressList kept;
    for (const mime::Address &address : addresses) {
        if (addressState(address) != AddressState::Invalid)
            kept << address;
    }
    return kept;
}

QJsonArray unfinished(const mime::AddressList &addresses)
{
    QJsonArray texts;
    for (const mime::Address &address : addresses) {
        if (addressState(address) == AddressState::Invalid)
            texts << address.addr;
    }
    return texts;
}

void appendUnfinished(mime::AddressList &addresses, const QJsonValue &texts)
{
    for (const QJsonValue &text : texts.toArray())
        addresses << mime::Address{{}, text.toString()};
}

} // namespace

qint64 ComposeState::attachedOctets() const
{
    qint64 octets = 0;
    for (const ComposeAttachment &attachment : attachments)
        octets += attachment.content.size();
    return octets;
}

store::StoredDraft ComposeState::toDraft() const
{
    store::StoredDraft draft;
    draft.account = account;
    draft.answered = answered;
    draft.forwarded = forwarded;
    draft.serverCopy = serverCopy;
    QCborArray files;
    for (const ComposeAttachment &attachment : attachments) {
        files << toCbor(attachment);
        draft.files << store::DraftFile{attachment.id, attachment.content};
    }
    QCborMap map{{u"version"_s, FormatVersion}, {u"account"_s, account.value}, {u"subject"_s, subject},
        {u"text"_s, text}, {u"html"_s, html}, {u"messageId"_s, messageId}, {u"answered"_s, answered.value},
        {u"forwarded"_s, forwarded.value}, {u"serverCopy"_s, serverCopy.value}, {u"caret"_s, caret}};
    map.insert(u"to"_s, toCbor(to));
    map.insert(u"cc"_s, toCbor(cc));
    map.insert(u"bcc"_s, toCbor(bcc));
    map.insert(u"inReplyTo"_s, QCborArray::fromStringList(inReplyTo));
    map.insert(u"references"_s, QCborArray::fromStringList(references));
    map.insert(u"attachments"_s, files);
    draft.content = map.toCborValue().toCbor();
    return draft;
}

std::optional<ComposeState> ComposeState::fromDraft(const store::StoredDraft &draft, QStringList *missingFiles)
{
    const QCborMap map = QCborValue::fromCbor(draft.content).toMap();
    const qint64 version = map.value(u"version"_s).toInteger();
    if (version != FormatVersion && version != ContentInlineVersion)
        return std::nullopt;
    ComposeState state;
    state.account.value = map.value(u"account"_s).toInteger();
    state.subject = map.value(u"subject"_s).toString();
    state.text = map.value(u"text"_s).toString();
    state.html = map.value(u"html"_s).toString();
    state.messageId = map.value(u"messageId"_s).toString();
    state.answered.value = map.value(u"answered"_s).toInteger();
    state.forwarded.value = map.value(u"forwarded"_s).toInteger();
    state.serverCopy.value = map.value(u"serverCopy"_s).toInteger();
    state.caret = int(map.value(u"caret"_s).toInteger());
    state.to = addressesFromCbor(map.value(u"to"_s));
    state.cc = addressesFromCbor(map.value(u"cc"_s));
    state.bcc = addressesFromCbor(map.value(u"bcc"_s));
    state.inReplyTo = stringsFromCbor(map.value(u"inReplyTo"_s));
    state.references = stringsFromCbor(map.value(u"references"_s));
    for (const QCborValue &value : map.value(u"attachments"_s).toArray()) {
        ComposeAttachment attachment = attachmentFromCbor(value.toMap());
        if (version == FormatVersion) {
            const auto file = std::find_if(draft.files.begin(), draft.files.end(),
                [&attachment](const store::DraftFile &candidate) { return candidate.id == attachment.id; });
            if (file == draft.files.end()) {
                if (missingFiles)
                    *missingFiles << attachment.name;
                continue;
            }
            attachment.content = file->content;
        }
        state.attachments << attachment;
    }
    return state;
}

AddressState addressState(const mime::Address &address)
{
    if (!mime::isValidAddrSpec(address.addr))
        return AddressState::Invalid;
    const QString domain = address.addr.mid(address.addr.lastIndexOf(u'@') + 1);
    return domain.contains(u'.') || domain.startsWith(u'[') ? AddressState::Fine : AddressState::Odd;
}

mime::Draft toMimeDraft(const ComposeState &state, const account::Settings &account, Purpose purpose)
{
    mime::Draft draft;
    draft.from = {account.name, account.email};
    draft.to = valid(state.to);
    draft.cc = valid(state.cc);
    draft.bcc = valid(state.bcc);
    draft.subject = state.subject;
    draft.text = state.text;
    draft.html = state.html;
    draft.inReplyTo = state.inReplyTo;
    draft.references = state.references;
    draft.messageId = state.messageId;
    draft.date = QDateTime::currentDateTime();
    for (const ComposeAttachment &attachment : state.attachments)
        draft.attachments << mime::AttachmentSource{
            attachment.name, attachment.type, attachment.content, attachment.contentId};
    if (purpose == Purpose::File) {
        const QJsonArray lists{unfinished(state.to), unfinished(state.cc), unfinished(state.bcc)};
        if (lists != QJsonArray{QJsonArray(), QJsonArray(), QJsonArray()})
            draft.extraHeaders << mime::HeaderField{
                UnfinishedField, QJsonDocument(lists).toJson(QJsonDocument::Compact)};
        if (state.answered)
            draft.extraHeaders << mime::HeaderField{AnsweredField, QByteArray::number(state.answered.value)};
        if (state.forwarded)
            draft.extraHeaders << mime::HeaderField{ForwardedField, QByteArray::number(state.forwarded.value)};
    }
    return draft;
}

ComposeState fromMessage(const mime::Message &message, store::AccountKey account)
{
    ComposeState state;
    state.account = account;
    state.to = message.envelope.to;
    state.cc = message.envelope.cc;
    state.bcc = message.envelope.bcc;
    state.subject = message.envelope.subject.value_or(QString());
    state.text = message.body.text;
    state.html = message.body.html;
    state.inReplyTo = message.envelope.inReplyTo;
    state.references = message.envelope.references;
    state.messageId = message.envelope.messageId;
    const auto addPart = [&](qsizetype index, bool inside) {
        if (index < 0 || index >= message.parts.size())
            return;
        const mime::Part &part = message.parts.at(index);
        state.attachments << ComposeAttachment{
            part.filename.value_or(QString()), part.type, part.content, inside ? part.contentId : QString()};
    };
    for (const qsizetype index : message.body.attachments)
        addPart(index, false);
    for (const qsizetype index : message.body.inlineImages) {
        if (!message.body.attachments.contains(index))
            addPart(index, true);
    }
    for (const mime::HeaderField &field : message.headers) {
        if (field.name.compare(UnfinishedField, Qt::CaseInsensitive) == 0) {
            const QString text = mime::decodeHeaderText(field.value);
            const QJsonArray lists = QJsonDocument::fromJson(text.toUtf8()).array();
            appendUnfinished(state.to, lists.at(0));
            appendUnfinished(state.cc, lists.at(1));
            appendUnfinished(state.bcc, lists.at(2));
        } else if (field.name.compare(AnsweredField, Qt::CaseInsensitive) == 0) {
            state.answered.value = field.value.trimmed().toLongLong();
        } else if (field.name.compare(ForwardedField, Qt::CaseInsensitive) == 0) {
            state.forwarded.value = field.value.trimmed().toLongLong();
        }
    }
    return state;
}

QStringList envelopeRecipients(const ComposeState &state)
{
    QStringList recipients;
    QSet<QString> seen;
    for (const mime::AddressList &list : {state.to, state.cc, state.bcc}) {
        for (const mime::Address &address : list) {
            const QString folded = address.addr.toCaseFolded();
            if (addressState(address) == AddressState::Invalid || seen.contains(folded))
                continue;
            seen.insert(folded);
            recipients << address.addr;
        }
    }
    return recipients;
}

} // namespace godwit::ui
