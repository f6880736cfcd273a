// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/UiProfile.h"

#include "account/Credentials.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace godwit::test {

namespace {

struct Sample {
    const char16_t *mailbox;
    const char16_t *name;
    const char16_t *addr;
    const char16_t *subject;
    const char16_t *text;
    int minutesAgo;
    bool seen;
    bool flagged;
    int attachments;
};

constexpr int Day = 24 * 60;

const Sample Samples[] = {
    {u"INBOX", u"Seoyeon Kim", u"seoyeon@example.org", u"Re: Harbour trip in May",
        u"The ferry leaves at 09:40, so we should meet at the pier by nine. I bring the tickets.", 25, false, true, 1},
    {u"INBOX", u"Trail Notes", u"letters@trailnotes.example", u"Spring routes: 14 walks for long weekends",
        u"This month: the coast path, a hut with no road, and what to pack when the snow line climbs.", 95, true, false,
        0},
    {u"INBOX", u"Jonas Weber", u"jonas@weber.example", u"Invoice 2026-118",
        u"Please find the invoice for October attached. Thank you for the quick payment last time.", 160, false, false,
        1},
    {u"INBOX", u"Build server", u"ci@build.example", u"main: all 1,204 tests passed",
        u"Duration 11 min 20 s. No changes in coverage.", 170, true, false, 0},
    {u"INBOX", u"Mia Laurent", u"mia@example.net", u"Photos from Saturday",
        u"I put the best thirty into the folder. The one with the heron is for you.", Day + 30, true, true, 1},
    {u"INBOX", u"City Library", u"notice@library.example", u"Two books are due on Thursday",
        u"You can extend both once more until 3 December.", Day + 200, true, false, 0},
    {u"INBOX", u"Tom\u00e1s Ortega", u"tomas@kayak.example", u"Re: Re: Which kayak?",
        u"The longer one tracks better but you will curse it on the portage.", Day + 260, false, false, 0},
    {u"INBOX", u"\uc774\uc218\ubbfc", u"sumin@example.kr", u"\ud68c\uc758\ub85d \uacf5\uc720\ub4dc\ub9bd\ub2c8\ub2e4",
        u"\uc9c0\ub09c\uc8fc \ud68c\uc758\uc5d0\uc11c \uc815\ud55c \ub0b4\uc6a9\uc744 "
        u"\uc815\ub9ac\ud588\uc2b5\ub2c8\ub2e4. "
        u"\ud655\uc778 \ubd80\ud0c1\ub4dc\ub9bd\ub2c8\ub2e4.",
        9 * Day, true, false, 1},
    {u"INBOX", u"Harbour Office", u"office@harbour.example", u"Berth 14: winter storage",
        u"The crane is booked for the 28th. Please take the mast down before.", 10 * Day, true, false, 0},
    {u"INBOX", u"", u"no-reply@shop.example", u"Your order 77120 is on its way",
        u"It was handed to the carrier this morning and should arrive within two days.", 16 * Day, true, false, 0},
    {u"INBOX", u"Anna Lindqvist", u"anna@choir.example", u"Choir: programme and the list of songs",
        u"We start with the two Nordic pieces. The tenors please look at page four again.", 33 * Day, true, false, 2},
    {u"INBOX", u"Old Friend", u"friend@example.com", u"Long time no see", u"I moved back last spring. Coffee?",
        420 * Day, true, false, 0},
    {u"Archive", u"Mia Laurent", u"mia@example.net", u"Cabin keys", u"Under the third stone, as always.", 60 * Day,
        true, false, 0},
    {u"Sent", u"Alice Han", u"alice@example.org", u"Re: Harbour trip in May", u"Nine at the pier is fine.", 20, true,
        false, 0},
    {u"Travel", u"Ferry Line", u"tickets@ferry.example", u"Your tickets", u"Two adults, one bicycle.", 3 * Day, false,
        false, 1},
    {u"Travel", u"Ferry Line", u"tickets@ferry.example", u"Timetable change", u"The 18:10 leaves at 18:25.", 4 * Day,
        false, false, 0},
    {u"Trash", u"Spam Lottery", u"win@lottery.example", u"You won", u"Claim now.", 5 * Day, true, false, 0},
};

store::IncomingMessage incoming(quint32 uid, const mime::Address &from, const QString &subject, const QDateTime &when)
{
    store::IncomingMessage message;
    message.uid = Uid{uid};
    message.internalDate = when;
    message.sizeOctets = 4200;
    message.envelope.from = {from};
    message.envelope.to = {{u"Alice Han"_s, u"alice@example.org"_s}};
    message.envelope.subject = subject;
    message.envelope.date = when;
    message.envelope.messageId = QStringLiteral("%1.%2@test.example").arg(uid).arg(when.toSecsSinceEpoch());
    return message;
}

QByteArray source(const store::IncomingMessage &message, const QString &text)
{
    return QStringLiteral("From: %1\r\nTo: Alice Han <alice@example.org>\r\nSubject: %2\r\nMessage-ID: <%3>\r\n"
                          "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                          "Content-Transfer-Encoding: 8bit\r\n\r\n%4\r\n")
        .arg(mime::displayAddress(message.envelope.from.first()), message.envelope.subject.value_or(QString()),
            message.envelope.messageId, text)
        .toUtf8();
}

} // namespace

UiProfile::UiProfile()
{
    const QString profile = m_folder.path();
    m_engine = std::make_unique<sync::Engine>(sync::Engine::Dependencies{
        profile, std::make_shared<account::SessionCredentials>(nullptr), std::make_shared<SystemClock>()});
    if (!m_engine->start(sync::Engine::Mode::Passive))
        qFatal("the store could not be made");
    m_reader = std::move(*store::Reader::open(profile));
    m_actions = std::make_unique<sync::Actions>(*m_engine);
    m_submissions = std::make_unique<sync::Submissions>(*m_engine);
    m_accounts = std::make_unique<sync::AccountActions>(*m_engine);
    m_preferences = std::make_unique<ui::PreferencesStore>(profile);
    m_services = std::make_unique<ui::Services>(
        ui::Services{*m_reader, *m_engine, *m_actions, *m_submissions, *m_accounts, *m_preferences, profile});
}

UiProfile::~UiProfile() = default;

void UiProfile::addMailboxes()
{
    account::Settings settings;
    settings.label = settings.email = u"alice@example.org"_s;
    settings.name = u"Alice Han"_s;
    settings.incomingServer = {u"imap.example.org"_s, 993, net::Security::ImplicitTls};
    settings.outgoingServer = {u"smtp.example.org"_s, 465, net::Security::ImplicitTls};
    settings.incomingUser = settings.outgoingUser = settings.email;
    m_account = *writer().addAccount(settings.toJson());
    QList<store::Writer::ServerMailbox> mailboxes;
    const auto add = [&mailboxes](const QStringList &path, store::Role role) {
        store::Writer::ServerMailbox mailbox;
        mailbox.wireName = path.join(u'/').toUtf8();
        mailbox.path = path;
        mailbox.delimiter = '/';
        mailbox.role = role;
        mailboxes.append(mailbox);
    };
    add({u"INBOX"_s}, store::Role::Inbox);
    add({u"Drafts"_s}, store::Role::Drafts);
    add({u"Sent"_s}, store::Role::Sent);
    add({u"Archive"_s}, store::Role::Archive);
    add({u"Junk"_s}, store::Role::Junk);
    add({u"Trash"_s}, store::Role::Trash);
    add({u"Invoices"_s}, store::Role::None);
    add({u"Travel"_s}, store::Role::None);
    add({u"Travel"_s, u"2026"_s}, store::Role::None);
    if (!writer().setMailboxes(m_account, mailboxes, true))
        qFatal("the mailboxes could not be made");
}

void UiProfile::fill()
{
    addMailboxes();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const Sample &sample : Samples) {
        const QString name = QString::fromUtf16(sample.mailbox);
        const mime::Address from{QString::fromUtf16(sample.name), QString::fromUtf16(sample.addr)};
        store::IncomingMessage message = incoming(
            ++m_nextUid[name], from, QString::fromUtf16(sample.subject), now.addSecs(-60LL * sample.minutesAgo));
        message.flags.set(Flag::Seen, sample.seen);
        message.flags.set(Flag::Flagged, sample.flagged);
        message.attachments = sample.attachments;
        const auto arrival = writer().addMessages(mailbox(name), {message});
        if (!arrival)
            qFatal("a message could not be stored");
        const auto row = reader().row(arrival->added.first());
        const QString text = QString::fromUtf16(sample.text);
        if (!writer().storeBody(row->message, source(message, text), text, sample.attachments))
            qFatal("a body could not be stored");
    }
}

void UiProfile::addMany(const QString &name, int count)
{
    constexpr int Batch = 5000;
    const QDateTime start = QDateTime::currentDateTimeUtc().addDays(-1).addSecs(-60LL * count);
    QList<store::IncomingMessage> batch;
    for (int i = 0; i < count; ++i) {
        batch.append(incoming(++m_nextUid[name], {QStringLiteral("Sender %1").arg(i % 97), u"many@example.org"_s},
            QStringLiteral("Message %1").arg(i), start.addSecs(60LL * i)));
        if (batch.size() == Batch || i + 1 == count) {
            if (!writer().addMessages(mailbox(name), std::exchange(batch, {})))
                qFatal("messages could not be stored");
        }
    }
}

store::PlacementKey UiProfile::addReply(
    const QString &name, store::PlacementKey placement, const QString &who, int minutes)
{
    const auto answered = reader().row(placement);
    const auto envelope = reader().envelope(answered->message);
    store::IncomingMessage message = incoming(++m_nextUid[name], {who, who.toLower() + u"@example.org"_s},
        u"Re: "_s + answered->subject, answered->date.addSecs(60LL * minutes));
    message.envelope.references = envelope->references + QStringList{envelope->messageId};
    const auto arrival = writer().addMessages(mailbox(name), {message});
    if (!arrival)
        qFatal("a message could not be stored");
    return arrival->added.first();
}

store::PlacementKey UiProfile::addNew(const QString &name, const QString &subject)
{
    const auto arrival = writer().addMessages(mailbox(name),
        {incoming(
            ++m_nextUid[name], {u"New Sender"_s, u"new@example.org"_s}, subject, QDateTime::currentDateTimeUtc())});
    return arrival->added.first();
}

store::MailboxKey UiProfile::mailbox(const QString &name) const
{
    const auto found = m_reader->mailboxByName(m_account, name);
    return found ? found->key : store::MailboxKey();
}

store::Mailbox UiProfile::counted(const QString &name) const
{
    return m_reader->mailboxByName(m_account, name).value_or(store::Mailbox());
}

int UiProfile::operations() const
{
    return int(m_reader->operations().size());
}

} // namespace godwit::test
