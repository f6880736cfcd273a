// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QtGlobal>

/// Stands between SQLite and the files of this process, and lets one call of a run, or all from one on, go wrong.
/// Nothing is really flushed to the disk: whoever dies here is a process, not a machine.
namespace godwit::torture::faultyvfs {

enum class Fault {
    None,
    Error, ///< any call fails with the error of its kind
    Full, ///< no room: a write fails
    Short, ///< half of a write gets through, then it fails
    Die, ///< half of a write gets through, then the process is gone
};
enum class Lasting { Once, UntilHealed };

/// Becomes the default of every connection that is opened from now on.
void install();
/// Fault::Error counts every call, the others count writing ones; `call` is the first that goes wrong, from 0.
void arm(Fault fault, qint64 call, Lasting lasting);
/// Nothing goes wrong any more; the counters go on.
void heal();
void startCounting();
qint64 calls(); ///< all of them since arm() or startCounting()
qint64 writingCalls();
qint64 hits(); ///< how many have gone wrong since arm()

} // namespace godwit::torture::faultyvfs
