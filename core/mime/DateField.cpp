// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/HeaderText.h"
#include "mime/Message.h"
#include "mime/gmime/Glue.h"

#include <QTimeZone>

namespace godwit::mime {

std::optional<QDateTime> parseDate(const QByteArray &field)
{
    startGMime();
    QByteArray line = unfolded(field.left(256));
    const qsizetype zone = line.lastIndexOf(' ') + 1;
    if (line.size() - zone <= 4)
        line.replace(zone, line.size() - zone, line.sliced(zone).toUpper()); // "est": GMime knows capitals only
    GDateTime *date = g_mime_utils_header_decode_date(line.constData());
    if (!date)
        return std::nullopt;
    const qint64 seconds = g_date_time_to_unix(date);
    g_date_time_unref(date);
    const QDateTime utc = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
    if (!utc.isValid() || utc.date().year() < 1 || utc.date().year() > 9999)
        return std::nullopt;
    return utc;
}

} // namespace godwit::mime
