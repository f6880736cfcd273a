// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
// bench-store [MESSAGES]: what the store and the list model cost, as lines "what: milliseconds".
// bench-store --sort PROFILE: sorts the INBOX of a profile that was filled so, and puts a thousand messages more into
// it. bench-store --fill PROFILE MESSAGES: puts so many into the INBOX of the profile's account, for the window to
// show.
#include "models/MessageListModel.h"
#include "store/Journal.h"
#include "store/Writer.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <cstdio>
#include <tuple>

using namespace godwit;
using namespace godwit::store;

namespace {

constexpr int Window = 500; // messages a transaction, as a first sync commits them

IncomingMessage message(int number)
{
    IncomingMessage result;
    result.uid = {quint32(number + 1)};
    result.modSeq = {quint64(number + 1)};
    result.internalDate = QDateTime::fromSecsSinceEpoch(1'600'000'000 + number * 97LL, Qt::UTC);
    result.sizeOctets = 2000 + number % 50'000;
    result.envelope.date = result.internalDate;
    result.envelope.subject = QStringLiteral("Re: minutes of meeting %1, with some more words behind").arg(number);
    result.envelope.from = {{QStringLiteral("Correspondent %1").arg(number % 997),
        QStringLiteral("person%1@example%2.org").arg(number % 997).arg(number % 31)}};
    result.envelope.sender = result.envelope.replyTo = result.envelope.from;
    result.envelope.to = {{QStringLiteral("Alice Example"), QStringLiteral("alice@example.org")}};
    result.envelope.messageId = QStringLiteral("%1.%2@mail.example.org").arg(number).arg(number * 7919LL % 1'000'003);
    result.envelope.references = QStringList{QStringLiteral("%1.root@mail.example.org").arg(number / 4)};
    return result;
}

void fill(Writer &writer, MailboxKey mailbox, int count)
{
    for (int last = count; last > 0; last -= Window) { // newest first, as sync does
        QList<IncomingMessage> window;
        for (int number = std::max(0, last - Window); number < last; ++number)
            window.append(message(number));
        const auto added = writer.addMessages(mailbox, window);
        if (!added)
            qFatal("%s", qPrintable(describe(added.error())));
    }
}

/// INBOX full, Archive empty.
int fillProfile(const QString &profile, int count)
{
    const auto writer = Writer::open(profile);
    if (!writer || (*writer)->reader().accounts().isEmpty())
        return 1;
    const AccountKey account = (*writer)->reader().accounts().constFirst().key;
    Writer::ServerMailbox inbox, archive;
    inbox.wireName = "INBOX";
    inbox.path = QStringList{QStringLiteral("INBOX")};
    inbox.role = Role::Inbox;
    archive.wireName = "Archive";
    archive.path = QStringList{QStringLiteral("Archive")};
    if (!(*writer)->setMailboxes(account, {inbox, archive}, true))
        return 1;
    const MailboxKey mailbox = (*writer)->reader().mailboxByRole(account, Role::Inbox)->key;
    fill(**writer, mailbox, count);
    SyncPoint point;
    point.uidValidity = {1};
    point.uidNext = {quint32(count + 1)};
    point.exists = quint32(count);
    point.oldestSynced = {1};
    return (*writer)->setSyncPoint(mailbox, point) ? 0 : 1;
}

void report(const char *what, qint64 nanoseconds)
{
    std::printf("%-60s %10.2f ms\n", what, double(nanoseconds) / 1e6);
    std::fflush(stdout);
}

qint64 residentKilobytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).simplified().split(' ').first().toLongLong();
    }
    return 0;
}

/// Opens the folder as a window does: first rows with a screenful read, then the rest; the longest turn of the event
/// loop.
void openFolder(Reader &reader, MailboxKey mailbox, int count)
{
    const qint64 before = residentKilobytes();
    models::MessageListModel model(reader);
    QElapsedTimer timer;
    timer.start();
    model.setMailbox(mailbox);
    for (int row = 0; row < std::min(50, model.rowCount()); ++row)
        model.index(row).data(models::SnippetRole);
    report("  first screenful", timer.nsecsElapsed());
    qint64 longest = 0;
    while (model.isLoading()) {
        QElapsedTimer turn;
        turn.start();
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1000);
        longest = std::max(longest, turn.nsecsElapsed());
    }
    report("  all rows", timer.nsecsElapsed());
    report("  longest turn meanwhile", longest);
    timer.restart();
    for (int row = count / 2; row < count / 2 + 50; ++row)
        model.index(row).data(models::SnippetRole);
    report("  a screenful in the middle", timer.nsecsElapsed());
    std::printf("  %d rows, %lld KiB more\n", model.rowCount(), static_cast<long long>(residentKilobytes() - before));
}

/// The worst of all, in nanoseconds.
struct SortFigures {
    qint64 firstRows = 0; ///< until the first screenful of an order that is kept
    qint64 firstTime = 0; ///< until an order that is not kept is shown
    qint64 window = 0; ///< one turn of the window's event loop
};

qint64 waitForRows(const models::MessageListModel &model)
{
    qint64 longest = 0;
    while (model.isLoading()) {
        QElapsedTimer turn;
        turn.start();
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1000);
        longest = std::max(longest, turn.nsecsElapsed());
    }
    return longest;
}

void sortFolder(models::MessageListModel &model, ListOrder order, const char *what, bool kept, SortFigures &figures)
{
    QElapsedTimer timer;
    timer.start();
    model.setOrder(order);
    for (int row = 0; row < std::min(50, model.rowCount()); ++row)
        model.index(row).data(models::SnippetRole);
    const qint64 first = timer.nsecsElapsed();
    const qint64 longest = std::max(first, waitForRows(model));
    std::printf("%s\n", what);
    report("  first screenful, or back in the event loop", first);
    report("  all rows", timer.nsecsElapsed());
    report("  longest turn meanwhile", longest);
    (kept ? figures.firstRows : figures.firstTime) =
        std::max(kept ? figures.firstRows : figures.firstTime, kept ? first : timer.nsecsElapsed());
    figures.window = std::max(figures.window, longest);
}

/// As sync::OrderKeeper does it.
bool keepOrder(Writer &writer, const Reader &reader, MailboxKey mailbox, SortBy by)
{
    QElapsedTimer timer;
    timer.start();
    if (!writer.beginOrder(mailbox, by))
        return false;
    const QList<SortEntry> entries = reader.sortEntries(mailbox, by);
    report("  read and sorted, in a worker", timer.nsecsElapsed());
    qint64 longest = 0;
    for (qsizetype at = 0; at < entries.size(); at += 1000) {
        QElapsedTimer slice;
        slice.start();
        if (!writer.addToOrder(mailbox, by, entries.mid(at, 1000)))
            return false;
        longest = std::max(longest, slice.nsecsElapsed());
    }
    const bool kept = writer.finishOrder(mailbox, by).has_value();
    report("  kept", timer.nsecsElapsed());
    report("  longest turn of the writer meanwhile", longest);
    return kept;
}

/// A thousand new messages, a hundred a transaction, while the list is sorted.
void newMail(Writer &writer, models::MessageListModel &model, SortFigures &figures)
{
    QList<Change> changes; // heard in another thread than the one that stores
    QObject::connect(&writer, &Writer::changed, &model, [&changes](const Change &change) { changes.append(change); });
    QElapsedTimer timer;
    timer.start();
    qint64 longest = 0, storing = 0;
    const int count = model.rowCount();
    const QPersistentModelIndex selected(model.index(count / 2));
    for (int first = count; first < count + 1000; first += 100) {
        QList<IncomingMessage> window;
        for (int number = first; number < first + 100; ++number)
            window.append(message(number));
        QElapsedTimer turn;
        turn.start();
        if (!writer.addMessages(model.mailbox(), window))
            return;
        storing = std::max(storing, turn.nsecsElapsed());
        turn.restart();
        for (const Change &change : std::exchange(changes, {}))
            model.apply(change);
        QCoreApplication::processEvents();
        longest = std::max(longest, turn.nsecsElapsed());
    }
    longest = std::max(longest, waitForRows(model));
    report("a thousand new messages, sorted by size, three orders kept", timer.nsecsElapsed());
    report("  longest turn of the window meanwhile", longest);
    report("  longest turn of the writer: a hundred of them", storing);
    figures.window = std::max(figures.window, longest);
    if (model.rowCount() != count + 1000)
        qFatal("%d rows", model.rowCount());
    QObject::disconnect(&writer, nullptr, &model, nullptr);
}

/// What sorting by other things than the date costs: the first time, then kept, then with a thousand new messages.
SortFigures sorting(Writer &writer, Reader &reader, MailboxKey mailbox)
{
    SortFigures figures;
    models::MessageListModel model(reader);
    model.setMailbox(mailbox);
    waitForRows(model);
    constexpr auto Up = SortDirection::Ascending;
    sortFolder(model, {SortBy::Date, Up}, "oldest first", true, figures);
    const std::tuple<SortBy, const char *, const char *> orders[] = {
        {SortBy::Subject, "by subject, the first time", "by subject, kept"},
        {SortBy::Sender, "by sender, the first time", "by sender, kept"},
        {SortBy::Size, "by size, the first time", "by size, kept"}};
    for (const auto &[by, first, again] : orders) {
        sortFolder(model, {by, Up}, first, false, figures);
        if (!keepOrder(writer, reader, mailbox, by))
            return figures;
        model.setOrder({});
        waitForRows(model);
        sortFolder(model, {by, Up}, again, true, figures);
    }
    newMail(writer, model, figures);
    return figures;
}

/// The INBOX of a profile that was made by --fill; its worst figures on the last line.
int sortProfile(const QString &profile)
{
    const auto writer = Writer::open(profile);
    const auto reader = Reader::open(profile);
    const auto accounts = reader ? (*reader)->accounts() : QList<AccountRow>();
    const auto inbox = accounts.isEmpty() ? std::nullopt : (*reader)->mailboxByRole(accounts.first().key, Role::Inbox);
    if (!writer || !inbox)
        return 1;
    const SortFigures figures = sorting(**writer, **reader, inbox->key);
    std::printf("{\"first_rows_ms\": %.2f, \"first_time_ms\": %.0f, \"window_ms\": %.2f}\n",
        double(figures.firstRows) / 1e6, double(figures.firstTime) / 1e6, double(figures.window) / 1e6);
    return 0;
}

void measure(int count)
{
    const QTemporaryDir folder;
    const auto writer = std::move(*Writer::open(folder.path()));
    const AccountKey account = writer->addAccount("{}").value();
    Writer::ServerMailbox inbox, archive;
    inbox.wireName = "INBOX";
    inbox.path = QStringList{QStringLiteral("INBOX")};
    archive.wireName = "Archive";
    archive.path = QStringList{QStringLiteral("Archive")};
    if (!writer->setMailboxes(account, {inbox, archive}, true))
        return;
    const MailboxKey mailbox = writer->reader().mailboxByName(account, QStringLiteral("INBOX"))->key;
    const MailboxKey goal = writer->reader().mailboxByName(account, QStringLiteral("Archive"))->key;
    std::printf("%d messages\n", count);
    QElapsedTimer timer;
    timer.start();
    fill(*writer, mailbox, count);
    report("headers into the store, 500 a transaction", timer.nsecsElapsed());
    std::printf("  %.1f MiB on disk\n", double(QFileInfo(folder.filePath(QStringLiteral("mail.db"))).size()) / 1048576);
    const auto reader = std::move(*Reader::open(folder.path()));
    std::printf("folder opened, cold\n");
    openFolder(*reader, mailbox, count);
    std::printf("folder opened again\n");
    openFolder(*reader, mailbox, count);
    sorting(*writer, *reader, mailbox);
    timer.restart();
    const auto hits = reader->filteredRowKeys(mailbox, QStringLiteral("meeting 4711"));
    report("filter over the folder", timer.nsecsElapsed());
    QList<PlacementKey> all;
    for (const RowKey &row : reader->rowKeys(mailbox, 100'000))
        all.append(row.placement);
    Journal journal(*writer);
    timer.restart();
    if (!journal.setFlags(all, {"\\Seen"}, {}))
        return;
    report("flag on 100,000 (or all)", timer.nsecsElapsed());
    timer.restart();
    if (!journal.move(all, goal))
        return;
    report("move of as many", timer.nsecsElapsed());
    timer.restart();
    if (!journal.undo())
        return;
    report("undo of the move", timer.nsecsElapsed());
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    if (argc == 4 && QByteArray(argv[1]) == "--fill")
        return fillProfile(QFile::decodeName(argv[2]), QByteArray(argv[3]).toInt());
    if (argc == 3 && QByteArray(argv[1]) == "--sort")
        return sortProfile(QFile::decodeName(argv[2]));
    if (argc > 1) {
        measure(QByteArray(argv[1]).toInt());
        return 0;
    }
    measure(100'000);
    measure(1'000'000);
    return 0;
}
