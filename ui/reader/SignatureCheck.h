// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "net/TextLookup.h"
#include "ui/reader/ReadMessage.h"

#include <QObject>

namespace godwit::ui {

/// Checks the signatures of the message on the screen, once it is there: asks for their keys, then verifies on a
/// worker.  Asks only about messages that were read with ReadingRules::checkSignatures.
class SignatureCheck : public QObject {
    Q_OBJECT
public:
    /// `names` outlives it; nullptr: nobody is ever asked.
    explicit SignatureCheck(net::TextLookup *names, QObject *parent = nullptr);

    /// Forgets the message before.
    void start(const ReadMessagePtr &message);
    void cancel();

signals:
    void done(const godwit::ui::ReadMessagePtr &message, const godwit::trust::Verdict &verdict);

private:
    void answered(quint64 ticket, const QString &name, const net::TextRecords &records);
    void verify();

    net::TextLookup *m_names;
    ReadMessagePtr m_message;
    QHash<QString, trust::dkim::KeyAnswer> m_keys;
    qsizetype m_wanted = 0;
    quint64 m_ticket = 0;
};

} // namespace godwit::ui
