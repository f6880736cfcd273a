// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QHash>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace godwit::mime {

enum class RemoteImages { Blocked, Allowed };
/// Original: a whole document for the web view.  Simplified: the small subset that QTextBrowser shows well and quickly.
enum class HtmlView { Original, Simplified };

struct SanitiseOptions {
    RemoteImages remoteImages = RemoteImages::Blocked;
    HtmlView view = HtmlView::Original;
    /// Content-ID without angle brackets -> address under our own scheme.  Only images of this message belong in it
    /// (S-071); a cid: that is not in here shows nothing.
    QHash<QString, QString> cidUrls;
    /// Original view with remote images allowed: the http(s) addresses stay as they are and the view's interceptor
    /// redirects them to our own loader.
};

/// A link that survived: http, https or mailto (S-087).
struct Link {
    QString target; ///< as it will be opened: percent-encoded, host in ASCII (S-085, S-086)
    QString host; ///< ASCII form; empty for mailto
    QString text; ///< what the reader sees, one line, at most 200 characters
    QString claimedHost; ///< host that the text names, where it is not `host` or below it (S-084); else empty
};

struct SanitisedHtml {
    QString html; ///< Original: a document with the CSP first.  Simplified: body markup.
    bool hasRemoteContent = false; ///< images were there that would have to be fetched
    QStringList remoteHosts; ///< of those images, sorted, each once
    int blockedImages = 0; ///< how many were taken out because RemoteImages::Blocked
    QList<Link> links;
    bool flattened = false; ///< Simplified: nested tables or the length were beyond what the native view can bear
    bool truncated = false; ///< limits::HtmlOctets or an element limit was met: the rest is not shown
};

/// Parses with Gumbo, keeps an allow-list of elements, attributes, CSS properties and URL schemes, and writes anew
/// (CASES groups 4 and 5).  Time is linear in the input; sanitise() of its own output changes nothing.  Thread-safe.
SanitisedHtml sanitise(const QString &html, const SanitiseOptions &options = {});

/// The words of an HTML document as plain text: what is seen, not what is hidden (S-078).  Links of which the text
/// does not show the target get it in angle brackets behind them; quotes get "> ".
QString htmlToText(const QString &html);

/// One link under the strict reading that sanitise() uses; an empty target when it may not be opened.
Link readLink(const QString &href, const QString &text);

} // namespace godwit::mime

Q_DECLARE_METATYPE(godwit::mime::SanitisedHtml)
