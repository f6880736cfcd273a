// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

/// Whether a message comes from whom it says: what servers and signatures tell, and what the words look like.  Sans-IO:
/// values in, values out; nothing here ever asks a network.
namespace godwit::trust {

/// Lower case, in A-labels (RFC 5890), without the dot at its end; empty for what is no host name.
QString asciiDomain(const QString &domain);
/// Of an addr-spec, as asciiDomain().
QString domainOf(const QString &addr);
/// The registered domain above it (RFC 7489 section 3.2) by the public suffix list; the domain itself where there is
/// none above it.  Takes and gives A-labels.
QString organisationalDomain(const QString &domain);
/// RFC 7489 section 3.1, relaxed alignment.  Nothing is the same organisation as an empty name.
bool sameOrganisation(const QString &one, const QString &other);
/// For people: with U-labels behind it where it has A-labels, `xn--... (...)` (S-086).
QString shownDomain(const QString &domain);
/// U-labels, whatever they look like: to be compared, never to be shown alone.
QString unicodeDomain(const QString &domain);

} // namespace godwit::trust
