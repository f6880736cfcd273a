// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Check.h"

#include "store/internal/BodyPacks.h"
#include "store/internal/Compression.h"
#include "store/internal/Operations.h"
#include "store/internal/Placements.h"
#include "store/internal/Schema.h"
#include "store/internal/SortKeys.h"

namespace godwit::store {

namespace {

constexpr qsizetype MaximumProblems = 100;

/// One look at everything.  Reads in one transaction, so that what a writer does meanwhile is no problem.
class Checker {
public:
    explicit Checker(Connection &database) : m_database(database) { }

    CheckReport run()
    {
        m_database.run("BEGIN");
        integrity();
        if (m_report.problems.isEmpty()) {
            queries();
            bodies();
            contents();
            overlay();
            totals();
            orders();
        }
        m_database.run("COMMIT");
        return m_report;
    }

private:
    void problem(const QString &text)
    {
        if (m_report.problems.size() < MaximumProblems)
            m_report.problems.append(text);
    }

    void integrity()
    {
        Statement check = m_database.prepare("PRAGMA integrity_check(20)");
        while (check.step()) {
            if (check.text(0) != u"ok")
                problem(QStringLiteral("database: %1").arg(check.text(0)));
        }
        Statement keys = m_database.prepare("PRAGMA foreign_key_check");
        while (keys.step())
            problem(QStringLiteral("%1 row %2 refers to a missing row of %3")
                        .arg(keys.text(0), keys.text(1), keys.text(2)));
    }

    /// Each names the rows that must not exist.
    void queries()
    {
        struct Rule {
            const char *sql;
            QString what;
        };
        const Rule rules[] = {
            {"SELECT id FROM placement WHERE mailbox IS NULL AND server_mailbox IS NULL AND pending = 0 AND NOT EXISTS "
             "(SELECT 1 FROM operation_item i JOIN operation o ON o.id = i.operation WHERE i.placement = placement.id "
             "AND o.kind = 4 AND o.state = 3)",
                QStringLiteral("placement %1 is nowhere")},
            {"SELECT id FROM placement WHERE awaiting <> 0 AND (uid IS NOT NULL OR "
             "(awaiting <> 3 AND server_mailbox IS NULL))",
                QStringLiteral("placement %1 waits for a UID that it has")},
            {"SELECT m.id FROM message m WHERE m.has_body <> EXISTS (SELECT 1 FROM body b WHERE b.message = m.id)",
                QStringLiteral("message %1 says wrongly whether its body is here")},
            {"SELECT e.message FROM excerpt e JOIN message m ON m.id = e.message WHERE m.has_body = 1",
                QStringLiteral("message %1 has its texts twice")},
            {"SELECT m.id FROM message m WHERE m.orphaned IS NULL AND NOT EXISTS "
             "(SELECT 1 FROM placement p WHERE p.message = m.id)",
                QStringLiteral("message %1 is in no mailbox")},
            {"SELECT i.operation FROM operation_item i JOIN operation o ON o.id = i.operation WHERE i.state = 0 "
             "AND o.state NOT IN (0, 1, 4)",
                QStringLiteral("operation %1 is over, yet something waits for it")},
            {"SELECT o.id FROM operation o WHERE o.state IN (0, 1, 4) AND o.kind < 5 AND NOT EXISTS "
             "(SELECT 1 FROM operation_item i WHERE i.operation = o.id AND i.state = 0)",
                QStringLiteral("operation %1 waits, yet nothing of it is left to do")},
            {"SELECT i.placement FROM operation_item i WHERE i.state = 0 AND NOT EXISTS "
             "(SELECT 1 FROM placement p WHERE p.id = i.placement)",
                QStringLiteral("an operation waits for placement %1, which is gone")},
            {"SELECT s.id FROM submission s WHERE s.state = 6 AND EXISTS (SELECT 1 FROM mailbox m WHERE "
             "m.account = s.account AND m.role = 3 AND m.listed = 1 AND m.path IS NOT NULL)",
                QStringLiteral("sent message %1 was not copied to Sent, though that is there")},
        };
        for (const Rule &rule : rules) {
            Statement statement = m_database.prepare(rule.sql);
            while (statement.step())
                problem(rule.what.arg(statement.integer(0)));
        }
        m_report.messages = m_database.number("SELECT count(*) FROM message").value_or(0);
        m_report.placements = m_database.number("SELECT count(*) FROM placement").value_or(0);
        m_report.operations = m_database.number("SELECT count(*) FROM operation").value_or(0);
    }

    void bodies()
    {
        Statement statement = m_database.prepare("SELECT " PACKED_BODY ", message FROM body");
        while (statement.step()) {
            ++m_report.bodies;
            if (!unpack(readPacked(m_database, statement)))
                problem(QStringLiteral("the body of message %1 is damaged").arg(statement.integer(6)));
        }
        Statement packs = m_database.prepare(
            "SELECT id FROM pack WHERE live <> (SELECT ifnull(sum(packed), 0) FROM body WHERE pack = id) OR "
            "octets < (SELECT ifnull(max(place + packed), 0) FROM body WHERE pack = id)");
        while (packs.step())
            problem(QStringLiteral("file %1 of bodies is counted wrongly").arg(packs.integer(0)));
        Statement texts = m_database.prepare("SELECT message, encoding, octets, data FROM excerpt");
        while (texts.step()) {
            if (!unpack({int(texts.integer(1)), texts.integer(2), texts.blob(3)}))
                problem(QStringLiteral("the texts of message %1 are damaged").arg(texts.integer(0)));
        }
    }

    void contents()
    {
        Statement waiting = m_database.prepare("SELECT id, encoding, octets, data FROM submission");
        while (waiting.step()) {
            const auto content = unpack({int(waiting.integer(1)), waiting.integer(2), waiting.blob(3)});
            if (!content || content->isEmpty())
                problem(QStringLiteral("outbox message %1 has no readable content").arg(waiting.integer(0)));
        }
        Statement drafts = m_database.prepare("SELECT id, encoding, octets, data FROM draft");
        while (drafts.step()) {
            if (!unpack({int(drafts.integer(1)), drafts.integer(2), drafts.blob(3)}))
                problem(QStringLiteral("draft %1 is damaged").arg(drafts.integer(0)));
        }
        Statement files = m_database.prepare("SELECT draft, encoding, octets, data FROM draft_file");
        while (files.step()) {
            if (!unpack({int(files.integer(1)), files.integer(2), files.blob(3)}))
                problem(QStringLiteral("a file of draft %1 is damaged").arg(files.integer(0)));
        }
        Statement appends = m_database.prepare(
            "SELECT o.id FROM operation o JOIN operation_item i ON i.operation = o.id LEFT JOIN placement p ON p.id = "
            "i.placement LEFT JOIN body b ON b.message = p.message WHERE o.kind = 4 AND i.state = 0 AND b.message IS "
            "NULL");
        while (appends.step())
            problem(QStringLiteral("operation %1 has nothing to append").arg(appends.integer(0)));
    }

    void overlay()
    {
        Batch batch(m_database, Batch::ReadOnlyView{});
        Placements placements(batch);
        Statement all = m_database.prepare("SELECT id FROM placement");
        while (all.step()) {
            const auto row = placements.load(all.key<PlacementKey>(0));
            if (!row)
                continue;
            PlacementRow computed = *row;
            computed.pending =
                m_database.number("SELECT count(*) FROM operation_item WHERE placement = ? AND state = 0", row->key)
                    .value_or(0);
            placements.recompute(computed);
            if (computed.mailbox != row->mailbox || computed.flags != row->flags)
                problem(QStringLiteral("placement %1 does not show what the journal says").arg(row->key.value));
            if (computed.pending != row->pending)
                problem(QStringLiteral("placement %1 counts its waiting operations wrongly").arg(row->key.value));
        }
    }

    void totals()
    {
        Statement statement = m_database.prepare(
            "SELECT m.id, m.total, m.unread, count(p.id), ifnull(sum(p.flags & 1 = 0), 0) FROM mailbox m "
            "LEFT JOIN placement p ON p.mailbox = m.id GROUP BY m.id");
        while (statement.step()) {
            if (statement.integer(1) != statement.integer(3) || statement.integer(2) != statement.integer(4))
                problem(QStringLiteral("mailbox %1 counts %2 messages, %3 unread; there are %4, %5")
                            .arg(statement.integer(0))
                            .arg(statement.integer(1))
                            .arg(statement.integer(2))
                            .arg(statement.integer(3))
                            .arg(statement.integer(4)));
        }
    }

    /// What is kept in an order that was finished is all of the mailbox, each row where it belongs.
    void orders()
    {
        Statement rows = m_database.prepare(
            "SELECT o.placement, o.sort, o.key, p.mailbox IS o.mailbox AND p.sort_date = -o.age, " SORT_COLUMNS
            " FROM placement_order o LEFT JOIN placement p ON p.id = o.placement LEFT JOIN message m ON m.id = "
            "p.message");
        while (rows.step()) {
            if (rows.integer(3) != 1 || rows.blob(2) != sortKey(SortBy(rows.integer(1)), rows, 4))
                problem(QStringLiteral("placement %1 stands wrongly in order %2")
                            .arg(rows.integer(0))
                            .arg(rows.integer(1)));
        }
        Statement kept = m_database.query("SELECT k.mailbox, k.sort FROM mailbox_order k JOIN mailbox b ON b.id = "
                                          "k.mailbox WHERE k.keys = ? AND b.total <> (SELECT count(*) FROM "
                                          "placement_order o WHERE o.mailbox = k.mailbox AND o.sort = k.sort)",
            sortKeysVersion());
        while (kept.step())
            problem(QStringLiteral("mailbox %1 is not whole in order %2").arg(kept.integer(0)).arg(kept.integer(1)));
    }

    Connection &m_database;
    CheckReport m_report;
};

} // namespace

Result<CheckReport> checkStore(const QString &profile)
{
    const QString file = databasePath(profile);
    if (const auto sound = checkFile(file); !sound)
        return tl::unexpected(sound.error());
    const auto connection = Connection::open(file, Connection::Access::ReadOnly);
    if (!connection)
        return tl::unexpected(connection.error());
    if (const auto known = checkReadable(**connection, migrations().size()); !known)
        return tl::unexpected(known.error());
    CheckReport report = Checker(**connection).run();
    if ((*connection)->failed())
        report.problems.append(QStringLiteral("database: %1").arg((*connection)->error().serverText));
    return report;
}

} // namespace godwit::store
