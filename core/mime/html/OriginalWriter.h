// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "mime/html/GumboTree.h"
#include "mime/html/ImagePolicy.h"

namespace godwit::mime {

/// Writes a parsed document anew with what the allow-list keeps: one pass of sanitise() for HtmlView::Original.
class OriginalWriter {
public:
    explicit OriginalWriter(ImagePolicy &images) : m_images(images) { }

    /// A whole document: policy and prefetch control first, then the mail's own cleaned style sheets, then its body.
    QByteArray write(const GumboNode *document);
    const QList<Link> &links() const { return m_links; }
    bool truncated() const { return m_truncated; }

private:
    bool enter(const GumboNode *node);
    void leave(const GumboNode *node);
    bool enterElement(const GumboNode *node);
    void takeStyle(const GumboNode *node);
    void text(const GumboNode *node);
    QByteArray startTag(const GumboNode *node);
    QByteArray attribute(const GumboNode *node, const GumboAttribute &attribute);
    QByteArray linkAttribute(const GumboAttribute &attribute);

    ImagePolicy &m_images;
    QByteArray m_body, m_bodyAttributes, m_styles, m_direction;
    QList<Link> m_links;
    QList<qsizetype> m_openLinks; ///< indexes into m_links, innermost last; -1 for one that leads nowhere
    QByteArrayList m_openTags; ///< what leave() has to close; empty where nothing was written
    int m_depth = 0;
    bool m_truncated = false;
};

} // namespace godwit::mime
