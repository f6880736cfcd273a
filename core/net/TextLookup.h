// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QList>
#include <QString>
#include <functional>

namespace godwit::net {

struct TextRecords {
    bool answered = false; ///< false: no name server did, or none may be asked; also "there is none" is an answer
    QList<QByteArray> records; ///< the strings of each record joined
};

/// TXT records of the name system.  A question tells the name server, and whoever runs the domain, that somebody asked:
/// nobody calls this without the person's consent.
class TextLookup {
public:
    virtual ~TextLookup() = default;
    /// Answers once, from the event loop of the asking thread; never before it returns.
    virtual void ask(const QString &name, std::function<void(const TextRecords &)> answer) = 0;
};

} // namespace godwit::net
