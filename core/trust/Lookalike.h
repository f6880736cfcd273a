// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QHash>
#include <QString>
#include <QStringList>

namespace godwit::trust {

/// How a domain seems to be another one.
enum class Likeness {
    None,
    SameLook, ///< the same letters to the eye: other scripts, 0 for o, rn for m
    OneStroke, ///< one letter more, less, other or exchanged
    Borrowed, ///< the other's whole name as a part of it: paypal.com.example.net, paypal-billing.example
    MixedScripts, ///< letters of scripts that do not go together (UTS 39 section 5.1); like nothing in particular
};
struct Resemblance {
    Likeness likeness = Likeness::None;
    QString domain; ///< what it seems to be
    bool operator==(const Resemblance &) const = default;
};

/// Domains that people are often deceived with.
bool isWellKnownDomain(const QString &organisationalDomain);
/// Of these, those that sign (DKIM) whatever they send.
bool alwaysSigns(const QString &organisationalDomain);
/// Where anybody gets an address.
bool isPublicMailDomain(const QString &organisationalDomain);
/// Letters that look alike made one (a small table of our own in the spirit of UTS 39 section 4), for comparison alone.
QString skeleton(const QString &text);
bool mixesScripts(const QString &unicodeDomain);

/// The domains a person has to do with.  Built once, then only read: may be shared between threads.
class FamiliarDomains {
public:
    FamiliarDomains(); ///< knows the well known ones
    void add(const QString &domain);
    bool contains(const QString &domain) const { return m_all.contains(domain); }
    /// What `domain` (A-labels) seems to be; a domain that is itself familiar is no look-alike.
    Resemblance resemblance(const QString &domain) const;

private:
    QString sameLook(const QString &domain) const;
    QString oneStroke(const QString &domain) const;
    QString borrowed(const QString &domain) const;

    QHash<QString, QString> m_all; ///< organisational domain to its own label
    QHash<QString, QString> m_bySkeleton;
    QHash<qsizetype, QStringList> m_byLength; ///< of the own label
};

} // namespace godwit::trust
