// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QString>

/// The messages that the stories are about.
namespace godwit::test::storymail {

/// Octets of any value, the same for the same seed.
QByteArray octets(qsizetype count, quint32 seed);
/// Flowed text from Bob: "The ferry leaves at nine.", and a quote.  Its Message-ID is `id`@example.test.
QByteArray text(const QByteArray &subject = "Plain words", const QByteArray &id = "plain");
/// HTML with one picture of its own and one from the network.
QByteArray newsletter();
/// "Invoice with file": invoice.bin with this content.
QByteArray withAttachment(const QByteArray &content);

} // namespace godwit::test::storymail
