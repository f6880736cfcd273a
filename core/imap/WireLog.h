// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "imap/wire/Encoder.h"

/// Lines that a person can read, for lcImap's debug level and for SessionReport.  Passwords, literals, what is searched
/// for and whatever belongs to a message are replaced by their length (S-151), in every build.
namespace godwit::imap::wireLog {

/// "C: A4 UID FETCH 1:50 (UID FLAGS)"
QByteArray command(const QList<Encoder::Piece> &pieces);
/// "S: * 12 FETCH (UID 40 FLAGS BODY[]) <2048 octets>"
QByteArray response(QByteArrayView octets);
/// Whether it is about the conversation and not about one of many messages.
bool isWorthKeeping(QByteArrayView octets);

} // namespace godwit::imap::wireLog
