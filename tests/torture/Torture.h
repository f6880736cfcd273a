// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QtGlobal>

/// How much a torture test does: a sample in `./dev test`, all of it in `./dev torture`, which sets GODWIT_TORTURE.
namespace godwit::torture {

inline bool isFull()
{
    return qEnvironmentVariableIsSet("GODWIT_TORTURE");
}

inline int rounds(int sample, int full)
{
    return isFull() ? full : sample;
}

/// Every choice follows from it; GODWIT_SEED changes it.
inline quint32 seed()
{
    bool given = false;
    const int value = qEnvironmentVariableIntValue("GODWIT_SEED", &given);
    return given ? quint32(value) : 20261125U;
}

} // namespace godwit::torture
