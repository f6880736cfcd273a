// SPDX-FileCopyrightText: The Godwit authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "mime/html/GumboTree.h"
#include "mime/html/ImagePolicy.h"

#include <QSet>

namespace godwit::mime {

/// The subset that QTextDocument lays out well and quickly: no nested tables, no colours, no sizes, bounded length
/// (S-079, S-080).  Tables that only lay out become lines.
class SimplifiedWriter {
public:
    explicit SimplifiedWriter(ImagePolicy &images) : m_images(images) { }

    QByteArray write(const GumboNode *document);
    const QList<Link> &links() const { return m_links; }
    bool flattened() const { return m_flattened; }
    bool truncated() const { return m_truncated; }

private:
    void findDataTables(const GumboNode *document);
    bool enter(const GumboNode *node);
    void leave(const GumboNode *node);
    bool enterElement(const GumboNode *node);
    void text(const GumboNode *node);
    void image(const GumboNode *node);
    QByteArray attributes(const GumboNode *node);
    void open(const GumboNode *node, QByteArray &close);
    void breakIfPending();
    bool insideDataTable(const GumboNode *node) const;

    ImagePolicy &m_images;
    QByteArray m_out;
    QSet<const GumboNode *> m_dataTables;
    QList<Link> m_links;
    QList<qsizetype> m_openLinks;
    QByteArrayList m_openTags;
    int m_depth = 0, m_elements = 0, m_preformatted = 0, m_tables = 0;
    qsizetype m_characters = 0, m_unbroken = 0;
    bool m_breakPending = false, m_lineStarted = false;
    bool m_flattened = false, m_truncated = false;
};

} // namespace godwit::mime
