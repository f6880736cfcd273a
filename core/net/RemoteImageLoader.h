// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/Limits.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>
#include <chrono>
#include <functional>

namespace godwit::net {

/// `type` comes from the octets, never from the server: png, jpeg, gif or webp.  Empty content: refused or failed.
struct RemoteImage {
    QByteArray type;
    QByteArray content;
};

/// The type of a picture by its first octets; empty for everything else, SVG above all (S-072).
QByteArray sniffImageType(const QByteArray &content);

/// Fetches pictures that a person allowed, telling the other side as little as can be (S-082): no cookies, no referrer,
/// a plain user agent, http and https alone, public addresses alone (also after a redirect; the address that was
/// checked is the one that is connected to), few redirects, little data, not for ever.
class RemoteImageLoader : public QObject {
    Q_OBJECT
public:
    struct Rules {
        bool privateAddresses = false; ///< for tests: loopback and private networks too
        int redirects = 3;
        qsizetype octets = 10 * limits::MiB;
        int images = 500; ///< until reset()
        std::chrono::milliseconds time{20'000};
    };
    explicit RemoteImageLoader(const Rules &rules, QObject *parent = nullptr);
    ~RemoteImageLoader() override;

    using Answer = std::function<void(const RemoteImage &)>;
    /// `answer` is called once, from the event loop; not at all after reset() or destruction.
    void fetch(const QUrl &url, Answer answer);
    /// Stops everything under way: the message is no longer shown.
    void reset();

private:
    class Job;
    Rules m_rules;
    QNetworkAccessManager m_network;
    int m_started = 0;
};

} // namespace godwit::net
