// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/EnglishPlurals.h"

#include <cstring>

namespace godwit::ui {

QString EnglishPlurals::translate(const char *, const char *sourceText, const char *, int n) const
{
    if (n < 0 || std::strstr(sourceText, "(s)") == nullptr)
        return {};
    return QString::fromUtf8(sourceText).replace(QLatin1String("(s)"), n == 1 ? QLatin1String("") : QLatin1String("s"));
}

} // namespace godwit::ui
