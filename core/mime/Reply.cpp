// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Compose.h"
#include "mime/HeaderText.h"
#include "mime/Text.h"

#include <QRegularExpression>
#include <QSet>

namespace godwit::mime {

namespace {

QString withoutReplyMark(const QString &subject)
{
    static const QRegularExpression mark(
        QStringLiteral("^\\s*(?:re|aw|sv|antw|ref|답장|회신|回复|答复|返信)(?:\\[\\d+\\])?\\s*[:：]\\s*"),
        QRegularExpression::CaseInsensitiveOption);
    QString rest = subject;
    for (auto match = mark.match(rest); match.hasMatch(); match = mark.match(rest))
        rest.remove(0, match.capturedLength());
    return rest;
}

QString forwardSubject(const QString &subject)
{
    static const QRegularExpression mark(
        QStringLiteral("^\\s*(?:fwd?|wg)\\s*:"), QRegularExpression::CaseInsensitiveOption);
    return mark.match(subject).hasMatch() ? subject : QStringLiteral("Fwd: ") + subject;
}

/// RFC 2369 section 3.4; empty when the list takes no mail.
AddressList listAddress(const Message &original)
{
    for (const HeaderField &field : original.headers) {
        if (field.name.compare("List-Post", Qt::CaseInsensitive) != 0)
            continue;
        static const QRegularExpression mailto(
            QStringLiteral("<mailto:([^>?]+)"), QRegularExpression::CaseInsensitiveOption);
        const auto match = mailto.match(QString::fromUtf8(field.value));
        const QString addr = QString::fromUtf8(QByteArray::fromPercentEncoding(match.captured(1).toUtf8())).trimmed();
        if (match.hasMatch() && isValidAddrSpec(addr))
            return {{QString(), addr}};
    }
    return {};
}

class Recipients {
public:
    explicit Recipients(const QStringList &self)
    {
        for (const QString &own : self)
            m_self.insert(own.toLower());
    }
    bool isSelf(const Address &address) const { return m_self.contains(address.addr.toLower()); }
    bool isFromSelf(const Envelope &envelope) const
    {
        return !envelope.from.isEmpty() && isSelf(envelope.from.constFirst());
    }
    /// Those of `addresses` that were not taken before and are not the person's own.
    AddressList take(const AddressList &addresses)
    {
        AddressList out;
        for (const Address &address : addresses) {
            const QString key = address.addr.toLower();
            if (key.isEmpty() || m_self.contains(key) || m_taken.contains(key))
                continue;
            m_taken.insert(key);
            out.append(address);
        }
        return out;
    }

private:
    QSet<QString> m_self, m_taken;
};

void setRecipients(Draft &draft, const Message &original, ReplyKind kind, const QStringList &self)
{
    const Envelope &envelope = original.envelope;
    Recipients recipients(self);
    if (kind == ReplyKind::List) {
        draft.to = listAddress(original);
        if (!draft.to.isEmpty())
            return;
    }
    const bool own = recipients.isFromSelf(envelope); // answering what one has sent oneself goes on to its readers
    const AddressList &author = envelope.replyTo.isEmpty() ? envelope.from : envelope.replyTo;
    draft.to = recipients.take(own ? envelope.to : author);
    if (kind != ReplyKind::Sender) {
        draft.to += recipients.take(envelope.to);
        draft.cc = recipients.take(envelope.cc);
    }
    if (draft.to.isEmpty() && !draft.cc.isEmpty())
        draft.to = std::exchange(draft.cc, {});
    if (draft.to.isEmpty())
        draft.to = author; // a note to oneself
}

TextFlow flowOf(const Body &body)
{
    if (!body.textIsFlowed)
        return TextFlow::Fixed;
    return body.textDelSp ? TextFlow::FlowedDelSp : TextFlow::Flowed;
}

void takeAttachments(Draft &draft, const Message &original)
{
    for (const qsizetype index : original.body.attachments + original.body.inlineImages) {
        const Part &part = original.parts.at(index);
        if (!part.container)
            draft.attachments.append({part.filename.value_or(QString()), part.type, part.content, {}});
    }
}

} // namespace

Draft makeReply(const Message &original, ReplyKind kind, const QStringList &self, const QString &intro)
{
    Draft draft;
    const Envelope &envelope = original.envelope;
    const QString subject = oneLine(envelope.subject.value_or(QString()));
    const TextFlow flow = flowOf(original.body);
    if (kind == ReplyKind::Forward) {
        draft.subject = forwardSubject(subject);
        QString words;
        for (const TextParagraph &paragraph : readPlainText(original.body.text, flow))
            words += (paragraph.quoteLevel > 0 ? QString(paragraph.quoteLevel, u'>') + u' ' : QString())
                + paragraph.text + u'\n';
        draft.text = intro + QStringLiteral("\n\n") + words;
        takeAttachments(draft, original);
        return draft;
    }
    setRecipients(draft, original, kind, self);
    draft.subject = QStringLiteral("Re: ") + withoutReplyMark(subject);
    draft.text = intro + u'\n' + quotedText(original.body.text, flow);
    if (!envelope.messageId.isEmpty()) {
        draft.inReplyTo = {envelope.messageId};
        draft.references =
            envelope.references.isEmpty() && envelope.inReplyTo.size() == 1 ? envelope.inReplyTo : envelope.references;
        draft.references.removeAll(envelope.messageId);
        draft.references.append(envelope.messageId);
    }
    return draft;
}

} // namespace godwit::mime
