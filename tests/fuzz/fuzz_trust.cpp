// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"
#include "trust/Domain.h"
#include "trust/Verdict.h"

using namespace godwit;
using namespace godwit::trust;

/// A whole message: what its server, its signatures and its words say of it.  Nothing in a message makes it confirmed
/// where nobody is believed and no key is known.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray raw = fuzz::octets(data, size);
    const mime::Message message = mime::parse(raw);
    const Verdict alone = judge(gather(message, Surroundings()));
    fuzz::expect(!alone.confirmed && !alone.server, "nobody is believed without an account");

    Surroundings around;
    around.hasAccount = true;
    around.hosts = {QStringLiteral("imap.home.example"), QStringLiteral("home.example")};
    around.servers = {{QStringLiteral("home.example"), true, true, 1, 1}, {QString(), false, false, 1, 1}};
    AuthServerLearner learner(around.hosts);
    learner.add(message.headers);
    learner.servers();

    const dkim::Check check(raw);
    const QList<dkim::Outcome> unasked = check.outcomes({});
    fuzz::expect(unasked.size() <= dkim::Check::MaximumSignatures, "signatures are bounded");
    QHash<QString, dkim::KeyAnswer> keys;
    for (const QString &name : check.keyNames())
        keys.insert(name, {true, {raw.left(raw.indexOf('\n')), "v=DKIM1; p=" + raw.toBase64().left(400)}});
    for (const dkim::Outcome &outcome : check.outcomes(keys))
        fuzz::expect(outcome.state != dkim::State::Pass, "no key was given");
    const Verdict given = judge(gather(message, around), check.outcomes(keys));
    fuzz::expect(!given.bySignature, "nor by a signature");
    fuzz::expect(
        message.envelope.from.isEmpty() || shownDomain(domainOf(message.envelope.from.first().addr)).size() < 1000,
        "a domain is short");
    return 0;
}
