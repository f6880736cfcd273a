// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QHash>
#include <QPoint>
#include <QString>
#include <QUrl>
#include <functional>

class QWidget;

namespace godwit::ui {

/// A picture with its type, which came from its octets and not from what the message claims.
struct HtmlImage {
    QByteArray type; ///< "image/png", "image/jpeg", "image/gif", "image/webp"
    QByteArray content;
};

/// One message on its way into the web view: markup that was cleaned already, and what `cid:` in it may mean.
struct HtmlDocument {
    QString html;
    /// By what stands behind `cid:` in the markup.  These addresses must be unique in the process, not the Content-IDs
    /// of the message: the engine remembers pictures by address, and one message must not show those of another
    /// (S-071).
    QHash<QString, HtmlImage> images;
    bool remoteImages = false; ///< the person allowed them: they are asked of HtmlViewClient::fetchRemoteImage
};

/// What a web view tells its owner.  No signals: the two sides are different libraries that share no meta object.
/// All calls come in the window's thread.
class HtmlViewClient {
public:
    virtual void htmlPainted(quint64 ticket) = 0;
    virtual void htmlLinkActivated(const QUrl &target) = 0;
    virtual void htmlLinkHovered(const QString &target) = 0; ///< empty: no longer
    virtual void htmlFound(int matches) = 0;
    virtual void htmlPagedPastEnd() = 0; ///< Space at the bottom
    virtual void htmlContextMenu(const QPoint &globalPosition, const QUrl &link, const QString &selectedText) = 0;
    /// `answer` is called once, at any later time; with empty content when the image is refused.
    virtual void fetchRemoteImage(const QUrl &url, std::function<void(const HtmlImage &)> answer) = 0;

protected:
    ~HtmlViewClient() = default;
};

enum class FindDirection { Forward, Backward };

/// A view that shows cleaned HTML as a browser would and reaches nothing: the second of the two walls.
class HtmlView {
public:
    HtmlView() = default;
    virtual ~HtmlView() = default;
    HtmlView(const HtmlView &) = delete;
    HtmlView &operator=(const HtmlView &) = delete;

    virtual QWidget *widget() = 0; ///< owned by the view
    /// `ticket` comes back in htmlPainted().  Drops what was there before.
    virtual void showDocument(const HtmlDocument &document, quint64 ticket, double scrollPosition) = 0;
    virtual void clear() = 0;
    virtual void setZoom(double factor) = 0;
    virtual void find(const QString &text, FindDirection direction) = 0; ///< empty text: end of the search
    virtual double scrollPosition() const = 0;
    virtual void pageDown() = 0; ///< or htmlPagedPastEnd() at the bottom
    virtual void copySelection() = 0;
    virtual void selectAll() = 0;
    virtual QString selectedText() const = 0;
};

} // namespace godwit::ui
