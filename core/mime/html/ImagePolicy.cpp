// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/html/ImagePolicy.h"

#include "base/Limits.h"

#include <QUrl>
#include <algorithm>

namespace godwit::mime {

namespace {

constexpr int MaximumImages = 5000;

bool isRasterData(const QString &url)
{
    static constexpr const char *Types[] = {"png", "jpeg", "jpg", "gif", "webp"};
    if (url.size() > limits::DataImageOctets * 4 / 3)
        return false;
    const qsizetype comma = url.indexOf(u',');
    if (comma < 0)
        return false;
    const QString head = url.left(comma).toLower();
    const bool known = std::any_of(std::begin(Types), std::end(Types),
        [&head](const char *type) { return head == QStringLiteral("data:image/%1;base64").arg(QLatin1String(type)); });
    return known && std::all_of(url.begin() + comma + 1, url.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'+'
            || c == u'/' || c == u'=';
    });
}

} // namespace

ImagePolicy::ImagePolicy(const SanitiseOptions &options) : m_options(options)
{
    for (const QString &url : options.cidUrls)
        m_own.insert(url);
}

std::optional<QString> ImagePolicy::allow(const QString &url)
{
    QString address = url.trimmed();
    if (m_own.contains(address))
        return address;
    if (address.startsWith(u"data:", Qt::CaseInsensitive)) {
        address.remove(u'\n').remove(u'\r').remove(u'\t').remove(u' ');
        return isRasterData(address) ? std::optional<QString>(address) : std::nullopt;
    }
    if (address.startsWith(u"cid:", Qt::CaseInsensitive)) {
        const QString raw = address.mid(4);
        const QString id = QUrl::fromPercentEncoding(raw.toUtf8());
        for (const QString &key : {raw, id}) {
            const auto own = m_options.cidUrls.constFind(key);
            if (own != m_options.cidUrls.cend())
                return *own;
        }
        return std::nullopt;
    }
    if (++m_seen > MaximumImages)
        return std::nullopt;
    const Link link = readLink(address.startsWith(u"//") ? QStringLiteral("https:") + address : address, {});
    if (link.host.isEmpty())
        return std::nullopt;
    noteRemote(link.target);
    if (m_options.remoteImages == RemoteImages::Allowed)
        return link.target;
    ++m_blocked;
    return std::nullopt;
}

void ImagePolicy::noteRemote(const QString &url)
{
    const QString host = readLink(url.startsWith(u"//") ? QStringLiteral("https:") + url : url, {}).host;
    if (host.isEmpty())
        return;
    m_remote = true;
    m_hosts.insert(host);
}

QStringList ImagePolicy::hosts() const
{
    QStringList sorted(m_hosts.begin(), m_hosts.end());
    sorted.sort();
    return sorted;
}

QByteArray ImagePolicy::sources() const
{
    QSet<QString> schemes{QStringLiteral("cid:"), QStringLiteral("data:")};
    for (const QString &url : m_own)
        schemes.insert(url.section(u':', 0, 0) + u':');
    QStringList sorted(schemes.begin(), schemes.end());
    sorted.sort();
    if (m_options.remoteImages == RemoteImages::Allowed)
        sorted +=
            {QStringLiteral("http:"), QStringLiteral("https:"), QStringLiteral("godwit-msg:")}; // our loader's answers
    return sorted.join(u' ').toLatin1();
}

} // namespace godwit::mime
