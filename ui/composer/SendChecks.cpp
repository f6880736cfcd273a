// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/SendChecks.h"

#include "ui/composer/AttachedFiles.h"
#include "ui/composer/RichText.h"

#include <QRegularExpression>

namespace godwit::ui {

using namespace Qt::StringLiterals;

namespace {

mime::AddressList in(const ComposeState &state, AddressState wanted)
{
    mime::AddressList found;
    for (const mime::AddressList &list : {state.to, state.cc, state.bcc}) {
        for (const mime::Address &address : list) {
            if (addressState(address) == wanted)
                found << address;
        }
    }
    return found;
}

} // namespace

bool SendChecks::mentionsAttachment(const QString &text, const QString &intro)
{
    static const QRegularExpression words(
        u"\\b(attach(ed|ing|ment|ments)?|enclosed|enclosure)\\b|첨부|동봉|붙임|별첨"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    for (const QString &line : text.split(u'\n')) {
        if (!intro.isEmpty() && line == intro)
            return false;
        if (line == "-- "_L1)
            return false;
        if (richtext::quoteMark(line).level == 0 && words.match(line).hasMatch())
            return true;
    }
    return false;
}

SendChecks SendChecks::of(const ComposeState &state, const QString &intro)
{
    SendChecks checks;
    const mime::AddressList invalid = in(state, AddressState::Invalid);
    if (!invalid.isEmpty()) {
        checks.refusal = tr("“%1” is not a mail address. Correct it or remove it.").arg(invalid.first().addr);
        return checks;
    }
    if (envelopeRecipients(state).isEmpty()) {
        checks.refusal = tr("Add at least one recipient.");
        return checks;
    }
    for (const mime::Address &address : in(state, AddressState::Odd))
        checks.questions << tr("“%1” has no dot after the @ sign.").arg(address.addr);
    if (state.subject.trimmed().isEmpty())
        checks.questions << tr("The subject is empty.");
    bool anyFile = false;
    for (const ComposeAttachment &attachment : state.attachments) {
        anyFile = anyFile || attachment.contentId.isEmpty();
        if (attachment.sensitive)
            checks.questions << tr("“%1” looks like a secret of yours: a private key, or data of this program.")
                                    .arg(attachment.name);
    }
    if (!anyFile && mentionsAttachment(state.text, intro))
        checks.questions << tr("The text speaks of an attachment, but nothing is attached.");
    if (state.attachedOctets() > AttachedFiles::UsualLimitOctets)
        checks.questions << tr("The attachments are larger than most servers take.");
    return checks;
}

} // namespace godwit::ui
