// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "torture/StoreDay.h"

#include "store/StoreFixture.h"

namespace godwit::torture {

using namespace store;
using test::StoreFixture;

namespace {

const QString Inbox = QStringLiteral("INBOX");
const QString Work = QStringLiteral("Work");
const QString Archive = QStringLiteral("Archive");

QByteArray source(int number)
{
    return "From: s@example.com\r\nTo: alice@example.org\r\nSubject: Message " + QByteArray::number(number)
        + "\r\nMessage-ID: <m" + QByteArray::number(number) + "@example.com>\r\n\r\n"
        + QByteArray::number(number).repeated(300) + "\r\n";
}

Writer::ServerMailbox listed(const QString &name, Role role = Role::None)
{
    Writer::ServerMailbox mailbox;
    mailbox.wireName = name.toUtf8();
    mailbox.path = name.split(u'/');
    mailbox.delimiter = '/';
    mailbox.role = role;
    return mailbox;
}

QList<Writer::ServerMailbox> serverList()
{
    return {listed(Inbox, Role::Inbox), listed(Archive, Role::Archive), listed(QStringLiteral("Trash"), Role::Trash),
        listed(QStringLiteral("Sent"), Role::Sent), listed(Work), listed(QStringLiteral("Work/Old"))};
}

QList<IncomingMessage> messages(int first, int count, int firstUid)
{
    QList<IncomingMessage> list;
    for (int i = 0; i < count; ++i) {
        list.append(StoreFixture::message(first + i, quint32(firstUid + i)));
        if (i % 3 == 0)
            list.last().raw = source(first + i);
    }
    return list;
}

QByteArray rowsOf(const Reader &reader, const Mailbox &mailbox)
{
    QByteArray text;
    for (const RowKey &key : reader.rowKeys(mailbox.key)) {
        const auto row = reader.row(key.placement);
        if (!row)
            return "a row is listed and gone\n";
        const auto raw = reader.raw(row->message);
        text += "  " + row->subject.toUtf8() + " uid " + QByteArray::number(row->uid.value) + " flags "
            + row->flags.toWire().join(' ') + (raw ? " body " + QByteArray::number(raw->size()) : QByteArray()) + '\n';
    }
    return text;
}

QByteArray operationsOf(const Reader &reader)
{
    QByteArray text;
    for (const Operation &operation : reader.operations(100'000)) {
        const auto state = operation.state == OperationState::InFlight ? OperationState::Unknown : operation.state;
        text += "operation " + QByteArray::number(int(operation.kind)) + " state " + QByteArray::number(int(state))
            + " messages " + QByteArray::number(operation.messages) + ' ' + operation.addFlags.join(' ') + ' '
            + operation.path.join(u'/').toUtf8() + ' ' + operation.newPath.join(u'/').toUtf8() + '\n';
    }
    return text;
}

QByteArray lettersOf(const Reader &reader)
{
    QByteArray text;
    for (const Submission &submission : reader.outbox()) {
        const auto state = submission.state == SubmissionState::Sending ? SubmissionState::Unknown : submission.state;
        text += "submission " + QByteArray::number(int(state)) + ' '
            + reader.submissionContent(submission.key).value_or("lost") + '\n';
    }
    for (const StoredDraft &draft : reader.drafts()) {
        text += "draft " + draft.content + '\n';
        for (const DraftFile &file : reader.draft(draft.key).value_or(draft).files)
            text += "file " + file.id + ' ' + file.content + '\n';
    }
    return text;
}

} // namespace

StoreDay::StoreDay(QString profile, int stretch) : m_profile(std::move(profile))
{
    morning();
    for (int round = 0; round < stretch; ++round)
        work(round);
    evening();
}

StoreDay::~StoreDay() = default;

bool StoreDay::open()
{
    auto opened = Writer::open(m_profile);
    if (!opened)
        return false;
    m_writer = std::move(*opened);
    // Both may be said again when the second fails.
    if (Journal(*m_writer).recoverAfterRestart() && Outbox(*m_writer).recoverAfterRestart())
        return true;
    m_writer.reset();
    return false;
}

void StoreDay::close()
{
    m_writer.reset();
}

QByteArray StoreDay::picture() const
{
    QByteArray text;
    const Reader &reader = m_writer->reader();
    for (const AccountRow &account : reader.accounts()) {
        text += "account " + account.settings + '\n';
        for (const Mailbox &mailbox : reader.mailboxes(account.key)) {
            const SyncPoint point = reader.syncPoint(mailbox.key);
            text += " mailbox " + mailbox.name().toUtf8() + ' ' + QByteArray::number(int(mailbox.role)) + ' '
                + QByteArray::number(mailbox.total) + ' ' + QByteArray::number(mailbox.unread)
                + (mailbox.subscribed ? " subscribed" : "") + " at " + QByteArray::number(point.uidValidity.value) + ' '
                + QByteArray::number(point.uidNext.value) + '\n' + rowsOf(reader, mailbox);
        }
        for (const Writer::Pop3Row &row : m_writer->pop3Rows(account.key))
            text += " pop3 " + row.uidl + ' ' + QByteArray::number(int(row.state)) + '\n';
    }
    return text + operationsOf(reader) + lettersOf(reader);
}

void StoreDay::step(const char *name, std::function<bool(StoreDay &)> perform)
{
    m_steps.append({QString::fromLatin1(name), std::move(perform)});
}

AccountKey StoreDay::account(const char *label) const
{
    for (const AccountRow &account : m_writer->reader().accounts()) {
        if (account.settings == label)
            return account.key;
    }
    return {};
}

MailboxKey StoreDay::mailbox(const QString &name, const char *label) const
{
    const auto found = m_writer->reader().mailboxByName(account(label), name);
    return found ? found->key : MailboxKey();
}

PlacementKey StoreDay::placement(const QString &name, int number) const
{
    for (const RowKey &key : m_writer->reader().rowKeys(mailbox(name))) {
        const auto row = m_writer->reader().row(key.placement);
        if (row && row->subject == QStringLiteral("Message %1").arg(number))
            return key.placement;
    }
    return {};
}

OperationKey StoreDay::waiting(OperationKind kind) const
{
    for (const Operation &operation : m_writer->reader().operations(100'000)) {
        const bool over = operation.state != OperationState::Pending && operation.state != OperationState::InFlight
            && operation.state != OperationState::Unknown;
        if (operation.kind == kind && !over)
            return operation.key;
    }
    return {};
}

void StoreDay::morning()
{
    step("account", [](StoreDay &day) { return day.writer().addAccount("server").has_value(); });
    step("mailboxes",
        [](StoreDay &day) { return day.writer().setMailboxes(day.account("server"), serverList(), true).has_value(); });
    step("second account", [](StoreDay &day) { return day.writer().addAccount("pop").has_value(); });
    step("local mailbox", [](StoreDay &day) {
        return day.writer().addLocalMailbox(day.account("pop"), {Inbox}, Role::Inbox).has_value();
    });
    step("pop3 mail", [](StoreDay &day) {
        QList<Writer::Pop3Arrival> arrivals;
        for (int number = 9001; number <= 9004; ++number) {
            IncomingMessage message = StoreFixture::message(number, 0);
            message.raw = source(number);
            arrivals.append({QByteArray::number(number), message});
        }
        return day.writer().addPop3Messages(day.account("pop"), day.mailbox(Inbox, "pop"), arrivals).has_value();
    });
    step("pop3 state", [](StoreDay &day) {
        return day.writer().setPop3State(day.account("pop"), {"9001", "9002"}, Writer::Pop3State::ToDelete).has_value();
    });
}

void StoreDay::work(int round)
{
    const int first = 1 + round * 100;
    step("arrivals", [first](StoreDay &day) {
        return day.writer().addMessages(day.mailbox(Inbox), messages(first, 24, first)).has_value();
    });
    step("sync point", [first](StoreDay &day) {
        SyncPoint point;
        point.uidValidity = {7};
        point.uidNext = {quint32(first + 24)};
        point.oldestSynced = {1};
        return day.writer().setSyncPoint(day.mailbox(Inbox), point).has_value();
    });
    step("bodies", [first](StoreDay &day) {
        QList<Writer::BodyToStore> bodies;
        for (const int number : {first + 1, first + 2, first + 4}) {
            const auto row = day.writer().reader().row(day.placement(Inbox, number));
            if (!row)
                return false;
            bodies.append({row->message, source(number), QStringLiteral("words"), 0});
            if (first % 200 == 1) // as bulk mail comes
                Writer::packBody(bodies.last());
        }
        day.writer().bodyKeeper(0)(bodies);
        return day.writer().storeBodies(bodies).has_value();
    });
    step("flags of others", [first](StoreDay &day) {
        const FlagUpdate update{{quint32(first + 5)}, Flags::fromWire({"\\Answered", "work"}), {9}};
        return day.writer().updateFlags(day.mailbox(Inbox), {update}).has_value();
    });
    step("flag", [first](StoreDay &day) {
        const QList<PlacementKey> keys{day.placement(Inbox, first), day.placement(Inbox, first + 3)};
        return Journal(day.writer()).setFlags(keys, {"\\Flagged"}, {}).has_value();
    });
    step("flag in flight", [](StoreDay &day) {
        return Journal(day.writer()).markInFlight(day.waiting(OperationKind::SetFlags)).has_value();
    });
    step("flag done",
        [](StoreDay &day) { return Journal(day.writer()).markDone(day.waiting(OperationKind::SetFlags)).has_value(); });
    step("move", [first](StoreDay &day) {
        const QList<PlacementKey> keys{day.placement(Inbox, first + 6), day.placement(Inbox, first + 7)};
        return Journal(day.writer()).move(keys, day.mailbox(Work)).has_value();
    });
    step("move in flight",
        [](StoreDay &day) { return Journal(day.writer()).markInFlight(day.waiting(OperationKind::Move)).has_value(); });
    step("move done", [first](StoreDay &day) {
        const OperationKey key = day.waiting(OperationKind::Move);
        QList<Journal::NewPlace> places;
        for (const OperationItem &item : Journal(day.writer()).items(key))
            places.append({item.placement, {quint32(first + places.size())}});
        return Journal(day.writer()).markDone(key, {3}, places).has_value();
    });
    step("append", [first](StoreDay &day) {
        return Journal(day.writer()).append(day.mailbox(Archive), source(first + 50), {}, {}).has_value();
    });
    step("append done",
        [](StoreDay &day) { return Journal(day.writer()).markDone(day.waiting(OperationKind::Append)).has_value(); });
    step("copy", [first](StoreDay &day) {
        return Journal(day.writer()).copy({day.placement(Inbox, first + 8)}, day.mailbox(Work)).has_value();
    });
    step("copy refused", [](StoreDay &day) {
        MailError error;
        error.kind = MailError::Kind::Refused;
        return Journal(day.writer()).markRefused(day.waiting(OperationKind::Copy), error).has_value();
    });
    step("remove",
        [first](StoreDay &day) { return Journal(day.writer()).remove({day.placement(Inbox, first + 9)}).has_value(); });
    step("undo", [](StoreDay &day) { return Journal(day.writer()).undo().has_value(); });
    step("gone", [first](StoreDay &day) {
        const UidSet uids = UidSet::range({quint32(first + 10)}, {quint32(first + 12)});
        return day.writer().vanish(day.mailbox(Inbox), uids).has_value();
    });
}

void StoreDay::evening()
{
    step("letter", [](StoreDay &day) {
        Outbox::NewSubmission letter;
        letter.account = day.account("server");
        letter.content = source(7000);
        letter.recipients = QStringList{QStringLiteral("bob@example.org")};
        return Outbox(day.writer()).add(letter).has_value();
    });
    step("sending", [](StoreDay &day) {
        return Outbox(day.writer()).markSending(day.writer().reader().outbox().value(0).key).has_value();
    });
    step("sent", [](StoreDay &day) {
        return Outbox(day.writer()).markSent(day.writer().reader().outbox().value(0).key, {}, true).has_value();
    });
    step("draft", [](StoreDay &day) {
        StoredDraft draft;
        draft.account = day.account("server");
        draft.content = "first words";
        draft.files = {{"photo", source(30000)}};
        return Outbox(day.writer()).saveDraft(draft).has_value();
    });
    step("draft again", [](StoreDay &day) {
        StoredDraft draft = day.writer().reader().drafts().value(0);
        draft.content = "more words";
        draft.files = {{"photo", source(30000)}, {"note", "n"}};
        return Outbox(day.writer()).saveDraft(draft).has_value();
    });
    step("new mailbox", [](StoreDay &day) {
        return Journal(day.writer()).createMailbox(day.account("server"), {QStringLiteral("New")}).has_value();
    });
    step("renamed mailbox", [](StoreDay &day) {
        return Journal(day.writer()).renameMailbox(day.mailbox(Work), {QStringLiteral("Play")}).has_value();
    });
    step("new UIDs", [](StoreDay &day) { return day.writer().beginRenumbering(day.mailbox(Inbox), {8}).has_value(); });
    step("their messages",
        [](StoreDay &day) { return day.writer().addMessages(day.mailbox(Inbox), messages(1, 10, 501)).has_value(); });
    step("the rest goes", [](StoreDay &day) { return day.writer().finishRenumbering(day.mailbox(Inbox)).has_value(); });
    step("whole", [](StoreDay &day) { return day.writer().refreshCompleted(day.mailbox(Inbox)).has_value(); });
    step("account goes",
        [](StoreDay &day) { return day.writer().removeAccount(day.account("server"), true).has_value(); });
}

} // namespace godwit::torture
